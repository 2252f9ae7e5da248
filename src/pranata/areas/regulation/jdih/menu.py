"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.jdih.models import VIEW
from pranata.base.ui.menu import Group, Place, offer

SECTION = "jdih"
offer(
    Place(
        section=SECTION,
        title=_("JDIH"),
        address=lambda office: reverse("desk:jdih:documents", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
