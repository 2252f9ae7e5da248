"""Periods of a calendar year that are reported on: a month, a quarter (triwulan), a semester, the year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PATTERN = re.compile(r"(?P<year>20\d{2})(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4])|-S(?P<semester>[12]))?")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


class Length(StrEnum):
    """How long a period is; the value is the Indonesian adjective of its report."""

    MONTH = "bulanan"
    QUARTER = "triwulanan"
    SEMESTER = "semesteran"
    YEAR = "tahunan"


MONTH_COUNTS = {Length.MONTH: 1, Length.QUARTER: 3, Length.SEMESTER: 6, Length.YEAR: 12}


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of ``year``: ``position`` counts the periods of that ``length`` from 1."""

    year: int
    length: Length
    position: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.position <= 12 // MONTH_COUNTS[self.length]:
            raise ValueError(f"periode {self.length} ke-{self.position} tidak ada")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2022-06``, ``2022-Q2``, ``2022-S1`` or ``2022``; raises ``ValueError`` with an Indonesian sentence."""
        found = PATTERN.fullmatch(text)
        if found is None:
            raise ValueError(f"Periode {text!r} tidak dikenal; tulis seperti 2022-06, 2022-Q2, 2022-S1 atau 2022.")
        year = int(found["year"])
        for name, length in (("month", Length.MONTH), ("quarter", Length.QUARTER), ("semester", Length.SEMESTER)):
            if found[name]:
                return cls(year, length, int(found[name]))
        return cls(year, Length.YEAR)

    def __str__(self) -> str:
        part = {
            Length.MONTH: f"-{self.position:02d}",
            Length.QUARTER: f"-Q{self.position}",
            Length.SEMESTER: f"-S{self.position}",
            Length.YEAR: "",
        }[self.length]
        return f"{self.year}{part}"

    @property
    def months(self) -> range:
        """The months of the year, 1 to 12."""
        count = MONTH_COUNTS[self.length]
        return range((self.position - 1) * count + 1, self.position * count + 1)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.months[0], 1)

    @property
    def end(self) -> date:
        """Its last day."""
        last = self.months[-1]
        return date(self.year, last, monthrange(self.year, last)[1])

    @property
    def words(self) -> str:
        """What it is called: "Juni 2022", "Triwulan II Tahun 2022", "Semester I Tahun 2022", "Tahun 2022"."""
        return {
            Length.MONTH: f"{MONTHS[self.months[0] - 1]} {self.year}",
            Length.QUARTER: f"Triwulan {ROMAN[(self.position - 1) % 4]} Tahun {self.year}",
            Length.SEMESTER: f"Semester {ROMAN[(self.position - 1) % 4]} Tahun {self.year}",
            Length.YEAR: f"Tahun {self.year}",
        }[self.length]


def periods_of(year: int, length: Length) -> Iterator[Period]:
    """The periods of one length in ``year``, in order."""
    for position in range(1, 12 // MONTH_COUNTS[length] + 1):
        yield Period(year, length, position)
