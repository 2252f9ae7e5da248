"""Counting a limit through the calendar, one day after the other, and keeping what is met on the way."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from pranata.engines.deadlines.model import (
    CalendarYear,
    Clock,
    Counted,
    DayOff,
    Extended,
    GrantedExtension,
    Off,
    Pause,
    Paused,
    Skipped,
    StartRule,
    Step,
    Unit,
)
from pranata.lib.workdays import SATURDAY

ONE_DAY = timedelta(days=1)
WEEKEND = DayOff(Off.WEEKEND, "")

Years = Callable[[int], CalendarYear]


class Count:
    """Days of one limit as they are counted; ``day`` is the last one looked at, ``is_open`` once a pause goes on."""

    def __init__(self, clock: Clock, start: date, years: Years, pauses: Sequence[Pause]) -> None:
        self.clock = clock
        self.start = start
        self.years = years
        self.pauses = pauses
        self.day = start - ONE_DAY if clock.start_rule == StartRule.SAME_DAY else start
        self.total = 0
        self.steps: list[Step] = []
        self.is_open = False

    def add(self, amount: int) -> None:
        """Count on by ``amount`` of the clock's unit, unless a pause that goes on is met."""
        if self.clock.unit == Unit.MONTH:
            self._add_months(amount)
            return
        goal = self.total + amount
        while self.total < goal and not self.is_open:
            self.day += ONE_DAY
            self._meet(self.day)

    def extend(self, granted: GrantedExtension) -> None:
        """Count on by what the clock's rule adds, telling that it does."""
        rule = self.clock.extension
        if rule is None or self.is_open:
            return
        self.steps.append(Extended(granted.granted_on, rule.amount, granted.reason, rule.basis, due_before=self.day))
        self.add(rule.amount)

    def off(self, day: date) -> DayOff | None:
        """Why offices do not work on ``day``, if they do not."""
        return WEEKEND if day.weekday() >= SATURDAY else self.years(day.year).days.get(day)

    def _add_months(self, amount: int) -> None:
        first = self.day + ONE_DAY
        self.total += amount
        self.day = months_later(self.start, self.total)
        self.steps.append(Counted(first, self.day, amount, self.total))

    def _meet(self, day: date) -> None:
        pause = next((each for each in self.pauses if each.holds(day)), None)
        if pause is not None:
            self.is_open = pause.resumed_on is None
            basis = self.clock.pause.basis if self.clock.pause else ""
            self._keep(Paused(day, None if self.is_open else day, pause.reason, basis))
            return
        off = self.off(day) if self.clock.unit == Unit.WORKING_DAY else None
        if off is not None:
            self._keep(Skipped(day, day, off.reason, off.name, off.basis, off.is_estimated))
            return
        self.total += 1
        self._keep(Counted(day, day, 1, self.total))

    def _keep(self, step: Counted | Skipped | Paused) -> None:
        """Make the step before longer when it is of the same kind, else begin a new one."""
        before = self.steps[-1] if self.steps else None
        joined = before.joined(step) if isinstance(before, Counted | Skipped | Paused) else None
        if joined is None:
            self.steps.append(step)
        else:
            self.steps[-1] = joined


def months_later(day: date, months: int) -> date:
    """The same day ``months`` later, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
