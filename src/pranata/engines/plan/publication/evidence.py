"""Which published evidence stands behind which cell of a published plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.plan.models import Plan, Progress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.evidence.models import EvidenceQuerySet

PROGRESS = Progress._meta.label_lower


@dataclass(frozen=True)
class Cell:
    """One month of one row of a year's plan."""

    year: int
    code: str
    month: int


def public_evidence(office: Office, today: date, *, year: int | None = None, code: str = "") -> EvidenceQuerySet:
    """The office's published items, newest first; with ``year`` and ``code`` those behind that row of its plan."""
    found = Evidence.objects.public(today).filter(office=office)
    if not year:
        return found
    cells = _public_cells(office).filter(subactivity__plan__year=year, subactivity__code=code)
    uses = Use.objects.filter(target_label=PROGRESS, target_id__in=cells.values("pk"))
    return found.filter(pk__in=uses.values("evidence"))


def proved_cells(office: Office, items: Iterable[Evidence]) -> dict[int, list[Cell]]:
    """The cells of the office's published plans that each item stands behind, by item id; two queries."""
    uses = Use.objects.filter(target_label=PROGRESS, evidence__in=list(items))
    items_of: dict[int, list[int]] = defaultdict(list)
    for target_id, evidence_id in uses.values_list("target_id", "evidence_id"):
        items_of[target_id].append(evidence_id)
    found: dict[int, list[Cell]] = defaultdict(list)
    cells = _public_cells(office).filter(pk__in=list(items_of))
    for pk, *cell in cells.values_list("pk", "subactivity__plan__year", "subactivity__code", "month"):
        for evidence_id in items_of[pk]:
            found[evidence_id].append(Cell(*cell))
    return dict(found)


def public_evidence_counts(plan: Plan, today: date) -> dict[str, int]:
    """How many published items stand behind the rows of a published plan, by code; two queries."""
    progress = Progress.objects.filter(subactivity__plan=plan)
    uses = Use.objects.filter(
        target_label=PROGRESS, target_id__in=progress.values("pk"), evidence__in=Evidence.objects.public(today)
    )
    proved: dict[int, set[int]] = defaultdict(set)
    for target_id, evidence_id in uses.values_list("target_id", "evidence_id"):
        proved[target_id].add(evidence_id)
    items: dict[str, set[int]] = defaultdict(set)
    for pk, code in progress.filter(pk__in=list(proved)).values_list("pk", "subactivity__code"):
        items[code] |= proved[pk]
    return {code: len(found) for code, found in items.items()}


def _public_cells(office: Office) -> QuerySet[Progress]:
    """The months reported of the office's published plans, in the order of the plans."""
    found = Progress.objects.filter(subactivity__plan__in=Plan.objects.public().filter(office=office))
    row = ("activity__area__no", "activity__position", "position")
    return found.order_by("subactivity__plan__year", *(f"subactivity__{each}" for each in row), "month")
