"""The plan as the matrix shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pranata.engines.plan.models import Area, Confidence, Plan, Remark
from pranata.engines.plan.queries.live import month_deadlines, month_reports
from pranata.engines.plan.queries.readings import with_readings
from pranata.engines.plan.queries.responsibility import responsibilities
from pranata.engines.plan.queries.rows import GRAVEST_FIRST, RowReader, SubactivityRow, stored_rows
from pranata.engines.plan.queries.tree import areas_and_activities
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pranata.base.access.models import User

NOBODY = "kosong"  # asks for the rows nobody is in charge of
INTERPRETED = "tinjau"  # asks for the rows the reader had to interpret


@dataclass(frozen=True)
class ActivityGroup:
    """The rows of one activity; ``code`` such as ``7.6``."""

    area_no: int
    code: str
    no: str
    name: str
    rows: list[SubactivityRow]


@dataclass(frozen=True)
class AreaSummary:
    """Counts of one area over the whole plan, whatever the filter."""

    no: int
    name: str
    subactivity_count: int
    planned_count: int
    remark_count: int


@dataclass(frozen=True)
class Totals:
    """Counts over the whole plan: ``planned`` cells are sub-activity times month, ``low`` the rows to be looked at.

    ``remarks`` counts by severity, gravest first.
    """

    subactivities: int
    planned: int
    indicators: int
    low: int
    remarks: dict[str, int]


@dataclass(frozen=True)
class Matrix:
    """A plan as the matrix shows it: every area's summary, the groups that pass the filter, all groups, the totals.

    ``parties`` are those in charge of some row, as (name in addresses, words); ``deadlines`` the days by which months
    are to be reported where the office has set them.
    """

    plan: Plan
    areas: list[AreaSummary]
    groups: list[ActivityGroup]
    all_groups: list[ActivityGroup]
    totals: Totals
    parties: list[tuple[str, str]]
    deadlines: Mapping[int, date]

    @property
    def rows(self) -> list[SubactivityRow]:
        return [row for group in self.groups for row in group.rows]


def plan_matrix(
    plan: Plan,
    *,
    area: int | None = None,
    month: int | None = None,
    remark: str = "",
    text: str = "",
    party: str = "",
    with_people: bool = True,
    reader: User | None = None,
    reading_month: int | None = None,
) -> Matrix:
    """The plan in six queries, whatever its history; without people, as the public gets it, in five.

    ``remark`` is "ada", "tinjau", a severity or a remark code; ``text`` is searched in code, sub-activity, activity and
    indicators, case folded; ``party`` is who is in charge as ``SubactivityRow.party`` says, or "kosong" for nobody.
    Months whose evidence is lost are told as far as ``reader`` may see the evidence, in one query more where some is.
    With a ``reading_month`` the indicators carry what was read of it, in one query more; the caller says who may see
    that.
    """
    areas, activities = areas_and_activities(plan)
    remarks = _remarks_by_subject(Remark.objects.filter(plan=plan).only("subject", "code", "severity", "status"))
    undecided = {
        subject: kept for subject, found in remarks.items() if (kept := [each for each in found if each.is_undecided])
    }
    stored, values = stored_rows(plan)
    read = RowReader(
        values=values if reading_month is None else with_readings(values, plan, reading_month),
        remarks=remarks,
        responsibilities=responsibilities(plan, today=clock.today()) if with_people else {},
        reports=month_reports(plan, reader=reader),
    )
    rows: dict[int, list[SubactivityRow]] = defaultdict(list)
    for each in stored:
        rows[each.activity_id].append(read.row(each))
    area_numbers = {each.pk: each.no for each in areas}
    groups = [
        ActivityGroup(
            area_no=(number := area_numbers[activity.area_id]),
            code=f"{number}.{activity.position}",
            no=activity.no,
            name=activity.name,
            rows=rows[activity.pk],
        )
        for activity in activities
    ]
    wanted = _Filter(
        area=area, month=month, remark=remark, text=text.casefold().strip(), party=party, remarks=undecided
    )
    return Matrix(
        plan=plan,
        areas=[_summary(each, groups, undecided) for each in areas],
        groups=[kept for group in groups if (kept := wanted.narrow(group))],
        all_groups=groups,
        totals=_totals(groups, undecided),
        parties=sorted(
            {(row.party, row.party_name) for group in groups for row in group.rows if row.party}, key=lambda it: it[1]
        ),
        deadlines=month_deadlines(plan),
    )


def _remarks_by_subject(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    by_subject: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_subject[remark.subject].append(remark)
    return by_subject


@dataclass(frozen=True)
class _Filter:
    area: int | None
    month: int | None
    remark: str
    text: str
    party: str
    remarks: dict[str, list[Remark]]

    def narrow(self, group: ActivityGroup) -> ActivityGroup | None:
        if self.area is not None and group.area_no != self.area:
            return None
        rows = [row for row in group.rows if self._keeps(row, group)]
        if not rows and (group.rows or self.month or self.remark or self.text or self.party):
            return None
        return replace(group, rows=rows)

    def _keeps(self, row: SubactivityRow, group: ActivityGroup) -> bool:
        if self.month is not None and self.month not in row.months:
            return False
        if self.remark and not self._remarked(row):
            return False
        if self.party and (row.party or NOBODY) != self.party:
            return False
        return not self.text or any(
            self.text in part.casefold() for part in (row.code, row.text, group.name, *row.indicators)
        )

    def _remarked(self, row: SubactivityRow) -> bool:
        own = self.remarks.get(row.code, [])
        if self.remark == INTERPRETED:
            return row.confidence == Confidence.LOW
        return bool(own) and (self.remark == "ada" or any(self.remark in (each.severity, each.code) for each in own))


def _summary(area: Area, groups: list[ActivityGroup], remarks: dict[str, list[Remark]]) -> AreaSummary:
    rows = [row for group in groups if group.area_no == area.no for row in group.rows]
    prefix = f"{area.no}."
    return AreaSummary(
        no=area.no,
        name=area.name,
        subactivity_count=len(rows),
        planned_count=sum(len(row.months) for row in rows),
        remark_count=sum(
            len(found) for subject, found in remarks.items() if subject == str(area.no) or subject.startswith(prefix)
        ),
    )


def _totals(groups: list[ActivityGroup], remarks: dict[str, list[Remark]]) -> Totals:
    rows = [row for group in groups for row in group.rows]
    severities = Counter(remark.severity for found in remarks.values() for remark in found)
    return Totals(
        subactivities=len(rows),
        planned=sum(len(row.months) for row in rows),
        indicators=sum(row.indicator_count for row in rows),
        low=sum(row.confidence == Confidence.LOW for row in rows),
        remarks={str(severity): severities[str(severity)] for severity in GRAVEST_FIRST},
    )
