"""Where the package ``holidays`` and our own calendar files do not say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pranata.engines.deadlines.calendar import calendar_year, package_days, year_file
from pranata.engines.deadlines.model import CalendarYear, DayOff, Off
from pranata.engines.deadlines.year_file import YearFile


class Differs(StrEnum):
    """How package and file disagree."""

    ADDED = "added"  # the file names a day off that the package lacks
    REMOVED = "removed"  # the file says that offices work on a day off of the package
    OTHER_KIND = "other_kind"  # a holiday here, joint leave there
    NEEDLESS = "needless"  # the file takes away a day off that the package does not hold
    COUNT = "count"  # the decrees count other than the calendar holds


@dataclass(frozen=True)
class Difference:
    """One disagreement: of a day, or (``day`` is ``None``) of how many days of a kind there are."""

    how: Differs
    name: str
    day: date | None = None
    reason: Off | None = None
    counted: int = 0
    held: int = 0


def differences(year: int) -> list[Difference]:
    """What package and file of ``year`` do not agree on, by day, counts at the end."""
    return compared(package_days(year), year_file(year), calendar_year(year))


def compared(package: Mapping[date, DayOff], file: YearFile, calendar: CalendarYear) -> list[Difference]:
    """What the package's days and the file do not agree on; ``calendar`` is what they make together."""
    return [*_of_days(package, file), *_of_counts(calendar, file)]


def _of_days(package: Mapping[date, DayOff], file: YearFile) -> Iterator[Difference]:
    for day, said in sorted(file.days.items()):
        held = package.get(day)
        if said.off is None:
            yield Difference(Differs.REMOVED if held else Differs.NEEDLESS, said.name, day)
        elif held is None:
            yield Difference(Differs.ADDED, said.name, day, said.off.reason)
        elif held.reason != said.off.reason:
            yield Difference(Differs.OTHER_KIND, said.name, day, said.off.reason)


def _of_counts(calendar: CalendarYear, file: YearFile) -> Iterator[Difference]:
    """A day of two feasts counts twice, as the decrees count it; one with a decree of its own does not count."""
    held = Counter[Off]()
    for day, off in calendar.days.items():
        said = file.days.get(day)
        if said is None or not said.has_own_decree:
            held[off.reason] += off.name.count(";") + 1
    for reason, counted in calendar.counted.items():
        if held[reason] != counted:
            yield Difference(Differs.COUNT, "", reason=reason, counted=counted, held=held[reason])
