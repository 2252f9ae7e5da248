"""A register as a file: CSV for machines, XLSX to be filled in and sent back, PDF to be printed and kept."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import CharField, ForeignKey, TextField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.base.imports.writing import MEDIA_TYPE, write_workbook
from pranata.base.paper.queries import letterhead_of
from pranata.base.paper.typesetting import printable_texts, typeset
from pranata.engines.registers.columns import cell, heading, in_words
from pranata.engines.registers.narrowing import with_related
from pranata.engines.registers.sheets import sheet_of, sheet_rows
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from django.db.models import Field, QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

TEMPLATE = Path(__file__).parent / "register.typ"
MOST_PRINTED = 3000
WIDE_TEXT = 150  # letters
FORMATS = ("xlsx", "csv", "pdf")


class TooManyRows(ValueError):
    """More rows than a paper is set with; the sentence is for people."""


@dataclass(frozen=True)
class File:
    """A finished file: its bytes, its media type, the name it is offered under."""

    content: bytes
    media_type: str
    name: str


def export(
    register: Register, rows: QuerySet[Entry], file_format: str, *, office: Office, columns: tuple[str, ...] = ()
) -> File:
    """``rows`` of the office in one of ``FORMATS``, every field; in a PDF ``columns``, else those of the list.

    Raises ValueError for another format, ``TooManyRows`` for a PDF nobody would read.
    """
    name = f"{register.code}-{office.code}.{file_format}"
    if file_format == "pdf":
        return File(as_pdf(register, rows, office, columns or register.columns), "application/pdf", name)
    rows = with_related(register, rows, register.fields)
    if file_format == "xlsx":
        content = write_workbook(sheet_of(register, office), sheet_rows(register, rows), title=str(register.title))
        return File(content, MEDIA_TYPE, name)
    if file_format == "csv":
        return File(as_csv(register, register.fields, rows), "text/csv; charset=utf-8", name)
    raise ValueError(f"{file_format!r} is none of {', '.join(FORMATS)}")


def as_pdf(register: Register, rows: QuerySet[Entry], office: Office, columns: tuple[str, ...]) -> bytes:
    """The rows under the office's letterhead, lying, its head on every page. Raises ``TooManyRows``."""
    found = list(with_related(register, rows, columns)[: MOST_PRINTED + 1])
    if len(found) > MOST_PRINTED:
        raise TooManyRows(_("PDF memuat paling banyak %d baris; persempit dahulu daftarnya.") % MOST_PRINTED)
    day, letterhead, fields = clock.today(), letterhead_of(office), register.model_fields(columns)
    texts = {
        "title": str(register.title),
        "author": office.name,
        "letterhead": list(letterhead.office) or [office.name],
        "address": list(letterhead.address),
        "count": ngettext("%d baris", "%d baris", len(found)) % len(found),
        "as_of": _("Keadaan per %s") % date_format(day, "j F Y"),
        "number": _("No."),
        "headings": [heading(each) for each in fields],
        "shares": [_share(each) for each in fields],
        "rows": [[in_words(each, row) for each in fields] for row in found],
    }
    data = printable_texts(texts, set()) | {"logo": letterhead.logo is not None}
    return typeset(TEMPLATE, data, day=day, files={"logo": letterhead.logo or b""})


def _share(field: Field) -> int:
    """How wide a column is beside the others."""
    if isinstance(field, TextField) or (getattr(field, "max_length", 0) or 0) >= WIDE_TEXT:
        return 3
    return 2 if isinstance(field, CharField | ForeignKey) and not field.choices else 1


def as_csv(register: Register, names: tuple[str, ...], rows: QuerySet[Entry]) -> bytes:
    """A line per row, its columns called as the fields are; UTF-8 with a mark that Excel understands."""
    fields = register.model_fields(names)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([as_plain_cell(str(cell(field, row) or "")) for field in fields] for row in rows)
    return out.getvalue().encode("utf-8-sig")
