"""The place in the staff menu, and the card on the public home."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.models import VIEW, Sop
from pranata.base.ui.cards import Card, offer_card
from pranata.base.ui.menu import Group, Place, offer

SECTION = "sops"
offer(
    Place(
        section=SECTION,
        title=_("SOP"),
        address=lambda office: reverse("desk:sops:overview", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
offer_card(
    Card(
        code="sops",
        title=_("SOP"),
        lead=_("Bagaimana kami bekerja, langkah demi langkah, dan berapa lama waktunya."),
        address=lambda office: reverse("portal:sops:sops", args=[office.code]),
        is_offered=lambda office: Sop.objects.public().filter(office=office).exists(),
    )
)
