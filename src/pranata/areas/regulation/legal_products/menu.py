"""The place in the staff menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.models import VIEW
from pranata.base.ui.menu import Group, Place, offer

SECTION = "legal_products"
offer(
    Place(
        section=SECTION,
        title=_("Produk hukum"),
        address=lambda office: reverse("desk:legal_products:overview", args=[office.code]),
        permission=VIEW,
        group=Group.DOCUMENTS,
    )
)
