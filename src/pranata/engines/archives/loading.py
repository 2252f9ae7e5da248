"""Classes of archives taken in from a table, all or none: the office's own, in force from a day."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.cells import as_date, as_decimal, one_of
from pranata.base.imports.sheet import Column, Line, Row, Sheet
from pranata.base.imports.workbook import Grid
from pranata.base.org.permission import require
from pranata.engines.archives.counting import recount_classes
from pranata.engines.archives.models import EDIT, ArchiveClass, Certainty, FateChoice
from pranata.engines.deadlines.rows import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

FOLDER = "archives"


def as_years(text: str) -> int:
    """Whole years. Raises ValueError."""
    number = as_decimal(text)
    if number != int(number) or number < 0:
        raise ValueError(_("“%s” bukan jumlah tahun.") % text)
    return int(number)


SHEET = Sheet(
    Column("Kode", "code", required=True, also=("Kode klasifikasi",)),
    Column("Jenis arsip", "name", required=True, also=("Uraian",)),
    Column("Retensi aktif (tahun)", "active_years", as_years, required=True, also=("Aktif", "Tahun aktif")),
    Column("Retensi inaktif (tahun)", "inactive_years", as_years, required=True, also=("Inaktif", "Tahun inaktif")),
    Column(
        "Nasib akhir",
        "fate",
        one_of({"musnah": "musnah", "permanen": "permanen", "dinilai kembali": "dinilai-kembali"}),
        required=True,
        also=("Keterangan",),
    ),
    Column("Dasar", "source"),
    Column("Berlaku sejak", "valid_from", as_date),
    Column("Berlaku sampai", "valid_to", as_date),
)


def read_lines(content: bytes, name: str) -> list[Line]:
    """The filled rows of a table as XLSX, or as CSV with commas or semicolons. Raises ``RefusedFile``."""
    if not name.casefold().endswith(".csv"):
        return SHEET.read(ContentFile(content), name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile(_("Berkas CSV ini bukan UTF-8; simpan sebagai CSV UTF-8.")) from None
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    longest = max(map(len, rows), default=0)
    lines = SHEET.find([Grid(name, [[*row, *[""] * (longest - len(row))] for row in rows])])
    if not lines:
        headings = ", ".join(each.heading for each in SHEET.columns if each.is_expected)
        raise RefusedFile(_("Judul kolom (%s) tidak ditemukan, atau tidak ada baris terisi di bawahnya.") % headings)
    return lines


@transaction.atomic
def load_classes(office: Office, lines: Iterable[Line], *, valid_from: date, source: str = "", by: User | None) -> int:
    """
    Take in the classes of a table, in force from ``valid_from`` where a row names no day; the same code of an older
    edition ends the day before, so that older files stay under it. Returns how many classes were written.

    Raises ``Forbidden``, ``FaultySheet`` with every faulty cell; then nothing is written.
    """
    require(by, EDIT, office)
    hold(office)
    codes = SHEET.load(lines, lambda row: _save(office, row, valid_from=valid_from, source=source))
    recount_classes(office, codes)
    record(
        office=office,
        actor=by,
        action="archives.classes_loaded",
        target=None,
        after={"count": len(codes), "valid_from": valid_from.isoformat(), "source": source},
    )
    return len(codes)


@transaction.atomic
def load_samples(office: Office, *, by: User | None) -> int:
    """Take in the marked samples of ``data/archives``, for a demonstration; codes the office has are left alone."""
    require(by, EDIT, office)
    hold(office)
    known = set(ArchiveClass.objects.filter(office=office).values_list("code", flat=True))
    made = [ArchiveClass(office=office, **each) for each in samples() if each["code"] not in known]
    for each in made:
        each.full_clean()
        each.save()
    recount_classes(office, [each.code for each in made])
    after = {"count": len(made), "source": "data/archives"}
    record(office=office, actor=by, action="archives.classes_loaded", after=after)
    return len(made)


def samples() -> list[dict[str, Any]]:
    """The sample classes with their rows of the schedule. Raises ``DataFault`` when a file cannot be read."""
    names = {
        each["code"]: each["name"] for each in read_toml(settings.DATA_DIR / FOLDER / "classification.toml")["class"]
    }
    return [
        {
            "code": each["code"],
            "name": names[each["code"]],
            "active_years": each["active_years"],
            "inactive_years": each["inactive_years"],
            "fate": FateChoice(each["fate"]),
            "valid_from": each["valid_from"],
            "source": each["source"],
            "certainty": Certainty(each["certainty"]),
        }
        for each in read_toml(settings.DATA_DIR / FOLDER / "jra.toml")["row"]
    ]


def _save(office: Office, row: Row, *, valid_from: date, source: str) -> str:
    """One class, that of the same code and day changed; the edition before it ends the day before."""
    said = {name: value for name, value in row.values.items() if value is not None}
    said.setdefault("valid_from", valid_from)
    said.setdefault("source", source)
    same = ArchiveClass.objects.filter(office=office, code=said["code"])
    found = same.filter(valid_from=said["valid_from"]).first() or ArchiveClass(office=office)
    later = same.filter(valid_from__gt=said["valid_from"]).order_by("valid_from").first()
    if later is not None and "valid_to" not in said:
        said["valid_to"] = later.valid_from - timedelta(days=1)
    for name, value in said.items():
        setattr(found, name, value)
    found.certainty = Certainty.SOURCE
    if found.valid_to is not None and found.valid_to < found.valid_from:
        raise ValidationError({"valid_to": _("Klasifikasi berakhir sebelum mulai berlaku.")})
    found.full_clean()
    found.save()
    before = same.filter(valid_from__lt=found.valid_from).order_by("-valid_from").first()
    if before is not None and (before.valid_to is None or before.valid_to >= found.valid_from):
        before.valid_to = found.valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    return found.code
