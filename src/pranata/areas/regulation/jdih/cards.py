"""The card on the public home of an office that has opened legal documents."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.jdih.queries import public_documents
from pranata.base.ui.cards import Card, offer_card

offer_card(
    Card(
        code="jdih",
        title=_("JDIH"),
        lead=_("Peraturan, keputusan, dan dokumen hukum kantor ini: cari, baca abstraknya, dan unduh."),
        note=_("Status berlaku setiap dokumen"),
        address=lambda office: reverse("portal:jdih:documents", args=[office.code]),
        is_offered=lambda office: public_documents(office).exists(),
    )
)
