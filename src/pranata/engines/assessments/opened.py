"""Which evidence of a sheet somebody may open: whoever sees it anyway, and its assessors what is not restricted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from pranata.engines.assessments.models import Item
from pranata.engines.assessments.powers import assessing_levels
from pranata.engines.evidence.models import Confidentiality, Evidence, Use

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Sheet
    from pranata.engines.evidence.models import EvidenceQuerySet, UseQuerySet

ITEM = "assessments.item"


def uses_in(sheet: Sheet) -> UseQuerySet:
    """What proves the items of a sheet, whoever may see it."""
    items = Item.objects.filter(section__sheet=sheet)
    return Use.objects.filter(target_label=ITEM, target_id__in=items.values("pk"))


def evidence_open_to(sheet: Sheet, reader: User) -> EvidenceQuerySet:
    """The evidence of the sheet that ``reader`` may open.

    An assessor of another office sees no evidence there but what proves the sheet it was given, and of that nothing
    restricted.
    """
    own = Q(pk__in=Evidence.objects.visible_to(reader).values("pk"))
    if assessing_levels(sheet, reader):
        own |= Q(confidentiality=Confidentiality.ORDINARY)
    return Evidence.objects.filter(own, pk__in=uses_in(sheet).values("evidence"))
