"""The words and signs of the report, as pages use them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import override

from pranata.base.ui.templatetags.ui import CELL_SIGNS, RAISED_LETTERS
from pranata.engines.plan.models import ProgressStatus
from pranata.engines.plan.rules import CellState
from pranata.lib import clock
from pranata.lib.periods import MONTHS, Length, Period

if TYPE_CHECKING:
    from datetime import datetime

TITLE = "Laporan pelaksanaan Rencana Aksi Reformasi Birokrasi"
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
NOTHING_DUE = "Tidak ada subkegiatan yang dijadwalkan dalam periode ini."
NOT_REPORTED = "Belum dilaporkan."
NOT_YET = "Belum dilaporkan; tenggatnya belum lewat."
RESTRICTED = "(terbatas)"
NOBODY = "belum ditunjuk"
NOT_READ = "belum dibaca"
WITHHELD = "tidak ditampilkan"
WAITING_TO_BE_READ = "dihitung setelah bulan berakhir"
UNFINISHED = {
    ProgressStatus.DRAFT: "masih konsep, belum diajukan",
    ProgressStatus.RETURNED: "dikembalikan, belum diajukan lagi",
}
SUMMARY_HEADINGS = (
    "Area perubahan",
    "Subkegiatan",
    "Jadwal",
    "Terverifikasi",
    "Terlambat",
    "Menunggu",
    "Belum lapor",
    "Belum tiba",
    "Terlaksana",
)
SUMMARY_LEGEND = (
    "Jadwal: pelaksanaan bulanan yang dijadwalkan dalam periode ini. Terverifikasi dan Terlambat: sudah diverifikasi,"
    " diajukan tepat waktu atau sesudah tenggat. Menunggu: diajukan, belum diverifikasi. Belum lapor: tenggatnya lewat."
    " Belum tiba: tenggatnya belum lewat. Terlaksana: yang sudah diverifikasi dari seluruh jadwal, dibulatkan ke bawah."
)
DETAIL_HEADINGS = (
    "Kode", "Subkegiatan", "Penanggung jawab", "Bulan", "Keadaan", "Capaian", "Hambatan", "Tindak lanjut", "Bukti",
)  # fmt: skip
FIGURE_HEADINGS = ("Kode", "Bulan", "Indikator", "Nilai", "Dari", "Realisasi", "Target")
MEASURED_HEADINGS = ("Kode", "Indikator", "Bulan", "Capaian", "Target")
NOTHING_MEASURED = "Belum ada indikator yang dibaca dengan ukuran."
READING_HEADINGS = ("No.", "Ukuran", "Arti angka", "Dihitung pada", "Rumus ke", "Bacaan")
READING_LEAD = (
    "Setiap angka kecil B dalam capaian indikator dan uraian menunjuk ke bacaan di bawah ini. Bacaan bulan yang disegel"
    " tidak berubah lagi; koreksi menjadi bacaan baru."
)
NARRATIVE_HEADINGS = ("Bagian", "Kalimat", "Asal", "Catatan")
NO_NARRATIVE = "Tidak ada uraian."
STATES_OF_SENTENCES = {"generated": "tersusun otomatis", "edited": "disunting", "added": "ditambahkan"}
EVIDENCE_HEADINGS = ("No.", "Bukti", "Tanggal", "Berkas", "SHA-256", "Keamanan", "Untuk")
EVIDENCE_NARROW = ("No.", "Bukti dan tanggal", "Berkas dan SHA-256", "Keamanan", "Untuk")
FOOTNOTES = (
    "Setiap angka kecil dalam ringkasan menunjuk ke catatan di bawah ini. Rekaman ditulis kode·bulan: 7.6.2·6 adalah"
    " subkegiatan 7.6.2 bulan Juni."
)


def sign(state: str) -> str:
    """The sign of a cell's state; "" for a cell that is not planned."""
    return CELL_SIGNS[state][0] + RAISED_LETTERS.get(state, "") if state in CELL_SIGNS else ""


def state_words(state: str) -> str:
    """What a state is called, in Indonesian whatever the page's language."""
    with override("id"):
        return str(CELL_SIGNS[state][1])


def legend(states: set[str]) -> list[tuple[str, str]]:
    """(sign, words) of the states that occur, in the order of ``CellState``."""
    return [(sign(each), state_words(each)) for each in CellState if each in states and each in CELL_SIGNS]


def period_title(period: Period) -> str:
    """The period as a title names it: Bulan Juni 2022, Triwulan II Tahun 2022."""
    return f"Bulan {period.words}" if period.length == Length.MONTH else period.words


def month_name(month: int) -> str:
    """The full name of a month 1 to 12."""
    return MONTHS[month - 1]


def long_date(day: object) -> str:
    """A day in words: 5 Juli 2022."""
    return f"{day.day} {month_name(day.month)} {day.year}" if day else ""  # type: ignore[attr-defined]


def moment_words(moment: datetime) -> str:
    """A moment in words, in the time of the house: 20 Juli 2022 10.15."""
    local = moment.astimezone(clock.zone())
    return f"{long_date(local)} {local:%H.%M}"


def reading_mark(no: int) -> str:
    """The number of a note about a reading, told from those about records."""
    return f"B{no}"


def grouped(records: tuple[str, ...]) -> str:
    """Records of one code together: 1.1.1·1, 1.1.1·2, 1.2.1·1 becomes "1.1.1·1,2; 1.2.1·1"."""
    months: dict[str, list[str]] = {}
    for record in records:
        code, _dot, month = record.partition("·")
        months.setdefault(code, []).append(month)
    return "; ".join(f"{code}·{','.join(found)}" if found[0] else code for code, found in months.items())
