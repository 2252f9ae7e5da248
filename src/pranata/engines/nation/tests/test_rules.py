from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.nation import rules

VALUES = st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=60)


def numbers(*values):
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("values", "five"),
    [
        ([7], (7, 7, 7, 7, 7)),
        ([1, 3], (1, "1.5", 2, "2.5", 3)),
        ([5, 1, 3, 2, 4], (1, 2, 3, 4, 5)),
        ([0, 0, 0, 100], (0, 0, 0, 25, 100)),
    ],
)
def test_summary_gives_median_and_quartiles_when_there_are_values(values, five):
    summed = rules.summary(numbers(*values))

    assert summed == rules.Summary(len(values), *numbers(*five))


def test_summary_is_none_when_there_is_no_value():
    assert rules.summary([]) is None


@given(VALUES)
def test_half_of_the_values_lie_on_each_side_of_the_median_when_they_are_any(values):
    summed = rules.summary(values)

    assert sum(value <= summed.median for value in values) * 2 >= len(values)
    assert sum(value >= summed.median for value in values) * 2 >= len(values)
    assert [summed.minimum, summed.lower_quartile, summed.median, summed.upper_quartile, summed.maximum] == sorted(
        [summed.minimum, summed.lower_quartile, summed.median, summed.upper_quartile, summed.maximum]
    )


@given(VALUES, st.booleans())
def test_bars_hold_every_value_once_when_the_scale_is_that_of_the_values(values, is_share):
    counts = rules.bars(values, *rules.scale(is_share, min(values), max(values)))

    assert (len(counts), sum(counts)) == (rules.BAR_COUNT, len(values))


def test_shares_are_drawn_from_0_to_100_when_they_lie_between():
    assert rules.scale(True, Decimal(40), Decimal(60)) == (Decimal(0), Decimal(100))
    assert rules.scale(False, Decimal(-3), Decimal(60)) == (Decimal(-3), Decimal(60))


@pytest.mark.parametrize(("count", "enough"), [(0, False), (4, False), (5, True)])
def test_offices_are_spoken_of_together_when_they_are_five(count, enough):
    assert rules.is_enough(count) == enough


@pytest.mark.parametrize(("sequence", "newest", "taken"), [(1, None, True), (8, 7, True), (7, 7, False), (6, 7, False)])
def test_a_snapshot_is_taken_over_when_it_is_later_than_the_newest(sequence, newest, taken):
    assert rules.supersedes(sequence, newest) == taken
