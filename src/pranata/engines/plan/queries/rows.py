"""One line of the matrix: what is stored of a row, joined with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pranata.engines.plan import rules
from pranata.engines.plan.models import Confidence, Severity, Subactivity
from pranata.engines.plan.queries.readings import COLUMNS, IndicatorValue, gravest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.engines.plan.models import Plan, Remark
    from pranata.engines.plan.queries.responsibility import InCharge
    from pranata.engines.plan.rules import Reported

GRAVEST_FIRST = (Severity.ERROR, Severity.DOUBT, Severity.INFO)


@dataclass(frozen=True)
class SubactivityRow:
    """One line of the matrix; ``months`` 1 to 12.

    ``confidence`` is "low" while somebody should look at the row; ``remark_count`` and ``worst_severity`` ("" of none)
    speak of undecided remarks. ``party`` names who is in charge as in addresses ("unit-3", "" of nobody).
    ``carried_from`` is the earlier year whose row this one goes on with. ``values`` are its indicators with what reads
    them.
    """

    pk: int
    code: str
    no: str
    text: str
    months: frozenset[int]
    confidence: str
    values: tuple[IndicatorValue, ...]
    remark_count: int
    worst_severity: str
    party: str = ""
    party_name: str = ""
    deputy_name: str = ""
    carried_from: int | None = None
    reports: Mapping[int, Reported] = field(default_factory=dict)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Their texts."""
        return tuple(each.text for each in self.values)

    @property
    def indicator_count(self) -> int:
        return len(self.values)

    @property
    def value(self) -> IndicatorValue | None:
        """The indicator that stands for the row: the one furthest from its target."""
        return gravest(self.values)

    @property
    def unproven(self) -> set[int]:
        """The months with evidence that proves nothing any more."""
        return {month for month, each in self.reports.items() if each.has_lost_proof}


class StoredRow(NamedTuple):
    """What the matrix shows of a row's own columns."""

    pk: int
    activity_id: int
    code: str
    no: str
    text: str
    month_bits: int
    confidence: str
    carried_from: int | None


INDICATOR_COLUMNS = tuple(f"indicators__{name}" for name in ("pk", *COLUMNS))


def stored_rows(plan: Plan) -> tuple[list[StoredRow], dict[int, list[IndicatorValue]]]:
    """The rows of ``plan`` in their order, and their indicators by row id; one query for both."""
    rows: list[StoredRow] = []
    values: dict[int, list[IndicatorValue]] = {}
    found = Subactivity.objects.filter(plan=plan).order_by("activity_id", "position", "indicators__position")
    own = len(StoredRow._fields)
    for columns in found.values_list(*StoredRow._fields, *INDICATOR_COLUMNS):
        if not rows or rows[-1].pk != columns[0]:
            rows.append(StoredRow(*columns[:own]))
        pk, *said, state, key = columns[own:]
        if pk is not None:  # a row may have no indicator
            row = rows[-1]
            values.setdefault(row.pk, []).append(IndicatorValue(pk, row.code, *said, state or "", key or ""))
    return rows, values


@dataclass(frozen=True)
class RowReader:
    """What the rows of a plan are made of besides their own columns, by row id; remarks by subject."""

    values: Mapping[int, list[IndicatorValue]]
    remarks: Mapping[str, list[Remark]]
    responsibilities: Mapping[int, InCharge]
    reports: Mapping[int, Mapping[int, Reported]]

    def row(self, stored: StoredRow) -> SubactivityRow:
        remarks = self.remarks.get(stored.code, [])
        undecided = [each for each in remarks if each.is_undecided]
        is_settled = bool(remarks) and not undecided
        charge = self.responsibilities.get(stored.pk)
        return SubactivityRow(
            pk=stored.pk,
            code=stored.code,
            no=stored.no,
            text=stored.text,
            months=frozenset(rules.bits_to_months(stored.month_bits)),
            confidence=str(Confidence.HIGH) if is_settled else stored.confidence,
            values=tuple(self.values.get(stored.pk, ())),
            remark_count=len(undecided),
            worst_severity=worst(each.severity for each in undecided),
            party=charge.party if charge else "",
            party_name=charge.name if charge else "",
            deputy_name=charge.deputy if charge else "",
            carried_from=stored.carried_from,
            reports=self.reports.get(stored.pk, {}),
        )


def worst(severities: Iterable[str]) -> str:
    """The gravest of some severities, "" of none."""
    present = set(severities)
    return next((str(severity) for severity in GRAVEST_FIRST if severity in present), "")
