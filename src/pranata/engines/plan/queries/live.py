"""What a running year adds to a plan: the days by which months are due, and what was reported."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Value
from django.utils import timezone

from pranata.engines.evidence.queries import unproven
from pranata.engines.plan.models import Figure, MonthDeadline, Progress, ProgressStatus
from pranata.engines.plan.rules import Reported
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Plan

HANDED_IN = (ProgressStatus.SUBMITTED, ProgressStatus.VERIFIED)


def month_deadlines(plan: Plan) -> dict[int, date]:
    """The days the office has set for months 1 to 12; a month that is missing ends with its last working day."""
    return dict(MonthDeadline.objects.filter(plan=plan).values_list("month", "due_on"))


def month_reports(plan: Plan, *, reader: User | None = None) -> dict[int, dict[int, Reported]]:
    """What was reported of the plan's rows, by sub-activity id and month; one query.

    With a ``reader`` also whether evidence that the reader may see is lost.
    """
    found: dict[int, dict[int, Reported]] = defaultdict(dict)
    rows = Progress.objects.filter(subactivity__plan=plan).annotate(has_lost_proof=has_lost_proof(reader))
    for subactivity_id, month, *said in rows.values_list(
        "subactivity_id", "month", "status", "submitted_at", "has_lost_proof"
    ):
        found[subactivity_id][month] = reported(*said)
    return dict(found)


def has_lost_proof(reader: User | None) -> Exists | Value:
    """Whether a progress row has evidence that ``reader`` may see and that proves nothing any more."""
    if reader is None:
        return Value(False)
    uses = unproven(Progress._meta.label_lower, reader=reader, today=clock.today())
    return Exists(uses.filter(target_id=OuterRef("pk")))


def reported(status: str, submitted_at: datetime | None, has_lost_proof: bool = False) -> Reported:
    """What a progress row of this status tells the rule of the cell states."""
    handed_in = status in HANDED_IN and submitted_at is not None
    return Reported(
        submitted_on=timezone.localtime(submitted_at).date() if handed_in else None,
        is_verified=status == ProgressStatus.VERIFIED,
        has_lost_proof=has_lost_proof,
    )


def with_figures(progress: QuerySet[Progress]) -> QuerySet[Progress]:
    """``progress`` with its figures and their indicators, in one query more."""
    return progress.prefetch_related(Prefetch("figures", Figure.objects.select_related("indicator")))
