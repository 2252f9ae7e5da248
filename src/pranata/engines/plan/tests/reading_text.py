"""Writes decrees in the seed's own form, so that tests say in one line what a row looks like. All names invented."""

from __future__ import annotations

from pathlib import Path

from pranata.engines.plan.reading import PlanReading, SubactivityReading, read_plan

DECREE = Path(__file__).parents[5] / "data" / "decrees" / "3503-2022.md"
FIXTURES = Path(__file__).parent / "decrees"
MONTHS = ("JAN", "FEB", "MAR", "APRIL", "MEI", "JUNI", "JULI", "AGT", "SEPT", "OKT", "NOV", "DES")
NAMES = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN", "PELAKSANAAN (BULAN)")
ALL_YEAR = list(range(1, 13))


def heading(*, months: tuple[str, ...] = MONTHS, columns: int = 17) -> list[str]:
    """The three heading rows of a page, `columns` wide."""
    numbers = [f"({number})" for number in range(1, 7)]
    rows = (list(NAMES), [""] * 5 + list(months), numbers)
    return ["\t".join(row + [""] * (columns - len(row))) for row in rows]


def row(*texts: str, ticks: list[int] | None = None, columns: int = 17, tick: str = "✓") -> str:
    """A row of texts from the left; `ticks` are schedule columns counted from 1 (13 is right of December)."""
    cells = list(texts) + [""] * (columns - len(texts))
    for column in ticks or []:
        cells[4 + column] = tick
    return "\t".join(cells)


def annex(*rows: str, columns: int = 17) -> bytes:
    """A decree that has only a one-page annex with these rows."""
    return "\n".join([*heading(columns=columns), *rows]).encode()


def read(*rows: str, columns: int = 17) -> PlanReading:
    """The reading of a one-page annex."""
    return read_plan(annex(*rows, columns=columns), name="contoh.txt")


def first(text: str, indicator: str, ticks: list[int] | None = None, *, columns: int = 17) -> str:
    """A row that opens area 1 and activity 1."""
    return row("1", "Area", "1. Kegiatan", text, indicator, ticks=ticks or [1], columns=columns)


def only(reading: PlanReading) -> SubactivityReading:
    """The one sub-activity of a reading."""
    (sub,) = reading.subactivities()
    return sub


def texts(reading: PlanReading) -> list[str]:
    return [sub.text for sub in reading.subactivities()]


def indicators(sub: SubactivityReading) -> list[str]:
    return [indicator.text for indicator in sub.indicators]


def codes(reading: PlanReading, subject: str | None = None) -> list[str]:
    """Codes of the remarks about rows (on one subject), without those about the missing decree around them."""
    about_decree = {"no_body", "missing_field"}
    found = [remark for remark in reading.remarks if remark.code not in about_decree]
    return [remark.code for remark in found if subject is None or remark.subject == subject]
