"""Rows to areas, activities and sub-activities: what begins where, and which code everything gets."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field

from .deal import Block, deal, read_subactivity_cell, source_lines
from .lists import Entry, read_items, strip_number
from .model import ActivityReading, AreaReading, Remark, SubactivityReading
from .pages import Annex, Page, area_rank
from .remarks import KINDS, make_remark, shorten
from .rows import Note, Row, read_row
from .text import clean
from .vocabulary import Vocabulary

PAGE_WIDE = frozenset(  # one remark a page instead of one a row
    ["missing_heading", "month_headings", "unknown_column", "quarter_columns", "numbered_months"]
)

AREA_BAND = re.compile(
    r"(?P<word>area( perubahan)?\b)?[\s:.–-]*((?P<no>[0-9]{1,2}|[ivx]+|[a-z])\b[\s.):–-]+)?(?P<name>[^\W\d].*)",
    re.IGNORECASE,
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


@dataclass(slots=True)
class Tree:
    """The areas of the annex, remarks made while reading, and the lines of every code for later checks."""

    areas: list[AreaReading]
    remarks: list[Remark]
    lines: dict[str, list[int]]


def same_heading(name: str) -> str:
    """A name reduced to what makes it the same heading on the next page: letters and digits, no "(lanjutan)"."""
    return re.sub(r"[\W_]+", "", re.sub(r"\(?\blanjutan\b\)?", "", name.lower()))


def restates(activity: ActivityReading, no: str, name: str) -> bool:
    """Whether an activity cell only says again which activity goes on, as the first row of a page may.

    Decides: the same number with the same name, no name, or one that begins like the other; without a number, the
    same name.
    """
    printed, known = same_heading(name), same_heading(activity.name)
    if no != activity.no:
        return not no and printed == known
    return printed == known or (bool(no) and (known.startswith(printed) or printed.startswith(known)))


class Grower:
    """Takes the rows in order and lets areas, activities and blocks begin where their cells are filled."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.areas: list[AreaDraft] = []
        self.block: Block | None = None

    def take(self, row: Row) -> None:
        if self.take_band(row):
            return
        self.take_area(row)
        has_new_activity = self.take_activity(row)
        if row.text("subactivity"):
            self.open_block(row, read_subactivity_cell(row.texts["subactivity"], self.vocabulary))
        elif row.text("indicator") or row.months or row.extra:
            if self.block is None or has_new_activity:
                self.open_block(row, Block([], [Entry("", "")], [Note("missing_subactivity")]))
            else:
                self.continue_block(row, self.block)

    def take_band(self, row: Row) -> bool:
        """Whether a row is nothing but an area's name, as tables without an area column have it.

        Decides: its one text says "Area", or is words where the number of an activity may stand.
        """
        words = [row.text(kind) for kind in row.texts if row.text(kind)]
        if "area" in row.texts or len(words) != 1 or row.months or row.extra:
            return False
        band = AREA_BAND.fullmatch(words[0])
        if band is None or not (band["word"] or (row.text("number") and area_rank(words[0]) is None)):
            return False
        self.areas.append(AreaDraft(band["no"] or "", band["name"], list(row.lines)))
        self.block = None
        return True

    def take_area(self, row: Row) -> None:
        if "area" not in row.texts:
            return  # without that column the numbers count activities
        printed, name = row.text("number"), row.text("area")
        if printed and area_rank(printed) is None:
            row.notes.append(Note("foreign_cell", {"text": shorten(printed)}))
            printed, name = "", f"{printed} {name}".strip()
        if not printed and name:
            printed, name = strip_number(name)
        if not printed and not name:
            return
        current = self.areas[-1] if self.areas else None
        repeats_name = current is not None and (not name or same_heading(name) == same_heading(current.name))
        if current is None or not repeats_name or (printed and area_rank(printed) != area_rank(current.printed)):
            self.areas.append(AreaDraft(printed, name, list(row.lines)))
            self.block = None

    def take_activity(self, row: Row) -> bool:
        """Whether an activity begins in this row; an activity repeated at the top of a page goes on."""
        no, name = strip_number(row.text("activity"))
        if "area" not in row.texts and not no and area_rank(row.text("number")) is not None:
            no = row.text("number").strip(" .()")
        if not no and not name:
            return False
        activity = self.areas[-1].activities[-1] if self.areas and self.areas[-1].activities else None
        if activity is not None and restates(activity.reading, no, name):
            if same_heading(name) not in ("", same_heading(activity.reading.name)):
                row.notes.append(Note("restated_activity", {"text": shorten(name)}))
            return False
        draft = ActivityDraft(ActivityReading(no, name), list(row.lines))
        if len(read_items(row.text("activity"), self.vocabulary, may_restart=True, may_follow_words=True).entries) > 1:
            draft.notes.append(Note("several_activities"))
        self.area(row).activities.append(draft)
        self.block = None
        return True

    def area(self, row: Row) -> AreaDraft:
        if not self.areas:
            self.areas.append(AreaDraft("", "", list(row.lines), notes=[Note("missing_area")]))
        return self.areas[-1]

    def activity(self, row: Row) -> ActivityDraft:
        area = self.area(row)
        if not area.activities:
            area.activities.append(
                ActivityDraft(ActivityReading("", ""), list(row.lines), notes=[Note("missing_activity")])
            )
        return area.activities[-1]

    def open_block(self, row: Row, block: Block) -> None:
        block.rows.append(row)
        self.activity(row).blocks.append(block)
        self.block = block

    @staticmethod
    def continue_block(row: Row, block: Block) -> None:
        if not row.text("indicator") and not row.extra:
            row.notes.append(Note("ticks_only"))
        block.rows.append(row)


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


def learn_vocabulary(pages: list[Page]) -> Vocabulary:
    """Opening words of the annex, from its indicator and sub-activity columns."""
    kinds = ("subactivity", "indicator")
    return Vocabulary(
        clean(line.cell(page.layout.texts.get(kind))) for page in pages for line in page.lines for kind in kinds
    )


def note_strays(rows: list[Row], strays: list[tuple[int, str]]) -> None:
    """Note on the row before it each line that stands between the rows without being one."""
    starts = [row.lines[0] for row in rows]
    for number, text in strays:
        row = rows[max(0, bisect(starts, number) - 1)]
        row.notes.append(Note("stray_line", {"text": shorten(text)}, number))


def is_cut(annex: Annex) -> bool:
    """Whether the file breaks off inside its last row.

    Decides: nothing follows the table, and its last row is short although rows are filled up to the heading's width.
    """
    last, is_padded = annex.pages[-1], any(page.is_padded for page in annex.pages)
    return annex.is_last and is_padded and len(last.lines[-1].cells) < last.width


def grow_tree(annex: Annex) -> Tree:
    """The areas the rows of the annex say, with remarks; raises nothing."""
    vocabulary = learn_vocabulary(annex.pages)
    grower = Grower(vocabulary)
    rows = [read_row(line, page) for page in annex.pages for line in page.lines]
    note_strays(rows, annex.strays)
    if is_cut(annex) and not any(note.code == "missing_cells" for note in rows[-1].notes):
        rows[-1].notes.append(Note("cut_file"))
    for row in rows:
        grower.take(row)
    numberer = Numberer(vocabulary)
    areas = numberer.number(grower.areas)
    for remark in numberer.remarks.values():
        remark.lines = sorted(set(remark.lines))
    return Tree(areas, list(numberer.remarks.values()), numberer.lines)
