"""What the public is told of a plan's progress."""

from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.models import Status
from pranata.engines.plan.publication.progress import Achievement, public_progress, public_year
from pranata.engines.plan.publication.rules import PublicState, counted_through, public_state
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import laid_out, legend
from pranata.engines.plan.tests.factories import MonthDeadlineFactory
from pranata.engines.plan.tests.report_sample import counted_plan

DUE = {month: date(2022, month, 28) for month in range(1, 13)}
EMPTY, PLANNED, DONE, LATE, PENDING, UNREPORTED = PublicState


@pytest.mark.parametrize(
    ("state", "counted", "not_counted"),
    [
        (CellState.EMPTY, EMPTY, EMPTY),
        (CellState.PLANNED, PENDING, PLANNED),
        (CellState.DUE, PENDING, PLANNED),
        (CellState.SUBMITTED, PENDING, PLANNED),
        (CellState.OVERDUE, PENDING, PLANNED),
        (CellState.VERIFIED, DONE, DONE),
        (CellState.LATE, LATE, LATE),
        (CellState.UNREPORTED, UNREPORTED, UNREPORTED),
    ],
)
def test_public_sees_what_is_done_and_not_who_waits(state, counted, not_counted):
    assert public_state(state, is_counted=True) == counted
    assert public_state(state, is_counted=False) == not_counted


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2021, 12, 31), 0),
        (date(2022, 1, 31), 0),
        (date(2022, 2, 1), 1),
        (date(2022, 6, 29), 5),  # June has had its day, but has not ended
        (date(2022, 7, 1), 6),
        (date(2023, 1, 1), 12),
    ],
)
def test_months_count_when_they_and_the_time_to_report_them_have_ended(today, expected):
    assert counted_through(2022, DUE, today) == expected


@pytest.mark.parametrize(("today", "expected"), [(date(2022, 7, 5), 2), (date(2022, 7, 6), 6)])
def test_later_months_wait_when_an_earlier_one_was_given_more_time(today, expected):
    assert counted_through(2022, {**DUE, 3: date(2022, 7, 5)}, today) == expected


def test_draft_counts_nothing_and_a_closed_plan_everything():
    assert counted_through(2022, {}, date(2023, 1, 1)) == 0
    assert counted_through(2022, DUE, date(2022, 6, 26), is_closed=True) == 12


@pytest.fixture
def plan(db):
    return counted_plan(OfficeFactory())


def states(plan, today):
    """What each row shows, by code and month; an empty cell shows nothing."""
    matrix = plan_matrix(plan, with_people=False)
    lines = [
        line for area in laid_out(matrix, public_year(matrix, today)) for block in area.blocks for line in block.lines
    ]
    return {
        line.row.code: {month: state for month, state in enumerate(line.states, start=1) if state != EMPTY}
        for line in lines
    }


def test_rows_show_what_was_done_late_and_not_yet_when_the_year_runs(plan):
    assert states(plan, date(2022, 7, 20)) == {
        "1.1.1": {1: PENDING, 6: DONE},
        "1.1.2": {6: LATE},
        "2.1.1": {6: PENDING, 7: PLANNED},
        "2.1.2": {12: PLANNED},
    }


def test_areas_stand_by_the_months_that_count_whatever_the_filter(plan):
    matrix = plan_matrix(plan, text="tidak ada", with_people=False)

    found = public_progress(matrix, public_year(matrix, date(2022, 7, 20)))

    assert (found.today, found.through) == (date(2022, 7, 20), 6)
    assert [(each.area.no, each.figures, each.figures.share) for each in found.areas] == [
        (1, Achievement(planned=3, done=1, late=1, pending=1), 66),
        (2, Achievement(planned=1, pending=1), 0),
    ]
    assert found.total == Achievement(planned=4, done=1, late=1, pending=2)


def test_area_has_no_share_when_nothing_was_planned_yet():
    assert (Achievement().share, Achievement(planned=200, done=150, late=49).share) == (None, 99)


def test_ended_year_says_what_nobody_reported(plan):
    matrix = plan_matrix(plan, with_people=False)

    found = public_progress(matrix, public_year(matrix, date(2023, 1, 2)))

    # 2.1.1 was handed in for June and never verified; January, July and December were never reported.
    assert found.total == Achievement(planned=6, done=1, late=1, pending=1, unreported=3)


@pytest.mark.parametrize(("status", "today"), [(Status.DRAFT, "2023-01-02"), (Status.ADOPTED, "2022-01-31")])
def test_nothing_is_claimed_when_no_month_counts(plan, status, today):
    plan.status = status
    matrix = plan_matrix(plan, with_people=False)

    assert public_progress(matrix, public_year(matrix, date.fromisoformat(today))) is None


def test_day_that_the_office_has_set_is_waited_for(plan):
    MonthDeadlineFactory(plan=plan, month=6, due_on=date(2022, 7, 20))
    matrix = plan_matrix(plan, with_people=False)

    assert public_year(matrix, date(2022, 7, 20)).through == 5


def test_legend_keeps_the_public_order(plan):
    matrix = plan_matrix(plan, with_people=False)

    shown = legend(laid_out(matrix, public_year(matrix, date(2022, 7, 20))), PublicState)

    assert shown == [PLANNED, DONE, LATE, PENDING]
