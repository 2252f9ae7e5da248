from datetime import date

import pytest

from pranata.engines.deadlines.calendar import days_off
from pranata.engines.deadlines.rules import reminders

DUE = date(2022, 6, 30)  # a Thursday; nothing is off around it but weekends and 9 July


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2022, 6, 24), []),
        (date(2022, 6, 27), ["soon"]),
        (date(2022, 6, 29), ["soon"]),
        (date(2022, 6, 30), ["today"]),
        (date(2022, 7, 1), ["overdue"]),
        (date(2022, 7, 6), ["overdue"]),
        (date(2022, 7, 7), ["overdue", "escalated"]),
        (date(2022, 12, 1), ["overdue", "escalated"]),
    ],
)
def test_what_is_said_follows_from_the_working_days(today, expected):
    assert reminders(DUE, today, days_off(2022), ahead=3, patience=5) == expected


def test_days_off_do_not_count_when_looking_ahead():
    before_lebaran = date(2022, 4, 27)  # 29 April to 6 May are off: only Thursday lies between

    assert reminders(date(2022, 5, 9), before_lebaran, days_off(2022), ahead=2, patience=5) == ["soon"]
