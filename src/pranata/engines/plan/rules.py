"""Decisions of the plan: months as a set of twelve bits, the state of a cell, whether a decree fits its place.

Basis of the cell states: the plan's own schedule (Keputusan penetapan Rencana Aksi, lampiran kolom Pelaksanaan); the
day by which a month is to be reported is the office's own rule.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from pranata.engines.plan.reading import DecreeReading, Remark
from pranata.lib.workdays import last_working_day

ALL_MONTHS = 0b1111_1111_1111
FIRST_YEAR, LAST_YEAR = 2000, 2099  # a plan of reform cannot be of another year; anything else is a slip of the hand
PLACEMENT_CODES = frozenset(
    {
        "unknown_office",
        "other_office",
        "office_name",
        "other_year",
        "impossible_year",
        "already_imported",
        "draft_waiting",
        "nothing_to_change",
    }
)
SPELLING_VARIANT = 0.85  # likeness from which a name beside the right code counts as misspelt, not as another office


class CellState(StrEnum):
    """What one sub-activity's cell of one month says."""

    EMPTY = "empty"
    PLANNED = "planned"
    DUE = "due"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    LATE = "late"
    OVERDUE = "overdue"
    UNREPORTED = "unreported"


@dataclass(frozen=True)
class Reported:
    """What is known of a month's report: the day it was submitted, and whether somebody verified it.

    A report in draft, or one that was returned, has no day. ``has_lost_proof`` says that evidence of it proves nothing
    any more; no state depends on that.
    """

    submitted_on: date | None = None
    is_verified: bool = False
    has_lost_proof: bool = False


def months_to_bits(months: Iterable[int]) -> int:
    """Decides: how months 1 to 12 are stored, as bits 0 to 11 of one integer.

    Basis: none, our own storage.

    Raises ``ValueError`` for a month outside 1 to 12.
    """
    bits = 0
    for month in months:
        if not 1 <= month <= 12:
            raise ValueError(f"bulan {month} tidak ada")
        bits |= 1 << (month - 1)
    return bits


def bits_to_months(bits: int) -> list[int]:
    """Decides: the months (1 to 12, ascending) of a stored set.

    Basis: none, our own storage.
    """
    return [month for month in range(1, 13) if bits >> (month - 1) & 1]


def month_due_on(year: int, month: int, days_off: Container[date], set_to: date | None = None) -> date:
    """Decides: the day by which a month is to be reported.

    Basis: none, our own: the month's last working day unless the office has set another day.
    """
    return set_to or last_working_day(year, month, days_off)


def cell_state(
    *,
    planned: bool,
    year: int,
    month: int,
    today: date,
    due_on: date | None,
    reported: Reported | None = None,
    is_closed: bool = False,
) -> CellState:
    """Decides: what a cell of the plan shows; only people verify, only the clock makes late.

    Basis: Keputusan penetapan Rencana Aksi, kolom Pelaksanaan. A year that has ended is closed: what nobody reported
    is "tidak dilaporkan", never overdue, unless the office has given it until a day that is yet to come. ``is_closed``:
    the office has closed the plan. ``due_on`` is None for a plan that is not adopted: it is never overdue.
    """
    if reported is not None and reported.submitted_on is not None:
        if not reported.is_verified:
            return CellState.SUBMITTED
        return CellState.LATE if due_on is not None and reported.submitted_on > due_on else CellState.VERIFIED
    if not planned:
        return CellState.EMPTY
    if is_closed:
        return CellState.UNREPORTED
    if due_on is not None and due_on >= today:
        return CellState.DUE if date(year, month, 1) <= today else CellState.PLANNED
    if year < today.year:
        return CellState.UNREPORTED
    if due_on is not None:
        return CellState.OVERDUE
    return CellState.DUE if (year, month) == (today.year, today.month) else CellState.PLANNED


def figure_share(value: Decimal, out_of: Decimal | None) -> Decimal | None:
    """Decides: the percentage that a figure such as "24 dari 26" is shown with, None without a second number.

    Basis: none, our own: two digits behind the comma, rounded down, so that 100 is everything. The figure itself is
    kept as it was written.
    """
    if not out_of:
        return None
    return (100 * value / out_of).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def office_name_likeness(printed: str, official: str) -> float:
    """Decides: how alike a printed office name and the official one are, 0 to 1; 1 is the same office.

    Basis: official names stand in ``data/org``. Case, punctuation, "KPU" or "KIP" written out, "Provinsi" and
    "Administrasi" do not tell offices apart; what is left is the region's name.
    """
    return SequenceMatcher(None, _region_key(printed), _region_key(official)).ratio()


def _region_key(name: str) -> str:
    key = " ".join(re.sub(r"[^\w\s]", " ", name).casefold().split())
    key = key.replace("komisi pemilihan umum", "").replace("komisi independen pemilihan", "")
    key = re.sub(r"\b(kpu|kip|provinsi|administrasi|republik indonesia|ri)\b", "", key)
    return " ".join(re.sub(r"\bkab\b", "kabupaten", key).split()) or "republik indonesia"


