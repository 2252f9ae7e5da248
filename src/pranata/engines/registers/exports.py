"""A register as a file: CSV for machines, XLSX as the workbook that can be filled in and sent back."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.base.imports.writing import MEDIA_TYPE, write_workbook
from pranata.engines.registers.narrowing import with_related
from pranata.engines.registers.sheets import cell, sheet_of, sheet_rows
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True)
class File:
    """A finished file: its bytes, its media type, the name it is offered under."""

    content: bytes
    media_type: str
    name: str


def export(register: Register, rows: QuerySet[Entry], file_format: str, *, office: Office) -> File:
    """``rows`` of the office in one of ``FORMATS``, every field. Raises ValueError for another format."""
    name = f"{register.code}-{office.code}.{file_format}"
    rows = with_related(register, rows, register.fields)
    if file_format == "xlsx":
        content = write_workbook(sheet_of(register, office), sheet_rows(register, rows), title=str(register.title))
        return File(content, MEDIA_TYPE, name)
    if file_format == "csv":
        return File(as_csv(register, register.fields, rows), "text/csv; charset=utf-8", name)
    raise ValueError(f"{file_format!r} is none of {', '.join(FORMATS)}")


def as_csv(register: Register, names: tuple[str, ...], rows: QuerySet[Entry]) -> bytes:
    """A line per row, its columns called as the fields are; UTF-8 with a mark that Excel understands."""
    fields = register.model_fields(names)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([as_plain_cell(str(cell(field, row) or "")) for field in fields] for row in rows)
    return out.getvalue().encode("utf-8-sig")
