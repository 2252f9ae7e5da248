"""The lists of archives (PP 28/2012; their columns own knowledge) as tables of texts; ``papers`` prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.models import ArchiveItem, Category, Dossier, Loan, Status

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

Cells = tuple[str, ...]


@dataclass(frozen=True)
class ArchiveList:
    """One list: ``columns`` are its headings with the parts of the width each takes, ``rows`` its rows for a reader."""

    code: str
    name: str
    title: Any
    columns: tuple[tuple[Any, int], ...]
    rows: Callable[[Office, User], Iterator[Cells]]


def day(value: date | None) -> str:
    return date_format(value, "j M Y") if value else ""


def span(first: date | None, last: date | None) -> str:
    """From when to when, in years."""
    years = [str(each.year) for each in (first, last) if each]
    return "–".join(dict.fromkeys(years))


def visible(office: Office, reader: User) -> Any:
    return ArchiveItem.objects.visible_to(reader).filter(office=office).select_related("unit", "dossier", "office")


def dossiers(office: Office, reader: User) -> Iterator[Cells]:
    found = Dossier.objects.visible_to(reader).filter(office=office).select_related("unit").order_by("number")
    for each in found:
        yield (
            str(each.unit or ""), each.number, each.archive_class, each.title, span(each.opened_on, each.closed_on),
            each.quantity, each.note,
        )  # fmt: skip


def dossier_items(office: Office, reader: User) -> Iterator[Cells]:
    for each in visible(office, reader).filter(dossier__isnull=False).order_by("dossier__number", "number"):
        yield (
            each.dossier.number, each.number, each.class_code, each.title, day(each.dated_on), each.quantity,
            each.note,
        )  # fmt: skip


def active_items(office: Office, reader: User) -> Iterator[Cells]:
    for each in visible(office, reader).filter(state=Status.ACTIVE).order_by("number"):
        yield (
            str(each.unit or ""), each.number, each.class_code, each.title, span(each.dated_on, each.closed_on),
            each.quantity, day(each.active_until), each.note,
        )  # fmt: skip


def inactive_items(office: Office, reader: User) -> Iterator[Cells]:
    inactive = (Status.INACTIVE, Status.JUDGED, Status.PROPOSED, Status.APPROVED, Status.OFFERED)
    for each in visible(office, reader).filter(state__in=inactive).order_by("number"):
        yield inactive_row(each)


def inactive_row(each: ArchiveItem) -> Cells:
    """One row of Daftar arsip inaktif, after its running number and its maker."""
    kept = " · ".join(filter(None, [day(each.kept_until), each.get_fate_display()]))
    place = " / ".join(filter(None, [each.folder, each.box]))
    return (
        str(each.unit or each.office.name), each.number, each.class_code, each.title,
        span(each.dated_on, each.closed_on), each.quantity, each.get_copy_display(), place, each.location, kept,
        each.get_category_display(), each.note,
    )  # fmt: skip


def vital_items(office: Office, reader: User) -> Iterator[Cells]:
    special = (Category.VITAL, Category.PROTECTED)
    for each in visible(office, reader).kept().filter(category__in=special).order_by("number"):
        yield (
            each.number, each.title, str(each.unit or ""), span(each.dated_on, each.closed_on),
            each.get_medium_display(), each.quantity, day(each.kept_until), each.protection, each.location,
            " · ".join(filter(None, [each.get_category_display(), each.note])),
        )  # fmt: skip


def loan_rows(office: Office, reader: User) -> Iterator[Cells]:
    found = Loan.objects.visible_to(reader).filter(office=office).select_related("item", "unit", "approved_by__person")
    for each in found:
        yield (
            each.borrower, str(each.unit or ""), f"{each.item.number} {each.item.title}", each.purpose,
            day(each.out_on), day(each.due_on), day(each.back_on), each.condition, str(each.approved_by or ""),
        )  # fmt: skip


def disposal_rows(items: Iterable[ArchiveItem]) -> Iterator[Cells]:
    """Daftar arsip usul musnah; the running number goes before."""
    for place, each in enumerate(items, start=1):
        year = span(each.dated_on, each.closed_on)
        note = " · ".join(filter(None, [each.number, each.class_code, each.note]))
        yield str(place), each.title, year, each.quantity, each.get_copy_display(), note


UNIT, NUMBER, CODE, WORDS = (
    (_("Unit pengolah"), 14),
    (_("Nomor item"), 9),
    (_("Kode klasifikasi"), 10),
    _("Uraian arsip"),
)
YEARS, QUANTITY, NOTE = (_("Kurun waktu"), 9), (_("Jumlah"), 8), (_("Keterangan"), 12)
INACTIVE_COLUMNS = (
    UNIT, NUMBER, CODE, (WORDS, 24), YEARS, QUANTITY, (_("Tingkat perkembangan"), 9), (_("Folder / boks"), 9),
    (_("Lokasi"), 10), (_("Jangka simpan dan nasib akhir"), 13), (_("Kategori"), 8), NOTE,
)  # fmt: skip
DISPOSAL_COLUMNS = (
    (_("Nomor"), 6), (_("Jenis arsip"), 40), (_("Tahun"), 10), QUANTITY, (_("Tingkat perkembangan"), 14),
    (_("Keterangan"), 22),
)  # fmt: skip
LISTS = {
    each.name: each
    for each in (
        ArchiveList(
            "dossiers",
            "daftar-berkas",
            _("Daftar berkas"),
            (UNIT, (_("Nomor berkas"), 10), CODE, (_("Uraian berkas"), 30), YEARS, QUANTITY, NOTE),
            dossiers,
        ),
        ArchiveList(
            "dossier_items",
            "daftar-isi-berkas",
            _("Daftar isi berkas"),
            ((_("Nomor berkas"), 10), NUMBER, CODE, (WORDS, 34), (_("Tanggal"), 10), QUANTITY, NOTE),
            dossier_items,
        ),
        ArchiveList(
            "active",
            "daftar-arsip-aktif",
            _("Daftar arsip aktif"),
            (UNIT, NUMBER, CODE, (WORDS, 30), YEARS, QUANTITY, (_("Aktif sampai"), 10), NOTE),
            active_items,
        ),
        ArchiveList("inactive", "daftar-arsip-inaktif", _("Daftar arsip inaktif"), INACTIVE_COLUMNS, inactive_items),
        ArchiveList(
            "vital",
            "daftar-arsip-vital",
            _("Daftar arsip vital"),
            (
                NUMBER, (_("Jenis arsip"), 26), UNIT, YEARS, (_("Media"), 8), QUANTITY, (_("Jangka simpan"), 10),
                (_("Metode perlindungan"), 16), (_("Lokasi"), 12), NOTE,
            ),
            vital_items,
        ),
        ArchiveList(
            "loans",
            "daftar-peminjaman",
            _("Daftar peminjaman arsip"),
            (
                (_("Peminjam"), 14), (_("Unit peminjam"), 12), (_("Arsip"), 26), (_("Keperluan"), 16),
                (_("Dipinjam"), 9), (_("Harus kembali"), 9), (_("Kembali"), 9), (_("Keadaan"), 10),
                (_("Disetujui oleh"), 12),
            ),
            loan_rows,
        ),
    )
}  # fmt: skip
