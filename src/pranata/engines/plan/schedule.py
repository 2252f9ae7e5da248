"""A plan's rows with the state of each of their twelve months, as pages lay them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pranata.engines.deadlines.calendar import days_off
from pranata.engines.plan.models import Status
from pranata.engines.plan.rules import CellState, cell_state, month_due_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pranata.engines.plan.models import Plan
    from pranata.engines.plan.queries import ActivityGroup, AreaSummary, Matrix, SubactivityRow
    from pranata.engines.plan.rules import Reported


@dataclass(frozen=True)
class Line:
    """One sub-activity with the states of January to December."""

    row: SubactivityRow
    states: list[CellState]


@dataclass(frozen=True)
class Block:
    """One activity with its lines."""

    activity: ActivityGroup
    lines: list[Line]


@dataclass(frozen=True)
class AreaBlocks:
    """One area with its activities."""

    area: AreaSummary
    blocks: list[Block]


@dataclass(frozen=True)
class Year:
    """The year of one plan as of ``today``: ``due`` holds the day by which each month is to be reported.

    It is empty for a plan that is not in force; such a plan is due nothing.
    """

    year: int
    today: date
    due: Mapping[int, date] = field(default_factory=dict)

    def states(self, months: frozenset[int] | set[int], reports: Mapping[int, Reported]) -> list[CellState]:
        """The states of a row that is planned in ``months``, January first."""
        return [
            cell_state(
                planned=month in months,
                year=self.year,
                month=month,
                today=self.today,
                due_on=self.due.get(month),
                reported=reports.get(month),
            )
            for month in range(1, 13)
        ]


def year_of(plan: Plan, today: date, deadlines: Mapping[int, date]) -> Year:
    """``plan``'s year as of ``today``; ``deadlines`` are the days the office has set for single months."""
    if plan.status not in (Status.ADOPTED, Status.CLOSED):
        return Year(plan.year, today)
    off = days_off(plan.year)
    due = {month: month_due_on(plan.year, month, off, deadlines.get(month)) for month in range(1, 13)}
    return Year(plan.year, today, due)


def schedule(matrix: Matrix, today: date) -> list[AreaBlocks]:
    """The matrix by area; areas without an activity that passed the filter are left out."""
    year = year_of(matrix.plan, today, matrix.deadlines)
    areas = [
        AreaBlocks(
            area,
            [
                Block(each, [Line(row, year.states(row.months, row.reports)) for row in each.rows])
                for each in matrix.groups
                if each.area_no == area.no
            ],
        )
        for area in matrix.areas
    ]
    return [each for each in areas if each.blocks]


def legend(areas: list[AreaBlocks]) -> list[CellState]:
    """The states that stand in the rows shown, in the order of ``CellState``; an empty cell needs no explanation."""
    shown = {state for area in areas for block in area.blocks for line in block.lines for state in line.states}
    return [state for state in CellState if state in shown and state != CellState.EMPTY]
