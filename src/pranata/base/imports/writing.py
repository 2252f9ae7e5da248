"""Sheets as a workbook to be filled in and read again: the rows, how to fill in each column, what may be chosen."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.imports.cells import as_date
from pranata.base.imports.sheet import Column, Sheet
from pranata.lib.demonstration import mark_workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "dd-mm-yyyy"
SPARE_ROWS = 500  # below the last row: formats and choices reach so far
Rows = Mapping[str, str | date | None]


def write_workbook(sheet: Sheet, rows: Iterable[Rows], *, title: str) -> bytes:
    """``rows`` by column name on a sheet called ``title``. Texts stay texts, so that "=..." is never a formula."""
    return write_sheets([(sheet, rows, title)])


def write_sheets(sheets: Iterable[tuple[Sheet, Iterable[Rows], str]]) -> bytes:
    """As ``write_workbook`` for several sheets, each with its rows and its title."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    written, hints = [], []
    for sheet, rows, title in sheets:
        rows = list(rows)
        page = workbook.add_worksheet(title[:31])
        _write_rows(workbook, page, sheet.columns, rows)
        written += [(page, place, column, len(rows) + SPARE_ROWS) for place, column in enumerate(sheet.columns)]
        hints += [(f"{sheet.title}: " if sheet.title else "", column) for column in sheet.columns]
    _write_hints(workbook, hints)
    _write_choices(workbook, written)
    mark_workbook(workbook)
    workbook.close()
    return buffer.getvalue()


def _write_rows(workbook: "Workbook", page: "Worksheet", columns: tuple[Column, ...], rows: list[Mapping]) -> None:
    text, day = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": DATE_FORMAT})
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, day if column.convert is as_date else text)
        page.write_string(0, place, column.heading, _heading_format(workbook))
        for number, row in enumerate(rows, start=1):
            _write_cell(page, number, place, row.get(column.name), text=text, day=day)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + SPARE_ROWS}"})
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _write_cell(
    page: "Worksheet", row: int, place: int, value: str | date | None, *, text: "Format", day: "Format"
) -> None:
    if isinstance(value, date):
        page.write_datetime(row, place, value, day)
    elif value:
        page.write_string(row, place, value, text)


def _write_hints(workbook: "Workbook", columns: list[tuple[str, Column]]) -> None:
    """What each column wants; the words before a column name its sheet where there are several."""
    page = workbook.add_worksheet(_("Petunjuk"))
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 1, 18, wrapped)
    page.set_column(2, 2, 80, wrapped)
    lines = [(_("Judul kolom"), _("Wajib"), _("Cara mengisi"))]
    lines += [
        (f"{sheet}{column.heading}", _("ya") if column.required else _("tidak"), column.hint)
        for sheet, column in columns
    ]
    for number, line in enumerate(lines):
        for place, words in enumerate(line):
            page.write_string(number, place, words, wrapped if number else _heading_format(workbook))


def _write_choices(workbook: "Workbook", written: list[tuple["Worksheet", int, Column, int]]) -> None:
    """The choices of each column on a sheet of their own, offered as a list in its cells; other words only warn.

    ``written`` are the columns of all sheets, each with its page, its place there and the last row it offers them in.
    """
    if not any(column.choices for _page, _place, column, _last in written):
        return
    name = _("Pilihan")
    listing = workbook.add_worksheet(name)
    for number, (page, place, column, last) in enumerate(written):
        if not column.choices:
            continue
        listing.set_column(number, number, column.width)
        listing.write_string(0, number, column.heading, _heading_format(workbook))
        for row, words in enumerate(column.choices, start=1):
            listing.write_string(row, number, words)
        letter = chr(ord("A") + number)
        source = f"='{name}'!${letter}$2:${letter}${len(column.choices) + 1}"
        page.data_validation(1, place, last, place, {"validate": "list", "source": source, "error_type": "warning"})


def _heading_format(workbook: "Workbook") -> "Format":
    return workbook.add_format({"bold": True, "bottom": 1, "num_format": "@"})
