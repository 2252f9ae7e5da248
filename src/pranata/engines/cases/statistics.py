"""Figures of a kind of cases for reports: counts, and durations as median with their number; never a bare mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from pranata.engines.cases.rules import AGE_BANDS, Spread, age_band, spread
from pranata.engines.deadlines.calendar import days_off_between
from pranata.lib import clock
from pranata.lib.workdays import working_days_between

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.registry import CaseKind


@dataclass(frozen=True)
class Figures:
    """What became of the cases of a kind from ``start`` to ``end``, both days counted.

    ``received`` counts what came in, ``registered`` what got a number, ``rejected`` what was thrown out without one.
    ``on_time`` and ``late`` are of those answered in the period. ``open`` is what was open when the period ended,
    ``open_overdue`` how many of those were past their due day, ``open_ages`` their number by ``rules.AGE_BANDS`` since
    they came in. ``duration`` is in working days from the start of the clock to the answer.
    """

    kind: CaseKind
    start: date
    end: date
    received: int
    registered: int
    rejected: int
    answered: int
    on_time: int
    late: int
    closed: int
    open: int
    open_overdue: int
    open_ages: tuple[int, ...]
    by_channel: Mapping[str, int]
    by_outcome: Mapping[str, int]
    duration: Spread


def figures(
    kind: CaseKind, offices: Iterable[Office], *, start: date, end: date, reader: User | None = None
) -> Figures:
    """The figures of ``offices`` together; five queries. The caller has checked who may read them.

    With a ``reader`` nothing counts that is kept from it: a page tells nobody of a case about itself.
    """
    cases = kind.model.objects.filter(office__in=list(offices))
    if reader is not None and kind.concealed is not None:
        cases = cases.exclude(pk__in=kind.concealed(reader).values("pk"))
    answered = cases.filter(answered_on__range=(start, end))
    opened = list(open_at(cases, end).values_list("received_on", "due_on", "due_at", "answered_on", "paused_on"))
    counted = cases.aggregate(
        received=Count("pk", filter=Q(received_on__range=(start, end))),
        registered=Count("pk", filter=Q(registered_on__range=(start, end))),
        rejected=Count("pk", filter=Q(closed_on__range=(start, end), number="")),
        closed=Count("pk", filter=Q(closed_on__range=(start, end)) & ~Q(number="")),
        answered=Count("pk", filter=Q(answered_on__range=(start, end))),
    )
    durations = durations_of(answered)
    on_time = answered.on_time().count()
    late = answered.answered_late().count()
    return Figures(
        kind=kind,
        start=start,
        end=end,
        on_time=on_time,
        late=late,
        open=len(opened),
        open_overdue=sum(was_overdue(*facts, end) for _received_on, *facts in opened),
        open_ages=ages([received_on for received_on, *_rest in opened], end),
        by_channel=counts(cases.filter(received_on__range=(start, end)), "channel"),
        by_outcome=counts(cases.filter(closed_on__range=(start, end)), "outcome"),
        duration=spread(durations),
        **counted,
    )


def open_at(cases: QuerySet, day: date) -> QuerySet:
    """The cases that had come in by the end of ``day`` and were still open then."""
    return cases.filter(received_on__lte=day).filter(Q(closed_on=None) | Q(closed_on__gt=day))


def was_overdue(
    due_on: date | None, due_at: datetime | None, answered_on: date | None, paused_on: date | None, day: date
) -> bool:
    """Whether when ``day`` had ended the due day was over without an answer; a clock paused by then was not late."""
    if due_on is None or any(each is not None and each <= day for each in (answered_on, paused_on)):
        return False
    midnight = datetime.combine(day + timedelta(days=1), time(), clock.zone())
    return due_at < midnight if due_at is not None else due_on <= day


def ages(received: list[date], day: date) -> tuple[int, ...]:
    """How many of them fall into each band of age as of ``day``."""
    bands = [0] * (len(AGE_BANDS) + 1)
    if received:
        off = days_off_between(min(received), day)
        for received_on in received:
            bands[age_band(working_days_between(received_on, day, off))] += 1
    return tuple(bands)


def durations_of(answered: QuerySet) -> list[int]:
    """Working days from the start of the clock to the answer, for each case that had a clock."""
    spans = list(answered.exclude(started_on=None).values_list("started_on", "answered_on"))
    if not spans:
        return []
    off = days_off_between(min(start for start, _end in spans), max(end for _start, end in spans))
    return [working_days_between(start, end, off) for start, end in spans]


def counts(cases: QuerySet, column: str) -> dict[str, int]:
    """How many cases have each value of a column, the empty one left out."""
    rows = cases.exclude(**{column: ""}).order_by(column).values_list(column).annotate(count=Count("pk"))
    return dict(rows)
