"""The place in the staff menu, for those who propose and those who decide."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import VIEW_PROPOSALS
from pranata.base.ui.menu import Group, Place, offer

SECTION = "exemption_proposals"
offer(
    Place(
        section=SECTION,
        title=_("Usulan pengecualian"),
        address=lambda office: reverse("desk:public_information:proposals", args=[office.code]),
        permission=VIEW_PROPOSALS,
        group=Group.SERVICES,
    )
)
