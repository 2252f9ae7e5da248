"""Follow-ups may come from the review of a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models import Review
from pranata.engines.followups.sources import Source, declare

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp


def review_address(item: FollowUp) -> str:
    """The page of the review; "" when it is gone."""
    found = Review.objects.filter(office=item.office_id, pk=item.source_id).select_related("office").first()
    return found.get_absolute_url() if found else ""


declare(
    Source(
        "tinjauan-standar",
        _("Tinjauan standar pelayanan"),
        label=Review._meta.label_lower,
        address=review_address,
    )
)
