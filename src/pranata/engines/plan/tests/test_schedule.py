from datetime import UTC, date, datetime

import pytest

from pranata.engines.plan.models import Plan, Status
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.rules import CellState, Reported
from pranata.engines.plan.schedule import Standing, legend, schedule, standings, together, year_of
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    PlanFactory,
    ProgressFactory,
    SubactivityFactory,
)

EMPTY, PLANNED, DUE, UNREPORTED = CellState.EMPTY, CellState.PLANNED, CellState.DUE, CellState.UNREPORTED


@pytest.fixture
def plan(db):
    """Area 1 with 1.1.1 in January and December, area 2 with an activity that has no row, area 3 with nothing."""
    plan = PlanFactory(year=2022)
    one, two, _three = (AreaFactory(plan=plan, no=no) for no in (1, 2, 3))
    SubactivityFactory(activity=ActivityFactory(area=one, position=1), position=1, month_bits=0b1000_0000_0001)
    ActivityFactory(area=two, position=1)
    return plan


def test_lines_carry_twelve_states_when_laid_out(plan):
    areas = schedule(plan_matrix(plan), date(2023, 1, 1))

    assert areas[0].blocks[0].lines[0].states == [UNREPORTED, *[EMPTY] * 10, UNREPORTED]


def test_areas_without_an_activity_are_left_out_when_laid_out(plan):
    areas = schedule(plan_matrix(plan), date(2023, 1, 1))

    assert [(each.area.no, [len(block.lines) for block in each.blocks]) for each in areas] == [(1, [1]), (2, [0])]


def test_months_have_no_day_when_the_plan_is_a_draft(plan):
    assert year_of(plan, date(2022, 3, 31), {}).due == {}


def test_months_are_due_on_the_last_working_day_unless_set_when_the_plan_is_in_force(plan):
    plan.status = Status.ADOPTED

    due = year_of(plan, date(2022, 3, 31), {6: date(2022, 7, 5)}).due

    assert (due[1], due[6], due[7]) == (date(2022, 1, 31), date(2022, 7, 5), date(2022, 7, 29))


def test_row_shows_its_reports_when_the_year_runs(plan):
    plan.status = Status.ADOPTED
    year = year_of(plan, date(2022, 3, 15), {})

    states = year.states({1, 2, 3, 12}, {1: Reported(date(2022, 1, 31), is_verified=True)})

    assert states == [CellState.VERIFIED, CellState.OVERDUE, DUE, *[EMPTY] * 8, PLANNED]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2021, 12, 31), [PLANNED]),
        (date(2022, 1, 1), [PLANNED, DUE]),
        (date(2023, 1, 1), [UNREPORTED]),
    ],
)
def test_legend_explains_each_state_once_when_it_is_shown(plan, today, expected):
    assert legend(schedule(plan_matrix(plan), today)) == expected


def test_areas_stand_by_what_was_planned_up_to_the_running_month(plan):
    Plan.objects.update(status=Status.ADOPTED)
    plan.refresh_from_db()
    row = plan.subactivities.get()
    ProgressFactory(subactivity=row, month=1, status="verified", submitted_at=datetime(2022, 3, 1, tzinfo=UTC))
    ProgressFactory(subactivity=row, month=12, status="submitted", submitted_at=datetime(2022, 3, 1, tzinfo=UTC))

    found = standings(plan_matrix(plan, text="tidak ada"), date(2022, 6, 26))

    assert found == {
        1: Standing(6, planned=1, fulfilled=1, overdue=0, submitted=1),
        2: Standing(6),
        3: Standing(6),
    }
    assert [(each.share, each.month) for each in (found[1], found[2], together(*found.values()))] == [
        (100, 6), (None, 6), (100, 6)
    ]  # fmt: skip


def test_share_is_rounded_down_so_that_100_is_everything():
    assert (Standing(6, planned=200, fulfilled=199).share, Standing(6, planned=3, fulfilled=3).share) == (99, 100)


@pytest.mark.parametrize(("status", "today"), [(Status.DRAFT, "2022-06-26"), (Status.ADOPTED, "2023-01-02")])
def test_nothing_stands_when_no_year_runs(plan, status, today):
    plan.status = status

    assert standings(plan_matrix(plan), date.fromisoformat(today)) == {}
