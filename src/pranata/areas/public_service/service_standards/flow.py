"""Where standards and pledges may go: drafted, legalized, published; then superseded by the next, or withdrawn.

``supersede`` has no permission of its own: it is part of publishing the one that follows.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models import PUBLISH, Status
from pranata.base.flow.steps import Flow, Step


def _flow(legalize: Any) -> Flow:
    """The steps with what legalizing is called on the button."""
    return Flow(
        Step("legalize", (Status.DRAFTED,), Status.LEGALIZED, PUBLISH, legalize),
        Step("publish", (Status.LEGALIZED,), Status.PUBLISHED, PUBLISH, _("Terbitkan")),
        Step("supersede", (Status.PUBLISHED, Status.LEGALIZED), Status.SUPERSEDED, "", _("Diganti")),
        Step("withdraw", (Status.LEGALIZED, Status.PUBLISHED), Status.WITHDRAWN, PUBLISH, _("Tarik")),
    )


STANDARD_FLOW = _flow(_("Tetapkan"))
PLEDGE_FLOW = _flow(_("Catat penandatanganan"))
