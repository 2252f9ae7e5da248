"""The list of SP4N-LAPOR!, as CSV or workbook: one report a row, all rows or none, every faulty cell named."""

from __future__ import annotations

import csv
import io
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
# The headings of SP4N-LAPOR!'s own export are not documented; those that people write are all understood.
SHEET = Sheet(
    Column("Nomor", "number", required=True, unique=True, also=("Tracking ID", "Nomor Laporan", "ID")),
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

    def report(row: Row) -> LaporReport:
        return LaporReport(office=office, read_at=moment, **checked(row.values))

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
    return values


def read_lines(file: File, name: str) -> list[Line]:
    """The filled rows of a CSV, or of a workbook. Raises ``RefusedFile``."""
    if PurePath(name).suffix.lower() != ".csv":
        return SHEET.read(file, name)
    if file.size > MOST_BYTES:
        raise RefusedFile(_("Berkas terlalu besar; paling besar %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile(_("Berkas CSV ini bukan UTF-8; simpan lagi sebagai CSV UTF-8.")) from None
    lines = SHEET.find([Grid(name, rows_of(text))])
    if lines is None:
        headings = ", ".join(column.heading for column in SHEET.columns)
        raise RefusedFile(_("Judul kolom (%(headings)s) tidak ditemukan.") % {"headings": headings})
    if not lines:
        raise RefusedFile(_("Tidak ada baris terisi di bawah judul kolom."))
    return lines


def rows_of(text: str) -> list[list[str]]:
    """The cells of a CSV whose first line says whether a semicolon, a tab or a comma parts them; all rows alike long.

    Raises ``RefusedFile`` for what is no CSV, or too long.
    """
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedFile(_("Berkas CSV ini rusak: %(error)s") % {"error": error}) from None
    if len(rows) > MOST_ROWS:
        raise RefusedFile(_("Paling banyak %(count)d baris.") % {"count": MOST_ROWS})
    width = max(map(len, rows), default=0)
    return [[cell.replace("\x00", "").strip() for cell in row] + [""] * (width - len(row)) for row in rows]
