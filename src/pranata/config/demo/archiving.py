"""A made-up archive of the demonstration's office, by the actions that people use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pranata.areas.process.archives.register import DOSSIERS, ITEMS
from pranata.engines.archives import disposing, keeping, moving
from pranata.engines.archives.loading import load_samples
from pranata.engines.archives.models import ArchiveItem, Dossier, Status, TransferKind
from pranata.engines.registers.actions import add_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

# Number, what it is, class, years ago that its file was closed, further columns.
PAPERS: tuple[tuple[str, str, str, int, dict[str, str]], ...] = (
    ("K-01", "Agenda surat masuk (Contoh)", "TU.01", 6, {"box": "1", "location": "Ruang arsip"}),
    ("K-02", "Agenda surat masuk, buku kedua (Contoh)", "TU.01", 6, {"box": "1", "location": "Ruang arsip"}),
    (
        "K-03",
        "Agenda surat masuk yang masih disengketakan (Contoh)",
        "TU.01",
        6,
        {"box": "2", "location": "Ruang arsip"},
    ),
    ("K-04", "Agenda surat keluar (Contoh)", "TU.01", 2, {"location": "Lemari subbagian"}),
    ("K-05", "Laporan pengawasan (Contoh)", "PW.01", 8, {"box": "3", "location": "Ruang arsip"}),
    ("K-06", "Berkas ijazah calon (Contoh)", "PL.01", 7, {"box": "4", "location": "Ruang arsip"}),
    (
        "K-07",
        "Sertipikat tanah kantor (Contoh)",
        "",
        0,
        {"category": "vital", "protection": "brankas tahan api dan salinan digital", "location": "Ruang sekretaris"},
    ),
    ("K-08", "Perjanjian sewa gudang (Contoh)", "", 0, {"category": "vital"}),
)
FINISHED = {
    "place": "Ruang arsip (Contoh)",
    "giver_name": "Kepala unit pengolah (Contoh)",
    "giver_role": "Kepala subbagian",
    "receiver_name": "Petugas arsip (Contoh)",
    "receiver_role": "Arsiparis",
}


def fill_archiving(office: Office, by: User) -> None:
    """Sample classes, papers of all ages, a hold, a loan, a transfer and a proposal of destruction; once."""
    if Dossier.objects.filter(office=office).exists():
        return
    load_samples(office, by=by)
    today = clock.today()
    dossier = add_entry(
        DOSSIERS, office, {"number": "B-01", "title": "Surat menyurat (Contoh)", "archive_class": "TU.01",
        "opened_on": date(today.year, 1, 2)}, by=by,
    )  # fmt: skip
    items = {number: _paper(office, by, number, *said) for number, *said in PAPERS}
    _paper(office, by, "K-09", "Surat yang masih berjalan (Contoh)", "TU.01", 0, {}, dossier=dossier)
    old = [items[number] for number in ("K-01", "K-02", "K-03", "K-05", "K-06")]
    moved = moving.prepare_transfer(office, old, kind=TransferKind.INACTIVE, receiver="Unit kearsipan", by=by)
    moving.finish_transfer(moved, number="1/BA (Contoh)", moved_on=today, by=by, **FINISHED)
    keeping.place_hold(items["K-03"], reason="Sengketa yang belum selesai (Contoh)", by=by)
    keeping.lend(
        items["K-06"], borrower="Pegawai peminjam (Contoh)", purpose="Pemeriksaan (Contoh)",
        out_on=today - timedelta(days=20), by=by,
    )  # fmt: skip
    gone = ArchiveItem.objects.filter(office=office, number="K-01", state=Status.INACTIVE)
    disposing.propose(office, gone, title="Agenda surat masuk (Contoh)", by=by)


def _paper(
    office: Office, by: User, number: str, title: str, archive_class: str, years: int, more: dict[str, str], **also: Any
) -> ArchiveItem:
    """One paper whose file was closed so many years ago."""
    closed = date(clock.today().year - years, 1, 31)
    said = {
        "number": number,
        "title": title,
        "archive_class": archive_class,
        "dated_on": closed,
        "quantity": "1 bundel",
    }
    said |= {"quantity": "1 bundel", **({"closed_on": closed} if years else {})}
    return add_entry(ITEMS, office, {**said, **more, **also}, by=by)  # type: ignore[return-value]  # its model
