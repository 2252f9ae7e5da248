from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.plan import rules
from pranata.engines.plan.reading.model import DecreeReading, PrintedNumber
from pranata.engines.plan.rules import CellState, Reported


@given(st.sets(st.integers(1, 12)))
def test_months_return_as_they_were_when_stored_as_bits(months):
    assert rules.bits_to_months(rules.months_to_bits(months)) == sorted(months)


def test_all_twelve_months_fill_the_whole_set():
    assert rules.months_to_bits(range(1, 13)) == rules.ALL_MONTHS


@pytest.mark.parametrize("month", [0, 13, -1])
def test_month_outside_the_year_is_refused(month):
    with pytest.raises(ValueError, match=f"bulan {month} tidak ada"):
        rules.months_to_bits([month])


TODAY = date(2026, 6, 15)


def state(**facts):
    return rules.cell_state(**{"planned": True, "year": 2026, "month": 6, "today": TODAY, "due_on": None, **facts})


@pytest.mark.parametrize(
    ("planned", "year", "month", "expected"),
    [
        (False, 2022, 6, CellState.EMPTY),
        (True, 2022, 12, CellState.UNREPORTED),
        (True, 2026, 6, CellState.DUE),
        (True, 2026, 7, CellState.PLANNED),
        (True, 2026, 5, CellState.PLANNED),
        (True, 2027, 6, CellState.PLANNED),
    ],
)
def test_cell_of_a_draft_is_never_overdue(planned, year, month, expected):
    assert state(planned=planned, year=year, month=month) == expected


@pytest.mark.parametrize(
    ("month", "due_on", "expected"),
    [
        (5, date(2026, 5, 29), CellState.OVERDUE),
        (5, date(2026, 6, 15), CellState.DUE),  # the office gave more time
        (6, date(2026, 6, 30), CellState.DUE),
        (6, date(2026, 6, 15), CellState.DUE),  # the last day is still in time
        (6, date(2026, 6, 14), CellState.OVERDUE),
        (7, date(2026, 7, 31), CellState.PLANNED),
    ],
)
def test_cell_is_overdue_when_its_day_has_passed(month, due_on, expected):
    assert state(month=month, due_on=due_on) == expected


def test_cell_of_an_ended_year_says_unreported_when_its_day_has_passed():
    assert state(year=2025, due_on=date(2025, 6, 30)) == CellState.UNREPORTED


def test_december_is_due_until_the_day_the_office_has_given_it_in_the_next_year():
    december = {"year": 2025, "month": 12, "due_on": date(2026, 1, 10)}

    assert state(**december, today=date(2026, 1, 3)) == CellState.DUE
    assert state(**december, today=date(2026, 1, 11)) == CellState.UNREPORTED


@pytest.mark.parametrize("month", [5, 6, 12])
def test_cell_of_a_closed_plan_says_unreported_whatever_its_day(month):
    assert state(month=month, due_on=date(2026, month, 28), is_closed=True) == CellState.UNREPORTED


@pytest.mark.parametrize(
    ("submitted_on", "is_verified", "expected"),
    [
        (date(2026, 6, 30), False, CellState.SUBMITTED),
        (date(2026, 7, 9), False, CellState.SUBMITTED),  # late only when somebody has verified it
        (date(2026, 6, 30), True, CellState.VERIFIED),
        (date(2026, 7, 1), True, CellState.LATE),
        (None, False, CellState.DUE),  # in draft, or returned
    ],
)
def test_reported_cell_tells_what_became_of_it(submitted_on, is_verified, expected):
    reported = Reported(submitted_on=submitted_on, is_verified=is_verified)

    assert state(due_on=date(2026, 6, 30), reported=reported) == expected


def test_report_stays_visible_when_its_month_was_taken_out_of_the_plan():
    assert state(planned=False, reported=Reported(date(2026, 6, 1), is_verified=True)) == CellState.VERIFIED


@pytest.mark.parametrize(("set_to", "expected"), [(None, date(2026, 6, 30)), (date(2026, 7, 3), date(2026, 7, 3))])
def test_month_is_due_on_its_last_working_day_unless_set(set_to, expected):
    assert rules.month_due_on(2026, 6, (), set_to) == expected


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
    found = rules.placement_remarks(decree, office_code=code, office_name=name, year=year, has_draft=already)
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


@pytest.mark.parametrize(
    ("value", "out_of", "share"),
    [
        ("24", "26", "92.30"),
        ("26", "26", "100.00"),
        ("2999", "3000", "99.96"),
        ("30", "26", "115.38"),
        ("5", None, None),
    ],
)
def test_share_of_a_figure_is_rounded_down(value, out_of, share):
    found = rules.figure_share(Decimal(value), Decimal(out_of) if out_of else None)

    assert found == (Decimal(share) if share else None)
