"""Rows to areas, activities and sub-activities: what begins where, and which code everything gets."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass

from .deal import Block, read_subactivity_cell
from .lists import Entry, read_items, strip_number
from .model import ActivityReading, AreaReading, Remark
from .numbering import ActivityDraft, AreaDraft, Numberer
from .pages import Annex, Page, area_rank
from .remarks import shorten
from .rows import Note, Row, read_row
from .text import clean
from .vocabulary import Vocabulary

AREA_BAND = re.compile(
    r"(?P<word>area( perubahan)?\b)?[\s:.–-]*((?P<no>[0-9]{1,2}|[ivx]+|[a-z])\b[\s.):–-]+)?(?P<name>[^\W\d].*)",
    re.IGNORECASE,
)


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


def label_kind(label: str) -> str:
    """How a heading is numbered: "1" by digits, "a" by letters or Roman numerals, "" not at all."""
    return ("1" if label[:1].isdigit() else "a") if label else ""


def lift_areas(areas: list[AreaDraft]) -> list[AreaDraft]:
    """The areas of a table without an area column, where each is a row of its own among the activities.

    Decides: such a row has nothing but number and name, opens the table, stands before an activity with rows, and is
    numbered in another way than every activity with rows; otherwise all stays as it was read.
    """
    if len(areas) != 1 or areas[0].name or not areas[0].activities:
        return areas
    activities = areas[0].activities
    headings = [each for each in activities if not each.blocks]
    kinds = {label_kind(each.reading.no) for each in headings}
    others = {label_kind(each.reading.no) for each in activities if each.blocks}
    if activities[0].blocks or not activities[-1].blocks or len(kinds) != 1 or kinds & others:
        return areas
    lifted: list[AreaDraft] = []
    for each in activities:
        if each.blocks:
            lifted[-1].activities.append(each)
        else:
            band = None if each.reading.no else AREA_BAND.fullmatch(each.reading.name)
            printed, name = (band["no"] or "", band["name"]) if band else (each.reading.no, each.reading.name)
            lifted.append(AreaDraft(printed, name, each.lines, notes=each.notes))
    return lifted if all(area.activities for area in lifted) else areas


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
    areas = numberer.number(lift_areas(grower.areas))
    for remark in numberer.remarks.values():
        remark.lines = sorted(set(remark.lines))
    return Tree(areas, list(numberer.remarks.values()), numberer.lines)
