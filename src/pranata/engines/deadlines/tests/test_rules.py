from datetime import UTC, date, datetime

import pytest

from pranata.engines.deadlines.calendar import days_off
from pranata.engines.deadlines.model import GrantedExtension, Pause, Unit
from pranata.engines.deadlines.rules import due_by_hours, extension_refusal, pause_refusal, reminders
from pranata.engines.deadlines.tests import samples

DUE = date(2022, 6, 30)  # a Thursday; nothing is off around it but weekends


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


DUE_DAY = date(2022, 5, 19)
ONCE = GrantedExtension(date(2022, 5, 10))


@pytest.mark.parametrize(
    ("extension", "granted", "on", "expected"),
    [
        (samples.EXTENSION, [], date(2022, 5, 19), None),
        (samples.EXTENSION, [], date(2022, 5, 20), "too_late"),
        (samples.EXTENSION, [ONCE], date(2022, 5, 19), "used_up"),
        (None, [], date(2022, 5, 19), "not_provided"),
    ],
)
def test_limit_is_extended_once_and_before_it_has_passed(extension, granted, on, expected):
    clock = samples.clock(extension=extension)

    assert extension_refusal(clock, granted, due=DUE_DAY, on=on) == expected


@pytest.mark.parametrize(
    ("pause", "pauses", "due", "on", "expected"),
    [
        (samples.PAUSE, [], DUE_DAY, date(2022, 5, 18), None),
        (samples.PAUSE, [Pause(date(2022, 5, 2), date(2022, 5, 4))], DUE_DAY, date(2022, 5, 18), None),
        (samples.PAUSE, [], DUE_DAY, date(2022, 5, 19), "too_late"),
        (samples.PAUSE, [], DUE_DAY, date(2022, 5, 20), "too_late"),
        (samples.PAUSE, [Pause(date(2022, 5, 2))], None, date(2022, 5, 4), "under_way"),
        (None, [], DUE_DAY, date(2022, 5, 4), "not_provided"),
    ],
)
def test_limit_pauses_only_where_its_clock_allows_it(pause, pauses, due, on, expected):
    assert pause_refusal(samples.clock(pause=pause), pauses, due=due, on=on) == expected


def test_hours_are_elapsed_ones_whatever_the_day():
    start = datetime(2022, 12, 23, 23, 15, tzinfo=UTC)
    found = due_by_hours(samples.clock(72, Unit.HOUR), start)

    assert (found.due_at, found.due) == (datetime(2022, 12, 26, 23, 15, tzinfo=UTC), date(2022, 12, 26))
