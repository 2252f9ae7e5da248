"""Excel workbooks of any office (XLSX): the sheet with the annex as lines, one line for each row of the sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import python_calamine

from ..columns import LEAST_KINDS, MAX_COLUMNS, REQUIRED_COLUMNS, is_name_heading
from ..model import UnreadablePlan
from ..months import FULL_NAMES, is_tick
from ..workbook import HIDDEN_HEADINGS, PLAN_SHEET
from ..workbook_reader import refuse_dangerous
from .annex_rows import AnnexRows
from .assembly import note_row
from .cell_text import joined_text
from .flat import FlatNote, FlatText, plain
from .grids import Cell, Grid
from .sheet_fills import fills_of

LEAST_DATES = 3  # dates in a row that make it a row of month headings
MAX_CELLS = 120_000
OWN_ROWS = 10  # rows in which our own workbook has its hidden headings

Values = list[list[Any]]


@dataclass(slots=True)
class Sheet:
    """One sheet: its values from A1 on, the merged ranges, and whether people see it."""

    name: str
    values: Values
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    is_visible: bool


def load_sheets(data: bytes) -> list[Sheet]:
    """Every sheet with values; raises UnreadablePlan when the workbook is broken."""
    refuse_dangerous(data)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        seen = {
            item.name: item.visible == python_calamine.SheetVisibleEnum.Visible for item in workbook.sheets_metadata
        }
        sheets = []
        for name in workbook.sheet_names:
            if seen.get(name) is not None:
                sheet = workbook.get_sheet_by_name(name)
                values = sheet.to_python(skip_empty_area=False)
                sheets.append(Sheet(name, values, list(sheet.merged_cell_ranges or []), seen[name]))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panics do not derive from Exception
        raise UnreadablePlan("Berkas XLSX rusak dan tidak dapat dibaca.") from error
    return sheets


def is_ours(sheets: list[Sheet]) -> bool:
    """Whether a workbook is one of `write_workbook`: its plan sheet has the headings that ours hides."""
    plan = next((sheet for sheet in sheets if sheet.name == PLAN_SHEET), None)
    hidden = set(HIDDEN_HEADINGS)
    return plan is not None and any(hidden <= {str(value) for value in row} for row in plan.values[:OWN_ROWS])


def flatten_sheets(data: bytes) -> FlatText | None:
    """The lines of the sheet with the annex, None for a workbook of ours; raises UnreadablePlan without such a sheet.

    Decides: of several visible sheets with an annex the one with most rows is read, and the others are named.
    """
    sheets = load_sheets(data)
    if is_ours(sheets):
        return None
    found = [sheet for sheet in sheets if has_heading(sheet)]
    found = [sheet for sheet in found if sheet.is_visible] or found
    if not found:
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets[:5])
        raise UnreadablePlan(f"Tidak ada lembar dengan {REQUIRED_COLUMNS} (lembar: {names}).")
    sheet = max(found, key=weight)
    grid = sheet_grid(sheet)
    colours = fills_of(data, sheet.name)
    for cell in grid.cells:
        cell.fill = colours.get((cell.top, int(cell.left)), "")
    flat = sheet_lines(grid)
    start = next((number for number, line in enumerate(flat.lines, start=1) if "\t" in line), 1)
    detail = f"nomor baris adalah nomor baris pada lembar “{sheet.name}”"
    flat.notes.insert(0, FlatNote("file_form", [start], {"form": "XLSX", "detail": detail}))
    others = ", ".join(f"“{other.name}”" for other in found if other is not sheet)
    if others:
        flat.notes.append(FlatNote("other_sheets", [], {"others": others, "read": sheet.name}))
    return flat


def has_heading(sheet: Sheet) -> bool:
    """Whether a row of a sheet names the columns of an annex."""
    return any(
        is_name_heading([joined_text(texts_at(sheet.values, row, column)) for column in range(width)])
        for row, width in enumerate(map(filled_width, sheet.values))
        if width >= LEAST_KINDS
    )


def weight(sheet: Sheet) -> tuple[int, int]:
    """How much of a plan a sheet holds: its rows with a tick, and its rows."""
    ticked = sum(any(is_tick(str(value)) for value in row) for row in sheet.values)
    return ticked, len(sheet.values)


def sheet_grid(sheet: Sheet) -> Grid:
    """The cells of a sheet; every place is a cell, a merged range is one."""
    width = max((filled_width(row) for row in sheet.values), default=0)
    height = max((number + 1 for number, row in enumerate(sheet.values) if filled_width(row)), default=0)
    if width > MAX_COLUMNS or width * height > MAX_CELLS or len(sheet.merged) > MAX_CELLS // 20:
        raise UnreadablePlan(f"Lembar “{sheet.name}” terlalu besar: {height} baris dan {width} kolom.")
    inside: set[tuple[int, int]] = set()
    cells = []
    for (top, left), (bottom, right) in sheet.merged:
        if top < height and left < width and (top, left) not in inside:
            bottom, right = min(bottom, height - 1), min(right, width - 1)
            cells.append(Cell(left, right + 1, top, bottom + 1, texts_at(sheet.values, top, left)))
            inside.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    cells += [
        Cell(column, column + 1, row, row + 1, texts_at(sheet.values, row, column))
        for row in range(height)
        for column in range(width)
        if (row, column) not in inside
    ]
    return Grid(cells, height)


def filled_width(row: list[Any]) -> int:
    return max((column + 1 for column, value in enumerate(row) if value not in ("", None)), default=0)


def texts_at(values: Values, row: int, column: int) -> list[str]:
    """The lines of a cell."""
    cells = values[row]
    value = cells[column] if column < len(cells) else ""
    if isinstance(value, date):
        is_heading = sum(isinstance(other, date) for other in cells) >= LEAST_DATES
        month = FULL_NAMES[value.month - 1].capitalize()
        return [month if is_heading else f"{value.day} {month} {value.year}"]
    if isinstance(value, bool):
        return ["✓"] if value else []
    if isinstance(value, float) and value.is_integer():
        return [str(int(value))]
    return [line for line in str(value).replace("_x000D_", "").splitlines() if line.strip()]


def sheet_lines(grid: Grid) -> FlatText:
    """The rows of a sheet as lines, each with the row's own number; a row that only goes on from above is empty."""
    flat = FlatText("XLSX", [])
    noted: dict[str, FlatNote] = {}
    for row in AnnexRows().read(grid):
        words = " ".join(filter(None, map(plain, row.outside)))
        flat.lines.append("\t".join(row.cells) if row.cells else words)
        note_row(flat, row, noted)
    return flat
