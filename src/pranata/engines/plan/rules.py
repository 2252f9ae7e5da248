"""Decisions of the plan: months as a set of twelve bits, the state of a cell, whether a decree fits its place.

Basis of the cell states: the plan's own schedule (Keputusan penetapan Rencana Aksi, lampiran kolom Pelaksanaan); what
"late" and "overdue" mean is the office's own rule and comes with progress.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from pranata.engines.plan.reading import DecreeReading, Remark

ALL_MONTHS = 0b1111_1111_1111
FIRST_YEAR, LAST_YEAR = 2000, 2099  # a plan of reform cannot be of another year; anything else is a slip of the hand
PLACEMENT_CODES = frozenset(
    {"unknown_office", "other_office", "office_name", "other_year", "impossible_year", "already_imported"}
)
SPELLING_VARIANT = 0.85  # likeness from which a name beside the right code counts as misspelt, not as another office


class CellState(StrEnum):
    """What one sub-activity's cell of one month says."""

    EMPTY = "empty"
    PLANNED = "planned"
    DUE = "due"
    UNREPORTED = "unreported"


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


def cell_state(*, planned: bool, year: int, month: int, today: date) -> CellState:
    """Decides: what a cell without progress shows.

    Basis: Keputusan penetapan Rencana Aksi, kolom Pelaksanaan. A year that has ended is closed: what nobody reported
    is "tidak dilaporkan", never overdue.
    """
    if not planned:
        return CellState.EMPTY
    if year < today.year:
        return CellState.UNREPORTED
    if (year, month) == (today.year, today.month):
        return CellState.DUE
    return CellState.PLANNED


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
    is_imported: bool = False,
    is_filed: bool = False,
) -> list[Remark]:
    """Decides: why a read decree may not become the plan of this office and year; empty when it may.

    Basis: a plan belongs to one office and one year (Keputusan penetapan Rencana Aksi, judul dan nomor). A decree that
    names no office or year is not refused for that: the person who imports names them.

    ``is_imported``: the office has a plan of this year; ``is_filed``: it has a decree of this number.
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
    if is_imported or is_filed:
        what = f"Rencana aksi {office_name} tahun {year}" if is_imported else f"Keputusan nomor {decree.number}"
        message = f"{what} sudah pernah diimpor."
        remarks.append(Remark(code="already_imported", severity="error", lines=lines, message=message))
    return remarks
