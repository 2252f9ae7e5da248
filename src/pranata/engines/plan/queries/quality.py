"""How good a plan's numbers are: what is stale, typed by hand, without evidence, or read by a measure that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from pranata.base.audit.models import ChainHead
from pranata.engines.evidence.models import Status, Use
from pranata.engines.indicators.models import Cursor
from pranata.engines.plan.models import Confidence, Progress, Subactivity
from pranata.engines.plan.queries.readings import IndicatorValue, plan_values

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.plan.models import Plan

ISSUES = ("broken", "stale", "unread", "suggested", "unbound", "by_hand", "unproven", "doubtful")


@dataclass(frozen=True)
class QualityLine:
    """One indicator with what is wanting of it (``ISSUES``); ``area_no`` and ``area`` say where it stands."""

    area_no: int
    area: str
    row_text: str
    value: IndicatorValue
    issues: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """Every indicator of a plan in its order; ``areas`` are (number, name), ``counts`` how many lines have each issue.

    ``behind`` is how many deeds at the office the readings do not know yet.
    """

    lines: list[QualityLine]
    areas: list[tuple[int, str]]
    counts: dict[str, int]
    behind: int

    @property
    def measured(self) -> int:
        """How many indicators a measure reads."""
        return sum(each.value.measure is not None for each in self.lines)


def plan_quality(plan: Plan, *, month: int | None) -> Quality:
    """What is wanting in the numbers of ``plan`` up to a month; None before its year begins. Six queries at most."""
    values = plan_values(plan, month=month)
    proven = proven_rows(plan)
    rows = Subactivity.objects.filter(plan=plan).select_related("activity__area").defer("as_printed", "source_lines")
    lines = [
        QualityLine(
            row.activity.area.no, row.activity.area.name, row.text, value, _issues(value, row, month, row.pk in proven)
        )
        for row in rows
        for value in values.get(row.pk, [])
    ]
    areas = list(dict.fromkeys((each.area_no, each.area) for each in lines))
    counts = {issue: sum(issue in each.issues for each in lines) for issue in ISSUES}
    return Quality(lines, areas, counts, behind_count(plan.office))


def proven_rows(plan: Plan) -> set[int]:
    """The ids of the rows with evidence in some month; one query."""
    label = Progress._meta.label_lower
    used = Use.objects.filter(target_label=label, target_id=OuterRef("pk"), evidence__status=Status.HELD)
    found = Progress.objects.filter(Exists(used), subactivity__plan=plan).order_by()
    return set(found.values_list("subactivity_id", flat=True))


def behind_count(office: Office) -> int:
    """How many deeds at the office its readings do not know yet; two queries."""
    read = Cursor.objects.filter(office=office).values_list("sequence", flat=True).first()
    head = ChainHead.objects.filter(office_code=office.code).values_list("count", flat=True).first()
    return max(0, (head or 0) - (read or 0))


def _issues(value: IndicatorValue, row: Subactivity, month: int | None, has_evidence: bool) -> tuple[str, ...]:
    is_due = month is not None and any(each <= month for each in row.months)
    reading, measure = value.reading, value.measure
    found = {
        "broken": value.is_broken,
        "stale": reading is not None and measure is not None and reading.rule_version != measure.rule_version,
        "unread": month is not None and measure is not None and not value.has_value,
        "suggested": value.is_suggested,
        "unbound": not value.state,
        "by_hand": value.is_by_hand,
        "unproven": is_due and not has_evidence,
        "doubtful": row.confidence == Confidence.LOW,
    }
    return tuple(issue for issue in ISSUES if found[issue])
