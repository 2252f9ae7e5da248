"""Merged cells that a page cuts before their name is printed: whose are the rows at the end of the page before?"""

from __future__ import annotations

from ..lists import OUTLINE, find_markers, leading_marker
from .annex_rows import FlatRow
from .grids import Columns

CHILDREN = {"area": "activity", "activity": "subactivity"}  # whose numbers tell which name a row belongs to
NAMES = ("subactivity", "activity", "area", "number")
CUT, WHOLE, OPEN = "cut", "whole", "open"


def places(columns: Columns | None) -> dict[str, int]:
    """The column of each kind of text."""
    return {kind: index for index, kind in columns.kinds.items()} if columns is not None else {}


def text_of(row: FlatRow, kind: str | None) -> str:
    index = places(row.columns).get(kind or "")
    return row.cells[index] if index is not None else ""


def begins_page(rows: list[FlatRow], place: int) -> bool:
    """Whether a row is the first one below the top of its page or below a heading."""
    before = rows[place - 1] if place else None
    return before is None or before.page != rows[place].page or before.columns is not rows[place].columns


def last_box(rows: list[FlatRow], kind: str) -> int | None:
    """The row in which the cell of this column that ends the last page begins, over all pages it goes on from.

    None in a table without lines, where no cell says how far it reaches.
    """
    for place in range(len(rows) - 1, -1, -1):
        cell = rows[place].begun.get(places(rows[place].columns).get(kind, -1))
        if cell is not None and (cell.text or text_of(rows[place], kind) or not begins_page(rows, place) or not place):
            return place
    return None


def reaches_page_end(rows: list[FlatRow], kind: str) -> bool:
    """Whether the last words of this column stand in a cell that the end of the page may have cut."""
    place = last_box(rows, kind)
    if place is None or text_of(rows[place], kind):
        return True
    return bool(rows[place].begun[places(rows[place].columns)[kind]].text)


class CutNames:
    """Looks at every change of page in the rows of an annex."""

    def __init__(self, rows: list[FlatRow]) -> None:
        self.rows = rows
        self.layouts = {kind: self.layout_says(kind) for kind in NAMES}

    def settle(self) -> None:
        for place in range(1, len(self.rows)):
            if self.rows[place].page != self.rows[place - 1].page:
                for kind in NAMES:
                    self.settle_cut(place, kind)

    def settle_cut(self, place: int, kind: str) -> None:
        """Give the rows at the end of a page the name printed on the next one when it is theirs.

        Decides: rows beside an empty cell that begins at the end of a page belong to the name at the top of the next
        one when the table merges cells in this column instead of leaving them empty, or when the numbers below the
        name begin before it. Where neither says so, or both disagree, these rows are doubtful.
        """
        if not text_of(self.rows[place], kind):
            return
        start = self.empty_start(place, kind)
        if start is None:
            return
        numbers, layout = self.numbers_say(start, place, kind), self.layouts[kind]
        found = {numbers, layout} - {OPEN}
        if found == {CUT}:
            for moved in ("number", "area") if kind == "area" else (kind,):
                self.move(start, place, moved)
        elif found != {WHOLE}:
            end = next((n for n in range(place + 1, len(self.rows)) if text_of(self.rows[n], kind)), len(self.rows))
            for row in self.rows[start:end]:
                row.note("unclear_cut")

    def empty_start(self, place: int, kind: str) -> int | None:
        """The row where an empty cell of this column begins that ends the page before; without lines where the
        numbers begin again beside no name."""
        before = self.rows[:place]
        start = last_box(before, kind)
        if start is not None and is_boxed(before, self.rows[start].page):
            return start if not text_of(before[start], kind) else None
        for number in range(place - 1, 0, -1):
            if text_of(before[number], kind):
                return None
            if first_rank(text_of(before[number], CHILDREN.get(kind))) == 1:
                return number if self.numbers_say(number, place, kind) == CUT else None
        return None

    def numbers_say(self, start: int, place: int, kind: str) -> str:
        """Whose rows `start` to `place` are by the numbers in the next column."""
        child = CHILDREN.get(kind)
        named = next((number for number in range(start - 1, -1, -1) if text_of(self.rows[number], kind)), 0)
        end = next((n for n in range(place + 1, len(self.rows)) if text_of(self.rows[n], kind)), len(self.rows))
        above = [last_rank(text_of(row, child)) for row in self.rows[named:start]]
        own = [text_of(row, child) for row in self.rows[start:place]]
        below = [first_rank(text_of(row, child)) for row in self.rows[place:end]]
        last = next((rank for rank in reversed(above) if rank), 0)
        first = next((rank for rank in map(first_rank, own) if rank), 0)
        following = next((rank for rank in below if rank), 0)
        if first == 1 <= last and following != 1:
            return CUT
        return WHOLE if first and first == last + 1 and following <= 1 else OPEN

    def layout_says(self, kind: str) -> str:
        """Whether this column merges the cells below a name, or leaves them empty.

        Decides: by named cells over several rows, and by empty ones inside of pages; the first and the last one of a
        page may be parts of a cut one.
        """
        has_merged = has_empty = False
        for place, row in enumerate(self.rows):
            cell = row.begun.get(places(row.columns).get(kind, -1))
            if cell is not None and cell.text:
                has_merged = has_merged or cell.bottom - cell.top > 1
            elif cell is not None and not begins_page(self.rows, place):
                has_empty = has_empty or cell.bottom < row.height
        if has_merged == has_empty:
            return OPEN
        return CUT if has_merged else WHOLE

    def move(self, start: int, place: int, kind: str) -> None:
        source, target = self.rows[place], self.rows[start]
        if not text_of(source, kind) or text_of(target, kind):
            return
        target.cells[places(target.columns)[kind]] = text_of(source, kind)
        source.cells[places(source.columns)[kind]] = ""
        for row in self.rows[start:place]:
            row.note("page_break")


def is_boxed(rows: list[FlatRow], page: int) -> bool:
    """Whether the table of a page has lines, so that empty cells are cells too."""
    return any(not cell.text for row in rows if row.page == page for cell in row.begun.values())


def first_rank(text: str) -> int:
    """The rank of the number a text begins with, of "1.3" its last part; 0 without one."""
    if outline := OUTLINE.match(text):
        return int(outline.group().rstrip(".)").rpartition(".")[2])
    marker = leading_marker(text)
    return marker.number if marker else 0


def last_rank(text: str) -> int:
    """The rank of the last number of the list a text begins with."""
    first = leading_marker(text)
    if first is None:
        return first_rank(text)
    return [marker.number for marker in find_markers(text) if marker.style == first.style][-1]
