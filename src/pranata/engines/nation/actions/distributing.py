"""Keeps the distributions of readings, so that a page about many offices reads a few rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pranata.base.org.models import Level, Office
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.registry import Measure, by_key, measures
from pranata.engines.indicators.rules import SHARES, month_before, open_months
from pranata.engines.nation import rules
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.queries import known_offices
from pranata.lib import clock

COMPUTED = [
    "asked_count", "count", "minimum", "lower_quartile", "median", "upper_quartile", "maximum", "numerator",
    "denominator", "low", "high", "bars", "computed_at",
]  # fmt: skip
PAST_MONTHS = 12  # as far back as months are read afterwards


@dataclass(frozen=True)
class Found:
    """What one office's reading says."""

    value: Decimal | None
    value_on: date | None
    numerator: Decimal | None
    denominator: Decimal | None


def distribute_open_months() -> int:
    """Count the months that are still read anew; how many distributions were written."""
    return sum(distribute(year, month) for year, month in open_months(clock.today()))


def distribute_past_months() -> int:
    """Count the months before those, a year back: they were sealed, corrected or read late; how many were written."""
    month, written = month_before(*open_months(clock.today())[0]), 0
    for _month in range(PAST_MONTHS):
        written += distribute(*month)
        month = month_before(*month)
    return written


def distribute(year: int, month: int, keys: Iterable[str] | None = None) -> int:
    """Count a month over the offices below KPU RI and below each province; how many distributions were written.

    Every measure, or those of ``keys``. Readings of sealed kinds are left out. Counted without a transaction, for on
    SQLite one would hold up all writers, and written in a short one. No event: what is written is computed, and
    computing it again changes nothing.
    """
    scopes = _scopes()
    if not scopes.by_office:
        return 0
    wanted = measures() if keys is None else [measure for key in keys if (measure := by_key(key))]
    made = [each for measure in wanted if not measure.sealed for each in _of_measure(measure, year, month, scopes)]
    Distribution.objects.bulk_create(
        sorted(made, key=lambda each: (each.scope_id, each.measure)),  # two at once never wait for each other in a ring
        update_conflicts=True,
        unique_fields=["scope", "year", "month", "measure"],
        update_fields=COMPUTED,
        batch_size=200,
    )
    return len(made)


@dataclass(frozen=True)
class Scopes:
    """Which offices look down on an office, by its key, and how many offices each looks down on."""

    by_office: dict[int, tuple[int, ...]]
    asked: dict[int, int]


def _scopes() -> Scopes:
    parents = dict(Office.objects.exclude(level=Level.RI).values_list("pk", "parent_id"))
    by_office, asked = {}, defaultdict(int)
    for pk in known_offices().exclude(level=Level.RI).values_list("pk", flat=True):
        above = parents[pk], parents.get(parents[pk])
        by_office[pk] = tuple(scope for scope in above if scope)
        for scope in by_office[pk]:
            asked[scope] += 1
    return Scopes(by_office, asked)


def _of_measure(measure: Measure, year: int, month: int, scopes: Scopes) -> Iterator[Distribution]:
    """The measure's distributions; none where no office has been read."""
    readings = Reading.objects.current().filter(measure=measure.key, year=year, month=month, secrecy="")
    by_scope: dict[int, list[Found]] = defaultdict(list)
    for office, *numbers in readings.values_list("office_id", "value", "value_on", "numerator", "denominator"):
        for scope in scopes.by_office.get(office, ()):
            by_scope[scope].append(Found(*numbers))
    for scope, found in by_scope.items():
        yield Distribution(
            scope_id=scope,
            measure=measure.key,
            year=year,
            month=month,
            asked_count=scopes.asked[scope],
            computed_at=clock.now(),
            **_numbers(found, is_share=measure.kind in SHARES),
        )


def _numbers(found: list[Found], *, is_share: bool) -> dict:
    values = [each.value for each in found if each.value is not None]
    summed = rules.summary(values)
    if summed is None:  # of days nothing but their number is told
        return {"count": sum(each.value_on is not None for each in found)}
    low, high = rules.scale(is_share, summed.minimum, summed.maximum)
    return {
        "count": summed.count,
        "minimum": summed.minimum,
        "lower_quartile": summed.lower_quartile,
        "median": summed.median,
        "upper_quartile": summed.upper_quartile,
        "maximum": summed.maximum,
        "numerator": _together(each.numerator for each in found),
        "denominator": _together(each.denominator for each in found),
        "low": low,
        "high": high,
        "bars": rules.bars(values, low, high),
    }


def _together(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the parts that there are; None of none."""
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None
