"""The place in the staff menu, and the card on the public home once something is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models import VIEW, Pledge
from pranata.areas.public_service.service_standards.queries import shown_standards
from pranata.base.ui.cards import Card, offer_card
from pranata.base.ui.menu import Group, Place, offer
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office

SECTION = "service_standards"
offer(
    Place(
        section=SECTION,
        title=_("Standar pelayanan"),
        address=lambda office: reverse("desk:service_standards:services", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)


def has_published(office: Office) -> bool:
    """Whether a stranger finds a standard or the pledge."""
    return shown_standards(office, clock.today()).exists() or Pledge.objects.filter(office=office).public().exists()


offer_card(
    Card(
        code="service_standards",
        title=_("Standar dan maklumat pelayanan"),
        lead=_("Layanan kami: syarat, cara, waktu, dan biayanya."),
        address=lambda office: reverse("portal:service_standards:services", args=[office.code]),
        is_offered=has_published,
    )
)
