from datetime import date

import pytest

from pranata.areas.public_service.data_subjects.models import Outcome, Right
from pranata.areas.public_service.data_subjects.rules import clock_name, is_in_force, may_be_fulfilled, needs_ground
from pranata.engines.deadlines.clocks import clock_for


@pytest.mark.parametrize("right", Right)
def test_every_right_has_a_clock_of_three_days_in_hours(right):
    found = clock_for(clock_name(right), on=date(2025, 11, 3))

    assert (found.amount, found.unit) == (72, "hour")


@pytest.mark.parametrize(("day", "expected"), [("2022-10-16", False), ("2022-10-17", True)])
def test_law_is_in_force_since_its_promulgation(day, expected):
    assert is_in_force(date.fromisoformat(day)) is expected


def test_refusal_alone_needs_a_ground():
    assert [outcome for outcome in Outcome if needs_ground(outcome)] == [Outcome.REFUSED]


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize(("is_proven", "is_checked"), [(False, False), (True, False), (False, True)])
def test_data_are_given_only_to_whom_they_belong(outcome, is_proven, is_checked):
    is_given = outcome in (Outcome.FULFILLED, Outcome.PARTLY)

    expected = not is_given or is_proven or is_checked
    assert may_be_fulfilled(outcome, is_proven=is_proven, is_identity_checked=is_checked) is expected
