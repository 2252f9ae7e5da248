"""Our XLSX workbook back to a reading. What is visible counts; the hidden columns only settle what it leaves open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, get_args

import python_calamine

from .dates import is_iso_date, iso_date
from .lists import strip_number
from .model import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    Dictum,
    IndicatorReading,
    LabelledText,
    PlanReading,
    PrintedNumber,
    Remark,
    Severity,
    Signatory,
    SubactivityReading,
    UnreadablePlan,
)
from .months import is_blank, is_tick
from .text import MAX_TEXT, fold
from .workbook import (
    DECREE_SHEET,
    FIRST_HIDDEN,
    FIRST_MONTH,
    MONTH_HEADINGS,
    PLAN_SHEET,
    REMARK_SHEET,
    TEXT_HEADINGS,
)

MAX_UNPACKED = 60 * 1024 * 1024
MAX_SHEET_ROWS, MAX_SHEET_COLUMNS = 20_000, 200
CELL_REFERENCE = re.compile(rb"""\br=["']\$?([A-Za-z]{0,9})\$?([0-9]{1,12})["']""")
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
FOREIGN = "Berkas XLSX ini bukan ekspor rencana aksi Pranata"


@dataclass(slots=True)
class SheetRow:
    """One row of a sheet as texts; `number` is Excel's row number."""

    number: int
    values: list[str]

    def cell(self, column: int) -> str:
        return self.values[column] if column < len(self.values) else ""


def read_workbook(data: bytes) -> PlanReading:
    """The reading of a workbook of `write_workbook`, edited or not.

    Raises UnreadablePlan naming sheet and cell for anything else. Printed lines (`as_printed`) are not in a workbook.
    """
    refuse_dangerous(data)
    sheets = load_sheets(data)
    if PLAN_SHEET not in sheets:
        raise UnreadablePlan(f"{FOREIGN}: lembar “{PLAN_SHEET}” tidak ada.")
    rows = sheets[PLAN_SHEET]
    headings = list(TEXT_HEADINGS)
    start = next((index for index, row in enumerate(rows) if row.values[: len(headings)] == headings), None)
    if start is None or start + 1 >= len(rows):
        raise UnreadablePlan(f"{FOREIGN}: judul kolom tidak ditemukan pada lembar “{PLAN_SHEET}”.")
    if tuple(rows[start + 1].values[FIRST_MONTH:FIRST_HIDDEN]) != MONTH_HEADINGS:
        raise UnreadablePlan(f"{FOREIGN}: nama bulan pada baris {rows[start + 1].number} tidak sesuai.")
    areas = PlanRows().read(rows[start + 3 :])
    decree = read_decree(sheets.get(DECREE_SHEET, [])[1:])
    return PlanReading(decree, areas, [read_remark(row) for row in sheets.get(REMARK_SHEET, [])[1:]])


def refuse_dangerous(data: bytes) -> None:
    """Refuse archives that unpack to too much, or whose cells lie so far apart that a dense sheet would fill memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise UnreadablePlan("Berkas XLSX terlalu besar setelah dibuka.")
            for entry in entries:
                if entry.filename.lower().startswith("xl/worksheets/"):
                    with archive.open(entry) as stream:
                        check_references(stream.read(MAX_UNPACKED))
    except BROKEN_ARCHIVE as error:
        raise UnreadablePlan("Berkas XLSX rusak dan tidak dapat dibuka.") from error


def check_references(xml: bytes) -> None:
    for letters, digits in CELL_REFERENCE.findall(xml):
        if int(digits) > MAX_SHEET_ROWS or column_number(letters) > MAX_SHEET_COLUMNS:
            place = (letters + digits).decode("ascii")
            limits = f"{MAX_SHEET_ROWS} baris dan {MAX_SHEET_COLUMNS} kolom"
            raise UnreadablePlan(f"Berkas XLSX memuat sel atau baris {place} di luar batas {limits}.")


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def load_sheets(data: bytes) -> dict[str, list[SheetRow]]:
    """The rows of every sheet we know, by sheet name."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [name for name in workbook.sheet_names if name in (PLAN_SHEET, DECREE_SHEET, REMARK_SHEET)]
        values = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panics do not derive from Exception
        raise UnreadablePlan("Berkas XLSX rusak dan tidak dapat dibaca.") from error
    return {name: [as_row(name, number, row) for number, row in enumerate(rows, 1)] for name, rows in values.items()}


def as_row(sheet: str, number: int, values: list[Any]) -> SheetRow:
    texts = [as_text(value) for value in values]
    for column, text in enumerate(texts):
        if len(text) > MAX_TEXT:
            raise UnreadablePlan(f"Sel {cell_name(column, number)} pada lembar “{sheet}” lebih dari {MAX_TEXT} huruf.")
    return SheetRow(number, texts)


def as_text(value: Any) -> str:
    """A cell's value as text; whole numbers without ".0", dates in ISO form."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return fold(value.isoformat() if hasattr(value, "isoformat") else str(value))


def cell_name(column: int, number: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{number}"


def fail(column: int, row: SheetRow, sheet: str, expected: str) -> UnreadablePlan:
    return UnreadablePlan(f"Sel {cell_name(column, row.number)} pada lembar “{sheet}” harus berupa {expected}.")


class PlanRows:
    """Reads the annex table row by row.

    An area, activity or sub-activity begins where its cell is filled, or where the hidden code changes (so that one
    without wording is kept). A code of an area or activity alone says that nothing stands below it.
    """

    def __init__(self) -> None:
        self.areas: list[AreaReading] = []
        self.code: tuple[str, ...] = ()

    def read(self, rows: list[SheetRow]) -> list[AreaReading]:
        for row in rows:
            if any(row.values):
                self.take(row)
        self.close()
        if not any(activity.subactivities for area in self.areas for activity in area.activities):
            raise UnreadablePlan(f"Lembar “{PLAN_SHEET}” tidak memuat satu subkegiatan pun.")
        return self.areas

    def take(self, row: SheetRow) -> None:
        code = tuple(row.cell(FIRST_HIDDEN).split(".")) if row.cell(FIRST_HIDDEN) else ()
        changed = [bool(code) and code[: depth + 1] != self.code[: depth + 1] for depth in range(3)]
        area = bool(row.cell(0) or row.cell(1)) or changed[0] or not self.areas
        activity = area or bool(row.cell(2)) or changed[1]
        subactivity = activity or bool(row.cell(3)) or changed[2]
        self.code = code or self.code
        if area:
            self.close()
            self.open_area(row)
        if len(code) == 1 and not is_filled(row, 2):
            return
        if activity:
            self.close()
            no = row.cell(FIRST_HIDDEN + 1)
            self.areas[-1].activities.append(ActivityReading(*unnumbered(row.cell(2), no, len(code) > 1)))
        if len(code) == 2 and not is_filled(row, 3):
            return
        if subactivity:
            self.close()
            self.open_subactivity(row, len(code) > 2)
        self.take_indicator(row)

    def open_area(self, row: SheetRow) -> None:
        printed = row.cell(0).strip(" .")
        if not re.fullmatch(r"[0-9]{1,3}", printed):
            raise fail(0, row, PLAN_SHEET, "nomor area")
        if any(area.no == int(printed) for area in self.areas):
            raise fail(0, row, PLAN_SHEET, "nomor area yang belum dipakai")
        self.areas.append(AreaReading(int(printed), row.cell(1)))

    def open_subactivity(self, row: SheetRow, is_coded: bool) -> None:
        activity = self.areas[-1].activities[-1]
        no, text = unnumbered(row.cell(3), row.cell(FIRST_HIDDEN + 2), is_coded)
        code = f"{self.areas[-1].no}.{len(self.areas[-1].activities)}.{len(activity.subactivities) + 1}"
        sub = SubactivityReading(code, no, text, source_lines=numbers(row, FIRST_HIDDEN + 4, PLAN_SHEET))
        sub.confidence = "low" if row.cell(FIRST_HIDDEN + 3) == "low" else "high"
        activity.subactivities.append(sub)

    def take_indicator(self, row: SheetRow) -> None:
        sub = self.areas[-1].activities[-1].subactivities[-1]
        months = [month for month in range(1, 13) if is_marked(row, FIRST_MONTH + month - 1)]
        sub.months = sorted({*sub.months, *months})
        if row.cell(4):
            sub.indicators.append(IndicatorReading(row.cell(4), months))

    def close(self) -> None:
        """Forget the months of the indicators of the sub-activity that ends here where they are not narrower."""
        activities = self.areas[-1].activities if self.areas else []
        subs = activities[-1].subactivities if activities else []
        for indicator in subs[-1].indicators if subs else []:
            if indicator.months == subs[-1].months:
                indicator.months = None


def is_filled(row: SheetRow, first: int) -> bool:
    """Whether anything people see stands in a row from column `first` on."""
    return any(not is_blank(cell) for cell in row.values[first:FIRST_HIDDEN])


def is_marked(row: SheetRow, column: int) -> bool:
    if not is_blank(row.cell(column)) and not is_tick(row.cell(column)):
        raise fail(column, row, PLAN_SHEET, "centang atau kosong")
    return is_tick(row.cell(column))


def unnumbered(text: str, no: str, is_coded: bool) -> tuple[str, str]:
    """(number, text) of a numbered cell; the hidden number says how much of the beginning is number."""
    if no and text.startswith(f"{no}. "):
        return no, text[len(no) + 2 :]
    if no and text == f"{no}.":
        return no, ""
    return ("", text) if is_coded and not no else strip_number(text)


def numbers(row: SheetRow, column: int, sheet: str) -> list[int]:
    words = row.cell(column).split()
    if not all(re.fullmatch(r"[0-9]{1,7}", word) and int(word) > 0 for word in words):
        raise fail(column, row, sheet, "nomor baris yang dipisahkan spasi")
    return [int(word) for word in words]


def read_decree(rows: list[SheetRow]) -> DecreeReading:
    """The decree from the rows (part, label, content, source lines) of its sheet."""
    decree = DecreeReading()
    for row in rows:
        part, label, text = row.cell(0), row.cell(1), row.cell(2)
        if part == "Nomor tercetak":
            decree.numbers.append(PrintedNumber(text, numbers(row, 3, DECREE_SHEET)))
        elif part == "Menimbang":
            decree.considerations.append(LabelledText(label, text))
        elif part == "Mengingat":
            decree.legal_basis.append(LabelledText(label, text))
        elif part == "Diktum":
            decree.dictum.append(Dictum(label, text))
        elif part == "Butir diktum" and decree.dictum:
            decree.dictum[-1].items.append(LabelledText(label, text))
        elif part == "Penanda tangan":
            decree.signatories.append(Signatory(label, text, numbers(row, 3, DECREE_SHEET)))
        else:
            read_single(decree, row)
    return decree


SINGLE_TEXTS = {
    "Nomor": "number",
    "Judul": "title",
    "Satuan kerja": "office_name",
    "Kode satuan kerja": "office_code",
    "Tempat": "place",
    "Menetapkan": "decides",
}
ANNEX_TEXTS = {
    "Nomor lampiran": "number",
    "Judul lampiran": "title",
    "Judul tabel": "caption",
    "Tempat lampiran": "place",
}


def read_single(decree: DecreeReading, row: SheetRow) -> None:
    """A part of the decree that has one value; parts nobody knows are skipped."""
    part, text = row.cell(0), row.cell(2)
    if part in SINGLE_TEXTS:
        setattr(decree, SINGLE_TEXTS[part], text)
    elif part in ANNEX_TEXTS:
        setattr(decree.annex, ANNEX_TEXTS[part], text)
    elif part == "Salinan":
        decree.is_copy = text == "ya"
    elif part == "Tanggal":
        decree.date = day(row)
    elif part == "Tanggal lampiran":
        decree.annex.date = day(row)
    elif part == "Tahun":
        decree.year = year(row)
    elif part == "Tahun lampiran":
        decree.annex.year = year(row)


def day(row: SheetRow) -> str:
    text = row.cell(2)
    found = text[:10] if is_iso_date(text[:10]) else iso_date(text)
    if text and not found:
        raise fail(2, row, DECREE_SHEET, "tanggal seperti 2022-01-17")
    return found


def year(row: SheetRow) -> int | None:
    text = row.cell(2)
    if text and not re.fullmatch(r"[0-9]{1,4}", text):
        raise fail(2, row, DECREE_SHEET, "tahun")
    return int(text) if text and int(text) else None


def read_remark(row: SheetRow) -> Remark:
    code, severity, subject, message = row.cell(0), row.cell(1), row.cell(3), row.cell(4)
    if severity not in get_args(Severity):
        raise fail(1, row, REMARK_SHEET, "info, doubt, atau error")
    return Remark(code, severity, numbers(row, 2, REMARK_SHEET), message, subject)  # type: ignore[arg-type]
