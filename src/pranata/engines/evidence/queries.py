"""Reads of evidence for those who use it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.evidence.models import Evidence, Status, Use
from pranata.engines.evidence.rules import Proof

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Shown:
    """An item as it stands beside what it proves."""

    use: Use
    item: Evidence
    proof: Proof


def evidence_of(target: Model, *, reader: User, today: date) -> list[Shown]:
    """What proves ``target`` and the reader may see, in the order it was added; two queries."""
    visible = Evidence.objects.visible_to(reader)
    uses = Use.objects.filter(**_is(target), evidence__in=visible).select_related("evidence__file")
    return [Shown(use, use.evidence, use.evidence.proof_on(today)) for use in uses]


def proof_counts(label: str, ids: Iterable[int], *, today: date) -> dict[int, tuple[int, int]]:
    """How many items prove each target, and how many do so no more, by target id; one query."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    uses = Use.objects.filter(target_label=label, target_id__in=list(ids))
    for target_id, status, valid_to in uses.values_list("target_id", "evidence__status", "evidence__valid_to"):
        holds = status == Status.HELD and (valid_to is None or valid_to >= today)
        found[target_id][0 if holds else 1] += 1
    return {target_id: (proving, unproven) for target_id, (proving, unproven) in found.items()}


def same_file(office: Office, sha256: str, *, reader: User) -> list[Evidence]:
    """Items with these bytes that the reader may see: what is offered instead of a second copy."""
    return list(Evidence.objects.visible_to(reader).filter(office=office, file__sha256=sha256, status=Status.HELD))


def _is(target: Model) -> dict[str, object]:
    return {"target_label": target._meta.label_lower, "target_id": target.pk}
