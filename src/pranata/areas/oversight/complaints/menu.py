"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.models import HANDLE
from pranata.base.ui.menu import Group, Place, offer

SECTION = "complaints"
offer(
    Place(
        section=SECTION,
        title=_("Pengaduan"),
        address=lambda office: reverse("desk:complaints:complaints", args=[office.code]),
        permission=HANDLE,
        group=Group.SERVICES,
    )
)
