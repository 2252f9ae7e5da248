"""What the public is told of indicators that measures read: the last counted month, once it is verified or sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.indicators.rules import Secrecy
from pranata.engines.plan.queries.readings import with_readings

if TYPE_CHECKING:
    from pranata.engines.plan.publication.progress import PublicYear
    from pranata.engines.plan.queries import Matrix, SubactivityRow
    from pranata.engines.plan.queries.readings import IndicatorValue


def public_values(matrix: Matrix, year: PublicYear) -> dict[int, IndicatorValue]:
    """The values that may be shown, by indicator id; one query, none while no month counts.

    Of the month ``year.through`` where it is sealed or the row's report of it is verified, and never of a measure that
    counts sealed records. What was not measured is not there.
    """
    if not year.through:
        return {}
    rows = {row.pk: row for group in matrix.all_groups for row in group.rows}
    found = with_readings({row.pk: list(row.values) for row in rows.values()}, matrix.plan, year.through)
    return {
        each.pk: each for pk, values in found.items() for each in values if _is_public(each, rows[pk], year.through)
    }


def _is_public(value: IndicatorValue, row: SubactivityRow, month: int) -> bool:
    reading, measure = value.reading, value.measure
    if reading is None or measure is None or measure.sealed or reading.secrecy != Secrecy.OPEN or not value.has_value:
        return False
    report = row.reports.get(month)
    return reading.sealed_at is not None or (report is not None and report.is_verified)
