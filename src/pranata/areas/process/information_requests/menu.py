"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models import VIEW
from pranata.base.ui.menu import Group, Place, offer

SECTION = "information_requests"
offer(
    Place(
        section=SECTION,
        title=_("Permohonan informasi"),
        address=lambda office: reverse("desk:information_requests:requests", args=[office.code]),
        permission=VIEW,
        group=Group.SERVICES,
    )
)
