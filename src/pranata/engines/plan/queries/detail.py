"""One sub-activity with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from pranata.engines.plan.models import Indicator, Remark, Responsibility, Subactivity
from pranata.engines.plan.queries.live import month_deadlines, reported, with_figures

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.plan.models import Activity, Area, Plan, Progress
    from pranata.engines.plan.rules import Reported


@dataclass(frozen=True)
class SubactivityDetail:
    """One sub-activity with all that belongs to it; ``printed`` the source rows as lists of cells.

    ``progress`` holds the reports by month with their figures, ``deadlines`` the days the office has set for months.
    """

    subactivity: Subactivity
    area: Area
    activity: Activity
    indicators: list[Indicator]
    remarks: list[Remark]
    printed: list[list[str]]
    responsibility: Responsibility | None
    progress: dict[int, Progress]
    deadlines: dict[int, date]

    @property
    def reports(self) -> dict[int, Reported]:
        """What the reports tell the rule of the cell states, by month."""
        return {month: reported(each.status, each.submitted_at) for month, each in self.progress.items()}


def subactivity_detail(plan: Plan, code: str) -> SubactivityDetail:
    """The sub-activity ``code`` of ``plan``; raises ``Subactivity.DoesNotExist`` when there is none."""
    subactivity = (
        Subactivity.objects.filter(plan=plan, code=code)
        .select_related("activity__area", "predecessor__plan")
        .prefetch_related(Prefetch("indicators", Indicator.objects.select_related("binding")))
        .get()
    )
    activity = subactivity.activity
    wider = ["", str(activity.area.no), f"{activity.area.no}.{activity.position}"]
    own_lines = set(subactivity.source_lines)
    remarks = [
        remark
        for remark in Remark.objects.filter(Q(subject=code) | Q(subject__in=wider), plan=plan)
        if remark.subject == code or own_lines & set(remark.lines)
    ]
    return SubactivityDetail(
        subactivity=subactivity,
        area=activity.area,
        activity=activity,
        indicators=list(subactivity.indicators.all()),
        remarks=remarks,
        printed=[line.split("\t") for line in subactivity.as_printed.split("\n")] if subactivity.as_printed else [],
        responsibility=Responsibility.objects.filter(subactivity=subactivity)
        .select_related("person", "unit", "team")
        .prefetch_related("deputies__person")
        .first(),
        progress={each.month: each for each in with_figures(subactivity.progress.all())},
        deadlines=month_deadlines(plan),
    )
