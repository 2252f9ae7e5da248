from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from pranata.engines.indicators import rules
from pranata.engines.indicators.rules import Span, Stretch


@pytest.mark.parametrize(
    ("span", "year", "month", "start", "end"),
    [
        (Span.MONTH, 2022, 6, date(2022, 6, 1), date(2022, 6, 30)),
        (Span.MONTH, 2024, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (Span.YEAR_TO_DATE, 2022, 6, date(2022, 1, 1), date(2022, 6, 30)),
        (Span.LAST_12_MONTHS, 2022, 6, date(2021, 7, 1), date(2022, 6, 30)),
        (Span.LAST_12_MONTHS, 2022, 12, date(2022, 1, 1), date(2022, 12, 31)),
        (Span.LAST_12_MONTHS, 2022, 1, date(2021, 2, 1), date(2022, 1, 31)),
        (Span.ON_DAY, 2022, 6, date(2022, 6, 30), date(2022, 6, 30)),
    ],
)
def test_stretch_of_a_span(span, year, month, start, end):
    assert rules.stretch(span, year, month) == Stretch(start, end, year, month)


def test_stretch_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="2022-06-02 comes after 2022-06-01"):
        rules.stretch_between(date(2022, 6, 2), date(2022, 6, 1), year=2022, month=6)


@pytest.mark.parametrize(
    ("span", "today", "expected"),
    [
        (Span.MONTH, date(2022, 5, 31), None),
        (Span.YEAR_TO_DATE, date(2022, 5, 31), None),
        (Span.MONTH, date(2022, 6, 1), (date(2022, 6, 1), date(2022, 6, 1))),
        (Span.YEAR_TO_DATE, date(2022, 6, 26), (date(2022, 1, 1), date(2022, 6, 26))),
        (Span.ON_DAY, date(2022, 6, 26), (date(2022, 6, 26), date(2022, 6, 26))),
        (Span.ON_DAY, date(2022, 7, 1), (date(2022, 6, 30), date(2022, 6, 30))),
    ],
)
def test_running_month_is_looked_at_up_to_today(span, today, expected):
    found = rules.until(rules.stretch(span, 2022, 6), today)

    assert (found and (found.start, found.end)) == expected


def test_a_year_before_keeps_the_end_of_a_month():
    assert rules.stretch(Span.MONTH, 2024, 2).a_year_before == Stretch(date(2023, 2, 1), date(2023, 2, 28), 2023, 2)
    assert rules.stretch(Span.MONTH, 2025, 2).a_year_before == Stretch(date(2024, 2, 1), date(2024, 2, 29), 2024, 2)
    assert rules.stretch(Span.LAST_12_MONTHS, 2022, 6).a_year_before.start == date(2020, 7, 1)


@pytest.mark.parametrize(
    ("today", "months"),
    [(date(2022, 6, 26), ((2022, 5), (2022, 6))), (date(2022, 1, 1), ((2021, 12), (2022, 1)))],
)
def test_open_months_are_the_running_one_and_the_one_before(today, months):
    assert rules.open_months(today) == months


def test_month_closes_when_the_following_one_has_ended():
    assert rules.newest_closed(date(2022, 7, 31)) == (2022, 5)
    assert rules.newest_closed(date(2022, 8, 1)) == (2022, 6)
    assert rules.newest_closed(date(2022, 2, 1)) == (2021, 12)
    assert rules.month_before(2022, 1) == (2021, 12)


def test_month_has_ended_from_the_next_day():
    assert not rules.has_ended(2022, 6, date(2022, 6, 30))
    assert rules.has_ended(2022, 6, date(2022, 7, 1))


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Fraction(200, 3), "66.666667"),
        (Fraction(-200, 3), "-66.666667"),
        (Fraction(1, 2_000_000), "0.000000"),
        (Fraction(3, 2_000_000), "0.000002"),
        (Decimal("12.5"), "12.500000"),
        (Decimal("0.0000005"), "0.000000"),
    ],
)
def test_value_is_carried_to_six_places(value, kept):
    assert str(rules.carried(value)) == kept


@pytest.mark.parametrize(("value", "seen"), [("99.996", "99.99"), ("-99.996", "-99.99"), ("100", "100.00")])
def test_value_is_never_shown_rounded_up(value, seen):
    assert str(rules.shown(Decimal(value))) == seen


def test_shares_and_changes():
    assert rules.share(Decimal(1), Decimal(3)) == Decimal("33.333333")
    assert rules.share(Decimal(0), Decimal(3)) == 0
    assert rules.share(Decimal(0), Decimal(0)) is None
    assert rules.relative_change(Decimal(3), Decimal(4)) == -25
    assert rules.relative_change(Decimal(3), Decimal(0)) is None
    assert rules.points_change(Decimal("33.333333"), Decimal(50)) == Decimal("-16.666667")
    assert rules.total([Decimal("0.10"), None, Decimal("0.20")]) == Decimal("0.30")


@pytest.mark.parametrize(
    ("count", "last_shown", "may"), [(0, 0, False), (4, 0, False), (5, 0, True), (9, 5, False), (10, 5, True)]
)
def test_count_of_a_sealed_kind_is_shown_by_fives(count, last_shown, may):
    assert rules.may_show_count(count, last_shown) is may


@pytest.mark.parametrize(
    ("part", "whole", "last_shown", "may"),
    [
        (0, 4, (0, 0), False),
        (4, 4, (0, 0), False),
        (5, 5, (0, 0), True),
        (0, 5, (0, 0), True),
        (4, 10, (0, 0), False),  # the part is small
        (6, 10, (0, 0), False),  # the remainder is small
        (5, 10, (0, 0), True),
        (5, 14, (5, 10), False),  # only four have come since
        (5, 15, (5, 10), True),
        (7, 15, (5, 10), False),
        (10, 15, (5, 10), True),
        (11, 15, (5, 10), False),  # one of the remainder was added to the part
    ],
)
def test_share_of_a_sealed_kind_is_shown_when_no_group_is_small(part, whole, last_shown, may):
    assert rules.may_show_share(part, whole, last_shown) is may
