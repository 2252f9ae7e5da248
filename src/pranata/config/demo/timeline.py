"""What happens when: deeds are put down in any order and done in the order of their moments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from pranata.engines.deadlines.calendar import days_off
from pranata.lib import clock
from pranata.lib.workdays import is_working_day

Deed = Callable[[], object]


class Timeline:
    """Deeds of the year, each with its moment; those of one moment keep the order in which they were put down."""

    def __init__(self) -> None:
        self._deeds: list[tuple[datetime, Deed]] = []

    def add(self, day: date, at: time, deed: Deed) -> None:
        """Let ``deed`` happen on ``day`` at the local time ``at``."""
        self._deeds.append((datetime.combine(day, at, clock.zone()), deed))

    def play(self, *, until: date) -> None:
        """Do what happened before ``until``, with the clock at each deed's own moment."""
        for moment, deed in sorted(self._deeds, key=lambda each: each[0]):
            if moment.date() < until:
                with clock.at(moment):
                    deed()


def working_days(first: date, last: date) -> list[date]:
    """The days from ``first`` to ``last``, both included, on which offices work."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if is_working_day(day, days_off(day.year))]


def working_day_after(day: date, count: int) -> date:
    """The working day that is ``count`` working days after ``day``, before it when negative."""
    step = 1 if count > 0 else -1
    while count:
        day += timedelta(days=step)
        count -= step if is_working_day(day, days_off(day.year)) else 0
    return day
