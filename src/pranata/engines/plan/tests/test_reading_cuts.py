"""PDF tables cut by pages: rows whose merged cell is named on the next page, and the real decree written as PDF."""

from __future__ import annotations

import re

import pytest

from pranata.base.paper.letterhead import Letterhead
from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.engines.plan.tests.reading_files import confidences, names_read, rows_read
from pranata.engines.plan.tests.reading_layouts import ABOVE, HEADING, Rows, pdf_pages, ticked
from pranata.engines.plan.tests.reading_text import DECREE, codes, texts
from pranata.engines.plan.writing import pdf, write_pdf

NAMED = [
    ticked(["1", "Area", "1. Merencanakan", "1. Menyusun rencana", "Rencana"], 1),
    ticked([ABOVE, ABOVE, ABOVE, "2. Menilai rencana", "Penilaian"], 2),
]
CUT = ticked([ABOVE, ABOVE, "", "1. Melatih agen", "Pelatihan"], 3)  # an empty cell below the merged one
NEXT = [
    ticked(["", "", "2. Melatih", "2. Menguji agen", "Ujian"], 4),
    ticked([ABOVE, ABOVE, ABOVE, "3. Menugasi agen", "Tugas"], 5),
    ticked([ABOVE, ABOVE, "3. Melaporkan", "1. Menyusun laporan", "Laporan"], 6),
]


def read(*pages: Rows, ruled: bool = True) -> PlanReading:
    return read_plan(pdf_pages(*(HEADING + rows for rows in pages), ruled=ruled), name="contoh.pdf")


def codes_of(reading: PlanReading) -> list[str]:
    return [sub.code for sub in reading.subactivities()]


def unnumbered(rows: Rows) -> Rows:
    """The rows without the numbers of the sub-activities."""
    return [[*row[:3], row[3].partition(". ")[2], *row[4:]] for row in rows]


def unmerged(rows: Rows) -> Rows:
    """The rows with an empty cell wherever a cell above would go on."""
    return [["" if cell == ABOVE else cell for cell in row] for row in rows]


def test_row_belongs_to_the_next_name_when_a_page_cuts_its_merged_cell():
    reading = read([*NAMED, CUT], NEXT)

    assert names_read(reading) == [(1, "Area", [("1", "Merencanakan"), ("2", "Melatih"), ("3", "Melaporkan")])]
    assert codes_of(reading) == ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.3.1"]
    assert texts(reading)[2] == "Melatih agen"
    assert confidences(reading) == ["high", "high", "low", "high", "high", "high"]
    assert codes(reading, "1.2.1") == ["page_break"]


def test_row_belongs_to_the_next_name_when_only_the_merged_cells_say_so():
    reading = read(unnumbered([*NAMED, CUT]), unnumbered(NEXT))

    assert codes_of(reading) == ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.3.1"]
    assert confidences(reading) == ["high", "high", "low", "high", "high", "high"]


def test_rows_on_both_sides_are_low_when_nothing_says_whose_the_cut_cell_is():
    before = unnumbered([NAMED[0], ticked([ABOVE, ABOVE, "", "1. Melatih agen", "Pelatihan"], 3)])
    after = unnumbered([NEXT[0], ticked([ABOVE, ABOVE, "3. Melaporkan", "1. Menyusun laporan", "Laporan"], 6)])
    reading = read(before, after)

    assert codes_of(reading) == ["1.1.1", "1.1.2", "1.2.1", "1.3.1"]
    assert confidences(reading) == ["high", "low", "low", "high"]
    assert codes(reading)[1:] == ["unclear_cut"]


def test_rows_on_both_sides_are_low_when_numbers_and_merged_cells_disagree():
    cut = ticked([ABOVE, ABOVE, "", "3. Mengubah rencana", "Perubahan"], 3)
    after = [ticked(["", "", "2. Melatih", "1. Melatih agen", "Pelatihan"], 4), *NEXT[2:]]
    reading = read([*NAMED, cut], after)

    assert codes_of(reading) == ["1.1.1", "1.1.2", "1.1.3", "1.2.1", "1.3.1"]
    assert confidences(reading) == ["high", "high", "low", "low", "high"]


def test_row_stays_with_the_name_above_when_the_table_leaves_cells_empty():
    last = ticked(["", "", "", "3. Mengubah rencana", "Perubahan"], 3)
    after = [ticked(["", "", "2. Melatih", "1. Melatih agen", "Pelatihan"], 4)]
    reading = read(unmerged([*NAMED, last]), after)

    assert codes_of(reading) == ["1.1.1", "1.1.2", "1.1.3", "1.2.1"]
    assert confidences(reading) == ["high"] * 4


