from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.cases.rules import (
    ALPHABET,
    Deadline,
    Spread,
    Standing,
    age_band,
    day_ahead,
    is_late,
    new_code,
    plain_code,
    plain_number,
    register_number,
    spread,
    standing,
)

DUE = date(2022, 5, 19)  # a Thursday
NOON = datetime(2022, 5, 19, 5, tzinfo=UTC)


def test_number_names_kind_year_and_place_in_the_year():
    assert [register_number("PI", 2022, place) for place in (37, 12345)] == ["PI-2022-0037", "PI-2022-12345"]


def test_codes_are_80_bits_in_four_groups_and_never_twice_alike():
    codes = {new_code() for _time in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {19}
    assert set("".join(codes)) == {*ALPHABET, "-"}
    assert len(ALPHABET) ** 16 == 2**80


@given(st.text(ALPHABET, min_size=16, max_size=16))
def test_code_is_read_back_however_it_was_typed(signs):
    spoken = " ".join(signs[place : place + 4] for place in range(0, 16, 4)).lower().replace("0", "o").replace("1", "l")

    assert (plain_code(spoken), plain_code(f"-{signs}- ")) == (signs, signs)


@pytest.mark.parametrize("typed", ["", "7K2M-9QXD-1111-222", "7K2M-9QXD-1111-22222", "UUUU-UUUU-UUUU-UUUU", "é" * 16])
def test_code_is_empty_when_nobody_can_mean_one(typed):
    assert plain_code(typed) == ""


@given(st.text(max_size=40))
def test_reading_never_fails_whatever_was_typed(typed):
    assert len(plain_code(typed)) in (0, 16)
    assert not any(sign.isspace() for sign in plain_number(typed))


def test_number_is_read_when_it_was_typed_small_and_apart():
    assert plain_number(" pi - 2022 - 0037 ") == "PI-2022-0037"


@pytest.mark.parametrize(
    ("facts", "today", "expected"),
    [
        ({}, date(2022, 5, 12), Standing("running", 5)),
        ({}, date(2022, 5, 17), Standing("soon", 2)),
        ({}, DUE, Standing("today")),
        ({}, date(2022, 5, 23), Standing("late", -2)),
        ({"is_paused": True}, date(2022, 5, 23), Standing("paused", -2)),
        ({"met_on": DUE}, date(2022, 6, 30), Standing("met", 0)),
        ({"met_on": date(2022, 5, 20)}, date(2022, 6, 30), Standing("met_late", -1)),
        ({"met_on": date(2022, 5, 18), "is_paused": True}, date(2022, 6, 30), Standing("met", 1)),
    ],
)
def test_case_stands_by_its_day(facts, today, expected):
    now = datetime(today.year, today.month, today.day, 5, tzinfo=UTC)

    assert standing(Deadline(DUE, **facts), today=today, now=now, days_off=(), ahead=2) == expected


def test_case_without_a_clock_is_never_late():
    deadline = Deadline(None)

    assert is_late(deadline, today=date(2030, 1, 1), now=NOON) is False
    assert standing(deadline, today=date(2030, 1, 1), now=NOON, days_off=()) == Standing("none")


@pytest.mark.parametrize(
    ("now", "met_at", "late"),
    [
        (NOON.replace(hour=4), None, False),
        (NOON.replace(hour=6), None, True),
        (NOON.replace(hour=9), NOON, False),
        (NOON.replace(hour=9), NOON.replace(minute=1), True),
    ],
)
def test_hours_are_counted_to_the_minute(now, met_at, late):
    met_on = DUE if met_at else None

    assert is_late(Deadline(DUE, NOON, met_on, met_at), today=DUE, now=now) is late


@pytest.mark.parametrize(
    ("durations", "expected"),
    [
        ([], Spread(0, None)),
        ([1, 2, 3, 90], Spread(4, None)),
        ([1, 2, 3, 4, 90], Spread(5, 3.0)),
        ([1, 2, 3, 4, 5, 90], Spread(6, 3.5)),
    ],
)
def test_median_is_told_when_the_sample_is_large_enough(durations, expected):
    assert spread(durations) == expected


def test_day_ahead_passes_over_weekends_and_days_off():
    off = {date(2022, 5, 16)}

    assert [day_ahead(date(2022, 5, 12), count, off).day for count in (0, 1, 2)] == [12, 13, 17]


def test_ages_fall_into_their_bands():
    assert [age_band(days) for days in (0, 5, 6, 20, 21, 60, 61, 900)] == [0, 0, 1, 2, 3, 3, 4, 4]
