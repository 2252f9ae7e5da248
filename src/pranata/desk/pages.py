from pranata.base.ui.pages import (  # noqa: F401
    office_or_404,
    readable_offices,
    staff_form,
    staff_page,
    staff_post,
    wants_part,
)
