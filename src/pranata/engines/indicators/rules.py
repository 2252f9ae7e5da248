"""Decisions of indicators: which days a measure looks at, how a value comes about, when a sealed count is shown."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from fractions import Fraction

PLACES = Decimal("0.000001")  # to how many a quotient without end is carried; its parts stay exact
SHOWN_PLACES = Decimal("0.01")
LEAST_SHOWN = 5  # counts of sealed kinds below this are not shown; our own rule (docs/adr/0018)


class Kind(StrEnum):
    """What a measure is: a number of records, a share, a newest day, ..."""

    COUNT = "count"
    SUM = "sum"
    RATIO = "ratio"
    INDEX = "index"
    DATE = "date"
    EXISTENCE = "existence"
    PUNCTUALITY = "punctuality"
    CHANGE = "change"


SHARES = frozenset({Kind.RATIO, Kind.PUNCTUALITY})  # a part of a whole, in per cent
SEALED_KINDS = frozenset({Kind.COUNT, *SHARES})  # the only kinds in which records of a sealed store are counted


class Span(StrEnum):
    """Which days the reading of a month looks at."""

    MONTH = "month"
    YEAR_TO_DATE = "year_to_date"
    LAST_12_MONTHS = "last_12_months"
    ON_DAY = "on_day"  # the last day of the month


SEALED_SPANS = frozenset({Span.MONTH, Span.YEAR_TO_DATE})


class Better(StrEnum):
    """In which direction a value improves."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Secrecy(StrEnum):
    """Why the value of a sealed kind is not there; OPEN when nothing is withheld."""

    OPEN = ""
    FEW = "few"
    WAITING = "waiting"


@dataclass(frozen=True)
class Stretch:
    """The days a measure looks at, from ``start`` to ``end``, both counted; ``year`` and ``month`` are those read."""

    start: date
    end: date
    year: int
    month: int

    @property
    def a_year_before(self) -> Stretch:
        """The same days one year earlier; 29 February becomes 28 February, the end of a month stays its end."""
        return stretch_between(
            _last_year(self.start), _last_year(self.end, keeps_end=True), year=self.year - 1, month=self.month
        )


def stretch_between(start: date, end: date, *, year: int, month: int) -> Stretch:
    """
    Decides: that a stretch of days never ends before it begins.
    Basis: none, our own.

    Raises ``ValueError``.
    """
    if end < start:
        raise ValueError(f"{start} comes after {end}")
    return Stretch(start, end, year, month)


def _last_year(day: date, *, keeps_end: bool = False) -> date:
    length = monthrange(day.year - 1, day.month)[1]
    is_end = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, length if keeps_end and is_end else min(day.day, length))


def stretch(span: Span, year: int, month: int) -> Stretch:
    """
    Decides: the days that the reading of a month looks at, by the measure's span.
    Basis: none, our own: a month, the year until its end, the twelve months until its end, or its last day.
    """
    end = date(year, month, monthrange(year, month)[1])
    starts = {
        Span.MONTH: date(year, month, 1),
        Span.YEAR_TO_DATE: date(year, 1, 1),
        Span.LAST_12_MONTHS: date(year, 1, 1) if month == 12 else date(year - 1, month + 1, 1),
        Span.ON_DAY: end,
    }
    return stretch_between(starts[span], end, year=year, month=month)


def until(whole: Stretch, today: date) -> Stretch | None:
    """
    Decides: that a month that still runs is looked at up to today; None while it has not begun.
    Basis: none, our own: what falls due later is neither in time nor late yet.
    """
    if date(whole.year, whole.month, 1) > today:
        return None
    end = min(whole.end, today)
    return Stretch(min(whole.start, end), end, whole.year, whole.month)


def month_before(year: int, month: int) -> tuple[int, int]:
    """
    Decides: which month precedes another.
    Basis: the calendar.
    """
    return (year, month - 1) if month > 1 else (year - 1, 12)


