"""Until when, in which order, with what effect."""

from datetime import date

import pytest

from pranata.areas.regulation.legal_products.rules import (
    Effect,
    Purpose,
    effect_of,
    is_ended_by,
    late_or_future,
    settled_lacks,
    target_day,
    upload_day,
)

TODAY = date(2022, 6, 26)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2022, 2, date(2022, 2, 28)), (2024, 2, date(2024, 2, 29)), (2022, 12, date(2022, 12, 31))],
)
def test_target_is_the_last_day_of_its_month(year, month, day):
    assert target_day(year, month) == day


@pytest.mark.parametrize(
    ("enacted_on", "days_off", "day"),
    [
        (date(2022, 6, 20), (), date(2022, 6, 23)),
        (date(2022, 6, 23), (), date(2022, 6, 28)),
        (date(2022, 6, 20), (date(2022, 6, 21),), date(2022, 6, 24)),
    ],
)
def test_upload_is_due_three_working_days_later(enacted_on, days_off, day):
    assert upload_day(enacted_on, days_off) == day


def test_only_a_new_one_changes_nothing():
    assert {each.value: effect_of(each) for each in Purpose} == {
        "baru": None,
        "ubah": Effect.AMENDS,
        "deregulasi": Effect.AMENDS,
        "ganti": Effect.REPLACES,
        "cabut": Effect.REVOKES,
    }
    assert [is_ended_by(each) for each in Effect] == [False, True, True]


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ([], ""),
        ([None, None], ""),
        ([date(2022, 6, 1), None, date(2022, 6, 1)], ""),
        ([date(2022, 6, 2), None, date(2022, 6, 1)], "before"),
        ([date(2022, 6, 1), date(2022, 6, 27)], "future"),
        ([TODAY, TODAY], ""),
    ],
)
def test_stage_is_refused_when_its_day_is_to_come_or_before_an_earlier_stage(days, refused):
    assert late_or_future(days, today=TODAY) == refused


def test_settled_finding_lacks_what_is_not_said():
    said = {"decision": "", "decided_on": None}
    assert settled_lacks(is_settled=True, said=said) == ["decided_on", "decision"]
    assert settled_lacks(is_settled=False, said=said) == []
