from datetime import date

import pytest

from pranata.engines.deadlines.clocks import Clock, Unit, clock_for, clocks


def test_clock_is_found_when_one_is_in_force():
    clock = clock_for("plan.escalation", on=date(2022, 6, 15))

    assert (clock.amount, clock.unit, clock.certainty) == (5, "working_day", "own")


@pytest.mark.parametrize(("name", "on"), [("plan.misspelt", date(2022, 6, 15)), ("plan.reminder", date(1999, 1, 1))])
def test_clock_is_refused_when_none_is_in_force(name, on):
    with pytest.raises(LookupError, match=name):
        clock_for(name, on=on)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2021, 12, 31), False),
        (date(2022, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_clock_is_in_force_from_its_first_to_its_last_day(day, in_force):
    clock = Clock("contoh", "uji", 1, Unit.WORKING_DAY, "contoh", "own", date(2022, 1, 1), date(2022, 12, 31))

    assert clock.is_in_force(day) is in_force


def test_every_clock_names_its_basis():
    assert [clock for clock in clocks() if not clock.basis] == []
