"""A sheet declared by its columns.

    SHEET = Sheet(
        Column("Nama", "name", required=True),
        Column("Jenis", "kind", one_of(KINDS), required=True),
        Column("Mulai", "valid_from", as_date),
    )
    lines = SHEET.read(upload, upload.name)  # the texts of the cells; may be kept (``Line`` is plain) and used later
    SHEET.load(lines, save)                  # ``save(row)`` for each row in one transaction; all rows or none

``read`` raises ``RefusedFile`` for what is no such workbook, ``load`` raises ``FaultySheet`` with every faulty cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.imports.cells import as_text, fold
from pranata.base.imports.faults import Fault, FaultySheet
from pranata.base.imports.workbook import Grid, read_grids

if TYPE_CHECKING:
    from django.core.files.base import File

SavedT = TypeVar("SavedT")

HEADING_ROWS = 20  # the headings stand in one of so many first rows


@dataclass(frozen=True)
class Column:
    """One column: its ``heading``, the ``name`` of its value, and how a filled cell becomes that value.

    ``required``: the column is there and no cell of it is empty; ``present``: it is there. ``unique``: no two cells are
    alike. ``also``: other headings people give it. ``hint`` and ``choices`` help whoever fills in a written workbook.
    """

    heading: str
    name: str
    convert: Callable[[str], Any] = as_text
    required: bool = False
    present: bool = False
    unique: bool = False
    also: tuple[str, ...] = ()
    hint: str = ""
    choices: tuple[str, ...] = ()
    width: int = 20

    @property
    def headings(self) -> set[str]:
        return {fold(heading) for heading in (self.heading, *self.also)}

    @property
    def is_expected(self) -> bool:
        """Whether a sheet without this column is another sheet."""
        return self.required or self.present


@dataclass(frozen=True)
class Line:
    """One row as it was read: Excel's row number, and the text of each known column by its name."""

    number: int
    texts: dict[str, str]


