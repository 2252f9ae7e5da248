"""From a result with its querysets to numbers: value, numerator, denominator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Max
from django.db.models import Sum as SumOf

from pranata.engines.indicators import results
from pranata.engines.indicators.rules import carried, points_change, relative_change, share, total
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Numbers:
    """What a result comes to; all None: nothing to measure."""

    value: Decimal | date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


NOTHING = Numbers()


def reckon(result: results.Result | None, baseline: Callable[[], Decimal | None] = lambda: None) -> Numbers:
    """The numbers of ``result``; ``baseline()`` is what a change without a year before is compared with."""
    match result:
        case None:
            return NOTHING
        case results.Count(rows):
            count = Decimal(rows.count())
            return Numbers(carried(count), count)
        case results.Sum(rows, field):
            amount = _total(rows, field)
            return Numbers(carried(amount), amount)
        case results.Ratio(part, whole) | results.Punctuality(part, whole):
            return _share(part, whole)
        case results.Index(value, rows):
            count = rows.count()
            return NOTHING if value is None or not count else Numbers(carried(value), None, Decimal(count))
        case results.Freshness(rows, field):
            return Numbers(_newest(rows, field))
        case results.Existence(rows):
            count = Decimal(rows.count())
            return Numbers(carried(Decimal(bool(count))), count)
        case results.Change(now, before):
            return _change(now, before, baseline)
    raise TypeError(f"{type(result).__name__} is no result of a measure")


def _share(part: QuerySet[Any], whole: QuerySet[Any]) -> Numbers:
    numerator, denominator = Decimal(part.count()), Decimal(whole.count())
    value = share(numerator, denominator)
    return NOTHING if value is None else Numbers(value, numerator, denominator)


def _total(rows: QuerySet[Any], field: str) -> Decimal:
    """Exact on both databases: SQLite adds decimals as binary fractions, so those are added here."""
    if isinstance(rows.model._meta.get_field(field), models.IntegerField):
        return Decimal(rows.aggregate(total=SumOf(field))["total"] or 0)
    return total(rows.values_list(field, flat=True))


def _newest(rows: QuerySet[Any], field: str) -> date | None:
    newest = rows.aggregate(newest=Max(field))["newest"]
    return newest.astimezone(clock.zone()).date() if isinstance(newest, datetime) else newest


def _change(now: Any, before: Any, baseline: Callable[[], Decimal | None]) -> Numbers:
    """Parts are what stood now and before; without one of them, or from nothing, there is no change to tell."""
    present, past = reckon(now).value, reckon(before).value
    past = past or baseline()  # no records of that year, or none at all in them
    if not isinstance(present, Decimal) or not isinstance(past, Decimal):
        return NOTHING
    if isinstance(now, results.Count | results.Sum):
        return Numbers(relative_change(present, past), present, past)
    return Numbers(points_change(present, past), present, past)
