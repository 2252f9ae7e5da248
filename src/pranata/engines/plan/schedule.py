"""A plan's rows with the state of each of their twelve months, as pages lay them out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pranata.engines.deadlines.calendar import days_off
from pranata.engines.plan.models import Status
from pranata.engines.plan.rules import CellState, cell_state, month_due_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from enum import StrEnum

    from pranata.engines.plan.models import Plan
    from pranata.engines.plan.queries import ActivityGroup, AreaSummary, Matrix, SubactivityRow
    from pranata.engines.plan.rules import Reported


class States(Protocol):
    """A year that knows the states of a row's twelve months."""

    def states(self, months: frozenset[int] | set[int], reports: Mapping[int, Reported]) -> Sequence[StrEnum]: ...


@dataclass(frozen=True)
class Line:
    """One sub-activity with the states of January to December: ``CellState``, or ``PublicState`` for the public."""

    row: SubactivityRow
    states: Sequence[StrEnum]


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
    is_closed: bool = False

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
                is_closed=self.is_closed,
            )
            for month in range(1, 13)
        ]


def year_of(plan: Plan, today: date, deadlines: Mapping[int, date]) -> Year:
    """``plan``'s year as of ``today``; ``deadlines`` are the days the office has set for single months."""
    if plan.status not in (Status.ADOPTED, Status.CLOSED):
        return Year(plan.year, today)
    off = days_off(plan.year)
    due = {month: month_due_on(plan.year, month, off, deadlines.get(month)) for month in range(1, 13)}
    return Year(plan.year, today, due, is_closed=plan.status == Status.CLOSED)


def schedule(matrix: Matrix, today: date) -> list[AreaBlocks]:
    """The matrix by area, as staff see it."""
    return laid_out(matrix, year_of(matrix.plan, today, matrix.deadlines))


def laid_out(matrix: Matrix, year: States) -> list[AreaBlocks]:
    """The matrix by area; areas without an activity that passed the filter are left out."""
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


@dataclass(frozen=True)
class Standing:
    """How a running year stands: of the cells ``planned`` up to the running month so many are ``fulfilled`` (verified,
    in time or late); ``overdue`` and ``submitted`` count the cells of the whole year that wait for somebody."""

    month: int
    planned: int = 0
    fulfilled: int = 0
    overdue: int = 0
    submitted: int = 0

    @property
    def share(self) -> int | None:
        """What is fulfilled of 100, rounded down, so that 100 is everything; None when nothing was planned yet."""
        return 100 * self.fulfilled // self.planned if self.planned else None


def standings(matrix: Matrix, today: date) -> dict[int, Standing]:
    """How each area stands, by its number, whatever the filter; empty unless the plan is in force and its year runs."""
    year = year_of(matrix.plan, today, matrix.deadlines)
    if not year.due or year.year != today.year:
        return {}
    found = {area.no: Standing(today.month) for area in matrix.areas}
    for group in matrix.all_groups:
        states = [year.states(row.months, row.reports) for row in group.rows]
        found[group.area_no] = together(found[group.area_no], _standing(states, today.month))
    return found


def together(*standings: Standing) -> Standing:
    """How several areas stand as one; at least one is given."""
    counts = {
        name: sum(getattr(each, name) for each in standings)
        for name in ("planned", "fulfilled", "overdue", "submitted")
    }
    return Standing(standings[0].month, **counts)


def _standing(rows: list[list[CellState]], month: int) -> Standing:
    so_far = Counter(state for states in rows for state in states[:month])
    whole = Counter(state for states in rows for state in states)
    return Standing(
        month,
        planned=so_far.total() - so_far[CellState.EMPTY],
        fulfilled=so_far[CellState.VERIFIED] + so_far[CellState.LATE],
        overdue=whole[CellState.OVERDUE],
        submitted=whole[CellState.SUBMITTED],
    )


def legend(areas: list[AreaBlocks], order: type[StrEnum] = CellState) -> list[StrEnum]:
    """The states that stand in the rows shown, in ``order``; an empty cell needs no explanation."""
    shown = {state for area in areas for block in area.blocks for line in block.lines for state in line.states}
    return [state for state in order if state in shown and state != CellState.EMPTY]
