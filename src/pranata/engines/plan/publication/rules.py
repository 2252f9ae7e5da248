"""Decisions about what the public sees of a plan's progress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pranata.engines.plan.rules import CellState


class PublicState(StrEnum):
    """What the public reads of a cell: what is done, not who waits for whom."""

    EMPTY = "empty"
    PLANNED = "planned"
    DONE = "done"
    LATE = "late"
    PENDING = "pending"
    UNREPORTED = "unreported"


def public_state(state: CellState, *, is_counted: bool) -> PublicState:
    """Decides: what the public sees of a cell; only what somebody verified is done.

    Basis: none, our own. ``is_counted``: the month is among those that ``counted_through`` counts.
    """
    if state in (CellState.EMPTY, CellState.LATE, CellState.UNREPORTED):
        return PublicState(state)
    unfinished = PublicState.PENDING if is_counted else PublicState.PLANNED
    return PublicState.DONE if state == CellState.VERIFIED else unfinished


def counted_through(year: int, due: Mapping[int, date], today: date, *, is_closed: bool = False) -> int:
    """Decides: the month up to which the public's figures count: all of them have ended, and the time to report them.

    Basis: none, our own; a month still under way would look like a failure. 0 of a plan that is due nothing.
    """
    if is_closed:
        return 12
    still_open = (no for no in range(1, 13) if due.get(no, today) >= today or (year, no) >= (today.year, today.month))
    return next(still_open, 13) - 1
