"""The lines of a decree in order: its paragraphs, and the rows of its annex with a tab between cells."""

from __future__ import annotations

from .annex_rows import AnnexRows, FlatRow, outside_words
from .flat import FlatNote, FlatText, plain
from .grids import Grid

ONCE = frozenset(["filled_cells", "unclear_cut", "week_columns"])  # one remark for all rows instead of one each


class Assembly:
    """Collects paragraphs and tables from the top of a document to its end."""

    def __init__(self) -> None:
        self.annex = AnnexRows()
        self.entries: list[str | FlatRow] = []
        self.pages: dict[int, tuple[int, int]] = {}  # first and last line of the annex on each page of a PDF

    def add_line(self, text: str) -> None:
        """One paragraph; an empty one parts what stands before and after."""
        self.entries += [plain(line) for line in text.split("\n")]

    def add_blank(self) -> None:
        if self.entries and self.entries[-1] != "":
            self.entries.append("")

    def add_grid(self, grid: Grid) -> None:
        if self.annex.is_annex(grid):
            self.entries += self.annex.read(grid)
        else:
            for row in range(grid.height):
                self.entries += [plain(line) for line in outside_words(grid, row)]

    def flat_text(self, form: str) -> FlatText:
        """All lines; a row of the annex is one line each, rows that only go on from above are left out."""
        flat = FlatText(form, [])
        noted: dict[str, FlatNote] = {}
        for entry in self.entries:
            if isinstance(entry, str):
                flat.lines.append(entry)
            elif entry.cells:
                flat.lines.append("\t".join(entry.cells))
                note_row(flat, entry, noted)
                number = len(flat.lines)
                self.pages[entry.page] = (self.pages.get(entry.page, (number, number))[0], number)
            else:
                flat.lines += [plain(line) for line in entry.outside]
        return flat


def note_row(flat: FlatText, row: FlatRow, noted: dict[str, FlatNote]) -> None:
    """The notes of a row that became the last line."""
    number = len(flat.lines)
    for code, facts in row.notes:
        if code in ONCE and code in noted:
            noted[code].lines.append(number)
            continue
        noted[code] = FlatNote(code, [number], facts)
        flat.notes.append(noted[code])
