"""Readings of open months follow the work: after every audited deed those it may have changed, once a day all of them.

The events of the audit are the marks. What an office's chain has beyond its cursor names the records that were changed;
the measures they feed are asked again, outside any transaction, and written in a short one together with the cursor.
A process that dies in between has written nothing, and the next round finds the same events again.
"""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Min, OuterRef, Q, Subquery

from pranata.base.audit.models import ChainHead, Event
from pranata.base.org.models import Office
from pranata.engines.indicators.actions import seal_month
from pranata.engines.indicators.computing import try_to_ask
from pranata.engines.indicators.models import Cursor, Reading
from pranata.engines.indicators.registry import catalogue, fed_by, measures
from pranata.engines.indicators.rules import has_ended, month_before, newest_closed, open_months
from pranata.engines.indicators.storing import cursor_of, take_turn, write
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from pranata.engines.indicators.computing import Computed, Month
    from pranata.engines.indicators.registry import Measure

SWEEP_SECONDS = 10  # of one round: the daily reading of many offices must not hold up what has just been done
LONGEST_BACKLOG = 12  # months read afterwards, at an office that begins or was not read for long

log = logging.getLogger(__name__)


def refresh_all(today: date) -> None:
    """One round: every office where something was done, then those not yet read in full today, as far as time allows.

    What fails at one office is logged and does not stop the others.
    """
    for office in offices_with_news():
        _guarded(refresh, office, today)
    until = monotonic() + SWEEP_SECONDS
    for office in offices_to_sweep(today):
        _guarded(sweep, office, today)
        if monotonic() > until:
            return


def _guarded(work, office: Office, today: date) -> None:
    try:
        work(office, today)
    except Exception:
        log.exception("readings of %s were not refreshed", office.code)


def offices_with_news() -> QuerySet[Office]:
    """Active offices whose chain has events beyond their cursor; one query however many offices there are."""
    count = ChainHead.objects.filter(office_code=OuterRef("code")).values("count")
    sequence = Cursor.objects.filter(office=OuterRef("pk"), swept_on__isnull=False).values("sequence")
    return Office.objects.active().annotate(done=Subquery(count), read=Subquery(sequence)).filter(done__gt=F("read"))


def offices_to_sweep(today: date) -> QuerySet[Office]:
    """Active offices that were not read in full today, or by other measures than there are now; those never read first.

    One query.
    """
    cursor = Cursor.objects.filter(office=OuterRef("pk"))
    found = Office.objects.active().annotate(
        swept_on=Subquery(cursor.values("swept_on")), catalogue=Subquery(cursor.values("catalogue"))
    )
    due = found.filter(Q(swept_on=None) | ~Q(swept_on=today) | ~Q(catalogue=catalogue()))
    return due.order_by(F("swept_on").asc(nulls_first=True), "code")


def refresh(office: Office, today: date) -> bool:
    """Read again what the events since the last time may have changed; False when another worker was quicker."""
    cursor = cursor_of(office)
    count = _event_count(office)
    touched = fed_by(changed_labels(office, cursor.sequence, count))
    answers = answers_of(office, [each for each in touched if not each.sealed], open_months(today))
    return _store(office, cursor, answers, sequence=count)


def sweep(office: Office, today: date) -> bool:
    """Read everything of the open months, for days pass and rules change too; seal the months that have closed.

    A sealed kind is read here alone: once, when its month has ended.
    """
    for year, month in months_to_seal(office, cursor_of(office).swept_on, today):
        seal_month(office, year, month, by=None)
    cursor = cursor_of(office)  # sealing has taken turns
    count = _event_count(office)
    open_ones = open_months(today)
    answers = answers_of(office, [each for each in measures() if not each.sealed], open_ones)
    ended = [month for month in open_ones if has_ended(*month, today)]
    secret = answers_of(office, [each for each in measures() if each.sealed], ended)
    return _store(office, cursor, answers + secret, sequence=count, swept_on=today, catalogue=catalogue())


@transaction.atomic
def _store(office: Office, cursor: Cursor, answers: list[Computed], **changes: object) -> bool:
    if not take_turn(cursor, **changes):
        return False
    write(office, answers)
    return True


def _event_count(office: Office) -> int:
    return ChainHead.objects.filter(office_code=office.code).values_list("count", flat=True).first() or 0


def changed_labels(office: Office, after: int, until: int) -> set[str]:
    """The labels of what the events ``after`` one to another one were about: "complaints.complaint".

    An event without a target concerns its whole app, named by the action: "complaints".
    """
    events = Event.objects.filter(office_code=office.code, sequence__gt=after, sequence__lte=until).order_by()
    named = events.values_list("target", "action")
    return {target.partition(":")[0] or action.partition(".")[0] for target, action in named.iterator()}


def answers_of(office: Office, asked: Iterable[Measure], months: Iterable[Month]) -> list[Computed]:
    """What the measures say of the months now, older months first; of sealed readings and faulty measures nothing."""
    listed, wanted = list(asked), sorted(months)
    if not listed or not wanted:
        return []
    closed = sealed_readings(office, wanted)
    pairs = [(month, each) for month in wanted for each in listed if (*month, each.key) not in closed]
    return [answer for month, each in pairs if (answer := try_to_ask(each, office, month)) is not None]


def sealed_readings(office: Office, months: list[Month]) -> set[tuple[int, int, str]]:
    """Year, month and measure of what is sealed in these months."""
    of_months = Q()
    for year, month in months:
        of_months |= Q(year=year, month=month)
    found = Reading.objects.current().filter(of_months, office=office, sealed_at__isnull=False)
    return set(found.values_list("year", "month", "measure"))


def months_to_seal(office: Office, swept_on: date | None, today: date) -> list[Month]:
    """The months that have closed since the office was last read in full and in which nothing is sealed, oldest first.

    At an office that was never read those since its first event, at most a year back.
    """
    first = first_month(office) if swept_on is None else open_months(swept_on)[0]
    month = newest_closed(today)
    closed = []
    while first is not None and month >= first and len(closed) < LONGEST_BACKLOG:
        closed.append(month)
        month = month_before(*month)
    if not closed:
        return []
    sealed = Reading.objects.filter(office=office, sealed_at__isnull=False).order_by()
    known = set(sealed.values_list("year", "month").distinct())
    return [each for each in reversed(closed) if each not in known]


def first_month(office: Office) -> Month | None:
    """The month of the office's first event; None when nothing was ever done."""
    first = Event.objects.filter(office_code=office.code).aggregate(first=Min("at"))["first"]
    if first is None:
        return None
    day = datetime.fromisoformat(first).astimezone(clock.zone())
    return day.year, day.month