def open_months(today: date) -> tuple[tuple[int, int], ...]:
    """
    Decides: which months are still read again, the older one first: the running month and the one before it.
    Basis: none, our own: a month's report is due in the month that follows it.
    """
    return month_before(today.year, today.month), (today.year, today.month)


def newest_closed(today: date) -> tuple[int, int]:
    """
    Decides: up to which month all are sealed even if nobody issued a report: those whose following month has ended.
    Basis: none, our own.
    """
    return month_before(*open_months(today)[0])


def has_ended(year: int, month: int, today: date) -> bool:
    """
    Decides: whether a month's last day has passed.
    Basis: the calendar.
    """
    return (year, month) < (today.year, today.month)


def carried(value: Decimal | Fraction) -> Decimal:
    """
    Decides: how a value is kept: exactly where it ends within six places, else rounded there, half to even.
    Basis: none, our own; numerator and denominator are kept beside it and stay exact.
    """
    if isinstance(value, Fraction):
        scaled = Decimal(round(value * 1_000_000))  # rounds half to even
        return scaled.scaleb(-6).quantize(PLACES)
    return value.quantize(PLACES, rounding=ROUND_HALF_EVEN)


def shown(value: Decimal) -> Decimal:
    """
    Decides: the number that people read: two places, never rounded up, so that 99,996 is not a full hundred.
    Basis: none, our own; what is stored and computed with is not rounded.
    """
    return value.quantize(SHOWN_PLACES, rounding=ROUND_DOWN)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """
    Decides: a part of a whole in per cent; None when the whole is nothing.
    Basis: none, arithmetic; nothing to measure is not 0 per cent.
    """
    return carried(Fraction(part) * 100 / Fraction(whole)) if whole else None


def relative_change(now: Decimal, before: Decimal) -> Decimal | None:
    """
    Decides: by how many per cent an amount has changed; None when it was nothing before.
    Basis: none, arithmetic.
    """
    return carried((Fraction(now) - Fraction(before)) * 100 / Fraction(before)) if before else None


def points_change(now: Decimal, before: Decimal) -> Decimal:
    """
    Decides: by how many points a share or an index has changed.
    Basis: none, arithmetic: shares are compared in points, for per cent of per cent misleads.
    """
    return carried(now - before)


def total(values: Iterable[Decimal | int | None]) -> Decimal:
    """
    Decides: the sum of amounts, exactly; what is blank adds nothing.
    Basis: none, arithmetic.
    """
    return sum((Decimal(value) for value in values if value is not None), Decimal(0))


def may_show_count(count: int, last_shown: int = 0) -> bool:
    """
    Decides: whether a count of a sealed kind is shown: from five, and only when it grew by five since the last shown.
    Basis: none, our own: fewer point at persons, and so does the difference between two figures that were shown.

    ``last_shown`` is the last count shown of the same year where the measure counts from its beginning, else 0.
    """
    return count - last_shown >= LEAST_SHOWN


def may_show_share(part: int, whole: int, last_shown: tuple[int, int] = (0, 0)) -> bool:
    """
    Decides: whether a share of a sealed kind is shown with its parts.
    Basis: none, our own, as for a count; part and remainder may also have stayed as they were, for then they tell of
    everybody the same.
    """
    part_growth, growth = part - last_shown[0], whole - last_shown[1]
    groups = (part_growth, growth - part_growth)
    return growth >= LEAST_SHOWN and all(each == 0 or each >= LEAST_SHOWN for each in groups)


def is_reached(kind: Kind, value: Decimal, target: Decimal | None, better: Better) -> bool | None:
    """
    Decides: whether a value reaches its target; None where nothing tells.
    Basis: none, our own: at least the target, or at most it where less is better. Of an existence that there is one; of
    a change that it goes the better way, and by as much as the target says.
    """
    if kind == Kind.EXISTENCE:
        return value > 0
    if better == Better.NONE:
        return None
    if kind == Kind.CHANGE:
        gained = -value if better == Better.LOWER else value
        return gained >= abs(target) if target is not None else gained > 0
    if target is None:
        return None
    return value <= target if better == Better.LOWER else value >= target
