"""The card on the public home of an office, where somebody there answers requests."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models import PROCESS
from pranata.base.ui.cards import Card, offer_card

offer_card(
    Card(
        code="information_requests",
        title=_("Permohonan informasi"),
        lead=_("Minta dokumen atau data yang kami kuasai, dan ajukan keberatan bila jawaban kami kurang."),
        note=_("Dijawab dalam 10 hari kerja · gratis"),
        address=lambda office: reverse("portal:information_requests:service", args=[office.code]),
        answered_by=PROCESS,
    )
)
