"""What a running year adds to a plan: the days by which months are due, and what was reported."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Value

from pranata.engines.evidence.models import Evidence, Use
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

    With a ``reader`` also whether evidence that the reader may see is lost, in a second query where any is.
    """
    rows = Progress.objects.filter(subactivity__plan=plan).annotate(is_suspect=_has_unproven_use(reader))
    asked = rows.values_list("pk", "subactivity_id", "month", "status", "submitted_at", "is_suspect")
    said = list(asked)
    lost = _lost_proof([pk for pk, *_, is_suspect in said if is_suspect], reader)
    found: dict[int, dict[int, Reported]] = defaultdict(dict)
    for pk, subactivity_id, month, status, submitted_at, _is_suspect in said:
        found[subactivity_id][month] = reported(status, submitted_at, pk in lost)
    return dict(found)


def _has_unproven_use(reader: User | None) -> Exists | Value:
    """Whether a progress row has evidence that proves nothing any more, seen by anybody: cheap to ask of every row."""
    if reader is None:
        return Value(False)
    items = Evidence.objects.unproven_on(clock.today())
    uses = Use.objects.filter(target_label=Progress._meta.label_lower, evidence__in=items)
    return Exists(uses.filter(target_id=OuterRef("pk")))


def _lost_proof(suspects: list[int], reader: User | None) -> set[int]:
    """Those of some progress rows with lost evidence that ``reader`` may see; no query of no rows."""
    if reader is None or not suspects:
        return set()
    uses = unproven(Progress._meta.label_lower, reader=reader, today=clock.today())
    return set(uses.filter(target_id__in=suspects).values_list("target_id", flat=True))


def has_lost_proof(reader: User | None) -> Exists | Value:
    """Whether a progress row has evidence that ``reader`` may see and that proves nothing any more."""
    if reader is None:
        return Value(False)
    uses = unproven(Progress._meta.label_lower, reader=reader, today=clock.today())
    return Exists(uses.filter(target_id=OuterRef("pk")))


def reported(status: str, submitted_at: datetime | None, has_lost_proof: bool = False) -> Reported:
    """What a progress row of this status tells the rule of the cell states."""
    day = None
    if status in HANDED_IN and submitted_at is not None:
        day = submitted_at.astimezone(clock.zone()).date()
    return Reported(
        submitted_on=day,
        is_verified=status == ProgressStatus.VERIFIED,
        has_lost_proof=has_lost_proof,
    )


def with_figures(progress: QuerySet[Progress]) -> QuerySet[Progress]:
    """``progress`` with its figures and their indicators, in one query more."""
    return progress.prefetch_related(Prefetch("figures", Figure.objects.select_related("indicator")))
