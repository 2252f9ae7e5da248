"""The weeks of an explained count, Monday to Sunday, for the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.engines.deadlines.counting import days_of
from pranata.engines.deadlines.model import Counted, Ended, Explanation, Off, Paused, Skipped, Started
from pranata.engines.deadlines.wording import OFF_WORDS
from pranata.lib.workdays import SATURDAY

LETTERS = {Off.NATIONAL_HOLIDAY: "L", Off.JOINT_LEAVE: "CB"}
PAUSE_LETTER = "J"


@dataclass(frozen=True)
class Cell:
    """One day: how it looks, the letter beside its number, and what it is in words; "" for a day outside the count."""

    day: date
    look: str = ""
    letter: str = ""
    words: str = ""

    @property
    def month(self) -> str:
        """The month's name where a new one begins."""
        return date_format(self.day, "M") if self.day.day == 1 else ""


def weeks(explanation: Explanation) -> list[list[Cell]]:
    """Every week from that of the start to that of the due day, or to the last day of the count while it is paused."""
    cells = {cell.day: cell for cell in _cells(explanation)}
    first, last = min(cells), max(cells)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    days = [cells.get(day) or Cell(day, "off" if day.weekday() >= SATURDAY else "") for day in days_of(monday, sunday)]
    return [days[index : index + 7] for index in range(0, len(days), 7)]


def _cells(explanation: Explanation) -> Iterator[Cell]:
    """The cells of the steps; start and due day come last and stand above what was counted that day."""
    for step in explanation.steps:
        if isinstance(step, Counted):
            yield from (Cell(day, "counted", words=_("dihitung")) for day in days_of(step.first, step.last))
        elif isinstance(step, Skipped):
            yield from (_skipped_cell(day, step) for day in days_of(step.first, step.last))
        elif isinstance(step, Paused):
            days = days_of(step.first, step.last or step.first)
            yield from (Cell(day, "paused", PAUSE_LETTER, _("hitungan berhenti")) for day in days)
    for step in explanation.steps:
        if isinstance(step, Started):
            yield Cell(step.on, "start", words=explanation.clock.starts_when)
        elif isinstance(step, Ended):
            yield Cell(step.on, "due", words=_("batas waktu"))


def _skipped_cell(day: date, step: Skipped) -> Cell:
    words = f"{OFF_WORDS[step.reason]}: {step.name}" if step.name else str(OFF_WORDS[step.reason])
    return Cell(day, "off" if step.reason == Off.WEEKEND else "holiday", LETTERS.get(step.reason, ""), words)


def legend(explanation: Explanation) -> list[tuple[str, str]]:
    """The letters the weeks show, with what they mean."""
    met = {step.reason for step in explanation.steps if isinstance(step, Skipped)}
    found = [(letter, str(OFF_WORDS[reason])) for reason, letter in LETTERS.items() if reason in met]
    if any(isinstance(step, Paused) for step in explanation.steps):
        found.append((PAUSE_LETTER, _("hitungan berhenti")))
    return found
