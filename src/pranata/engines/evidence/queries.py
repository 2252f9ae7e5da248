"""Reads of evidence for those who use it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from pranata.engines.evidence.models import Evidence, Status, Use
from pranata.engines.evidence.rules import Proof

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Model, QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Shown:
    """An item as it stands beside what it proves; ``others`` is how much else it proves."""

    use: Use
    item: Evidence
    proof: Proof
    others: int = 0


def evidence_of(target: Model, *, reader: User, today: date) -> list[Shown]:
    """What proves ``target`` and the reader may see, in the order it was added; two queries."""
    visible = Evidence.objects.visible_to(reader)
    uses = Use.objects.of(target).filter(evidence__in=visible).annotate(total=use_count("evidence_id"))
    uses = uses.select_related(
        "evidence__file", "evidence__thumbnail", "evidence__office", "evidence__added_by__person"
    )
    return [Shown(use, use.evidence, use.evidence.proof_on(today), use.total - 1) for use in uses]


def use_count(key: str) -> Coalesce:
    """How much the item whose key stands in the column ``key`` proves, as an expression."""
    uses = Use.objects.filter(evidence=OuterRef(key)).order_by().values("evidence").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(uses), 0)


def proof_counts(label: str, ids: Iterable[int], *, today: date) -> dict[int, tuple[int, int]]:
    """How many items prove each target, and how many do so no more, by target id; one query."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    uses = Use.objects.filter(target_label=label, target_id__in=list(ids))
    for target_id, status, valid_to in uses.values_list("target_id", "evidence__status", "evidence__valid_to"):
        holds = status == Status.HELD and (valid_to is None or valid_to >= today)
        found[target_id][0 if holds else 1] += 1
    return {target_id: (proving, unproven) for target_id, (proving, unproven) in found.items()}


def unproven(label: str, *, reader: User, today: date) -> QuerySet[Use]:
    """The uses for records called ``label`` of items that the reader may see and that prove nothing any more."""
    items = Evidence.objects.visible_to(reader).unproven_on(today)
    return Use.objects.filter(target_label=label, evidence__in=items)


def same_file(office: Office, sha256: str, *, reader: User) -> list[Evidence]:
    """Items with these bytes that the reader may see: what is offered instead of a second copy."""
    return list(Evidence.objects.visible_to(reader).filter(office=office, file__sha256=sha256, status=Status.HELD))
