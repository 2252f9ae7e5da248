"""What a running year adds to a plan: the days by which months are due, and what was reported."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils import timezone

from pranata.engines.plan.models import MonthDeadline, Progress, ProgressStatus
from pranata.engines.plan.rules import Reported

if TYPE_CHECKING:
    from datetime import date, datetime

    from pranata.engines.plan.models import Plan

HANDED_IN = (ProgressStatus.SUBMITTED, ProgressStatus.VERIFIED)


def month_deadlines(plan: Plan) -> dict[int, date]:
    """The days the office has set for months 1 to 12; a month that is missing ends with its last working day."""
    return dict(MonthDeadline.objects.filter(plan=plan).values_list("month", "due_on"))


def month_reports(plan: Plan) -> dict[int, dict[int, Reported]]:
    """What was reported of the plan's rows, by sub-activity id and month."""
    found: dict[int, dict[int, Reported]] = defaultdict(dict)
    rows = Progress.objects.filter(subactivity__plan=plan)
    for subactivity_id, month, status, submitted_at in rows.values_list(
        "subactivity_id", "month", "status", "submitted_at"
    ):
        found[subactivity_id][month] = reported(status, submitted_at)
    return dict(found)


def reported(status: str, submitted_at: datetime | None) -> Reported:
    """What a progress row of this status tells the rule of the cell states."""
    handed_in = status in HANDED_IN and submitted_at is not None
    return Reported(
        submitted_on=timezone.localtime(submitted_at).date() if handed_in else None,
        is_verified=status == ProgressStatus.VERIFIED,
    )
