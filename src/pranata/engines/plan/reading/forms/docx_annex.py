"""The annex table of our own DOCX, read back cell by cell as it was written.

What any office prints has to be interpreted: "1. A 2. B" in one cell may be two items. In a table of ours the character
styles of the runs tell number and words apart, so nothing has to be. A table that was edited until it no longer has our
form (another column, a second paragraph in a cell, text without our styles) is read like any other office's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..annex_form import HEADING_ROWS, MONTH_HEADINGS, NUMBER_STYLE, TEXT_HEADINGS, WORDS_STYLE
from ..model import ActivityReading, AreaReading, IndicatorReading, SubactivityReading, UnreadablePlan
from ..months import is_blank, is_tick
from ..text import MAX_TEXT, fold
from .flat import FlatTable, plain

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AREA_NUMBER = re.compile(r"[0-9]{1,3}")
TEXTS, MONTHS = len(TEXT_HEADINGS), len(MONTH_HEADINGS)
BESIDE_ROWS = frozenset(WORD + name for name in ("tblPr", "tblGrid", "bookmarkStart", "bookmarkEnd"))
BESIDE_CELLS = frozenset(WORD + name for name in ("trPr", "tblPrEx", "bookmarkStart", "bookmarkEnd"))
BESIDE_PARAGRAPHS = frozenset(WORD + name for name in ("tcPr", "bookmarkStart", "bookmarkEnd"))
BESIDE_RUNS = frozenset(WORD + name for name in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd"))
BESIDE_WORDS = frozenset(WORD + name for name in ("rPr", "lastRenderedPageBreak"))


class ForeignTable(Exception):
    """The table does not have the form in which we write it."""


@dataclass(slots=True)
class OwnCell:
    """One cell: its words, the number in front of them, and whether it goes on from above."""

    words: str = ""
    no: str = ""
    is_continued: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.no


@dataclass(slots=True)
class OwnRow:
    """One row below the headings: its five text cells and its months."""

    cells: list[OwnCell]
    months: list[int]

    @property
    def indicator(self) -> str:
        return self.cells[-1].words


@dataclass(slots=True)
class OwnTable:
    """The rows of the table as lines, and what they say; `source_lines` count from 1 at the first heading row."""

    lines: list[str]
    areas: list[AreaReading]

    def at(self, start: int) -> FlatTable:
        """The table whose first line is the line `start` of its document."""
        for area in self.areas:
            for sub in (sub for activity in area.activities for sub in activity.subactivities):
                sub.source_lines = [start - 1 + line for line in sub.source_lines]
        return FlatTable(self.areas, start, start - 1 + len(self.lines))


def read_own_table(table: Any) -> OwnTable | None:
    """The plan of a table (w:tbl) that still has the form in which we write it, else None."""
    try:
        rows = [elements(row, f"{WORD}tc", BESIDE_CELLS) for row in elements(table, f"{WORD}tr", BESIDE_ROWS)]
        check_headings(rows[: len(HEADING_ROWS)])
        body = [read_row(cells) for cells in rows[len(HEADING_ROWS) :]]
        lines = [plain_line(row) for row in HEADING_ROWS]
        lines += [plain_line([f"{cell.no} {cell.words}" for cell in row.cells]) for row in body]
        taker = Taker()
        for number, row in enumerate(body, start=len(HEADING_ROWS) + 1):
            taker.take(row, number)
    except ForeignTable:
        return None
    settle_months(taker.areas)
    return OwnTable(lines, taker.areas) if taker.areas else None


def elements(parent: Any, tag: str, others: frozenset[str]) -> list[Any]:
    """The children of one kind; raises ForeignTable for a child that is neither of it nor one of `others`."""
    found = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in others:
            raise ForeignTable
    return found


def check_headings(rows: list[list[Any]]) -> None:
    """Raises ForeignTable unless the first rows are our headings, word for word."""
    texts = [tuple(fold("".join(text.text or "" for text in cell.iter(f"{WORD}t"))) for cell in row) for row in rows]
    if tuple(texts) != HEADING_ROWS:
        raise ForeignTable


def read_row(cells: list[Any]) -> OwnRow:
    if len(cells) != TEXTS + MONTHS or any(has_form(cell, "gridSpan", "hMerge", "shd") for cell in cells):
        raise ForeignTable
    texts = [read_cell(cell, {NUMBER_STYLE, WORDS_STYLE}) for cell in cells[:TEXTS]]
    ticks = [read_cell(cell, None) for cell in cells[TEXTS:]]
    if any(cell.is_continued for cell in (texts[-1], *ticks)) or texts[-1].no:
        raise ForeignTable
    if not all(is_tick(cell.words) or is_blank(cell.words) for cell in ticks):
        raise ForeignTable
    return OwnRow(texts, [month for month, cell in enumerate(ticks, start=1) if is_tick(cell.words)])


def has_form(cell: Any, *names: str) -> bool:
    return any(cell.find(f"{WORD}tcPr/{WORD}{name}") is not None for name in names)


def read_cell(cell: Any, styles: set[str] | None) -> OwnCell:
    """A cell of at most one paragraph with words, all in runs of one of these styles; None takes any style."""
    paragraphs = [elements(item, f"{WORD}r", BESIDE_RUNS) for item in elements(cell, f"{WORD}p", BESIDE_PARAGRAPHS)]
    filled = [runs for runs in paragraphs if any(map(run_text, runs))]
    if len(filled) > 1:
        raise ForeignTable
    found = OwnCell(is_continued=is_continued(cell))
    for run in filled[0] if filled else []:
        text, style = run_text(run), run_style(run)
        if text.strip() and styles is not None and style not in styles:
            raise ForeignTable
        if style == NUMBER_STYLE:
            found.no += text
        else:
            found.words += text
    found.no, found.words = fold(found.no).removesuffix("."), fold(found.words)
    if found.is_continued and not found.is_empty:
        raise ForeignTable
    if max(len(found.no), len(found.words)) > MAX_TEXT:
        raise UnreadablePlan(f"Satu sel tabel lampiran lebih dari {MAX_TEXT} huruf.")
    return found


def run_text(run: Any) -> str:
    return "".join(text.text or "" for text in elements(run, f"{WORD}t", BESIDE_WORDS))


def run_style(run: Any) -> str:
    style = run.find(f"{WORD}rPr/{WORD}rStyle")
    return "" if style is None else style.get(f"{WORD}val", "")


def is_continued(cell: Any) -> bool:
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merge is not None and merge.get(f"{WORD}val") != "restart"


def plain_line(texts: Iterable[str]) -> str:
    return "\t".join(map(plain, texts))


class Taker:
    """Takes the rows in order.

    Decides: an area, activity or sub-activity begins where its cell does; one without any words, and with nothing
    beside it, is the blank that stands in for none.
    """

    def __init__(self) -> None:
        self.areas: list[AreaReading] = []
        self.activity: ActivityReading | None = None
        self.sub: SubactivityReading | None = None

    def take(self, row: OwnRow, line: int) -> None:
        number, area, activity, sub = row.cells[:-1]
        begins = [not cell.is_continued for cell in (number, area, activity, sub)]
        if begins[0] != begins[1] or begins[1:] != sorted(begins[1:]) or not (self.areas or begins[0]):
            raise ForeignTable
        says_more = bool(row.indicator or row.months)
        if begins[0]:
            self.areas.append(AreaReading(area_number(number, self.areas), area.words))
        if begins[2]:
            self.open_activity(None if activity.is_empty and sub.is_empty and not says_more else activity)
        if begins[3]:
            self.open_sub(None if sub.is_empty and not says_more else sub)
        if self.sub is not None:
            take_indicator(self.sub, row, line)
        elif says_more:
            raise ForeignTable

    def open_activity(self, cell: OwnCell | None) -> None:
        self.activity = None if cell is None else ActivityReading(cell.no, cell.words)
        if self.activity is not None:
            self.areas[-1].activities.append(self.activity)

    def open_sub(self, cell: OwnCell | None) -> None:
        self.sub = None
        if cell is None:
            return
        if self.activity is None:
            raise ForeignTable
        place = (self.areas[-1].no, len(self.areas[-1].activities), len(self.activity.subactivities) + 1)
        self.sub = SubactivityReading(".".join(map(str, place)), cell.no, cell.words)
        self.activity.subactivities.append(self.sub)


def area_number(cell: OwnCell, areas: list[AreaReading]) -> int:
    """The number of an area that begins; raises ForeignTable for anything but a number not used yet."""
    if cell.no or not AREA_NUMBER.fullmatch(cell.words) or any(area.no == int(cell.words) for area in areas):
        raise ForeignTable
    return int(cell.words)


def take_indicator(sub: SubactivityReading, row: OwnRow, line: int) -> None:
    sub.source_lines.append(line)
    sub.months = sorted({*sub.months, *row.months})
    if row.indicator:
        sub.indicators.append(IndicatorReading(row.indicator, row.months))


def settle_months(areas: list[AreaReading]) -> None:
    """Keep an indicator's own months only where they are narrower than its sub-activity's."""
    for sub in (sub for area in areas for activity in area.activities for sub in activity.subactivities):
        for indicator in sub.indicators:
            if indicator.months == sub.months:
                indicator.months = None
