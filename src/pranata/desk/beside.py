"""What was read of an indicator, beside what people typed of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.plan.queries.readings import (
    IndicatorValue,
    differs,
    may_read,
    month_to_read,
    plan_values,
    row_values,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Plan, Progress, Subactivity
    from pranata.engines.plan.month import MonthRow


@dataclass(frozen=True)
class Beside:
    """What a measure reads of an indicator; ``is_other`` when the office's own figure says something else."""

    value: IndicatorValue
    is_other: bool


def _show(row: Subactivity, progress: Progress | None, values: Iterable[IndicatorValue]) -> None:
    """Let the indicators of ``row`` and of its figures carry as ``beside`` what was read of them, where anything is."""
    known = {each.pk: each for each in values if each.measure is not None}
    figures = {each.indicator_id: each for each in progress.figures.all()} if progress and progress.pk else {}
    for each in [*row.indicators.all(), *(figure.indicator for figure in figures.values())]:
        value = known.get(each.pk)
        if value is not None:
            each.beside = Beside(value, differs(figures.get(each.pk), value))


def show_row(user: User, row: Subactivity, progress: Progress | None, month: int | None, today: date) -> None:
    """The same of ``month``, or of the last month that began; nothing for who may not see readings."""
    last = month_to_read(row.plan, today)
    if last and may_read(user, row.plan.office):
        _show(row, progress, row_values(row, month=min(month or last, last)))


def show_month(user: User, plan: Plan, month: int, today: date, items: Iterable[MonthRow]) -> None:
    """The same of every row of a month; two queries."""
    last = month_to_read(plan, today)
    if not last or month > last or not may_read(user, plan.office):
        return
    values = plan_values(plan, month=month)
    for each in items:
        _show(each.row, each.progress, values.get(each.row.pk, []))
