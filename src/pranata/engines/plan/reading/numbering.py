"""Drafts of areas and activities, and the codes they get: every doubt about a number becomes a remark."""

from __future__ import annotations

from dataclasses import dataclass, field

from .deal import Block, deal, source_lines
from .model import ActivityReading, AreaReading, Remark, SubactivityReading
from .pages import area_rank
from .remarks import KINDS, make_remark
from .rows import Note
from .vocabulary import Vocabulary

PAGE_WIDE = frozenset(  # one remark a page instead of one a row
    ["missing_heading", "month_headings", "unknown_column", "quarter_columns", "numbered_months"]
)


@dataclass(slots=True)
class ActivityDraft:
    """An activity with its blocks, before codes are given."""

    reading: ActivityReading
    lines: list[int]
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class AreaDraft:
    """An area with its activities, before codes are given; `printed` is the number cell."""

    printed: str
    name: str
    lines: list[int]
    activities: list[ActivityDraft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Numberer:
    """Gives codes, deals indicators and months out, and turns notes into remarks."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.remarks: dict[tuple[str, str, str], Remark] = {}
        self.lines: dict[str, list[int]] = {}
        self.last_activity = 0  # rank of the last numbered activity, over all areas

    def number(self, drafts: list[AreaDraft]) -> list[AreaReading]:
        printed = {area_rank(draft.printed) for draft in drafts if draft.printed}
        used: set[int] = set()
        areas = []
        expected = 1 if not drafts or drafts[0].printed or drafts[0].name else 0
        for draft in drafts:
            number = self.area_number(draft, expected, used, printed)
            used.add(number)
            expected = number + 1
            areas.append(self.number_area(draft, number))
        return sorted(areas, key=lambda area: area.no)

    def area_number(self, draft: AreaDraft, expected: int, used: set[int], printed: set[int | None]) -> int:
        """The printed number, unless it is missing or taken: then the next free one; 0 before the first area."""
        rank = area_rank(draft.printed) if draft.printed else None
        number = rank if rank is not None and rank not in used else expected
        while number in used or (number != rank and number in printed):
            number += 1
        if rank != number and number:
            draft.notes.append(Note("area_renumbered", {"number": number}))
        elif number not in (expected, 1):
            draft.notes.append(Note("area_number", {"printed": draft.printed}))
        return number

    def number_area(self, draft: AreaDraft, number: int) -> AreaReading:
        area = AreaReading(number, draft.name)
        self.lines[str(number)] = draft.lines
        is_doubtful = self.add_notes(draft.notes, draft.lines, str(number))
        self.check_activities(draft.activities)
        for position, activity in enumerate(draft.activities, start=1):
            self.number_activity(activity, f"{number}.{position}", is_doubtful)
            area.activities.append(activity.reading)
        return area

    def check_activities(self, activities: list[ActivityDraft]) -> None:
        """Note activity numbers out of sequence, or missing among numbered ones.

        Decides: numbers begin at 1 in each area, or run on from the area before.
        """
        ranks = [rank_of(activity.reading.no) for activity in activities]
        is_numbered = any(rank is not None for rank in ranks)
        before = self.last_activity if self.last_activity + 1 in ranks[:1] else 0
        for activity in activities:
            rank = rank_of(activity.reading.no)
            if rank is None:
                if is_numbered:
                    activity.notes.append(Note("unnumbered_activity"))
                continue
            if rank != before + 1:
                activity.notes.append(Note("activity_number", {"printed": activity.reading.no}))
            self.last_activity = before = rank

    def number_activity(self, draft: ActivityDraft, code: str, is_area_doubtful: bool) -> None:
        self.lines[code] = draft.lines
        is_doubtful = self.add_notes(draft.notes, draft.lines, code) or is_area_doubtful
        self.note_numbers(draft)
        for block in draft.blocks:
            self.number_block(block, draft.reading, code, is_doubtful)

    def add_notes(self, notes: list[Note], lines: list[int], subject: str) -> bool:
        """Turn notes into remarks; whether one of them was an interpretation."""
        for note in notes:
            self.add(note.code, lines, subject, **note.facts)
        return any(KINDS[note.code].is_interpretation for note in notes)

    @staticmethod
    def note_numbers(draft: ActivityDraft) -> None:
        """Note sub-activity numbers that are repeated, out of sequence, or missing among numbered ones.

        Decides: where the numbers fall back, the row that opened another activity may be lost, so that all rows from
        there on are doubtful.
        """
        is_numbered = any(sub.no for block in draft.blocks for sub in block.subs)
        before, has_restarted = 0, False
        for block in draft.blocks:
            for sub in block.subs:
                rank = rank_of(sub.no)
                has_restarted = has_restarted or (rank is not None and rank < before)
                if has_restarted:
                    block.note("number_restart")
                elif rank is None and is_numbered:
                    block.note("unnumbered_row")
                elif rank is not None:
                    if rank == before > 0:
                        block.note("repeated_number", number=sub.no)
                    elif rank != before + 1:
                        block.note("number_order")
                before = before if rank is None else rank

    def number_block(self, block: Block, activity: ActivityReading, code: str, is_doubtful: bool) -> None:
        subs = deal(block, self.vocabulary)
        codes = [f"{code}.{len(activity.subactivities) + place}" for place in range(1, len(subs) + 1)]
        notes = [(note, [note.line] if note.line else row.lines) for row in block.rows for note in row.notes]
        notes += [(note, source_lines(block)) for note in block.notes]
        for note, lines in notes:
            for subject in codes if note.code == "shared_cell" else codes[:1]:
                self.add(note.code, lines, subject, **note.facts)
        is_low = is_doubtful or any(KINDS[note.code].is_interpretation for note, _ in notes)
        has_more = any(note.code == "unknown_column" for note, _ in notes)
        printed = "\n".join(row.printed for row in block.rows) if is_low or has_more else None
        for sub, own_code in zip(subs, codes, strict=True):
            activity.subactivities.append(sub)
            sub.confidence, sub.as_printed = "low" if is_low else "high", printed
            self.finish(sub, own_code)

    def finish(self, sub: SubactivityReading, code: str) -> None:
        sub.code = code
        self.lines[code] = sub.source_lines
        if not sub.months:
            self.add("no_schedule", sub.source_lines, code)
        if not sub.indicators:
            self.add("no_indicator", sub.source_lines, code)

    def add(self, code: str, lines: list[int], subject: str, **facts: object) -> None:
        """Remember a remark; the same remark on further lines only gains lines."""
        remark = make_remark(code, lines, "" if code in PAGE_WIDE else subject, **facts)
        key = (remark.code, remark.subject, remark.message)
        if key in self.remarks:
            self.remarks[key].lines += remark.lines
        else:
            self.remarks[key] = remark


def rank_of(label: str) -> int | None:
    """The rank of a printed number or letter, of "1.3" its last part; None for ""."""
    last = label.rpartition(".")[2].lower()
    if len(last) == 1 and last.isalpha():
        return ord(last) - ord("a") + 1
    return area_rank(last)
