"""The annex as pages of rows under one heading, and what can be settled about rows before their cells are read."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field

from .months import ROMAN, is_blank, is_tick, is_wording
from .periods import Period

LEAST_OWN_MARKS = 10  # cells that must hold a mark before it counts as this annex's own tick
LEAST_CELLS = 6  # cells of a row with a tick: five texts and a month
TICK = "✓"


@dataclass(slots=True)
class Layout:
    """Column indexes of one page: `texts` by kind (see TEXT_KINDS); `months` and `foreign` headings by column.

    Where columns stand for a `period` longer than a month, `months` holds the first month of each. `schedule` is the
    column of the heading above them, `schedule_words` that heading; `is_numbered`: they have numbers for names.
    """

    texts: dict[str, int] = field(default_factory=dict)
    months: dict[int, int] = field(default_factory=dict)
    foreign: dict[int, str] = field(default_factory=dict)
    schedule: int | None = None
    schedule_words: str = ""
    period: Period | None = None
    is_numbered: bool = False

    @property
    def is_complete(self) -> bool:
        return bool({"activity", "subactivity"} & set(self.texts)) and len(self.months) > 0

    @property
    def right(self) -> int:
        """The last column with a heading."""
        return max([*self.months, *self.texts.values(), *self.foreign])

    @property
    def last_text(self) -> int:
        """The last column of words left of the months, -1 where there is none."""
        words = [*self.texts.values(), *self.foreign]
        return max((index for index in words if index < min(self.months)), default=-1)


@dataclass(slots=True)
class Line:
    """One row as tab-separated text; `numbers` are its 1-based source lines, one unless it was broken over several."""

    numbers: list[int]
    printed: str
    cells: list[str]

    @property
    def number(self) -> int:
        return self.numbers[0]

    def cell(self, index: int | None) -> str:
        return self.cells[index] if index is not None and index < len(self.cells) else ""


@dataclass(slots=True)
class Page:
    """Rows under one heading. `is_complete` is False when the heading had to be borrowed from another page.

    `width` is the number of cells of its heading rows; `surplus` the columns its rows have right of the last heading;
    `is_padded`: rows are filled up with tabs to that width, as one of that width with an empty last cell shows, and
    every row with a text in the last text column has it, except perhaps the last one, which may be cut off.
    """

    layout: Layout
    lines: list[Line] = field(default_factory=list)
    heading_lines: list[int] = field(default_factory=list)
    is_complete: bool = True
    width: int = 0
    surplus: int = 0
    is_padded: bool = False

    def take_heading(self, row: Line) -> None:
        self.heading_lines.append(row.number)
        self.width = max(self.width, len(row.cells))

    def measure(self) -> None:
        """Find `surplus` and `is_padded`.

        Decides: columns without heading belong to the page when its heading rows or at least two rows have them; a
        single wider row is that row's own oddity.
        """
        right = self.layout.right
        full = [line for line in self.lines if len(line.cells) == self.width]
        whole = [line for line in self.lines if is_worded_at(line, self.layout.last_text)]
        is_filled_up = any(not line.cells[-1].strip() for line in full)
        self.is_padded = is_filled_up and all(len(line.cells) == self.width for line in whole[:-1])
        wider = [len(line.cells) - 1 - right for line in self.lines if len(line.cells) - 1 > right]
        if self.width - 1 > right or len(wider) > 1:
            self.surplus = max([statistics.mode(wider) if wider else 0, self.width - 1 - right])


@dataclass(slots=True)
class Annex:
    """The table and where it stands: lines `first` to `last` (1-based), and non-table lines found between its rows.

    `mark` is the annex's own tick when it is none of the usual ones, else ""; `is_last`: nothing follows the table.
    """

    pages: list[Page]
    first: int
    last: int
    strays: list[tuple[int, str]]
    mark: str
    is_last: bool


def is_worded_at(line: Line, index: int) -> bool:
    return index >= 0 and bool(line.cell(index).strip()) and not is_tick(line.cell(index))


def is_ticked(row: Line) -> bool:
    """Whether a line is a row with a tick, as no line outside the table is."""
    return len(row.cells) >= LEAST_CELLS and any(is_tick(cell) for cell in row.cells)


def continues(before: Line, row: Line, page: Page) -> bool:
    """Whether a line is the rest of the one before, which a line break inside a cell cut in two.

    Decides: the line before stops in words short of the months, this one begins with words where only an area's number
    may stand, and both together are as wide as the heading, or at most that where rows are not filled up with tabs.
    """
    layout, head = page.layout, row.cells[0].strip()
    if layout.texts.get("number") != 0 or not layout.months or not before.cells[-1].strip():
        return False
    is_cut = len(before.cells) <= min(layout.months) and not is_ticked(before)
    is_rest = any(character.isalpha() for character in head) and area_rank(head) is None
    return is_cut and is_rest and len(before.cells) + len(row.cells) - 1 <= page.width


def joined(before: Line, row: Line) -> Line:
    """Two source lines as one row, the cell between them joined by a space."""
    cells = [*before.cells[:-1], f"{before.cells[-1]} {row.cells[0]}", *row.cells[1:]]
    return Line(before.numbers + row.numbers, f"{before.printed}\n{row.printed}", cells)


def area_rank(printed: str) -> int | None:
    """The number an area's NO cell prints: Arabic, Roman or a single letter, also "AREA 1"; None for anything else."""
    word = re.sub(r"^area( perubahan)?\b", "", printed.strip().lower()).strip(" .():")
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    if word in ROMAN:
        return ROMAN[word]
    return ord(word) - ord("a") + 1 if len(word) == 1 and "a" <= word <= "z" else None


def settle_mark(pages: list[Page]) -> str:
    """Put the usual tick where the annex uses a mark of its own; that mark, or "" when it uses none.

    Decides: a short mark that stands in most of the filled schedule cells, and in at least ten, is the annex's tick.
    """
    cells = [(line, index) for page in pages for line in page.lines for index in page.layout.months]
    marks = Counter(line.cell(index).strip() for line, index in cells if not is_blank(line.cell(index)))
    mark, count = next(iter(marks.most_common(1)), ("", 0))
    if is_tick(mark) or is_wording(mark) or count < LEAST_OWN_MARKS or count * 2 <= marks.total():
        return ""
    for page in pages:
        start = min(page.layout.months)
        for line in page.lines:
            line.cells[start:] = [TICK if cell.strip() == mark else cell for cell in line.cells[start:]]
    return mark
