"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.menu import Group, Place, offer
from pranata.engines.archives.models import VIEW

SECTION = "archives"
offer(
    Place(
        section=SECTION,
        title=_("Kearsipan"),
        address=lambda office: reverse("desk:archives:overview", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