def placement_remarks(
    decree: DecreeReading,
    *,
    office_code: str,
    office_name: str,
    year: int,
    has_draft: bool = False,
    is_in_force: bool = False,
    is_closed: bool = False,
    is_filed: bool = False,
    changes: bool = False,
) -> list[Remark]:
    """Decides: why a read decree may not become the plan of this office and year; empty when it may.

    Basis: a plan belongs to one office and one year (Keputusan penetapan Rencana Aksi, judul dan nomor). A decree that
    names no office or year is not refused for that: the person who imports names them.

    ``has_draft``: a draft for this year waits; ``is_in_force``: the office has adopted a plan of this year;
    ``is_closed``: it has closed it; ``is_filed``: it has a decree of this number; ``changes``: the decree is to amend
    or correct the plan in force.
    """
    lines = decree.numbers[0].lines if decree.numbers else []
    remarks = []
    code = decree.office_code
    likeness = office_name_likeness(decree.office_name, office_name) if decree.office_name else 1.0
    if likeness < 1 and (code != office_code or likeness < SPELLING_VARIANT):
        message = f"Keputusan ini milik {decree.office_name}, bukan {office_name}."
        remarks.append(Remark(code="other_office", severity="error", lines=lines, message=message))
    elif code and code != office_code:
        message = f"Nomor {decree.number} memuat kode satuan kerja {code}, bukan {office_code}."
        remarks.append(Remark(code="other_office", severity="error", lines=lines, message=message))
    elif likeness < 1:
        message = f"Nama satuan kerja tercetak {decree.office_name}; nama resminya {office_name}."
        remarks.append(Remark(code="office_name", severity="doubt", lines=lines, message=message))
    if decree.year and decree.year != year:
        message = f"Keputusan ini untuk tahun {decree.year}, bukan {year}."
        remarks.append(Remark(code="other_year", severity="error", lines=lines, message=message))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"Tahun {year} tidak mungkin; tahun rencana antara {FIRST_YEAR} dan {LAST_YEAR}."
        remarks.append(Remark(code="impossible_year", severity="error", lines=lines, message=message))
    plan = f"Rencana aksi {office_name} tahun {year}"
    if is_filed or ((has_draft or is_in_force or is_closed) and not changes):
        what = f"Keputusan nomor {decree.number}" if is_filed else plan
        message = f"{what} sudah pernah diimpor."
        remarks.append(Remark(code="already_imported", severity="error", lines=lines, message=message))
    elif has_draft:
        message = f"{plan} masih punya rancangan yang belum ditetapkan."
        remarks.append(Remark(code="draft_waiting", severity="error", lines=lines, message=message))
    elif changes and not is_in_force:
        message = f"{plan} belum ditetapkan, jadi belum ada yang diubah atau diralat."
        if is_closed:
            message = f"{plan} sudah ditutup; buka lagi dulu sebelum diubah atau diralat."
        remarks.append(Remark(code="nothing_to_change", severity="error", lines=lines, message=message))
    return remarks


def adoption_obstacles(
    *,
    open_errors: int,
    rows: int,
    needs_decree: bool,
    number: str,
    issued_on: date | None,
    changes_closed: bool = False,
) -> list[str]:
    """Decides: why a draft may not be adopted yet, in sentences; empty when it may.

    Basis: none, our own: nobody adopts what was read wrongly. A change agent's plan needs no decree of its own.
    ``changes_closed``: it amends or corrects a plan that was closed meanwhile.
    """
    obstacles = []
    if changes_closed:
        obstacles.append("Rencana yang diubah sudah ditutup; buka lagi rencana itu dulu.")
    if open_errors:
        obstacles.append(f"Masih ada {open_errors} catatan kesalahan yang belum diputuskan.")
    if not rows:
        obstacles.append("Rencana ini belum memuat subkegiatan.")
    if needs_decree and not number:
        obstacles.append("Nomor keputusan belum diisi.")
    if needs_decree and issued_on is None:
        obstacles.append("Tanggal penetapan keputusan belum diisi.")
    return obstacles


def plan_title(office_name: str, year: int) -> str:
    """Decides: the title of a decree that is written here.

    Basis: judul Keputusan penetapan Rencana Aksi yang dikenal.
    """
    office = _official_long_name(office_name)
    return f"PENETAPAN RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN {office} TAHUN {year}"


def agent_title(agent_name: str, year: int) -> str:
    """Decides: the title of a change agent's plan.

    Basis: none, our own (Rencana Aksi Agen Perubahan, Keputusan Rencana Aksi RB 1.1.3).
    """
    return f"RENCANA AKSI AGEN PERUBAHAN {agent_name.upper()} TAHUN {year}"


def revision_title(kind: str, office_name: str, number: str, title: str) -> str:
    """Decides: the title of a decree that changes ("perubahan") or corrects ("ralat") another.

    Basis: tata naskah dinas KPU, judul keputusan perubahan: "PERUBAHAN ATAS KEPUTUSAN ... NOMOR ... TENTANG ...".
    """
    return f"{kind.upper()} ATAS KEPUTUSAN {_official_long_name(office_name)} NOMOR {number} TENTANG {title}"


def original_title(title: str) -> str:
    """Decides: what a decree that changes or corrects another is about: the title of the first of them.

    Basis: as ``revision_title``.
    """
    return re.sub(r"^(?:(?:PERUBAHAN|RALAT) ATAS KEPUTUSAN .+? NOMOR \S+ TENTANG )+", "", title, flags=re.IGNORECASE)


def of_year(text: str, old: int, new: int) -> str:
    """Decides: the words of a plan's decree for another year: "Tahun 2022" becomes "Tahun 2023".

    Basis: none, our own. Other mentions of a year, such as those of regulations, stay.
    """
    return re.sub(rf"\b(TAHUN )({old})\b", lambda found: f"{found[1]}{new}", text, flags=re.IGNORECASE)


def _official_long_name(office_name: str) -> str:
    return re.sub(r"\bKPU\b", "KOMISI PEMILIHAN UMUM", office_name.upper())
