from datetime import date

from pranata.engines.deadlines.calendar import days_off, days_off_between


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
