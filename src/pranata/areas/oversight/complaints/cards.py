"""The card on the public home of an office, where somebody there processes complaints."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.models import PROCESS
from pranata.base.ui.cards import Card, offer_card

offer_card(
    Card(
        code="complaints",
        title=_("Pengaduan"),
        lead=_("Sampaikan keluhan, aspirasi, atau permintaan informasi; boleh tanpa nama."),
        note=_("Dijawab dalam 5, 14, atau 60 hari kerja"),
        address=lambda office: reverse("portal:complaints:service", args=[office.code]),
        answered_by=PROCESS,
    )
)
