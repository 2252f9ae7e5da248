"""The evidence behind the reports of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.evidence.models import Confidentiality, Use
from pranata.engines.evidence.rules import Proof
from pranata.engines.plan.models import Progress
from pranata.engines.plan.queries.live import HANDED_IN
from pranata.engines.plan.report.model import Item

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.evidence.models import Evidence
    from pranata.engines.plan.models import Plan
    from pranata.lib.periods import Period

SHORT_HASH = 12  # characters of a SHA-256 that tell files apart on paper
STANDING = {Proof.PROVEN: "", Proof.REMOVED: "ditarik", Proof.EXPIRED: "habis masa berlaku"}


@dataclass(frozen=True)
class Proofs:
    """The items behind what was handed in, each once, and per record (code·month) how many prove it and how many do so
    no more; ``unproven`` items prove nothing any more."""

    items: tuple[Item, ...]
    counts: Mapping[str, tuple[int, int]]
    unproven: int


def read_proofs(plan: Plan, period: Period, *, today: date) -> Proofs:
    """The evidence of the months of ``period`` that were handed in, in the order of the plan; two queries."""
    handed_in = Progress.objects.filter(subactivity__plan=plan, month__in=period.months, status__in=HANDED_IN).order_by(
        "subactivity__activity__area__no", "subactivity__activity__position", "subactivity__position", "month"
    )
    records = {pk: f"{code}·{month}" for pk, code, month in handed_in.values_list("pk", "subactivity__code", "month")}
    uses: dict[int, list[Use]] = defaultdict(list)
    found = Use.objects.filter(
        target_label=Progress._meta.label_lower,
        target_id__in=Progress.objects.filter(subactivity__plan=plan, month__in=period.months).values("pk"),
    )
    for use in found.select_related("evidence__file"):
        uses[use.target_id].append(use)
    evidence: dict[int, Evidence] = {}
    proved: dict[int, list[str]] = defaultdict(list)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pk, record in records.items():
        for use in uses[pk]:
            evidence[use.evidence_id] = use.evidence
            proved[use.evidence_id].append(record)
            counts[record][use.evidence.proof_on(today) != Proof.PROVEN] += 1
    items = tuple(
        _item(number, each, tuple(proved[each.pk]), today) for number, each in enumerate(evidence.values(), start=1)
    )
    return Proofs(
        items,
        {record: (proving, unproven) for record, (proving, unproven) in counts.items()},
        unproven=sum(bool(each.standing) for each in items),
    )


def _item(number: int, item: Evidence, records: tuple[str, ...], today: date) -> Item:
    is_open = item.confidentiality == Confidentiality.ORDINARY
    return Item(
        no=number,
        title=item.title if is_open else "",
        dated_on=item.dated_on,
        file_name=(item.file_name or item.link) if is_open else "",
        sha256=item.file.sha256[:SHORT_HASH] if item.file else "",
        confidentiality=item.get_confidentiality_display(),
        standing=STANDING[item.proof_on(today)],
        records=records,
    )
