"""The cells of an XLSX file as texts. Files that would fill memory, or are something else, are refused before."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time

import python_calamine
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.files.archives import UNREADABLE
from pranata.base.files.errors import RefusedFile
from pranata.base.files.kinds import ACCEPTED
from pranata.base.files.sniffing import recognize

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_100, 100
MOST_CELLS = 700_000  # of a sheet from corner to corner: the reader keeps the empty ones too
MOST_CHARACTERS = 200 * 1024 * 1024  # of all cells together, if each showed the longest shared text
SAFE_NUMBER = 10**15  # a spreadsheet keeps 15 digits
REFERENCE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{0,9})\$?([0-9]{1,12})["']""")
ROW, CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
SHARED = re.compile(rb"</(?:\w+:)?si\s*>")  # ends each of the texts that cells share
WIDE_LETTERS = "sheetData".encode("utf-16-le")[:-1]  # a sheet in UTF-16, which no spreadsheet writes
TOO_LARGE = gettext_lazy("Isi berkas terlalu besar bila dibuka.")
BROKEN = gettext_lazy("Berkas Excel ini rusak dan tidak dapat dibaca.")


@dataclass(frozen=True)
class Grid:
    """One sheet: its name and its rows from row 1 on, as texts."""

    name: str
    rows: list[list[str]]


def read_grids(file: File, name: str) -> list[Grid]:
    """The visible and hidden sheets of the XLSX ``file``, called ``name`` by its sender. Raises ``RefusedFile``."""
    if file.size > MOST_BYTES:
        raise RefusedFile(_("Berkas terlalu besar; paling besar %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    if not file.size:
        raise RefusedFile(_("Berkas kosong."))
    if recognize(file, name) != ACCEPTED["xlsx"]:
        raise RefusedFile(_("Yang dapat dibaca hanya Excel .xlsx; buka berkas ini, lalu simpan sebagai .xlsx."))
    file.seek(0)
    data = file.read()
    refuse_spread(data)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [workbook.get_sheet_by_name(sheet) for sheet in workbook.sheet_names]
        return [
            Grid(sheet.name, [[*map(cell_text, row)] for row in sheet.to_python(skip_empty_area=False)])
            for sheet in sheets
        ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panics do not derive from Exception
        raise RefusedFile(BROKEN) from error


def refuse_spread(data: bytes) -> None:
    """Refuse cells so far apart, or texts repeated so often, that the reader's dense table would fill memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise RefusedFile(TOO_LARGE)
            parts = [archive.read(entry) for entry in archive.infolist()]
    except UNREADABLE as error:
        raise RefusedFile(BROKEN) from error
    sheets = [part for part in parts if b"sheetData" in part]
    if any(WIDE_LETTERS in part for part in parts):
        raise RefusedFile(BROKEN)
    if any(map(is_spread, sheets)):
        words = _("Lembar terlalu luas, paling banyak %(rows)d baris dan %(columns)d kolom; hapus sel di luar tabel.")
        raise RefusedFile(words % {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
    longest = max((len(text) for part in parts for text in SHARED.split(part)[:-1]), default=0)
    if sum(len(CELL.findall(sheet)) for sheet in sheets) * longest > MOST_CHARACTERS:
        raise RefusedFile(TOO_LARGE)


def is_spread(sheet: bytes) -> bool:
    """Whether a row or cell of the sheet's XML, numbered or only counted, lies beyond the limits."""
    rows = ROW.split(sheet)
    places = REFERENCE.findall(sheet)
    height = max(len(rows) - 1, max((int(digits) for _letters, digits in places), default=0))
    numbered = max(map(column_number, {letters for letters, _digits in places}), default=0)
    width = max([numbered, *(len(CELL.findall(row)) for row in rows)])
    return height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def cell_text(value: object) -> str:
    """What a cell holds, as its reader sees it; dates in ISO form, numbers of 16 digits and more as ``1.98001E+17``."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if abs(value) >= SAFE_NUMBER:
            return f"{value:.5E}"
        return str(int(value)) if value == int(value) else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("_x000D_", "").strip()
