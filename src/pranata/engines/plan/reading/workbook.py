"""A reading as an XLSX workbook: the annex in the decree's own table, the decree, and the remarks."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pranata.lib.demonstration import mark_workbook

from .model import ActivityReading, AreaReading, DecreeReading, PlanReading, Remark, SubactivityReading

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

PLAN_SHEET = "Rencana Aksi"
DECREE_SHEET = "Keputusan"
REMARK_SHEET = "Catatan"
TEXT_HEADINGS = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN")
SCHEDULE_HEADING = "PELAKSANAAN (BULAN)"
MONTH_HEADINGS = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
HIDDEN_HEADINGS = ("KODE", "NO KEGIATAN", "NO SUB KEGIATAN", "KEYAKINAN", "BARIS SUMBER")
DECREE_HEADINGS = ("BAGIAN", "LABEL", "ISI", "BARIS")
REMARK_HEADINGS = ("KODE", "BERAT", "BARIS", "SUBJEK", "CATATAN")
FIRST_MONTH = len(TEXT_HEADINGS)
FIRST_HIDDEN = FIRST_MONTH + len(MONTH_HEADINGS)
WIDTHS = (5, 18, 26, 42, 46)  # characters, of the five text columns
TICK = "✓"
FOLIO = 14  # Excel's paper index for F4
LINE_POINTS, MAX_POINTS = 13.5, 409.0  # height of a line; greatest height of a row in Excel
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, so that the same plan gives the same bytes


def write_workbook(reading: PlanReading) -> bytes:
    """The workbook of a reading; every text is written as text, so that "=..." is never a formula."""
    buffer = io.BytesIO()
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": reading.decree.title[:200], "created": CREATED})
    PlanSheet(workbook).write(reading)
    write_list(workbook, DECREE_SHEET, DECREE_HEADINGS, decree_rows(reading.decree), (22, 24, 90, 14))
    remarks = [remark_row(item) for item in reading.remarks]
    write_list(workbook, REMARK_SHEET, REMARK_HEADINGS, remarks, (26, 9, 14, 9, 90))
    mark_workbook(workbook)
    workbook.close()
    return buffer.getvalue()


class PlanSheet:
    """Writes the annex table: one row per indicator, area, activity and sub-activity merged over their rows."""

    def __init__(self, workbook: Workbook) -> None:
        self.sheet: Worksheet = workbook.add_worksheet(PLAN_SHEET)
        cell = {"border": 1, "text_wrap": True, "valign": "top", "font_size": 10}
        centre = {**cell, "align": "center"}
        self.text: Format = workbook.add_format(cell)
        self.centre: Format = workbook.add_format(centre)
        self.heading: Format = workbook.add_format({**centre, "bold": True, "valign": "vcenter", "bg_color": "#E7E6E6"})
        self.title: Format = workbook.add_format({"bold": True, "align": "center", "text_wrap": True})
        self.row = 0

    def write(self, reading: PlanReading) -> None:
        self.write_headings(reading.decree)
        for area in reading.areas:
            self.write_area(area)
        sheet = self.sheet
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(FIRST_MONTH, FIRST_HIDDEN - 1, 4.5)
        sheet.set_column(FIRST_HIDDEN, FIRST_HIDDEN + len(HIDDEN_HEADINGS) - 1, 12, None, {"hidden": True})
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{self.row + 1}"})
        sheet.set_landscape()
        sheet.set_paper(FOLIO)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        sheet.print_area(0, 0, max(self.row - 1, 3), FIRST_HIDDEN - 1)

    def write_headings(self, decree: DecreeReading) -> None:
        """The title and the three heading rows, repeated on every printed page and frozen on the screen."""
        self.merge(0, 0, 0, FIRST_HIDDEN - 1, decree.annex.caption or decree.annex.title or decree.title, self.title)
        self.sheet.set_row(0, 32)
        for column, name in enumerate(TEXT_HEADINGS):
            self.merge(1, column, 2, column, name, self.heading)
            self.put(3, column, f"({column + 1})", self.heading)
        self.merge(1, FIRST_MONTH, 1, FIRST_HIDDEN - 1, SCHEDULE_HEADING, self.heading)
        self.merge(3, FIRST_MONTH, 3, FIRST_HIDDEN - 1, f"({FIRST_MONTH + 1})", self.heading)
        for index, name in enumerate(MONTH_HEADINGS):
            self.put(2, FIRST_MONTH + index, name, self.heading)
        for index, name in enumerate(HIDDEN_HEADINGS):
            self.put(2, FIRST_HIDDEN + index, name, self.heading)
        self.sheet.repeat_rows(1, 3)
        self.sheet.freeze_panes(4, 0)
        self.row = 4

    def write_area(self, area: AreaReading) -> None:
        first = self.row
        for position, activity in enumerate(area.activities, start=1):
            self.write_activity(activity, f"{area.no}.{position}")
        if self.row == first:
            self.write_blank(str(area.no), "", first_column=2)
        self.merge(first, 0, self.row - 1, 0, str(area.no), self.centre)
        self.merge(first, 1, self.row - 1, 1, area.name, self.text)

    def write_activity(self, activity: ActivityReading, code: str) -> None:
        first = self.row
        for sub in activity.subactivities:
            self.write_subactivity(sub, activity.no)
        if self.row == first:
            self.write_blank(code, activity.no, first_column=3)
        self.merge(first, 2, self.row - 1, 2, numbered(activity.no, activity.name), self.text)

    def write_blank(self, code: str, activity_no: str, *, first_column: int) -> None:
        """The row of an area without activities or of an activity without sub-activities; its code says which."""
        for column in range(first_column, FIRST_HIDDEN):
            self.put(self.row, column, "", self.text)
        self.put(self.row, FIRST_HIDDEN, code, self.text)
        self.put(self.row, FIRST_HIDDEN + 1, activity_no, self.text)
        self.row += 1

    def write_subactivity(self, sub: SubactivityReading, activity_no: str) -> None:
        """The rows of a sub-activity; months no indicator has get a row of their own without indicator."""
        rows = [(item.text, item.months if item.months is not None else sub.months) for item in sub.indicators]
        if not rows or {month for _, months in rows for month in months} != set(sub.months):
            rows.append(("", sub.months))
        first = self.row
        heights = [lines_of(text, WIDTHS[4]) for text, _ in rows]
        heights[-1] += max(0, lines_of(numbered(sub.no, sub.text), WIDTHS[3]) - sum(heights))
        hidden = (sub.code, activity_no, sub.no, sub.confidence, spaced(sub.source_lines))
        for (text, months), height in zip(rows, heights, strict=True):
            self.put(self.row, 4, text, self.text)
            for month in range(1, 13):
                self.put(self.row, FIRST_MONTH + month - 1, TICK if month in months else "", self.centre)
            for index, value in enumerate(hidden):
                self.put(self.row, FIRST_HIDDEN + index, value, self.text)
            self.sheet.set_row(self.row, min(MAX_POINTS, LINE_POINTS * height + 2))
            self.row += 1
        self.merge(first, 3, self.row - 1, 3, numbered(sub.no, sub.text), self.text)

    def put(self, row: int, column: int, text: str, cell_format: Format) -> None:
        if text:
            self.sheet.write_string(row, column, text, cell_format)
        else:
            self.sheet.write_blank(row, column, None, cell_format)

    def merge(self, first: int, left: int, last: int, right: int, text: str, cell_format: Format) -> None:
        if (first, left) != (last, right):
            self.sheet.merge_range(first, left, last, right, "", cell_format)
        self.put(first, left, text, cell_format)


def numbered(no: str, text: str) -> str:
    """A text with its printed number in front, as the decree prints it."""
    return f"{no}. {text}" if no else text


def spaced(lines: list[int]) -> str:
    return " ".join(map(str, lines))


def lines_of(text: str, width: int) -> int:
    """Lines a text takes in a column of `width` characters, roughly."""
    return max(1, math.ceil(len(text) * 1.1 / width))


def decree_rows(decree: DecreeReading) -> list[tuple[str, str, str, str]]:
    """The decree as rows (part, label, content, source lines); empty parts are left out."""
    annex = decree.annex
    rows = [("Nomor", "", decree.number, "")]
    rows += [("Nomor tercetak", "", item.text, spaced(item.lines)) for item in decree.numbers]
    rows += [
        ("Judul", "", decree.title, ""),
        ("Satuan kerja", "", decree.office_name, ""),
        ("Kode satuan kerja", "", decree.office_code, ""),
        ("Tahun", "", str(decree.year or ""), ""),
        ("Tempat", "", decree.place, ""),
        ("Tanggal", "", decree.date, ""),
        ("Salinan", "", "ya" if decree.is_copy else "", ""),
    ]
    rows += [("Menimbang", item.label, item.text, "") for item in decree.considerations]
    rows += [("Mengingat", item.label, item.text, "") for item in decree.legal_basis]
    rows += [("Menetapkan", "", decree.decides, "")]
    for dictum in decree.dictum:
        rows.append(("Diktum", dictum.label, dictum.text, ""))
        rows += [("Butir diktum", item.label, item.text, "") for item in dictum.items]
    rows += [("Penanda tangan", item.role, item.name, spaced(item.lines)) for item in decree.signatories]
    rows += [
        ("Nomor lampiran", "", annex.number, ""),
        ("Judul lampiran", "", annex.title, ""),
        ("Judul tabel", "", annex.caption, ""),
        ("Tahun lampiran", "", str(annex.year or ""), ""),
        ("Tempat lampiran", "", annex.place, ""),
        ("Tanggal lampiran", "", annex.date, ""),
    ]
    kept = ("Menimbang", "Mengingat", "Diktum", "Butir diktum", "Penanda tangan", "Nomor tercetak")
    return [row for row in rows if row[0] in kept or row[2]]


def remark_row(remark: Remark) -> tuple[str, ...]:
    return remark.code, remark.severity, spaced(remark.lines), remark.subject, remark.message


def write_list(
    workbook: Workbook, name: str, headings: tuple[str, ...], rows: Sequence[Sequence[str]], widths: tuple[int, ...]
) -> None:
    """A plain sheet of texts under one heading row."""
    sheet = workbook.add_worksheet(name)
    heading = workbook.add_format({"bold": True, "bottom": 1})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, heading)
    for index, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(index, column, value, text)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(rows) + 1}"})
    sheet.set_landscape()
    sheet.set_paper(FOLIO)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
