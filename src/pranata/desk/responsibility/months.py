"""The months of a row: what each says, by when it is due, and which one the page looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.ui.templatetags.ui import CELL_SIGNS, MONTH_NAMES
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import year_of
from pranata.lib.workdays import working_days_between

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.plan.models import Plan
    from pranata.engines.plan.queries import SubactivityDetail

CHIP_KINDS = {CellState.SUBMITTED: "ok", CellState.VERIFIED: "ok", CellState.LATE: "warn"}


@dataclass(frozen=True)
class Chip:
    """A short label, as the component ``chip`` takes it."""

    text: str
    kind: str
    sign: str


@dataclass(frozen=True)
class Month:
    """One month of a row; ``due_on`` only while the plan is in force, ``is_open`` if it is planned or was reported."""

    number: int
    short: str
    name: str
    state: CellState
    due_on: date | None
    is_open: bool

    def chip(self, today: date) -> Chip | None:
        """How far away its day is, or what became of it; None where nothing is due."""
        if self.due_on is None or self.state in (CellState.EMPTY, CellState.UNREPORTED):
            return None
        if self.state not in CHIP_KINDS:
            return due_chip(self.due_on, today)
        sign, words = CELL_SIGNS[self.state]
        return Chip(words.capitalize(), CHIP_KINDS[self.state], sign)


def row_months(plan: Plan, detail: SubactivityDetail, today: date) -> list[Month]:
    """The twelve months of one row of ``plan``, January first."""
    year = year_of(plan, today, detail.deadlines)
    states = year.states(set(detail.subactivity.months), detail.reports)
    return [
        Month(
            number,
            *map(str, MONTH_NAMES[number - 1]),
            state=state,
            due_on=year.due.get(number),
            is_open=state != CellState.EMPTY or number in detail.progress,
        )
        for number, state in enumerate(states, start=1)
    ]


def month_to_look_at(months: list[Month], asked: int | None, running: int) -> Month | None:
    """The month ``asked`` for; else the ``running`` one, or of the open ones the nearest before it, or the first."""
    found = [each for each in months if each.is_open]
    chosen = [each for each in found if each.number == asked]
    begun = [each for each in found if each.number <= running]
    return next(iter([*chosen, *reversed(begun), *found]), None)


def due_chip(due_on: date, today: date) -> Chip:
    """How far away the day is for who has not handed in yet."""
    day = date_format(due_on, "j F")
    if due_on < today:
        days = working_days_between(due_on, today, days_off_between(due_on, today))
        words = _("Lewat %(days)d hari kerja · tenggat %(day)s") if days else _("Lewat tenggat %(day)s")
        return Chip(words % {"days": days, "day": day}, "bad", "!")
    if due_on == today:
        return Chip(_("Tenggat hari ini, %s") % day, "warn", "◔")
    days = working_days_between(today, due_on, days_off_between(today, due_on))
    return Chip(_("Tenggat %(day)s · %(days)d hari kerja lagi") % {"days": days, "day": day}, "warn", "◔")
