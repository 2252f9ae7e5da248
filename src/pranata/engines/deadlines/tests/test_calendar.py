from datetime import date

import pytest

from pranata.engines.deadlines.calendar import (
    calendar_year,
    days_off,
    days_off_between,
    is_decided,
    join,
    package_days,
    recorded_years,
)
from pranata.engines.deadlines.model import Certainty, DayOff, Off
from pranata.engines.deadlines.year_file import FileDay, YearFile

HOLIDAY = DayOff(Off.NATIONAL_HOLIDAY, "Hari Contoh")


def test_days_off_hold_holidays_and_joint_leave_when_the_year_is_decreed():
    year = days_off(2022)

    assert (date(2022, 8, 17) in year, date(2022, 4, 29) in year, date(2022, 4, 28) in year) == (True, True, False)


def test_days_off_are_of_their_year_alone_when_another_was_asked_before():
    days_off(2021)

    assert {day.year for day in days_off(2022)} == {2022}


def test_days_off_are_named_in_indonesian():
    assert days_off(2022)[date(2022, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"


def test_days_off_of_two_years_stand_together_when_the_days_lie_in_both():
    found = days_off_between(date(2022, 12, 30), date(2023, 1, 2))

    assert (date(2022, 12, 25) in found, date(2023, 1, 1) in found, date(2021, 1, 1) in found) == (True, True, False)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 5, 3), DayOff(Off.NATIONAL_HOLIDAY, "Hari Raya Idul Fitri", "SKB 3 Menteri 2022")),
        (date(2022, 5, 4), DayOff(Off.JOINT_LEAVE, "Cuti Bersama Hari Raya Idul Fitri", "SKB 3 Menteri 2022")),
        (date(2024, 2, 14), DayOff(Off.NATIONAL_HOLIDAY, "Hari Pemilihan Umum", "Keppres 10/2024")),
        (
            date(2020, 12, 31),
            DayOff(Off.JOINT_LEAVE, "Pengganti Cuti Bersama Hari Raya Idul Fitri", "SKB 3 Menteri 2020"),
        ),
    ],
)
def test_day_off_says_what_it_is_and_what_it_rests_on(day, expected):
    assert calendar_year(day.year).days[day] == expected


def test_decree_nobody_has_read_is_said_to_have_no_number():
    assert calendar_year(2027).days[date(2027, 1, 1)].basis == "SKB 3 Menteri 2027 (nomor belum dicatat)"


def test_estimated_day_is_marked_and_named_without_the_mark():
    feast = next(off for off in package_days(2028).values() if off.name == "Hari Raya Idul Fitri")

    assert feast.is_estimated
    assert not calendar_year(2028).days[date(2028, 8, 17)].is_estimated


@pytest.mark.parametrize(("year", "expected"), [(2015, True), (2022, True), (2028, False), (2050, False)])
def test_year_is_decided_until_the_newest_file(year, expected):
    assert (is_decided(year), calendar_year(year).is_decided) == (expected, expected)


def test_recorded_years_follow_one_another():
    assert [year for year in recorded_years() if not calendar_year(year).decrees] == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (FileDay(HOLIDAY, "Hari Contoh", Certainty.OWN), {date(2022, 3, 7), date(2022, 3, 8)}),
        (FileDay(None, "Hari Contoh", Certainty.OWN), {date(2022, 3, 8)}),
        (None, {date(2022, 3, 8)}),
    ],
)
def test_file_adds_a_missing_day_and_leaves_the_others(said, expected):
    file = YearFile(days={date(2022, 3, 7): said} if said else {})

    assert set(join(2022, {date(2022, 3, 8): HOLIDAY}, file, is_decided=True).days) == expected


def test_file_takes_away_a_day_that_is_worked():
    file = YearFile(days={date(2022, 3, 8): FileDay(None, "Hari Contoh", Certainty.OWN)})

    assert join(2022, {date(2022, 3, 8): HOLIDAY}, file, is_decided=True).days == {}


def test_days_of_a_year_without_a_decree_say_so():
    (off,) = join(2040, {date(2040, 1, 2): HOLIDAY}, YearFile(), is_decided=False).days.values()

    assert off.basis == "SKB 3 Menteri 2040 (belum ditetapkan)"
