"""Values of indicators in words, against their targets, and beside what people typed."""

from decimal import Decimal

import pytest

from pranata.engines.indicators.rules import Better, Kind, is_reached
from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.engines.plan.queries.readings import differs, gravest, month_to_read, plan_values
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    BindingFactory,
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    SubactivityFactory,
)
from pranata.lib.clock import today

SHARE, COUNT, EXISTS, CHANGE = (
    "complaints.resolved_share",
    "complaints.received_count",
    "complaints.officers",
    "complaints.service_disputes_change",
)


@pytest.mark.parametrize(
    ("kind", "value", "target", "better", "expected"),
    [
        (Kind.RATIO, 95, 95, Better.HIGHER, True),
        (Kind.RATIO, 94, 95, Better.HIGHER, False),
        (Kind.COUNT, 3, 2, Better.LOWER, False),
        (Kind.COUNT, 2, 2, Better.LOWER, True),
        (Kind.COUNT, 2, 2, Better.NONE, None),
        (Kind.COUNT, 2, None, Better.HIGHER, None),
        (Kind.EXISTENCE, 1, None, Better.HIGHER, True),
        (Kind.EXISTENCE, 0, 1, Better.HIGHER, False),
        (Kind.CHANGE, -10, None, Better.LOWER, True),
        (Kind.CHANGE, 0, None, Better.LOWER, False),
        (Kind.CHANGE, -4, 5, Better.LOWER, False),
        (Kind.CHANGE, 5, 5, Better.HIGHER, True),
    ],
)
def test_target_is_reached_in_the_direction_that_is_better(kind, value, target, better, expected):
    assert is_reached(kind, Decimal(value), None if target is None else Decimal(target), better) is expected


def made(key, value, target=None, unit="", **parts):
    """The value of one indicator in June 2022."""
    row = SubactivityFactory(activity=ActivityFactory(area__plan=PlanFactory(year=2022)))
    indicator = IndicatorFactory(subactivity=row, position=1, target=target, target_unit=unit)
    BindingFactory(indicator=indicator, measure_key=key)
    numbers = {"numerator": None, "denominator": None, **parts}
    ReadingFactory(office=row.plan.office, measure=key, value=value, **numbers)
    return plan_values(row.plan, month=6)[row.pk][0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "value", "parts", "words", "parts_words"),
    [
        (SHARE, Decimal("92.307692"), {"numerator": 24, "denominator": 26}, "92,3%", "24 dari 26"),
        (COUNT, Decimal(5), {"numerator": 5}, "5 pengaduan", ""),
        (EXISTS, Decimal(0), {"numerator": 0}, "belum ada", ""),
        (CHANGE, Decimal(-20), {"numerator": 4, "denominator": 5}, "turun 20%", "dari 5 menjadi 4"),
        (SHARE, None, {}, "belum ada yang diukur", ""),
    ],
)
def test_value_is_told_in_words_with_its_parts(key, value, parts, words, parts_words):
    found = made(key, value, **parts)

    assert (found.words, found.parts) == (words, parts_words)


@pytest.mark.django_db
@pytest.mark.parametrize(("unit", "expected"), [("persen", True), ("%", True), ("", True), ("dokumen", None)])
def test_target_is_compared_only_when_it_is_told_in_the_same_unit(unit, expected):
    assert made(SHARE, Decimal(95), target=90, unit=unit).is_reached is expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"), [((24, 26), False), ((25, 26), True), ((Decimal("92.31"), None), True), ((92, None), True)]
)
def test_figure_differs_when_it_says_something_else_than_was_read(typed, expected):
    value = made(SHARE, Decimal("92.307692"), numerator=24, denominator=26)

    assert differs(FigureFactory.build(value=Decimal(typed[0]), out_of=typed[1]), value) is expected


@pytest.mark.django_db
def test_row_is_stood_for_by_what_was_measured_when_another_is_by_hand():
    plan = PlanFactory(year=2022)
    row = SubactivityFactory(activity=ActivityFactory(area__plan=plan))
    by_hand, measured = (IndicatorFactory(subactivity=row, position=position) for position in (1, 2))
    BindingFactory(indicator=by_hand, measure_key="", state="by_hand")
    BindingFactory(indicator=measured, measure_key=SHARE)
    ReadingFactory(office=plan.office, measure=SHARE)

    assert gravest(plan_values(plan, month=6)[row.pk]).pk == measured.pk
    assert gravest([]) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "expected"), [(2021, 12), (2022, 6), (2023, None)])
def test_month_that_is_read_follows_the_year_of_the_plan(year, expected, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")

    assert month_to_read(PlanFactory.build(year=year), today()) == expected
