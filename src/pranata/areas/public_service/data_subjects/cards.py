"""The card on the public home, once the law is in force and somebody at the office answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.models import PROCESS
from pranata.areas.public_service.data_subjects.rules import is_in_force
from pranata.base.access.models import RoleAssignment
from pranata.base.access.rules import roles_with
from pranata.base.ui.cards import Card, offer_card
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office


def is_offered(office: Office) -> bool:
    """Whether anybody would read what is sent there."""
    today = clock.today()
    held = RoleAssignment.objects.held_on(today).filter(office=office, role__in=roles_with(PROCESS))
    return is_in_force(today) and held.filter(user__is_active=True).exists()


offer_card(
    Card(
        code="data_subjects",
        title=_("Data pribadi Anda"),
        lead=_("Lihat, betulkan, atau hapus data Anda yang kami simpan."),
        note=_("Dijawab dalam 3 x 24 jam"),
        address=lambda office: reverse("portal:data_subjects:ask", args=[office.code]),
        is_offered=is_offered,
    )
)
