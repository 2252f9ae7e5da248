"""The card on the public home of an office that asks now, or whose result is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.cards import Card, offer_card
from pranata.engines.surveys.models import Survey
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office


def has_something_to_show(office: Office) -> bool:
    """Whether the office asks anyone now, or has published what came out; one query."""
    rows = Survey.objects.filter(office=office)
    return (rows.answerable(clock.today()).filter(takes_anyone=True) | rows.public()).exists()


offer_card(
    Card(
        code="satisfaction",
        title=_("Survei kepuasan"),
        lead=_("Nilai layanan yang Anda terima, dan lihat apa kata pengguna layanan lain."),
        note=_("Tanpa nama · sekitar 2 menit"),
        address=lambda office: reverse("portal:satisfaction:surveys", args=[office.code]),
        is_offered=has_something_to_show,
    )
)
