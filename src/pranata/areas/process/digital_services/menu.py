"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.digital_services.models import VIEW
from pranata.base.ui.menu import Group, Place, offer

SECTION = "digital_services"
offer(
    Place(
        section=SECTION,
        title=_("Layanan digital"),
        address=lambda office: reverse("desk:digital_services:overview", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
