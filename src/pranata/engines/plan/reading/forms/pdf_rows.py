"""The rows of a table without lines, from the gaps between its words."""

from __future__ import annotations

import itertools
import statistics
from dataclasses import dataclass

from ..months import is_tick
from .cell_text import is_numbered
from .grids import Cell
from .pdf_lines import TextLine, Word

ROW_GAP, LEAST_GAP = 1.1, 0.4  # times the usual gap between lines, plus points, from which a gap parts two cells
SAME_TOP = 0.7  # heights of a line by which the cells of one row may begin apart


@dataclass(slots=True)
class Part:
    """Lines of one column that stand close together: one cell."""

    column: int
    lines: list[list[Word]]

    @property
    def top(self) -> float:
        return top_of(self.lines[0])

    @property
    def bottom(self) -> float:
        return bottom_of(self.lines[-1])

    @property
    def texts(self) -> list[str]:
        return [" ".join(word.text for word in line) for line in self.lines]


class RowFinder:
    """Cuts the lines of a table into cells and rows; `unclear` are rows on which ticks and texts do not agree."""

    def __init__(self, columns: list[tuple[float, float]], texts: int, lines: list[TextLine]) -> None:
        self.columns, self.texts = columns, texts
        self.by_column = [self.words_in(column, lines) for column in range(len(columns))]
        self.height = statistics.median([word.bottom - word.top for line in lines for word in line.words] or [1.0])
        cuts = [left for left, _ in columns[1 : texts + 1]]
        self.crossing = [
            word.top for line in lines for word in line.words if any(word.left < cut < word.right for cut in cuts)
        ]
        self.marks = [top_of(line) for column in self.by_column[texts:] for line in column if is_mark(line)]
        self.gap = self.usual_gap(range(max(0, texts - 2), texts))
        names = [gap for gap, _ in self.gaps(range(max(0, texts - 2)))]
        self.name_gap = min([*names, self.row_gap()])
        self.parts = [part for column in range(len(columns)) for part in self.parts_in(column)]
        self.starts = self.row_starts()
        self.unclear = self.unclear_rows()

    def words_in(self, column: int, lines: list[TextLine]) -> list[list[Word]]:
        """The words of each line that stand in a column by their middle; beyond the last column in the last one."""
        left, right = self.columns[column]
        if column == len(self.columns) - 1:
            right = float("inf")
        cut = ([word for word in line.words if left <= (word.left + word.right) / 2 < right] for line in lines)
        return [words for words in cut if words]

    def gaps(self, columns: range) -> list[tuple[float, bool]]:
        """(the gap above it, whether it is beside a tick as the line above is) of the lines of these columns."""
        return [
            (
                top_of(after) - bottom_of(before),
                self.is_beside_tick(top_of(after)) and self.is_beside_tick(top_of(before)),
            )
            for column in columns
            for before, after in itertools.pairwise(self.by_column[column])
        ]

    def usual_gap(self, columns: range) -> float:
        """The gap between two lines of one cell in these columns, 0 where every line is a row.

        Decides: the smallest gap above a line that has no tick beside it; but where most lines have one, and the gaps
        between such lines are as small, every line is a row.
        """
        gaps = self.gaps(columns)
        wraps, rows = [gap for gap, is_row in gaps if not is_row], [gap for gap, is_row in gaps if is_row]
        if not wraps:
            return 0.0
        is_even = bool(rows) and is_apart(min(wraps), min(rows) - 2 * LEAST_GAP)
        return 0.0 if is_even and len(rows) > len(wraps) else max(0.0, min(wraps))

    def row_gap(self) -> float:
        """The smallest gap that parts two rows in the two last text columns, as a usual gap that is just too small."""
        gaps = self.gaps(range(max(0, self.texts - 2), self.texts))
        found = [gap for gap, _ in gaps if is_apart(gap, self.gap)]
        return max(0.0, (min(found) - 2 * LEAST_GAP) / ROW_GAP) if found else float("inf")

    def parts_in(self, column: int) -> list[Part]:
        """The cells of a column: a wide gap begins one, and so does a list number beside a tick."""
        parts: list[Part] = []
        for line in self.by_column[column]:
            text = " ".join(word.text for word in line)
            is_begun = column < self.texts and is_numbered(text) and self.is_beside_tick(top_of(line))
            is_schedule = column >= self.texts
            usual = self.gap if column >= self.texts - 2 else self.name_gap
            if not parts or is_begun or is_schedule or is_apart(top_of(line) - parts[-1].bottom, usual):
                parts.append(Part(column, [line]))
            else:
                parts[-1].lines.append(line)
        return parts

    def is_beside_tick(self, top: float) -> bool:
        return any(abs(mark - top) < SAME_TOP * self.height for mark in self.marks)

    def row_starts(self) -> list[float]:
        """The heights at which rows begin: where cells of the two last text columns do, and the rest of a cut row."""
        tops = sorted(part.top for part in self.parts if self.texts - 2 <= part.column < self.texts)
        starts: list[float] = []
        for top in tops:
            if not starts or top - starts[-1] > SAME_TOP * self.height:
                starts.append(top)
        above = [part.top for part in self.parts if part.column < self.texts - 2]
        if above and (not starts or starts[0] - min(above) > SAME_TOP * self.height):
            starts.insert(0, min(above))
        return starts or [part.top for part in self.parts[:1]]

    def row_of(self, top: float) -> int:
        """The row a cell begins in."""
        found = [place for place, start in enumerate(self.starts) if start - SAME_TOP * self.height <= top]
        return found[-1] if found else 0

    def unclear_rows(self) -> set[int]:
        """The rows that may be cut wrongly.

        Decides: those with ticks at several heights, a word over two columns, a cell that begins far below them, no
        words in the last text column, or a cell that reaches down to the ticks of another row.
        """
        tops: dict[int, list[float]] = {}
        for mark in self.marks:
            tops.setdefault(self.row_of(mark), []).append(mark)
        found = {row for row, marks in tops.items() if max(marks) - min(marks) > self.height}
        found |= {self.row_of(top) for top in self.crossing}
        filled: dict[int, set[int]] = {row: set() for row in range(len(self.starts))}
        for part in self.parts:
            row = self.row_of(part.top)
            if part.column < self.texts:
                found |= {row} if part.top - self.starts[row] > SAME_TOP * self.height else set()
            if self.texts - 2 <= part.column < self.texts:
                filled[row].add(part.column)
                below = {self.row_of(mark) for mark in self.marks if part.top < mark < part.bottom}
                found |= {row, *below} if len(below | {row}) > 1 else set()
        return found | {row for row, columns in filled.items() if columns == {self.texts - 2}}

    def cells(self, first: int) -> list[Cell]:
        """The cells, rows counted from `first`."""
        return [
            Cell(*self.columns[part.column], first + row, first + row + 1, part.texts)
            for part in self.parts
            for row in [self.row_of(part.top)]
        ]


def is_apart(gap: float, usual: float) -> bool:
    """Whether a gap is wider than the usual one between two lines of a cell."""
    return gap > usual * ROW_GAP + LEAST_GAP


def top_of(line: list[Word]) -> float:
    return line[0].top


def bottom_of(line: list[Word]) -> float:
    return line[0].bottom


def is_mark(line: list[Word]) -> bool:
    return all(is_tick(word.text) for word in line)