@dataclass(frozen=True)
class Row:
    """One row as values by column name; an empty cell is None, a column the workbook lacks is missing."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)


class Sheet:
    """Columns in the order in which they are written; read in any order, wherever their headings stand.

    ``title`` names the sheet in its faults, for a workbook of several.
    """

    def __init__(self, *columns: Column, title: str = "") -> None:
        self.columns = columns
        self.title = title
        self.by_name = {column.name: column for column in columns}

    def read(self, file: File, name: str) -> list[Line]:
        """The filled rows below the headings, on the first sheet that has them. Raises ``RefusedFile``."""
        grids = read_grids(file, name)
        lines = self.find(grids)
        if lines is None:
            raise RefusedFile(self._missing(grids))
        if not lines:
            raise RefusedFile(_("Tidak ada baris terisi di bawah judul kolom."))
        return lines

    def find(self, grids: Iterable[Grid]) -> list[Line] | None:
        """The filled rows of the first of ``grids`` with the headings, or None. Raises ``RefusedFile``."""
        return next((found for grid in grids if (found := self._lines(grid)) is not None), None)

    def load(self, lines: Iterable[Line], save: Callable[[Row], SavedT]) -> list[SavedT]:
        """
        What ``save`` returned for each row, in one transaction. A ValidationError of ``save`` becomes a fault at the
        columns it names. Raises ``FaultySheet`` after trying every row, and then nothing was saved.
        """
        lines = list(lines)
        faults = self._repeated(lines)
        saved = []
        with transaction.atomic():
            for line in lines:
                row, wrong = self._row(line)
                try:
                    if not wrong:
                        with transaction.atomic():
                            saved.append(save(row))
                except ValidationError as error:
                    wrong = self._refused(row.number, error)
                faults += wrong
            if faults:
                raise FaultySheet(faults)
        return saved

    def check(self, lines: Iterable[Line], look: Callable[[Row], SavedT]) -> list[SavedT]:
        """
        What ``look`` returned for each row; it writes nothing. A ValidationError of ``look`` becomes a fault at the
        columns it names. Raises ``FaultySheet`` after looking at every row.
        """
        lines = list(lines)
        faults = self._repeated(lines)
        seen = []
        for line in lines:
            row, wrong = self._row(line)
            try:
                if not wrong:
                    seen.append(look(row))
            except ValidationError as error:
                wrong = self._refused(row.number, error)
            faults += wrong
        if faults:
            raise FaultySheet(faults)
        return seen

    def _lines(self, grid: Grid) -> list[Line] | None:
        """The filled rows below the row with most headings; None when no row has all that are required."""
        found = [(index, self._places(cells)) for index, cells in enumerate(grid.rows[:HEADING_ROWS])]
        index, places = max(found, key=lambda row: len(row[1]), default=(0, {}))
        if not places or any(column.name not in places for column in self.columns if column.is_expected):
            return None
        rows = enumerate(grid.rows[index + 1 :], start=index + 2)
        lines = [Line(number, {name: cells[place] for name, place in places.items()}) for number, cells in rows]
        return [line for line in lines if any(line.texts.values())]

    def _places(self, cells: list[str]) -> dict[str, int]:
        """Where in the row each column's heading stands. Raises ``RefusedFile`` when one stands there twice."""
        found = [
            (column.name, place)
            for place, cell in enumerate(cells)
            for column in self.columns
            if fold(cell) in column.headings
        ]
        counts = Counter(name for name, _place in found)
        if len(counts) > 1 and (twice := [self.by_name[name].heading for name, count in counts.items() if count > 1]):
            raise RefusedFile(_("Judul kolom %s ada lebih dari sekali; hapus salah satunya.") % ", ".join(twice))
        return dict(found)

    def _missing(self, grids: list[Grid]) -> str:
        """Which headings are missing in the row that has most of them."""
        rows = [self._places(cells) for grid in grids for cells in grid.rows[:HEADING_ROWS]]
        best = max(rows, key=len, default={})
        missing = ", ".join(column.heading for column in self.columns if column.is_expected and column.name not in best)
        if best:
            return _("Kolom %s tidak ada; tulis judul kolomnya persis seperti pada templat.") % missing
        words = _("Judul kolom (%(headings)s) tidak ditemukan dalam %(rows)d baris pertama.")
        return words % {"headings": ", ".join(column.heading for column in self.columns), "rows": HEADING_ROWS}

    def _row(self, line: Line) -> tuple[Row, list[Fault]]:
        row, faults = Row(line.number), []
        for name, text in line.texts.items():
            column = self.by_name[name]
            if not text:
                row.values[name] = None
                if column.required:
                    faults.append(self._fault(line.number, column.heading, _("harus diisi.")))
                continue
            try:
                row.values[name] = column.convert(text)
            except ValidationError as error:
                faults += [self._fault(line.number, column.heading, message) for message in error.messages]
            except ValueError as error:
                faults.append(self._fault(line.number, column.heading, str(error)))
        return row, faults

    def _repeated(self, lines: list[Line]) -> list[Fault]:
        """The cells of unique columns that say what a row above says."""
        faults, first = [], {}
        for line in lines:
            for column in self.columns:
                text = "".join(line.texts.get(column.name, "").split()).casefold()
                if column.unique and text:
                    before = first.setdefault((column.name, text), line.number)
                    if before != line.number:
                        faults.append(self._fault(line.number, column.heading, _("sama dengan baris %d.") % before))
        return faults

    def _fault(self, number: int, heading: str, message: str) -> Fault:
        return Fault(number, heading, message, self.title)

    def _refused(self, number: int, error: ValidationError) -> list[Fault]:
        """What an action refused, at the columns it names."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        return [
            self._fault(number, self.by_name[name].heading if name in self.by_name else "", message)
            for name, messages in by_field.items()
            for message in messages
        ]
