"""A printed table as cells with extents, and the columns its heading gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..columns import has_month_names, heading_kinds, is_name_heading, month_columns, months_beside_names
from .cell_text import joined_text

HEADING_ROWS = 4  # rows under the column names in which the months may stand
MOST_WEEKS = 5  # of a month
WEEK = re.compile(r"(m|mg|minggu|w)?[ .-]*(ke[ -]*)?([1-5]|i{1,3}|iv|v)")
COVERED = 0.5  # share of a column's width that a cell must cover to stand in it


@dataclass(slots=True)
class Cell:
    """One cell: from `left` to `right` in any unit of its table, from row `top` down to before row `bottom`.

    `paragraphs` as printed; `fill` names the colour of a shaded cell, "" when it is white; `is_pictured`: a drawing
    stands in it; `is_struck`: it is crossed out; `guessed` are words that its form put together without being sure;
    `room` is the height left free below its text in a box of a PDF, in lines.
    """

    left: float
    right: float
    top: int
    bottom: int
    paragraphs: list[str]
    fill: str = ""
    is_pictured: bool = False
    is_struck: bool = False
    guessed: list[str] = field(default_factory=list)
    room: float = float("inf")

    @property
    def text(self) -> str:
        return joined_text(self.paragraphs) if self.paragraphs else ""


@dataclass(slots=True)
class Grid:
    """A table of `height` rows; `page` is its page in a PDF, else 0; `unclear` rows may be cut wrongly.

    `rows` are the cells that cover each row.
    """

    cells: list[Cell]
    height: int
    page: int = 0
    unclear: set[int] = field(default_factory=set)
    rows: list[list[Cell]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: cell.left):
            for row in range(cell.top, min(cell.bottom, self.height)):
                self.rows[row].append(cell)

    def texts(self, row: int) -> list[str]:
        """The texts of the cells that begin in a row, "" for those that go on from above."""
        return [cell.text if cell.top == row else "" for cell in self.rows[row]]

    def is_heading(self, row: int) -> bool:
        return is_name_heading(self.texts(row))

    def has_heading(self) -> bool:
        return any(self.is_heading(row) for row in range(self.height))


@dataclass(slots=True)
class Columns:
    """The columns of a heading: extents from left to right, the kind of each text column, and the month columns."""

    extents: list[tuple[float, float]]
    kinds: dict[int, str] = field(default_factory=dict)
    months: set[int] = field(default_factory=set)
    headed: int = 0  # columns up to the last one with a heading
    known: dict[tuple[float, float], list[int]] = field(default_factory=dict)  # what `covered` found, by extent

    @property
    def has_gap(self) -> bool:
        """Whether a column that is no month stands among the months."""
        return bool(self.months) and max(self.months) - min(self.months) + 1 > len(self.months)

    def covered(self, cell: Cell) -> list[int]:
        """The columns a cell stands in, from the left.

        Decides: those of which it covers at least half, else the one it overlaps most; a cell right of all columns
        adds one.
        """
        extent = (cell.left, cell.right)
        if extent not in self.known:
            self.known[extent] = self.find_covered(cell)
        return self.known[extent]

    def find_covered(self, cell: Cell) -> list[int]:
        shares = [overlap(cell.left, cell.right, *extent) for extent in self.extents]
        widths = [right - left for left, right in self.extents]
        found = [index for index, share in enumerate(shares) if share >= COVERED * widths[index] > 0]
        if found:
            return found
        best = max(range(len(shares)), key=lambda index: shares[index])
        if shares[best] > 0:
            return [best]
        if cell.left >= self.extents[-1][1] - 1:
            self.extents.append((cell.left, cell.right))
            return [len(self.extents) - 1]
        return [min(range(len(shares)), key=lambda index: abs(self.extents[index][0] - cell.left))]

    def refitted(self, grid: Grid) -> Columns:
        """These columns for a table that goes on without a heading.

        Decides: by extent, unless the table is another in width and has a row with as many cells as there are columns:
        then by their order.
        """
        row = next((row for row in grid.rows if len(row) == len(self.extents)), None)
        if row is None:
            return self
        width, own = self.extents[-1][1] - self.extents[0][0], row[-1].right - row[0].left
        is_alike = abs(width - own) <= 0.03 * width and abs(self.extents[0][0] - row[0].left) <= 0.03 * width
        return self if is_alike else Columns([(c.left, c.right) for c in row], self.kinds, self.months, self.headed)


def overlap(left: float, right: float, other_left: float, other_right: float) -> float:
    return max(0.0, min(right, other_right) - max(left, other_left))


def heading_end(grid: Grid, start: int) -> int:
    """The row after the heading that begins in row `start`.

    Decides: the heading reaches down as far as the cells that name its columns, and at least to the row of months and
    the numbers of weeks below it.
    """
    named = [cell for cell in grid.rows[start] if cell.top == start and cell.text]
    end = max([start + 1, *(cell.bottom for cell in named if cell.bottom <= start + HEADING_ROWS)])
    months = month_row(grid, start, min(start + 1 + HEADING_ROWS, grid.height))
    if months is None:
        return end
    return max(end, months + 2 if numbers_weeks(grid, months + 1) else months + 1)


def month_row(grid: Grid, start: int, end: int) -> int | None:
    """The row of month headings below the column names, if there is one; names of months go before quarters."""
    found = [row for row in range(start + 1, end) if month_cells(grid, start, row)]
    named = next((row for row in found if has_month_names(grid.texts(row))), None)
    beside = grid.texts(start)
    if has_month_names(beside) or (named is None and months_beside_names(beside)):
        return None
    return named if named is not None else next(iter(found), None)


def month_cells(grid: Grid, start: int, row: int) -> list[Cell]:
    """The cells of a row that name months, below the heading whose column names stand in row `start`."""
    texts = grid.texts(row)
    if row == start:
        return [grid.rows[row][index] for index in months_beside_names(texts)]
    kinds = heading_kinds(grid.texts(start))
    left = next((grid.rows[start][index].left for index, kind in kinds.items() if kind == "schedule"), None)
    within = (place for place, cell in enumerate(grid.rows[row]) if left is not None and cell.left >= left - 1)
    return [grid.rows[row][index] for index in month_columns(texts, next(within, None))]


def numbers_weeks(grid: Grid, row: int) -> bool:
    """Whether a row below the months only numbers weeks, again and again."""
    words = [WEEK.fullmatch(text.lower()) for text in grid.texts(row) if text] if row < grid.height else []
    return len(words) > MOST_WEEKS and all(words)


def read_columns(grid: Grid, start: int, end: int) -> Columns:
    """The columns of a heading in rows `start` to before `end`: its undermost cells from left to right.

    Decides: a cell of the heading is a column when no cell of it lies below; a month is one column, also over weeks.
    """
    block = {id(cell): cell for row in range(start, end) for cell in grid.rows[row]}.values()
    row = month_row(grid, start, end)
    months = month_cells(grid, start, start if row is None else row)
    kept = [cell for cell in block if not any(lies_below(cell, month) for month in months)]
    leaves = [cell for cell in kept if not any(lies_below(other, cell) for other in kept)]
    columns = Columns(sorted((cell.left, cell.right) for cell in leaves))
    names = [(cell, cell.text) for cell in grid.rows[start] if cell.top == start and cell.text]
    for index, kind in heading_kinds([text for _, text in names]).items():
        first = columns.covered(names[index][0])[0]
        columns.kinds.setdefault(first, kind)
        columns.headed = max(columns.headed, first + 1)
    for month in months:
        columns.months.update(columns.covered(month)[:1])
    columns.headed = max([columns.headed, *(index + 1 for index in columns.months)])
    return columns


def lies_below(other: Cell, cell: Cell) -> bool:
    """Whether a cell stands under another one and within its width."""
    narrower = min(other.right - other.left, cell.right - cell.left)
    return other.top >= cell.bottom and overlap(cell.left, cell.right, other.left, other.right) > narrower / 2
