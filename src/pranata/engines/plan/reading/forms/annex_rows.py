"""Grids to rows of tab-separated cells: merged cells spread out, shaded cells as ticks, every text in its column."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..columns import END_OF_TABLE
from ..months import is_tick, worded_months
from ..pages import LEAST_CELLS, TICK
from .cell_text import itemized_text
from .grids import Cell, Columns, Grid, heading_end, month_row, read_columns

PICTURE = "🖼"
BAND = 0.8  # share of the table's width above which one cell is a band that names an area
WHOLE = 0.6  # share of a month's width below which a cell is one of several
ITEMIZED = ("subactivity", "indicator")


@dataclass(slots=True)
class FlatRow:
    """One row of a grid: `cells` in its columns, or none for a row outside the annex, whose words are `outside`.

    `begun` are the cells that begin in the row, by column, and `height` the rows of its grid.
    """

    cells: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    notes: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    is_heading: bool = False
    page: int = 0
    columns: Columns | None = None
    begun: dict[int, Cell] = field(default_factory=dict)
    height: int = 0

    def note(self, code: str, **facts: object) -> None:
        if (code, facts) not in self.notes:
            self.notes.append((code, facts))


class AnnexRows:
    """Takes the tables of a decree in order; a table without heading goes on in the columns of the one before."""

    def __init__(self) -> None:
        self.columns: Columns | None = None

    def is_annex(self, grid: Grid) -> bool:
        """Whether a table belongs to the annex.

        Decides: it has a row of column names, or follows such a table and is at least half as wide in cells.
        """
        if grid.has_heading():
            return True
        if self.columns is None:
            return False
        widest = max((len(row) for row in grid.rows), default=0)
        return widest >= max(LEAST_CELLS, len(self.columns.extents) / 2)

    def read(self, grid: Grid) -> list[FlatRow]:
        """The rows of a table of the annex, one for each row of the grid."""
        if self.columns is not None and not grid.has_heading():
            self.columns = self.columns.refitted(grid)
        rows: list[FlatRow] = []
        last = last_ticked(grid)
        is_over = False
        while len(rows) < grid.height:
            row = len(rows)
            if grid.is_heading(row):
                rows += self.heading(grid, row)
                continue
            is_over = is_over or (row > last and ends_table(grid, row))
            if self.columns is None or is_over:
                rows.append(FlatRow(outside=outside_words(grid, row), page=grid.page))
            else:
                rows.append(RowWriter(grid, row, self.columns).write())
        trim(rows)
        return rows

    def heading(self, grid: Grid, start: int) -> list[FlatRow]:
        """The rows of a heading; only names and months are written out."""
        end = heading_end(grid, start)
        self.columns = read_columns(grid, start, end)
        written = {start, month_row(grid, start, end)}
        return [
            heading_row(grid, row, self.columns) if row in written else FlatRow(is_heading=True, page=grid.page)
            for row in range(start, end)
        ]


def heading_row(grid: Grid, row: int, columns: Columns) -> FlatRow:
    found = FlatRow([""] * len(columns.extents), is_heading=True, page=grid.page, columns=columns)
    for cell in grid.rows[row]:
        if cell.top == row and cell.text:
            put(found.cells, columns.covered(cell)[0], cell.text)
    return found


def put(cells: list[str], index: int, text: str) -> None:
    cells += [""] * (index + 1 - len(cells))
    cells[index] = f"{cells[index]} {text}".strip()


def trim(rows: list[FlatRow]) -> None:
    """Cut empty columns right of the last heading, and make all rows of one heading equally wide."""
    for columns in {id(row.columns): row.columns for row in rows if row.columns}.values():
        own = [row for row in rows if row.columns is columns]
        used = [index + 1 for row in own for index, cell in enumerate(row.cells) if cell]
        width = max([columns.headed, *used])
        for row in own:
            row.cells = (row.cells + [""] * width)[:width]


def last_ticked(grid: Grid) -> int:
    """The last row with a written tick, -1 when there is none."""
    return max((cell.top for cell in grid.cells if is_tick(cell.text)), default=-1)


def ends_table(grid: Grid, row: int) -> bool:
    words = next((text for text in grid.texts(row) if text), "")
    return END_OF_TABLE.match(words) is not None


def outside_words(grid: Grid, row: int) -> list[str]:
    """The lines of a row of a table that is not the annex.

    Decides: cells of one line each make one line ("Menimbang", ":", "a. bahwa"); cells of several lines stand side by
    side and follow each other, the one with the closing formula first.
    """
    cells = [[text for text in cell.paragraphs if text.strip()] for cell in grid.rows[row] if cell.top == row]
    cells = [cell for cell in cells if cell]
    tall = [cell for cell in cells if len(cell) > 1]
    if len(tall) > 1:
        cells.sort(key=lambda cell: not any(END_OF_TABLE.match(text) for text in cell))
        return [text for cell in cells for text in cell]
    return [" ".join(cell[0] for cell in cells), *(text for cell in tall for text in cell[1:])] if cells else []


class RowWriter:
    """Writes one row of the annex below its heading."""

    def __init__(self, grid: Grid, row: int, columns: Columns) -> None:
        self.grid, self.row, self.columns = grid, row, columns
        self.found = FlatRow([""] * len(columns.extents), page=grid.page, columns=columns, height=grid.height)
        self.placed = [(cell, columns.covered(cell)) for cell in grid.rows[row]]
        self.has_new_subactivity = any(
            cell.top == row and cell.text and self.kind(covered) in ("activity", "subactivity")
            for cell, covered in self.placed
        )

    def kind(self, covered: list[int]) -> str:
        return self.columns.kinds.get(covered[0], "")

    def write(self) -> FlatRow:
        """The row; one in which nothing begins is empty.

        Decides: a merged cell is written once, at its beginning, but its tick stands in each month and row it covers,
        and the indicator or worded schedule of a cell merged over several sub-activities belongs to each of them.
        """
        if not any(cell.top == self.row and (cell.text or cell.fill or cell.is_pictured) for cell, _ in self.placed):
            return FlatRow(page=self.grid.page)
        if self.write_band():
            return self.found
        for cell, covered in self.placed:
            self.write_cell(cell, covered)
            if cell.top == self.row:
                self.found.begun.setdefault(covered[0], cell)
        self.write_fills()
        if self.row in self.grid.unclear:
            self.found.note("unclear_row")
        if any(cell.is_struck and self.columns.months.intersection(covered) for cell, covered in self.placed):
            self.found.note("struck_cells")
        if self.columns.has_gap:
            self.found.note("month_gap")
        return self.found

    def write_band(self) -> bool:
        """Write a row that is one cell across the table where an area's name belongs; whether it was one."""
        begun = [(cell, covered) for cell, covered in self.placed if cell.top == self.row and cell.text]
        area = next((index for index, kind in self.columns.kinds.items() if kind == "area"), None)
        if area is None or len(begun) != 1 or len(begun[0][1]) < BAND * len(self.columns.extents):
            return False
        put(self.found.cells, area, begun[0][0].text)
        return True

    def write_cell(self, cell: Cell, covered: list[int]) -> None:
        text, first = cell.text, covered[0]
        months = [index for index in covered if index in self.columns.months]
        if is_tick(text) and months:
            for index in months:
                if not is_tick(self.found.cells[index]):
                    put(self.found.cells, index, text)
            if self.is_part(cell, months[0]):
                self.found.note("week_columns")
        elif cell.top == self.row:
            if text:
                put(self.found.cells, first, self.itemized(cell, covered))
                for word in cell.guessed:
                    self.found.note("broken_word", word=word)
            elif cell.is_pictured and months:
                put(self.found.cells, first, PICTURE)
        elif self.has_new_subactivity and text:
            if self.kind(covered) == "indicator":
                put(self.found.cells, first, self.itemized(cell, covered))
                self.found.note("spanning_cell")
            elif months and worded_months(text):
                put(self.found.cells, first, text)
                self.found.note("spanning_cell")

    def is_part(self, cell: Cell, month: int) -> bool:
        """Whether a cell takes only a part of its month's width, as one for a week does."""
        left, right = self.columns.extents[month]
        return cell.right - cell.left < WHOLE * (right - left)

    def itemized(self, cell: Cell, covered: list[int]) -> str:
        kind = self.kind(covered)
        if kind not in ITEMIZED:
            return cell.text
        text, is_doubtful = itemized_text(cell.paragraphs, is_strict=kind == "subactivity")
        if is_doubtful:
            self.found.note("joined_paragraphs")
        return text

    def write_fills(self) -> None:
        """Ticks for shaded month cells without text.

        Decides: shading counts when the row's texts do not have the same colour, as they do where rows are banded.
        """
        months = self.columns.months
        bands = {cell.fill for cell, covered in self.placed if self.kind(covered) in ITEMIZED}
        filled = {
            index: cell.fill
            for cell, covered in self.placed
            if cell.fill and cell.fill not in bands and not cell.text and not cell.is_pictured
            for index in covered
            if index in months and not self.found.cells[index]
        }
        if not filled:
            return
        is_mixed = any(is_tick(self.found.cells[index]) for index in months) or len(set(filled.values())) > 1
        for index in filled:
            put(self.found.cells, index, TICK)
        self.found.note("mixed_fills" if is_mixed else "filled_cells")
