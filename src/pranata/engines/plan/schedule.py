"""A plan's rows with the state of each of their twelve months, as pages lay them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.plan.rules import CellState, cell_state

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.plan.queries import ActivityGroup, AreaSummary, Matrix, SubactivityRow


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


def schedule(matrix: Matrix, today: date) -> list[AreaBlocks]:
    """The matrix by area; areas without an activity that passed the filter are left out."""
    unplanned = month_states(matrix.plan.year, planned=False, today=today)
    planned = month_states(matrix.plan.year, planned=True, today=today)

    def line(row: SubactivityRow) -> Line:
        return Line(row, [planned[i] if i + 1 in row.months else unplanned[i] for i in range(12)])

    areas = [
        AreaBlocks(
            area,
            [Block(each, [line(row) for row in each.rows]) for each in matrix.groups if each.area_no == area.no],
        )
        for area in matrix.areas
    ]
    return [each for each in areas if each.blocks]


def month_states(year: int, *, planned: bool, today: date) -> list[CellState]:
    """What a planned, or an unplanned, cell shows in each month of ``year`` as of ``today``."""
    return [cell_state(planned=planned, year=year, month=month, today=today) for month in range(1, 13)]


def legend(year: int, today: date) -> list[CellState]:
    """The states that planned cells of ``year`` can have as of ``today``, in the order of the months."""
    return list(dict.fromkeys(month_states(year, planned=True, today=today)))
