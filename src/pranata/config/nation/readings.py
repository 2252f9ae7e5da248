"""Made-up readings: each office does about as well as it ever does, a little better every year."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from pranata.base.org.models import Office
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.registry import Measure, by_key, measures
from pranata.engines.indicators.rules import SHARES, Kind, share

MOST_MEASURES = 8
FIRST = ("plan.verified_share", "plan.reported_on_time")


def told_measures() -> list[Measure]:
    """The measures that are made up: those of the plan first, then shares and counts of what is at hand."""
    wanted = [each for each in measures() if each.kind in (*SHARES, Kind.COUNT) and not each.sealed]
    first = [measure for key in FIRST if (measure := by_key(key))]
    return [*first, *(each for each in wanted if each not in first)][:MOST_MEASURES]


def reading_rows(office: Office, months: list[tuple[int, int]], chance: Random) -> int:
    """Write the office's readings of all months; how many."""
    quality, size = chance.betavariate(5, 2), chance.randint(10, 90)
    rows = [
        _reading(office, measure, year, month, min(quality + 0.02 * (year - months[0][0]), 1), size, chance)
        for measure in told_measures()
        for year, month in months
    ]
    Reading.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _reading(
    office: Office, measure: Measure, year: int, month: int, quality: float, size: int, chance: Random
) -> Reading:
    whole = Decimal(max(0, round(chance.gauss(size, size / 4))))
    part = Decimal(sum(chance.random() < quality for _each in range(int(whole))))
    is_share = measure.kind in SHARES
    moment = datetime(year, month, monthrange(year, month)[1], 10, tzinfo=UTC) + timedelta(days=40)
    return Reading(
        office=office,
        measure=measure.key,
        year=year,
        month=month,
        value=share(part, whole) if is_share else part,
        numerator=part if whole or not is_share else None,
        denominator=whole if is_share and whole else None,
        rule_version=measure.rule_version,
        computed_at=moment,
        sealed_at=moment,
    )
