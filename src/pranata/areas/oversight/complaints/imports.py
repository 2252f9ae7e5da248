"""The list of SP4N-LAPOR!, as CSV or workbook: one report a row, all rows or none, every faulty cell named."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.models import PROCESS, LaporReport, LaporState
from pranata.base.audit.actions import record
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.cells import as_date, one_of
from pranata.base.imports.sheet import Column, Line, Row, Sheet
from pranata.base.imports.workbook import MOST_BYTES, MOST_ROWS, Grid
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

LONGEST_NUMBER = 40
FIRST_YEAR = 2000  # before it nobody reported anything there: a typing error
DELIMITERS = ";,\t|"
ROUNDED_NUMBER = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)


def as_number(text: str) -> str:
    """The number of a report; Excel may have rounded it. Raises ``ValueError``."""
    if ROUNDED_NUMBER.fullmatch(text.strip()):
        raise ValueError(_("“%s” sudah dibulatkan Excel; jadikan kolomnya Teks, lalu ekspor lagi.") % text.strip())
    return "".join(text.split()).removeprefix("'")


# The headings of SP4N-LAPOR!'s own export are not documented; those that people write are all understood.
SHEET = Sheet(
    Column("Nomor", "number", as_number, required=True, unique=True, also=("Tracking ID", "Nomor Laporan", "ID")),
    Column("Tanggal", "received_on", as_date, required=True, also=("Tanggal Laporan", "Tanggal Laporan Masuk")),
    Column("Status", "state", one_of({str(each.label): each.value for each in LaporState}), required=True),
)


@transaction.atomic
def import_lapor(office: Office, file: File, *, name: str, by: User) -> int:
    """Replace what was known of SP4N-LAPOR! by this file; how many reports it lists.

    Raises ``Forbidden``, ``RefusedFile`` for what is no such file, ``FaultySheet`` with every faulty cell.
    """
    require(by, PROCESS, office)
    lines = read_lines(file, name)
    moment = clock.now()
    known: dict[str, int] = {}

    def report(row: Row) -> LaporReport:
        values = checked(row.values)
        before = known.setdefault(values["number"], row.number)
        if before != row.number:
            raise ValidationError({"number": _("sama dengan baris %d.") % before})
        return LaporReport(office=office, read_at=moment, **values)

    reports = SHEET.load(lines, report)
    LaporReport.objects.filter(office=office).delete()
    LaporReport.objects.bulk_create(reports)
    record(office=office, actor=by, action="complaints.lapor_read", target=office, after={"count": len(reports)})
    return len(reports)


def checked(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row; raises ``ValidationError`` for a number too long or a day to come."""
    if len(values["number"]) > LONGEST_NUMBER:
        raise ValidationError({"number": _("Paling panjang %(count)d huruf.") % {"count": LONGEST_NUMBER}})
    if values["received_on"] > clock.today():
        raise ValidationError({"received_on": _("Tanggal ini belum terjadi.")})
    if values["received_on"].year < FIRST_YEAR:
        raise ValidationError({"received_on": _("Tanggal ini terlalu lama; periksa tahunnya.")})
    return values


def read_lines(file: File, name: str) -> list[Line]:
    """The filled rows of a CSV, or of a workbook. Raises ``RefusedFile``."""
    if PurePath(name).suffix.lower() != ".csv":
        return SHEET.read(file, name)
    if file.size > MOST_BYTES:
        raise RefusedFile(_("Berkas terlalu besar; paling besar %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    text = decoded(file.read())
    lines = SHEET.find(Grid(name, rows) for rows in readings(text))
    if lines is None:
        headings = ", ".join(column.heading for column in SHEET.columns)
        raise RefusedFile(_("Judul kolom (%(headings)s) tidak ditemukan.") % {"headings": headings})
    if not lines:
        raise RefusedFile(_("Tidak ada baris terisi di bawah judul kolom."))
    return lines


def decoded(content: bytes) -> str:
    """The text of a CSV as Excel and others write it: UTF-8 or UTF-16 with their mark, else UTF-8, else Windows-1252.

    Raises ``RefusedFile`` for what is none of them.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise RefusedFile(_("Huruf dalam berkas CSV ini tidak terbaca; simpan lagi sebagai CSV UTF-8."))


def readings(text: str) -> Iterator[list[list[str]]]:
    """The rows of a CSV parted by what parts its cells most likely, then by the others; lines may stand above them.

    Raises ``RefusedFile`` when the last of them is no CSV either.
    """
    hint = re.match(r"sep=(.)\r?\n", text)  # what Excel understands, and others write for it
    body = text[hint.end() :] if hint else text
    first = body.partition("\n")[0]
    likely = sorted(
        DELIMITERS, key=lambda each: (hint is not None and each == hint[1], first.count(each)), reverse=True
    )
    fault = None
    for delimiter in likely:
        try:
            rows = rows_of(body, delimiter)
        except csv.Error as error:
            fault = error
            continue
        yield [[], *rows] if hint else rows
    if fault is not None:
        raise RefusedFile(_("Berkas CSV ini rusak: %(error)s") % {"error": fault})


def rows_of(text: str, delimiter: str) -> list[list[str]]:
    """The cells, all rows alike long. Raises ``csv.Error``, and ``RefusedFile`` when there are too many."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(rows) > MOST_ROWS:
        raise RefusedFile(_("Paling banyak %(count)d baris.") % {"count": MOST_ROWS})
    width = max(map(len, rows), default=0)
    return [[tidy(cell) for cell in row] + [""] * (width - len(row)) for row in rows]


def tidy(cell: str) -> str:
    """A cell without the marks and blanks that its writer left around it."""
    return cell.replace("\x00", "").replace("\ufeff", "").replace("\xa0", " ").strip()
