"""The card on the public home, once the law is in force and somebody at the office answers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.models import PROCESS
from pranata.areas.public_service.data_subjects.rules import is_in_force
from pranata.base.ui.cards import Card, offer_card
from pranata.lib import clock

offer_card(
    Card(
        code="data_subjects",
        title=_("Data pribadi Anda"),
        lead=_("Lihat, betulkan, atau hapus data Anda yang kami simpan."),
        note=_("Dijawab dalam 3 x 24 jam"),
        address=lambda office: reverse("portal:data_subjects:ask", args=[office.code]),
        is_offered=lambda office: is_in_force(clock.today()),
        answered_by=PROCESS,
    )
)
