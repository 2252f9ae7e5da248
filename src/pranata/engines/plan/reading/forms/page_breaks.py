"""Rows that the end of a page cut in two are put together again."""

from __future__ import annotations

import re

from ..columns import is_column_numbering
from ..lists import find_markers, leading_marker
from ..months import is_tick
from ..tree import same_heading
from .annex_rows import FlatRow
from .cell_text import goes_on, is_numbered
from .cut_names import CutNames, places, reaches_page_end, text_of
from .pdf_words import Words

CARRIED = ("area", "activity", "subactivity", "indicator")
PARENTS = ("area", "activity")
NUMBERED = ("activity", "subactivity")  # columns of which a cell begins with its number where others do
ENDS_IN_NUMBER = re.compile(r"(?:^|\s)\(?(?:[0-9]{1,2}|[a-z])[.)]$")
FULL = 2.0  # lines; a cell with less room below its words may be cut


def join_pages(entries: list[str | FlatRow], words: Words) -> None:
    """Join what the first row of each page only continues to the rows above; a row that was nothing else is emptied."""
    rows = [entry for entry in entries if isinstance(entry, FlatRow) and entry.columns and is_data(entry)]
    CutNames(rows).settle()
    kept: list[FlatRow] = []
    for row in rows:
        if kept and row.page != kept[-1].page:
            PageBreak(kept, row, words).join()
        if row.cells:
            kept.append(row)


def is_data(row: FlatRow) -> bool:
    return bool(row.cells) and not row.is_heading and not is_column_numbering(row.cells)


def ticks(row: FlatRow) -> list[int]:
    """Places of a row's ticks among its months, from 0."""
    months = sorted(row.columns.months) if row.columns is not None else []
    return [place for place, index in enumerate(months) if index < len(row.cells) and is_tick(row.cells[index])]


class PageBreak:
    """The first row of a page and the rows before it."""

    def __init__(self, before: list[FlatRow], row: FlatRow, words: Words) -> None:
        self.before, self.row, self.words = before, row, words

    def join(self) -> None:
        moved = []
        for kind in CARRIED:
            if self.carries(kind):
                moved.append(kind)
            elif kind in PARENTS and self.begins(kind):
                break
        for kind in moved:
            self.move(kind)
        if not moved:
            self.note_parted_tick()
            return
        if any(self.text(kind) for kind in CARRIED):
            self.row.note("page_break")
            return
        self.move_ticks(self.before[-1])
        self.row.cells = []

    def text(self, kind: str) -> str:
        return text_of(self.row, kind)

    def begins(self, kind: str) -> bool:
        """Whether another area or activity begins in the row, and not the one above that is only named again."""
        target = self.above(kind)
        return bool(self.text(kind)) and (
            target is None or same_heading(self.text(kind)) != same_heading(text_of(target, kind))
        )

    def note_parted_tick(self) -> None:
        """Note when an indicator without tick ends a page and a tick beside nothing but an indicator begins the next.

        They may be two rows or one.
        """
        last = self.before[-1]
        is_bare = not any(self.text(kind) for kind in CARRIED[:-1]) and not is_numbered(self.text("indicator"))
        if is_bare and ticks(self.row) and not ticks(last) and text_of(last, "indicator"):
            last.note("unclear_cut")
            self.row.note("unclear_cut")

    def above(self, kind: str) -> FlatRow | None:
        """The nearest row above with words of this kind."""
        for row in reversed(self.before):
            if text_of(row, kind):
                return row
        return None

    def is_full(self, kind: str) -> bool:
        """Whether the words of this column fill their cell down to the end of the page."""
        for row in reversed(self.before):
            cell = row.begun.get(places(row.columns).get(kind, -1))
            if cell is not None:
                return bool(cell.text) and cell.room < FULL
        return False

    def carries(self, kind: str) -> bool:
        """Whether a cell only continues the one above the page break.

        Decides: it goes on in the middle of a sentence, a word or an inner list; or it has no number while the cell
        above has one and is full, or is an area's; or the row has no tick and no number at all, while the last row of
        the page before has words in the same column.
        """
        text, target = self.text(kind), self.above(kind)
        if not text or target is None or not reaches_page_end(self.before, kind):
            return False
        before = text_of(target, kind)
        if continues_list(before, text):
            return True
        if is_numbered(text):
            return False
        if kind == "area" and text_of(target, "number") and not self.text("number"):
            return True
        if ENDS_IN_NUMBER.search(before) or (kind in NUMBERED and is_numbered(before) and self.is_full(kind)):
            return True
        is_new = any(is_numbered(self.text(other)) for other in CARRIED)
        is_rest = not is_new and not ticks(self.row) and target is self.before[-1] and bool(ticks(target))
        return goes_on(before, text) or self.words.is_cut(before, text) or is_rest

    def move(self, kind: str) -> None:
        target = self.above(kind)
        if target is None:
            return
        index = places(target.columns)[kind]
        before, text = target.cells[index], self.text(kind)
        if self.words.is_cut(before, text):
            target.cells[index] = before + text
        else:
            target.cells[index] = self.words.joined_lines([before, text])[0]
        self.row.cells[places(self.row.columns)[kind]] = ""
        target.note("page_break")

    def move_ticks(self, target: FlatRow) -> None:
        if target.columns is None or self.row.columns is None:
            return
        months, own = sorted(target.columns.months), sorted(self.row.columns.months)
        for place in ticks(self.row):
            if place < len(months):
                target.cells[months[place]] = self.row.cells[own[place]]


def continues_list(before: str, text: str) -> bool:
    """Whether a text goes on with a list inside the text before: its next number in its own style, or its first."""
    marker = leading_marker(text)
    found = find_markers(before)
    if marker is not None and marker.number == 1 and before.endswith(":"):
        return True
    if marker is None or not found or (found[0].start == 0 and found[0].style == marker.style):
        return False
    inner = [item for item in found if item.style == marker.style]
    return bool(inner) and inner[-1].number + 1 == marker.number
