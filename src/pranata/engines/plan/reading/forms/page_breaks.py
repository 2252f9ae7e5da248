"""Rows that the end of a page cut in two are put together again."""

from __future__ import annotations

from ..columns import is_column_numbering
from ..lists import find_markers, leading_marker
from ..months import is_tick
from .annex_rows import FlatRow
from .cell_text import goes_on, is_numbered
from .grids import Columns
from .pdf_words import Words

CARRIED = ("area", "activity", "subactivity", "indicator")


def join_pages(entries: list[str | FlatRow], words: Words) -> None:
    """Join what the first row of each page only continues to the rows above; a row that was nothing else is emptied."""
    rows = [entry for entry in entries if isinstance(entry, FlatRow) and entry.columns and is_data(entry)]
    kept: list[FlatRow] = []
    for row in rows:
        if kept and row.page != kept[-1].page:
            PageBreak(kept, row, words).join()
        if row.cells:
            kept.append(row)


def is_data(row: FlatRow) -> bool:
    return bool(row.cells) and not row.is_heading and not is_column_numbering(row.cells)


def places(columns: Columns | None) -> dict[str, int]:
    """The column of each kind of text."""
    return {kind: index for index, kind in columns.kinds.items()} if columns is not None else {}


def ticks(row: FlatRow) -> list[int]:
    """Places of a row's ticks among its months, from 0."""
    months = sorted(row.columns.months) if row.columns is not None else []
    return [place for place, index in enumerate(months) if index < len(row.cells) and is_tick(row.cells[index])]


class PageBreak:
    """The first row of a page and the rows before it."""

    def __init__(self, before: list[FlatRow], row: FlatRow, words: Words) -> None:
        self.before, self.row, self.words = before, row, words
        self.own = places(row.columns)

    def join(self) -> None:
        moved = [kind for kind in CARRIED if self.carries(kind)]
        for kind in moved:
            self.move(kind)
        if not moved:
            return
        if any(self.text(kind) for kind in CARRIED):
            self.row.note("page_break")
            return
        self.move_ticks(self.before[-1])
        self.row.cells = []

    def text(self, kind: str) -> str:
        index = self.own.get(kind)
        return self.row.cells[index] if index is not None else ""

    def above(self, kind: str) -> FlatRow | None:
        """The nearest row above with words of this kind."""
        for row in reversed(self.before):
            index = places(row.columns).get(kind)
            if index is not None and row.cells[index]:
                return row
        return None

    def carries(self, kind: str) -> bool:
        """Whether a cell only continues the one above the page break.

        Decides: it goes on in the middle of a sentence, a word or an inner list; or the row has no tick and no number
        at all, while the last row of the page before has words in the same column.
        """
        text, target = self.text(kind), self.above(kind)
        if not text or target is None:
            return False
        before = target.cells[places(target.columns)[kind]]
        if continues_list(before, text):
            return True
        if is_numbered(text):
            return False
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
        self.row.cells[self.own[kind]] = ""
        target.note("page_break")

    def move_ticks(self, target: FlatRow) -> None:
        if target.columns is None or self.row.columns is None:
            return
        months, own = sorted(target.columns.months), sorted(self.row.columns.months)
        for place in ticks(self.row):
            if place < len(months):
                target.cells[months[place]] = self.row.cells[own[place]]


def continues_list(before: str, text: str) -> bool:
    """Whether a text goes on with the next number of a list inside the text before, in that list's own style."""
    marker = leading_marker(text)
    found = find_markers(before)
    if marker is None or not found or (found[0].start == 0 and found[0].style == marker.style):
        return False
    inner = [item for item in found if item.style == marker.style]
    return bool(inner) and inner[-1].number + 1 == marker.number
