"""Follow-ups may come from a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.models import Finding
from pranata.engines.followups.sources import Source, declare

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp

LABEL = Finding._meta.label_lower


def finding_address(item: FollowUp) -> str:
    """The page of the finding; "" when it is gone."""
    found = Finding.objects.filter(office=item.office_id, pk=item.source_id).select_related("office").first()
    return found.get_absolute_url() if found else ""


declare(Source("harmonisasi", _("Temuan harmonisasi peraturan"), label=LABEL, address=finding_address))
