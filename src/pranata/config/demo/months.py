"""What becomes of each month of each row: noted, proved, handed in, verified, returned, or left alone."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from pranata.config.demo.pictures import page, photo
from pranata.config.demo.sample import Fate, amount
from pranata.config.demo.timeline import working_day_after, working_days
from pranata.engines.deadlines.calendar import days_off
from pranata.engines.evidence import actions as evidence
from pranata.engines.evidence.models import Confidentiality, Evidence
from pranata.engines.plan.actions import progress as months
from pranata.engines.plan.actions.proofs import prove
from pranata.engines.plan.models import Plan, Progress, Subactivity
from pranata.engines.plan.rules import month_due_on
from pranata.lib import clock
from pranata.lib.periods import MONTHS

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.config.demo.cast import Cast
    from pranata.config.demo.sample import MonthSample, NoteSample, Sample
    from pranata.config.demo.timeline import Timeline

MENDED = "Dilengkapi sesuai catatan verifikator."
ROOM_TO_MEND = 4  # working days before the deadline that a month leaves when it is to come back
DRAWN = {"jpg": photo, "pdf": page}


@dataclass
class Cell:
    """A month of a row: who writes of it, when it is due, what becomes of it."""

    row: Subactivity
    month: int
    due_on: date
    fate: Fate
    reason: str
    note: NoteSample
    writer: User
    turn: int  # which of the row's planned months it is, from 0

    @property
    def chance(self) -> int:
        """A number that is always the same for this month of this row."""
        return zlib.crc32(f"{self.row.code}/{self.month}".encode())

    def told(self, texts: list[str]) -> str:
        """This month's text of a list that is gone through month by month."""
        return texts[self.turn % len(texts)].replace("{bulan}", MONTHS[self.month - 1])

    @property
    def progress(self) -> Progress | None:
        return Progress.objects.filter(subactivity=self.row, month=self.month).select_related("subactivity").first()


