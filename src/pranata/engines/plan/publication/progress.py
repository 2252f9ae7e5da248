"""What the public is told of a plan's progress: the state of every month, and how the areas stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.plan.publication.rules import PublicState, counted_through, public_state
from pranata.engines.plan.schedule import year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pranata.engines.plan.queries import AreaSummary, Matrix
    from pranata.engines.plan.rules import Reported
    from pranata.engines.plan.schedule import Year


@dataclass(frozen=True)
class PublicYear:
    """A plan's year as the public sees it; ``through`` is the last month whose figures count, 0 of none."""

    year: Year
    through: int

    def states(self, months: frozenset[int] | set[int], reports: Mapping[int, Reported]) -> list[PublicState]:
        """The states of a row that is planned in ``months``, January first."""
        states = self.year.states(months, reports)
        return [public_state(state, is_counted=month <= self.through) for month, state in enumerate(states, start=1)]


@dataclass(frozen=True)
class Achievement:
    """How the cells of the months counted stand: ``planned`` is the sum of the others."""

    planned: int = 0
    done: int = 0
    late: int = 0
    pending: int = 0
    unreported: int = 0

    @property
    def fulfilled(self) -> int:
        return self.done + self.late

    @property
    def share(self) -> int | None:
        """What is done, in time or late, of 100, rounded down as in reports; None when nothing was planned."""
        return 100 * self.fulfilled // self.planned if self.planned else None


@dataclass(frozen=True)
class AreaAchievement:
    """How one area stands."""

    area: AreaSummary
    figures: Achievement


@dataclass(frozen=True)
class PublicProgress:
    """How a plan in force stands as of ``today``, by area and as a whole, in January to the month ``through``."""

    today: date
    through: int
    areas: list[AreaAchievement]
    total: Achievement


def public_year(matrix: Matrix, today: date) -> PublicYear:
    """The plan's year as the public sees it today; nothing of a draft counts."""
    year = year_of(matrix.plan, today, matrix.deadlines)
    through = counted_through(year.year, year.due, today, is_closed=year.is_closed)
    return PublicYear(year, through)


def public_progress(matrix: Matrix, year: PublicYear) -> PublicProgress | None:
    """How the whole plan stands, whatever the filter; None while no month counts."""
    if not year.through:
        return None
    states: dict[int, list[PublicState]] = {area.no: [] for area in matrix.areas}
    for group in matrix.all_groups:
        for row in group.rows:
            states[group.area_no] += year.states(row.months, row.reports)[: year.through]
    return PublicProgress(
        today=year.year.today,
        through=year.through,
        areas=[AreaAchievement(area, _counted(states[area.no])) for area in matrix.areas],
        total=_counted(state for found in states.values() for state in found),
    )


def _counted(states: Iterable[PublicState]) -> Achievement:
    counts = Counter(states)
    return Achievement(
        planned=counts.total() - counts[PublicState.EMPTY],
        done=counts[PublicState.DONE],
        late=counts[PublicState.LATE],
        pending=counts[PublicState.PENDING],
        unreported=counts[PublicState.UNREPORTED],
    )
