"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.models import VIEW
from pranata.base.ui.menu import Group, Place, offer

SECTION = "data_subjects"
offer(
    Place(
        section=SECTION,
        title=_("Permintaan data pribadi"),
        address=lambda office: reverse("desk:data_subjects:requests", args=[office.code]),
        permission=VIEW,
        group=Group.SERVICES,
    )
)
