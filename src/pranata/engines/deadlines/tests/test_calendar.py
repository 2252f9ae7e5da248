from datetime import date

from pranata.engines.deadlines.calendar import days_off


def test_days_off_hold_holidays_and_joint_leave_when_the_year_is_decreed():
    year = days_off(2022)

    assert (date(2022, 8, 17) in year, date(2022, 4, 29) in year, date(2022, 4, 28) in year) == (True, True, False)


def test_days_off_are_of_their_year_alone_when_another_was_asked_before():
    days_off(2021)

    assert {day.year for day in days_off(2022)} == {2022}


def test_days_off_are_named_in_indonesian():
    assert days_off(2022)[date(2022, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
