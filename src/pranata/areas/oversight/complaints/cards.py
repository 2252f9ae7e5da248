"""The card on the public home of an office, where somebody there processes complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.models import PROCESS
from pranata.base.access.models import RoleAssignment
from pranata.base.access.rules import roles_with
from pranata.base.ui.cards import Card, offer_card
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office


def is_offered(office: Office) -> bool:
    """Whether anybody would read what is sent there."""
    held = RoleAssignment.objects.held_on(clock.today())
    return held.filter(office=office, role__in=roles_with(PROCESS), user__is_active=True).exists()


offer_card(
    Card(
        code="complaints",
        title=_("Pengaduan"),
        lead=_("Sampaikan keluhan, aspirasi, atau permintaan informasi; boleh tanpa nama."),
        note=_("Dijawab dalam 5, 14, atau 60 hari kerja"),
        address=lambda office: reverse("portal:complaints:service", args=[office.code]),
        is_offered=is_offered,
    )
)
