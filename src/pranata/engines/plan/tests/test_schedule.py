from datetime import date

import pytest

from pranata.engines.plan.models import Status
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.rules import CellState, Reported
from pranata.engines.plan.schedule import legend, schedule, year_of
from pranata.engines.plan.tests.factories import ActivityFactory, AreaFactory, PlanFactory, SubactivityFactory

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
