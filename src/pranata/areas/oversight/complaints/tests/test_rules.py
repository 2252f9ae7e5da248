from datetime import UTC, date, datetime

import pytest

from pranata.areas.oversight.complaints.rules import (
    Mismatch,
    answer_clock,
    begins_anew,
    clock_start,
    is_quiet,
    meant_by,
    mismatch,
    name_words,
)

RECEIVED, VERIFIED = datetime(2022, 4, 25, 3, tzinfo=UTC), datetime(2022, 4, 26, 3, tzinfo=UTC)
PEOPLE = [(1, "Contoh Satu, S.H."), (2, "Dwi Contoh"), (3, "Tiga Nama")]


@pytest.mark.parametrize(
    ("classification", "clock", "start"),
    [
        ("normative", "complaints.answer_information", RECEIVED),
        ("ordinary", "complaints.answer_ordinary", RECEIVED),
        ("oversight", "complaints.answer_oversight", VERIFIED),
    ],
)
def test_class_decides_the_clock_and_its_start(classification, clock, start):
    assert answer_clock(classification) == clock
    assert clock_start(classification, received_at=RECEIVED, verified_at=VERIFIED) == start


@pytest.mark.parametrize(
    ("classification", "clock"),
    [
        ("normative", "complaints.answer_information"),
        ("ordinary", "complaints.answer_ordinary"),
        ("oversight", "service_complaints.decision"),
    ],
)
def test_dispute_runs_by_the_earlier_of_its_class_and_the_law(classification, clock):
    assert answer_clock(classification, is_service_dispute=True) == clock


@pytest.mark.parametrize(
    ("clock", "is_answered", "expected"),
    [
        ("service_complaints.decision", False, True),
        ("service_complaints.decision", True, False),
        ("complaints.answer_oversight", False, False),
    ],
)
def test_complete_file_starts_the_clock_of_the_law_alone(clock, is_answered, expected):
    assert begins_anew(clock, is_answered=is_answered) is expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Bapak Satu", [1]), ("contoh", [1, 2]), ("CONTÓH", [1, 2]), ("S.H.", []), ("Nobody Known", []), ("", [])],
)
def test_everybody_who_bears_the_name_is_meant_when_a_name_is_typed(typed, meant):
    assert meant_by(typed, PEOPLE) == meant


def test_words_of_a_name_leave_out_titles():
    assert name_words("Dr. H. Contoh Satu, S.H., M.Si.") == {"contoh", "satu"}


@pytest.mark.parametrize(
    ("status", "today", "expected"),
    [
        ("answered", date(2022, 5, 10), False),
        ("answered", date(2022, 5, 11), True),
        ("waiting", date(2022, 5, 20), False),
        ("waiting", date(2022, 5, 21), True),
        ("handled", date(2030, 1, 1), False),
    ],
)
def test_quiet_begins_the_day_after_the_last(status, today, expected):
    days = {"closing_due_on": date(2022, 5, 10), "reporter_due_on": date(2022, 5, 20)}

    assert is_quiet(status, **days, today=today) is expected


def test_nothing_is_quiet_without_a_day():
    assert is_quiet("answered", closing_due_on=None, reporter_due_on=None, today=date(2030, 1, 1)) is False


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        ("proses", "proses", None),
        ("proses", "selesai", Mismatch.STATE_DIFFERS),
        ("proses", None, Mismatch.NOT_HERE),
        (None, "proses", Mismatch.NOT_THERE),
    ],
)
def test_states_differ_as_told(there, here, expected):
    assert mismatch(there, here) == expected
