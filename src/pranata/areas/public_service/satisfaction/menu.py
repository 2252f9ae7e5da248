"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.menu import Group, Place, offer
from pranata.engines.surveys.models import VIEW

SECTION = "satisfaction"
offer(
    Place(
        section=SECTION,
        title=_("Survei kepuasan"),
        address=lambda office: reverse("desk:satisfaction:surveys", args=[office.code]),
        permission=VIEW,
        group=Group.SERVICES,
        icon="score",
    )
)
