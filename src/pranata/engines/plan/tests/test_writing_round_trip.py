"""What is written as DOCX comes back through the reader as the same plan."""

from pathlib import Path

from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.engines.plan.writing import Letterhead, write_docx

DECREE = Path(__file__).resolve().parents[5] / "data" / "decrees" / "3503-2022.md"


def rows(reading: PlanReading) -> list[tuple]:
    return [
        (row.code, row.no, row.text, [indicator.text for indicator in row.indicators], row.months)
        for row in reading.subactivities()
    ]


def test_real_decree_is_the_same_plan_when_written_as_docx_and_read_again():
    first = read_plan(DECREE.read_bytes(), name="keputusan.md")

    again = read_plan(write_docx(first, Letterhead()).content, name="keputusan.docx")

    assert rows(again) == rows(first)
    assert [(area.no, area.name) for area in again.areas] == [(area.no, area.name) for area in first.areas]
