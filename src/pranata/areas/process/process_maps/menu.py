"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.process_maps.models import VIEW
from pranata.base.ui.menu import Group, Place, offer

SECTION = "process_maps"
offer(
    Place(
        section=SECTION,
        title=_("Peta proses bisnis"),
        address=lambda office: reverse("desk:process_maps:maps", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
