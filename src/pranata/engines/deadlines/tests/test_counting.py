"""Properties of counting, on calendars of chance."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.deadlines.counting import ONE_DAY, days_of, months_later
from pranata.engines.deadlines.model import Counted, GrantedExtension, Pause, Paused, Skipped, StartRule, Unit
from pranata.engines.deadlines.rules import due_by_days
from pranata.engines.deadlines.tests import samples
from pranata.lib.workdays import is_working_day, working_days_between

FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))
CALENDARS = st.sets(DAYS, max_size=60).map(lambda days: dict.fromkeys(days, "Hari Contoh"))
AMOUNTS = st.integers(1, 40)


def due(start, amount, days, **values):
    return due_by_days(samples.clock(amount, **values), start, samples.years(days)).due


@given(DAYS, AMOUNTS, CALENDARS)
def test_due_day_is_what_a_naive_count_finds(start, amount, days):
    day, counted = start, 0
    while counted < amount:
        day += ONE_DAY
        counted += is_working_day(day, days)

    assert due(start, amount, days) == day


@given(DAYS, AMOUNTS, AMOUNTS, CALENDARS)
def test_counting_twice_is_counting_the_sum(start, first, second, days):
    assert due(due(start, first, days), second, days) == due(start, first + second, days)


@given(DAYS, AMOUNTS, CALENDARS)
def test_due_day_is_a_working_day_after_the_start(start, amount, days):
    found = due(start, amount, days)

    assert is_working_day(found, days)
    assert working_days_between(start, found, days) == amount


@given(DAYS, AMOUNTS, CALENDARS, DAYS)
def test_due_day_never_comes_earlier_when_a_day_off_is_added(start, amount, days, added):
    assert due(start, amount, {**days, added: "Hari Tambahan"}) >= due(start, amount, days)


@given(DAYS, AMOUNTS, CALENDARS)
def test_due_day_never_comes_earlier_when_it_starts_later_or_takes_longer(start, amount, days):
    found = due(start, amount, days)

    assert due(start + ONE_DAY, amount, days) >= found
    assert due(start, amount + 1, days) > found


@given(DAYS, AMOUNTS, CALENDARS)
def test_start_day_is_counted_only_when_the_rule_says_so(start, amount, days):
    assert due(start, amount, days, start_rule=StartRule.SAME_DAY) == due(start - ONE_DAY, amount, days)


@given(DAYS, AMOUNTS, CALENDARS, st.integers(0, 30), st.integers(0, 30))
def test_pause_moves_the_due_day_by_the_working_days_it_held(start, amount, days, after, length):
    paused_on = start + timedelta(days=after)
    resumed_on = paused_on + timedelta(days=length)
    pause = Pause(paused_on, resumed_on)
    clock = samples.clock(amount, pause=samples.PAUSE)

    found = due_by_days(clock, start, samples.years(days), pauses=[pause])

    plain = due(start, amount, days)
    lost = working_days_between(paused_on, resumed_on, days) if paused_on < plain else 0
    assert found.due == (due(plain, lost, days) if lost else plain)
    assert not pause.holds(found.due)


@given(DAYS, AMOUNTS, CALENDARS, st.integers(1, 3))
def test_extensions_count_on_from_the_due_day(start, amount, days, times):
    clock = samples.clock(amount, extension=samples.EXTENSION)
    granted = [GrantedExtension(start)] * times

    found = due_by_days(clock, start, samples.years(days), extensions=granted)

    assert found.due == due(start, amount + 7 * times, days)


@given(DAYS, AMOUNTS, CALENDARS, st.integers(0, 30))
def test_steps_hold_every_day_once_and_in_order(start, amount, days, after):
    pause = Pause(start + timedelta(days=after), start + timedelta(days=after + 3))
    clock = samples.clock(amount, extension=samples.EXTENSION, pause=samples.PAUSE)

    found = due_by_days(clock, start, samples.years(days), extensions=[GrantedExtension(start)], pauses=[pause])

    runs, end = [step for step in found.steps if isinstance(step, Counted | Skipped | Paused)], found.due or start
    assert [day for run in runs for day in days_of(run.first, run.last or run.first)] == list(
        days_of(start + ONE_DAY, end)
    )
    assert sum(run.count for run in runs if isinstance(run, Counted)) == amount + 7 == found.total


@given(DAYS, AMOUNTS, CALENDARS)
def test_calendar_days_count_on_every_day(start, amount, days):
    assert due(start, amount, days, unit=Unit.CALENDAR_DAY) == start + timedelta(days=amount)


@given(DAYS, st.integers(1, 30))
def test_months_end_on_the_same_day_or_on_the_last_one(start, months):
    found = due(start, months, {}, unit=Unit.MONTH)

    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    assert found.day == start.day or (found.day < start.day and (found + ONE_DAY).day == 1)


def test_month_without_that_day_ends_earlier():
    assert [months_later(date(2022, 12, 31), count) for count in (2, 3, 4, 14)] == [
        date(2023, 2, 28),
        date(2023, 3, 31),
        date(2023, 4, 30),
        date(2024, 2, 29),
    ]
