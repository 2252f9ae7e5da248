import io
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pranata.areas.public_service.satisfaction.data_sheet import write
from pranata.areas.public_service.satisfaction.tests.golden.make import TABLES, rows_of
from pranata.areas.public_service.satisfaction.tests.recompute import Workbook
from pranata.engines.surveys.queries.progress import SheetRow
from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.reading.responses import Response
from pranata.engines.surveys.rules import result_of

GOLDEN = Path(__file__).parent / "golden"
# Reckoned by hand from the tables, to two decimals.
EXPECTED = {
    "skm-sembilan-unsur": ("78.70", "B"),
    "skm-semua-terendah": ("25.00", "D"),
    "skm-semua-tertinggi": ("100.00", "A"),
    "skm-bobot-011": ("89.10", "A"),
    "skm-unsur-kosong": ("81.25", "B"),
    "skm-dua-layanan": ("83.59", "B"),
    "spkp-baku": ("3.21", ""),
    "spak-lurus": ("3.16", ""),
}


def near(found, wanted):
    return abs(Fraction(found) - Fraction(wanted)) < Fraction(1, 10**9)


def places(known, count):
    """Where the index and the grade stand."""
    return f"B{count + 10}", f"B{count + 11}"


@pytest.mark.parametrize("name", TABLES)
def test_spreadsheet_reckons_what_the_rule_reckons(name):
    code, method, rows, services = rows_of(name)
    known = by_key(code)
    book = Workbook((GOLDEN / f"{name}.xlsx").read_bytes())
    found = [
        Response(number, dict(zip(known.codes, row, strict=True)), service)
        for number, (row, service) in enumerate(zip(rows, services, strict=True))
    ]
    expected = result_of(known, found, method)

    index, grade = places(known, len(rows))

    assert near(book.value("Data", index), expected.index)
    assert f"{float(expected.index):.2f}" == EXPECTED[name][0]
    if known.bands:
        assert book.value("Data", grade) == EXPECTED[name][1] == expected.band.code
    for at, shown in book.formulas("Data").items():
        reckoned = book.value("Data", at)
        assert shown == reckoned if isinstance(reckoned, str) else near(shown, reckoned), at


def test_services_are_counted_by_formulas():
    book = Workbook((GOLDEN / "skm-dua-layanan.xlsx").read_bytes())
    assert [(book.value("Layanan", f"A{row}"), book.value("Layanan", f"B{row}")) for row in (2, 3)] == [
        ("Layanan A", 6),
        ("Layanan B", 5),
    ]
    assert near(book.value("Layanan", "L2"), 100)
    for at, shown in book.formulas("Layanan").items():
        assert near(shown, book.value("Layanan", at)), at
    book.sheets["Data"]["B4"] = (None, Fraction(1))
    assert near(book.value("Layanan", "L2"), 100 - Fraction(3, 6) / 9 * 25)


@settings(max_examples=25)
@given(st.lists(st.lists(st.none() | st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=6))
def test_workbook_of_any_answers_reckons_the_index_of_the_rule(rows):
    known = by_key("skm")
    rows = [row for row in rows if any(row)] or [[1] * 9]
    made = [SheetRow(dict(zip(known.codes, row, strict=True)), "=1+1") for row in rows]
    book = Workbook(write(known, made, title="=2+2", origin=""))
    expected = result_of(known, [Response(1, row.values) for row in made])
    assert near(book.value("Data", places(known, len(rows))[0]), expected.index)
    assert book.value("Data", "A1") == "'=2+2"


def test_headings_stand_as_they_are_meant():
    book = Workbook((GOLDEN / "skm-dua-layanan.xlsx").read_bytes())
    assert [book.value("Data", f"{letter}3") for letter in "ABJK"] == ["Nomor", "u1", "u9", "Layanan"]


def test_changed_cell_changes_the_index():
    content = (GOLDEN / "skm-semua-terendah.xlsx").read_bytes()
    book = Workbook(content)
    book.sheets["Data"]["B4"] = (None, Fraction(4))
    assert book.value("Data", "B15") == 25 + Fraction(3, 5) / 9 * 25
    assert io.BytesIO(content).read(2) == b"PK"
