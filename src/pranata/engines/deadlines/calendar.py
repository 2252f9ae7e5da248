"""The days off of Indonesian offices (Hari Libur Nasional dan Cuti Bersama): the package ``holidays``, corrected by
``data/calendar/<year>.toml``, which also names the decrees."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import holidays
from django.conf import settings

from pranata.engines.deadlines.model import CalendarYear, DayOff, Off
from pranata.engines.deadlines.year_file import YearFile, newest_and_oldest, read_year

CATEGORIES = {"public": Off.NATIONAL_HOLIDAY, "government": Off.JOINT_LEAVE}
ESTIMATED = " (perkiraan)"  # the package's own label
SECOND_DAY = "Hari kedua dari "  # a feast of two days bears one name
MISSPELT = ("Pegangti", "Pengganti")


def days_off(year: int) -> Mapping[date, str]:
    """Every day off of ``year`` with its Indonesian name; a year not yet decreed holds what is known of it."""
    return _names(year)


@lru_cache(maxsize=64)
def _names(year: int) -> Mapping[date, str]:
    return MappingProxyType({day: off.name for day, off in calendar_year(year).days.items()})


def days_off_between(start: date, end: date) -> Mapping[date, str]:
    """The days off of every year from ``start`` to ``end``, whichever is earlier."""
    first, last = sorted((start.year, end.year))
    return ChainMap(*(dict(days_off(year)) for year in range(first, last + 1)))


@lru_cache(maxsize=64)
def calendar_year(year: int) -> CalendarYear:
    """The days off of ``year`` with what they rest on. Raises ``DataFault``."""
    return join(year, package_days(year), year_file(year), is_decided=is_decided(year))


def join(year: int, package: Mapping[date, DayOff], file: YearFile, *, is_decided: bool) -> CalendarYear:
    """The package's days with the file's corrections; a day without a decree of its own rests on the year's."""
    days = {**package, **{day: row.off for day, row in file.days.items() if row.off is not None}}
    for day, row in file.days.items():
        if row.off is None:
            days.pop(day, None)
    basis = file.basis(year, is_decided=is_decided)
    dated = {day: off if off.basis else replace(off, basis=basis) for day, off in sorted(days.items())}
    return CalendarYear(year, MappingProxyType(dated), is_decided, basis, file.decrees, file.counted)


def is_decided(year: int) -> bool:
    """Whether the year's days have been decreed: its file names a decree, or the year is older than every file."""
    _newest, oldest = newest_and_oldest(_folder())
    return bool(year_file(year).decrees) or (oldest is not None and year < oldest)


@lru_cache(maxsize=64)
def year_file(year: int) -> YearFile:
    """What our file says of ``year``; an empty one when there is no file. Raises ``DataFault``."""
    return read_year(_folder(), year)


def recorded_years() -> range:
    """The years from the oldest file to the newest."""
    newest, oldest = newest_and_oldest(_folder())
    return range(0) if newest is None or oldest is None else range(oldest, newest + 1)


@lru_cache(maxsize=64)
def package_days(year: int) -> Mapping[date, DayOff]:
    """The days off of ``year`` as the package holds them."""
    found = {
        day: _day_off(name, reason)
        for category, reason in reversed(CATEGORIES.items())  # a holiday goes before joint leave on the same day
        for day, name in _package(year, category).items()
    }
    return MappingProxyType(dict(sorted(found.items())))


def _package(year: int, category: str) -> Mapping[date, str]:
    return holidays.country_holidays("ID", years=year, categories=(category,), language="id", expand=False)


def _day_off(name: str, reason: Off) -> DayOff:
    words = name.removesuffix(ESTIMATED).replace(*MISSPELT).removeprefix(SECOND_DAY)
    return DayOff(reason, words, is_estimated=name.endswith(ESTIMATED))


def _folder() -> Path:
    return settings.DATA_DIR / "calendar"