def test_area_and_its_number_go_up_when_a_page_cuts_their_cells():
    cut = ticked(["", "", "1. Menata", "1. Memetakan unit", "Peta"], 3)
    after = [ticked(["2", "Organisasi", "", "2. Menilai unit", "Nilai"], 4)]
    reading = read([*NAMED, cut], after)

    assert names_read(reading) == [(1, "Area", [("1", "Merencanakan")]), (2, "Organisasi", [("1", "Menata")])]
    assert codes_of(reading) == ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]
    assert confidences(reading) == ["high", "high", "low", "high"]


def test_indicators_go_to_the_subactivity_when_it_is_named_after_the_page():
    before = [
        ticked(["1", "Area", "1. Merencanakan", "1. Menyusun rencana", "Rencana"], 1),
        ticked([ABOVE, ABOVE, ABOVE, ABOVE, "Jadwal"], 1),
        ticked([ABOVE, ABOVE, ABOVE, "", "Penilaian"], 2),
    ]
    reading = read(before, [ticked(["", "", "", "2. Menilai rencana", "Perbaikan"], 2)])

    assert [(sub.text, [item.text for item in sub.indicators]) for sub in reading.subactivities()] == [
        ("Menyusun rencana", ["Rencana", "Jadwal"]),
        ("Menilai rencana", ["Penilaian", "Perbaikan"]),
    ]
    assert codes(reading, "1.1.2") == ["continued_row", "page_break"]


def test_numbers_decide_when_the_table_has_no_lines():
    reading = read(unmerged([*NAMED, CUT]), unmerged(NEXT), ruled=False)

    assert codes_of(reading) == ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.3.1"]
    assert confidences(reading)[2:] == ["low", "high", "high", "high"]


def test_only_row_of_the_last_page_is_read_when_it_stands_without_heading():
    data = pdf_pages(HEADING + NAMED, [ticked(["", "", "2. Melatih", "1. Melatih agen", "Pelatihan"], 4)])

    assert texts(read_plan(data, name="contoh.pdf")) == ["Menyusun rencana", "Menilai rencana", "Melatih agen"]


def test_list_goes_on_when_a_page_cuts_it_behind_a_number_or_a_colon():
    rows = [
        ticked(["1", "Area", "1. Merencanakan", "1. Menilai: 1) rencana 2)", "Penilaian"], 1),
        ticked(["", "", "", "Hasil kerja", "Perbaikan"], 1),
    ]
    colon = [[*rows[0][:3], "1. Menilai hal:", *rows[0][4:]], [*rows[1][:3], "1) rencana", *rows[1][4:]]]

    assert texts(read(rows[:1], rows[1:])) == ["Menilai: 1) rencana 2) Hasil kerja"]
    assert texts(read(colon[:1], colon[1:])) == ["Menilai hal: 1) rencana"]


# --- the real decree, written as PDF and read again


def comparable(reading: PlanReading) -> dict[str, str]:
    """What a reading says of each row, without the spaces behind hyphens and strokes, which a line's end hides."""
    names = {f"{area.no}.{place}": a.name for area in reading.areas for place, a in enumerate(area.activities, start=1)}
    rows = ((row[0], (names[str(row[0]).rpartition(".")[0]], *row)) for row in rows_read(reading))
    return {str(code): re.sub(r"(?<=[-/]) ", "", repr(row)) for code, row in rows}


@pytest.mark.parametrize("size", ["8.5pt", "7.5pt", "9.5pt"])
def test_real_decree_is_the_same_plan_or_low_when_written_as_pdf_and_read_again(size, tmp_path, monkeypatch):
    template = pdf.TEMPLATE.read_text(encoding="utf-8")
    assert template.count("set text(size: 8.5pt)") == 1
    (tmp_path / "decree.typ").write_text(template.replace("set text(size: 8.5pt)", f"set text(size: {size})"))
    monkeypatch.setattr(pdf, "TEMPLATE", tmp_path / "decree.typ")
    first = read_plan(DECREE.read_bytes(), name="keputusan.md")

    again = read_plan(write_pdf(first, Letterhead()).content, name="keputusan.pdf")

    expected, found = comparable(first), comparable(again)
    low = {sub.code for sub in again.subactivities() if sub.confidence == "low"}
    assert list(found) == list(expected)
    assert len(found) == 91
    assert {code for code in found if found[code] != expected[code]} - low == set()
    assert [(area.no, len(area.activities)) for area in again.areas] == [
        (area.no, len(area.activities)) for area in first.areas
    ]
