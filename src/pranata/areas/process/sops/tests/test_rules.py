"""The decisions about a table of steps, without a database."""

from datetime import date

import pytest

from pranata.areas.process.sops.rules import (
    Fault,
    Stop,
    Symbol,
    Total,
    Unit,
    begins_with_verb,
    evaluation_due,
    findings,
    main_path,
    may_legalize,
    promised,
    promised_days,
    quick_and_slow,
    renumbered,
)

GIVEN = {"activity": "Memeriksa berkas", "requirements": "Berkas", "output": "Catatan", "amount": 10}


def stop(number, symbol=Symbol.PROCESS, actor=0, **values):
    return Stop(number, actor, symbol, **{**GIVEN, **values})


GOOD = (
    stop(1, Symbol.TERMINATOR),
    stop(2, amount=2, unit=Unit.HOUR),
    stop(3, Symbol.DECISION, yes=4, no=2),
    stop(4, amount=1, unit=Unit.WORKING_DAY),
    stop(5, Symbol.TERMINATOR),
)


def test_nothing_is_wrong_when_the_table_is_whole():
    assert findings(GOOD, 1) == []


def test_total_follows_yes_and_counts_no_row_twice():
    assert main_path(GOOD) == [0, 1, 2, 3, 4]
    assert promised(GOOD) == Total(minutes=10 + 120 + 10 + 10, working_days=1)


def test_total_leaves_out_the_side_way():
    stops = (
        stop(1, Symbol.TERMINATOR, amount=None),
        stop(2, Symbol.DECISION, yes=4, no=3),
        stop(3, amount=600),
        stop(4, Symbol.TERMINATOR, amount=None),
    )
    assert promised(stops) == Total(minutes=10)


@pytest.mark.parametrize(
    ("place", "changed", "fault"),
    [
        (0, stop(1), Fault.NO_START),
        (4, stop(5), Fault.NO_END),
        (1, stop(2, activity=" "), Fault.NO_ACTIVITY),
        (1, stop(2, actor=None), Fault.NO_ACTOR),
        (1, stop(2, actor=3), Fault.NO_ACTOR),
        (1, stop(2, yes=9), Fault.WRONG_TARGET),
        (2, stop(3, Symbol.DECISION), Fault.ONE_WAY),
        (2, stop(3, Symbol.DECISION, no=4), Fault.ONE_WAY),
        (1, stop(2, yes=5), Fault.UNREACHABLE),
        (3, stop(4, yes=2), Fault.ENDLESS),
        (1, stop(2, activity="Berkas diperiksa"), Fault.NO_VERB),
        (1, stop(2, requirements=""), Fault.NO_REQUIREMENTS),
        (1, stop(2, amount=None), Fault.NO_TIME),
        (1, stop(2, output=""), Fault.NO_OUTPUT),
    ],
)
def test_fault_is_found_when_a_row_is_wrong(place, changed, fault):
    stops = [*GOOD]
    stops[place] = changed
    found = findings(stops, 1)
    assert fault in {each.fault for each in found}


def test_table_without_steps_has_one_fault_and_idle_column_is_a_hint():
    assert [each.fault for each in findings((), 2)] == [Fault.NO_STEPS]
    assert [(each.fault, each.number, each.is_hint) for each in findings(GOOD, 2)] == [(Fault.IDLE_ACTOR, 1, True)]


@pytest.mark.parametrize(
    ("activity", "expected"),
    [("Memeriksa berkas", True), ("berkoordinasi", True), ("Berkas masuk", False), ("Surat", False), ("", False)],
)
def test_verb_is_known_by_its_beginning(activity, expected):
    assert begins_with_verb(activity) == expected


@pytest.mark.parametrize(
    ("total", "days"),
    [(Total(), 0), (Total(minutes=1), 1), (Total(minutes=450), 1), (Total(minutes=451), 2), (Total(60, 2, 3), 6)],
)
def test_promise_is_whole_working_days_when_it_is_compared(total, days):
    assert promised_days(total) == days


@pytest.mark.parametrize(
    ("effective_on", "last", "due"),
    [
        (date(2022, 3, 1), None, date(2023, 3, 1)),
        (date(2022, 3, 1), date(2022, 12, 31), date(2023, 12, 31)),
        (date(2024, 2, 29), None, date(2025, 2, 28)),
    ],
)
def test_evaluation_is_due_a_year_after_the_last(effective_on, last, due):
    assert evaluation_due(effective_on, last, 12) == due


def test_nobody_legalizes_what_one_handed_in():
    assert [may_legalize(judge, submitted_by=1) for judge in (1, 2, None)] == [False, True, False]


def test_real_times_are_told_from_five_cases_on():
    assert quick_and_slow([1, 2, 3, 4], 5) is None
    assert quick_and_slow([1, 2, 3, 4, 50], 5) == (3.0, 50.0)
    assert quick_and_slow(list(range(1, 11)), 5) == (5.5, 9.0)


def test_arrow_follows_its_row_and_leads_nowhere_when_that_is_gone():
    assert [renumbered({1: 2, 2: 1}, each) for each in (1, 3, None)] == [2, None, None]
