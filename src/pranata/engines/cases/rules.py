"""Decisions about cases: numbers, receipt codes, how a case stands by its clock, what statistics may show."""

from __future__ import annotations

import re
import secrets
import unicodedata
from calendar import monthrange
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from pranata.lib.workdays import is_working_day, working_days_between

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
CODE_BITS, CODE_SIGNS, GROUP = 80, 16, 4
MEANT = str.maketrans("OIL", "011")
BETWEEN_SIGNS = re.compile(r"[\s\-\u2010-\u2015.]+")
MINIMUM_SAMPLE = 5
LONGEST_HOLD_MONTHS = 24
AGE_BANDS = (5, 10, 20, 60)  # working days, the last day of each band


class State(StrEnum):
    """How a case stands by its clock."""

    NONE = "none"
    RUNNING = "running"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met_late"


@dataclass(frozen=True)
class Deadline:
    """What is due and whether it was done; ``due_at`` is set where hours are counted, and then decides."""

    due_on: date | None
    due_at: datetime | None = None
    met_on: date | None = None
    met_at: datetime | None = None
    is_paused: bool = False


@dataclass(frozen=True)
class Standing:
    """A state and the working days left to the due day; negative are days since then."""

    state: State
    days: int = 0


@dataclass(frozen=True)
class Spread:
    """How long something took in ``count`` cases; ``median`` is None below ``minimum`` of them."""

    count: int
    median: float | None
    minimum: int = MINIMUM_SAMPLE


def register_number(prefix: str, year: int, sequence: int) -> str:
    """Decides: how a register number is written.

    Basis: none, our own ("PI-2022-0037"); beyond 9999 it grows by a digit.
    """
    return f"{prefix}-{year}-{sequence:04d}"


def new_code() -> str:
    """Decides: the secret code of a receipt, 80 bits by chance in four groups.

    Basis: none, our own; not to be guessed even by who asks a million times a second.
    """
    number = secrets.randbits(CODE_BITS)
    signs = [ALPHABET[number >> 5 * place & 31] for place in range(CODE_SIGNS)]
    return "-".join("".join(signs[start : start + GROUP]) for start in range(0, CODE_SIGNS, GROUP))


def plain_code(typed: str) -> str:
    """Decides: which code somebody means who typed it from paper; "" when it can be none.

    Basis: none, our own, after Crockford: O is 0, I and L are 1; spaces, hyphens and small letters do not matter.
    """
    signs = BETWEEN_SIGNS.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(MEANT)
    return signs if len(signs) == CODE_SIGNS and set(signs) <= set(ALPHABET) else ""


def plain_number(typed: str) -> str:
    """Decides: which register number somebody means; spaces and small letters do not matter.

    Basis: none, our own.
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed)).upper()


def is_late(deadline: Deadline, *, today: date, now: datetime) -> bool:
    """Decides: whether the due day, or where hours are counted the due moment, has passed or had passed.

    Basis: the clock row that gave the day (data/clocks); the due day itself is in time. A paused clock is not late.
    """
    if deadline.due_on is None:
        return False
    if deadline.met_on is None and deadline.is_paused:
        return False
    if deadline.due_at is not None:
        return (deadline.met_at or now) > deadline.due_at
    return (deadline.met_on or today) > deadline.due_on


def standing(deadline: Deadline, *, today: date, now: datetime, days_off: Container[date], ahead: int = 0) -> Standing:
    """Decides: how a case stands; "soon" from ``ahead`` working days before the due day.

    Basis: data/clocks/cases.toml for ``ahead``; the due day by the clock of the case.
    """
    if deadline.due_on is None:
        return Standing(State.NONE)
    late = is_late(deadline, today=today, now=now)
    until = deadline.met_on or today
    days = working_days_between(until, deadline.due_on, days_off) - working_days_between(
        deadline.due_on, until, days_off
    )
    if deadline.met_on is not None:
        return Standing(State.MET_LATE if late else State.MET, days)
    if deadline.is_paused:
        return Standing(State.PAUSED, days)
    if late:
        return Standing(State.LATE, days)
    if until == deadline.due_on:
        return Standing(State.TODAY)
    return Standing(State.SOON if days <= ahead else State.RUNNING, days)


def day_ahead(day: date, count: int, days_off: Container[date]) -> date:
    """Decides: the ``count``-th working day after ``day``, up to which something due is due soon; ``day`` for 0.

    Basis: data/clocks/cases.toml for the count (own).
    """
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, days_off)
    return day


def spread(durations: Sequence[int], *, minimum: int = MINIMUM_SAMPLE) -> Spread:
    """Decides: what is said of durations: their median, and only of ``minimum`` or more; never a mean.

    Basis: none, our own: a mean hides the one case that took a year, and a small sample names it.
    """
    count = len(durations)
    return Spread(count, float(median(durations)) if count >= minimum else None, minimum)


def age_band(days: int) -> int:
    """Decides: in which band of ``AGE_BANDS`` an open case of so many working days stands; the last is open.

    Basis: none, our own; the limits are those of the usual clocks.
    """
    return next((place for place, last in enumerate(AGE_BANDS) if days <= last), len(AGE_BANDS))


def erasure_day(closed_on: date, months: int) -> date:
    """Decides: on which day what is personal in a case closed on ``closed_on`` is erased; the 1st where the day lacks.

    Basis: data/retention/cases.toml for the months (own, the office decides).
    """
    year, month = divmod(closed_on.year * 12 + closed_on.month - 1 + months, 12)
    if closed_on.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, closed_on.day)
    return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def last_closing_day(day: date, months: int) -> date:
    """Decides: until which day a case must have been closed to be erased on ``day``; it is ``erasure_day`` backwards.

    Basis: data/retention/cases.toml for the months (own, the office decides).
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def may_be_held_until(until: date, *, today: date) -> bool:
    """Decides: up to which day a closed case may be kept from being erased: at most two years from today, then anew.

    Basis: none, our own: nobody is to forget a hold.
    """
    return today < until <= erasure_day(today, LONGEST_HOLD_MONTHS)
