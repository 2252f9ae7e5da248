from datetime import date

import pytest

from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.schedule import legend, month_states, schedule
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


def test_month_is_due_when_it_runs():
    states = month_states(2022, planned=True, today=date(2022, 3, 31))

    assert states == [PLANNED, PLANNED, DUE, *[PLANNED] * 9]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2021, 12, 31), [PLANNED]), (date(2022, 1, 1), [DUE, PLANNED]), (date(2023, 1, 1), [UNREPORTED])],
)
def test_legend_names_each_state_once_when_asked(today, expected):
    assert legend(2022, today) == expected
