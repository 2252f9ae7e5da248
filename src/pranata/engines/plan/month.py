"""One month of a plan in force: every row that is planned or was reported then, and who has to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from pranata.engines.plan.models import Progress, ProgressStatus, Subactivity
from pranata.engines.plan.queries.live import month_deadlines, reported, with_figures
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import year_of
from pranata.engines.plan.waiting import PARTIES, charged_rows, with_steps

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.base.people.models import Person, Team
    from pranata.engines.plan.models import Area, Plan

TO_WRITE = (ProgressStatus.DRAFT, ProgressStatus.RETURNED)


@dataclass(frozen=True)
class MonthRow:
    """One row in one month; ``row`` knows its plan, its area and its indicators, ``progress`` its row and its figures.

    ``is_own`` and ``is_units``: as ``waiting.charged_rows`` says of the account that asks.
    """

    row: Subactivity
    progress: Progress | None
    state: CellState
    is_own: bool
    is_units: bool

    @property
    def area(self) -> Area:
        return self.row.activity.area

    @property
    def party(self) -> Person | Unit | Team | None:
        """Who is in charge of the row."""
        held = getattr(self.row, "responsibility", None)
        return held.party if held else None

    @property
    def is_open(self) -> bool:
        """Whether it may still be written: nobody has handed it in, or it came back."""
        return self.state != CellState.EMPTY and (self.progress is None or self.progress.status in TO_WRITE)

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for somebody to verify it."""
        return self.progress is not None and self.progress.status == ProgressStatus.SUBMITTED

    @property
    def returned(self) -> str:
        """Why it was sent back, "" unless it waits to be mended."""
        is_returned = self.progress is not None and self.progress.status == ProgressStatus.RETURNED
        return (self.progress.return_reason or "") if is_returned else ""  # type: ignore[attr-defined,union-attr]

    def was_submitted_by(self, user: User) -> bool:
        return self.progress is not None and self.progress.submitted_by == user.pk  # type: ignore[attr-defined]


def month_rows(plan: Plan, month: int, *, user: User, today: date) -> list[MonthRow]:
    """The rows of ``plan`` that are planned or were reported in ``month``, in the plan's order, in six queries."""
    of_month = with_figures(with_steps(Progress.objects.filter(month=month)))
    rows = (
        Subactivity.objects.filter(plan=plan)
        .select_related("activity__area", *PARTIES)
        .prefetch_related("indicators", Prefetch("progress", of_month, to_attr="of_month"))
        .defer("as_printed", "source_lines")
    )
    charged = {row.pk: row for row in charged_rows(user, [plan], today)}
    year = year_of(plan, today, month_deadlines(plan))
    found = []
    for row in rows:
        row.plan = plan
        progress = next(iter(row.of_month), None)
        if progress is None and month not in row.months:
            continue
        if progress is not None:
            progress.subactivity = row
        reports = {month: reported(progress.status, progress.submitted_at)} if progress else {}
        mine = charged.get(row.pk)
        found.append(
            MonthRow(
                row=row,
                progress=progress,
                state=year.states(set(row.months), reports)[month - 1],
                is_own=bool(mine and mine.is_own),
                is_units=bool(mine and mine.is_units),
            )
        )
    return found
