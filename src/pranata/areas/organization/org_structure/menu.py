"""The place in the staff menu, and the card on the office's public home."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.organization.org_structure.models import VIEW, is_public
from pranata.base.ui.cards import Card, offer_card
from pranata.base.ui.menu import Group, Place, offer

SECTION = "org_structure"


offer(
    Place(
        section=SECTION,
        title=_("Struktur organisasi"),
        address=lambda office: reverse("desk:org_structure:structure", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
offer_card(
    Card(
        SECTION,
        _("Struktur organisasi"),
        _("Unit kerja dan jabatan kantor ini."),
        lambda office: reverse("portal:org_structure:structure", args=[office.code]),
        is_offered=is_public,
    )
)