@dataclass
class Half:
    """The half-year as it is told: the cells' deeds go onto the timeline, and who did what is kept in mind."""

    plan: Plan
    cast: Cast
    sample: Sample
    timeline: Timeline
    items: dict[tuple[str, int], Evidence] = field(default_factory=dict)

    def tell(self) -> None:
        """Put down what happens to every planned month that the sample tells of."""
        off = days_off(self.plan.year)
        deadlines = {int(month): day for month, day in self.sample.charges["deadlines"].items()}
        rows = list(Subactivity.objects.filter(plan=self.plan).order_by("pk"))
        if unknown := self.sample.row_codes() - {row.code for row in rows}:
            raise ValueError(f"data/samples: subkegiatan {', '.join(sorted(unknown))} tidak ada di rencana.")
        for row in rows:
            row.plan = self.plan
            for turn, month in enumerate(row.months):
                if month in self.sample.months:
                    due_on = month_due_on(self.plan.year, month, off, deadlines.get(month))
                    self._tell_month(row, month, turn, due_on, self.sample.months[month])

    def _tell_month(self, row: Subactivity, month: int, turn: int, due_on: date, told: MonthSample) -> None:
        fate = told.fate(row.code)
        if fate == Fate.MISSING:
            return
        writers = self.cast.reporters(self.cast.party(self.sample.party(row.code)))
        note = self.sample.notes.get(row.code)
        if not writers or note is None:
            raise ValueError(f"{row.code}, bulan {month}: tidak ada yang melaporkan atau tidak ada catatannya.")
        writer = writers[month % len(writers)]
        cell = Cell(row, month, due_on, fate, told.reasons.get(row.code, ""), note, writer, turn)
        self._put_down(cell)

    def _put_down(self, cell: Cell) -> None:
        """The moments of a cell: written and handed in on one day, judged some days after it."""
        chance, day = cell.chance, self._day(cell)
        at = time(8 + chance % 7, chance % 50)
        judged_on = working_day_after(day, 1 + chance % 2)
        self.timeline.add(day, at, lambda: self.write(cell, is_first=True))
        if cell.fate == Fate.DRAFT:
            return
        self.timeline.add(day, time(at.hour, at.minute + 9), lambda: self.submit(cell))
        if cell.fate == Fate.WAITING:
            return
        if cell.fate not in (Fate.RETURNED, Fate.STUCK):
            self.timeline.add(judged_on, time(15, chance % 60), lambda: self.verify(cell))
            return
        self.timeline.add(judged_on, time(15, chance % 60), lambda: self.send_back(cell))
        if cell.fate == Fate.RETURNED:
            mended_on = working_day_after(judged_on, 1)
            self.timeline.add(mended_on, time(9, chance % 50), lambda: self.write(cell, is_first=False))
            self.timeline.add(mended_on, time(9, chance % 50 + 9), lambda: self.submit(cell))
            self.timeline.add(working_day_after(mended_on, 1), time(15, chance % 60), lambda: self.verify(cell))

    def _day(self, cell: Cell) -> date:
        """The working day on which the month is handed in first."""
        if cell.fate == Fate.LATE:
            return working_day_after(cell.due_on, 1 + cell.chance % 3)
        begin = max(date(self.plan.year, cell.month, 10), self.sample.charges["decided"] + timedelta(days=1))
        days = working_days(begin, min(cell.due_on, self.sample.story["last_day"]))
        room = ROOM_TO_MEND if cell.fate in (Fate.RETURNED, Fate.STUCK) else 0
        return days[cell.chance % (len(days) - room)]

    def write(self, cell: Cell, *, is_first: bool) -> None:
        """Note what was done; what comes back is shorter at first. Evidence joins the first time."""
        achievement = cell.told(cell.note.done)
        if cell.fate in (Fate.RETURNED, Fate.STUCK):
            achievement = achievement.split(";")[0].rstrip(".") + "." if is_first else f"{achievement} {MENDED}"
        figures = {int(place): amount(cell.told(texts)) for place, texts in cell.note.figures.items()}
        months.note(
            cell.row,
            cell.month,
            achievement=achievement,
            obstacle=cell.told(cell.note.obstacle),
            follow_up=cell.told(cell.note.follow_up),
            figures=figures,
            seen=months.progress_token(cell.row, cell.month, cell.progress),
            by=cell.writer,
        )
        if is_first and (words := cell.told(cell.note.evidence)):
            prove(cell.row, cell.month, lambda: self._add_item(cell, words), by=cell.writer)

    def submit(self, cell: Cell) -> None:
        months.submit(cell.progress, by=cell.writer)

    def verify(self, cell: Cell) -> None:
        months.verify(cell.progress, by=self.cast.verifier)

    def send_back(self, cell: Cell) -> None:
        months.send_back(cell.progress, reason=cell.reason, by=self.cast.verifier)

    def _add_item(self, cell: Cell, words: str) -> Evidence:
        """An item as the sample names it: its kind, "terbatas" where few may open it, then the title."""
        kind, title = words.split(": ", 1)
        kind, _space, limit = kind.partition(" ")
        day = clock.today()
        name = f"contoh-{cell.row.code}-{self.plan.year}-{cell.month:02d}.{kind}"
        description = evidence.Description(
            title=f"{title} (contoh)",
            dated_on=day,
            valid_to=self._valid_to(cell),
            confidentiality=Confidentiality.RESTRICTED if limit else Confidentiality.ORDINARY,
            document_kind=self._document_kind(title),
        )
        content = ContentFile(DRAWN[kind](title, day), name)
        item = evidence.add_file(self.plan.office, content, description, name=name, by=cell.writer)
        self.items[cell.row.code, cell.month] = item
        return item

    def _document_kind(self, title: str) -> str:
        """The kind of document that an indicator asks for, told by the beginning of its title; "" of others."""
        kinds = self.sample.story["document_kinds"]
        return next((kind for start, kind in kinds.items() if title.startswith(start)), "")

    def _valid_to(self, cell: Cell) -> date | None:
        ending = {(each["row"], each["month"]): each["valid_to"] for each in self.sample.story["expiring"]}
        return ending.get((cell.row.code, cell.month))
