"""The list of offices as data: ``data/org/offices.csv``, read without guessing."""

import csv
from dataclasses import dataclass, fields
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.org.models import Level, TimeZone

CENTRAL_CODE = "00"  # KPU RI, an internal code; provinces have two digits, regencies four


@dataclass(frozen=True)
class OfficeRow:
    """One line of the list, all text as written; ``parent_code`` is empty for KPU RI only."""

    code: str
    level: str
    name: str
    region_name: str
    parent_code: str
    time_zone: str
    note: str


def read_offices(source: Path) -> list[OfficeRow]:
    """The rows of ``source``, parents first. Raises ValidationError when the file cannot be such a list."""
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != [field.name for field in fields(OfficeRow)]:
            raise ValidationError(_("Judul kolom daftar satuan kerja tidak sesuai."))
        rows = [OfficeRow(**line) for line in reader]
    rows.sort(key=lambda row: (len(row.code), row.code != CENTRAL_CODE, row.code))
    seen: set[str] = set()
    for row in rows:
        _check(row, seen)
        seen.add(row.code)
    return rows


def _check(row: OfficeRow, seen: set[str]) -> None:
    if row.level not in Level.values or row.time_zone not in TimeZone.values or not row.name:
        raise ValidationError(_("Baris satuan kerja %(code)s tidak lengkap atau salah.") % {"code": row.code})
    if row.code in seen:
        raise ValidationError(_("Kode satuan kerja %(code)s muncul dua kali.") % {"code": row.code})
    if (row.level == Level.RI) != (row.parent_code == "") or (row.parent_code and row.parent_code not in seen):
        raise ValidationError(_("Satuan kerja %(code)s tidak punya atasan yang dikenal.") % {"code": row.code})
