from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.plan import rules
from pranata.engines.plan.reading.model import DecreeReading, PrintedNumber
from pranata.engines.plan.rules import CellState


@given(st.sets(st.integers(1, 12)))
def test_months_return_as_they_were_when_stored_as_bits(months):
    assert rules.bits_to_months(rules.months_to_bits(months)) == sorted(months)


def test_all_twelve_months_fill_the_whole_set():
    assert rules.months_to_bits(range(1, 13)) == rules.ALL_MONTHS


@pytest.mark.parametrize("month", [0, 13, -1])
def test_month_outside_the_year_is_refused(month):
    with pytest.raises(ValueError, match=f"bulan {month} tidak ada"):
        rules.months_to_bits([month])


@pytest.mark.parametrize(
    ("planned", "year", "month", "state"),
    [
        (False, 2022, 6, CellState.EMPTY),
        (True, 2022, 12, CellState.UNREPORTED),
        (True, 2026, 6, CellState.DUE),
        (True, 2026, 7, CellState.PLANNED),
        (True, 2026, 5, CellState.PLANNED),
        (True, 2027, 6, CellState.PLANNED),
    ],
)
def test_cell_says_unreported_never_overdue_when_its_year_has_ended(planned, year, month, state):
    assert rules.cell_state(planned=planned, year=year, month=month, today=date(2026, 6, 15)) == state


@pytest.mark.parametrize(
    ("printed", "official", "same"),
    [
        ("KOMISI PEMILIHAN UMUM KABUPATEN TRENGGALEK", "KPU Kabupaten Trenggalek", True),
        ("Komisi  Pemilihan Umum Kab. Trenggalek", "KPU Kabupaten Trenggalek", True),
        ("KOMISI PEMILIHAN UMUM KABUPATEN ACEH SELATAN", "KIP Kabupaten Aceh Selatan", True),
        ("KOMISI PEMILIHAN UMUM PROVINSI JAWA TIMUR", "KPU Provinsi Jawa Timur", True),
        ("KOMISI PEMILIHAN UMUM REPUBLIK INDONESIA", "KPU RI", True),
        ("KOMISI PEMILIHAN UMUM", "KPU RI", True),
        ("KOMISI PEMILIHAN UMUM KOTA BLITAR", "KPU Kabupaten Blitar", False),
        ("KOMISI PEMILIHAN UMUM", "KPU Provinsi Jawa Timur", False),
    ],
)
def test_printed_name_is_the_official_one_whatever_case_and_short_form(printed, official, same):
    assert (rules.office_name_likeness(printed, official) == 1) is same


def placed(decree, *, code="3503", name="KPU Kabupaten Trenggalek", year=2022, already=False):
    found = rules.placement_remarks(decree, office_code=code, office_name=name, year=year, is_imported=already)
    return [(remark.code, remark.severity, remark.lines) for remark in found]


TRENGGALEK = DecreeReading(
    number="13/HK.03.1/3503/2022",
    office_code="3503",
    numbers=[PrintedNumber("13/HK.03.1/3503/2022", [8])],
    office_name="KOMISI PEMILIHAN UMUM KABUPATEN TRENGGALEK",
    year=2022,
)


def test_decree_in_its_place_gets_no_remark():
    assert placed(TRENGGALEK) == []


def test_decree_of_another_office_is_an_error_with_the_line_of_its_number():
    assert placed(TRENGGALEK, code="3572", name="KPU Kota Blitar") == [("other_office", "error", [8])]


def test_number_of_another_region_is_an_error_when_no_office_is_named():
    assert placed(DecreeReading(number="1/HK/3572/2022", office_code="3572")) == [("other_office", "error", [])]


def test_decree_of_another_year_is_an_error():
    assert placed(TRENGGALEK, year=2023) == [("other_year", "error", [8])]


def test_second_import_is_an_error():
    assert placed(TRENGGALEK, already=True) == [("already_imported", "error", [8])]


def test_file_without_a_decree_may_be_placed_anywhere():
    assert placed(DecreeReading()) == []


def test_misspelt_name_beside_the_right_code_is_a_doubt_not_another_office():
    decree = DecreeReading(
        number="13/HK.03.1/3503/2022", office_code="3503", office_name="KOMISI PEMILIHAN UMUM KABUPATEN TRENGALEK"
    )

    assert placed(decree) == [("office_name", "doubt", [])]


def test_other_name_beside_the_right_code_is_an_error():
    decree = DecreeReading(
        number="13/HK.03.1/3503/2022", office_code="3503", office_name="KOMISI PEMILIHAN UMUM KABUPATEN PACITAN"
    )

    assert placed(decree) == [("other_office", "error", [])]
