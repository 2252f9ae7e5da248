from datetime import date, timedelta

import pytest

from pranata.lib.workdays import is_working_day, last_working_day, working_days_between


@pytest.mark.parametrize(
    ("year", "month", "days_off", "last"),
    [
        (2022, 6, (), date(2022, 6, 30)),
        (2022, 7, (), date(2022, 7, 29)),  # 31 July is a Sunday
        (2022, 12, (), date(2022, 12, 30)),
        (2024, 2, (), date(2024, 2, 29)),
        (2026, 12, (date(2026, 12, 31),), date(2026, 12, 30)),
    ],
)
def test_last_working_day_skips_weekends_and_days_off_when_they_end_the_month(year, month, days_off, last):
    assert last_working_day(year, month, days_off) == last


def test_last_working_day_is_refused_when_the_whole_month_is_off():
    month = [date(2022, 6, 1) + timedelta(days=n) for n in range(30)]

    with pytest.raises(ValueError, match="bulan 6 tahun 2022"):
        last_working_day(2022, 6, month)


def test_day_off_is_no_working_day_when_it_falls_on_a_weekday():
    monday = date(2022, 8, 15)

    assert (is_working_day(monday, ()), is_working_day(monday, {monday})) == (True, False)


@pytest.mark.parametrize(
    ("start", "end", "days_off", "expected"),
    [
        (date(2022, 6, 26), date(2022, 6, 30), (), 4),  # Sunday to Thursday
        (date(2022, 6, 30), date(2022, 6, 30), (), 0),
        (date(2022, 7, 1), date(2022, 6, 30), (), 0),
        (date(2022, 7, 1), date(2022, 7, 4), (), 1),  # over a weekend
        (date(2022, 7, 1), date(2022, 7, 4), {date(2022, 7, 4)}, 0),
    ],
)
def test_working_days_are_counted_when_they_follow_the_start(start, end, days_off, expected):
    assert working_days_between(start, end, days_off) == expected
