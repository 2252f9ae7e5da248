from datetime import date

import pytest

from pranata.base.org.models import PostKind
from pranata.base.org.tests.factories import OfficeFactory, PostFactory, UnitFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, value_of


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def test_structure_is_recorded_when_units_have_posts(office):
    empty = UnitFactory(office=office)
    before = value_of("org_structure.recorded", office, "2022-06")
    PostFactory(unit=empty, valid_to=date(2022, 5, 31))
    filled = PostFactory(unit__office=office).unit

    assert before == (0, 0, None)
    assert record_sets("org_structure.recorded", office, "2022-06") == [{filled.pk}]
    assert record_sets("org_structure.units_with_posts", office, "2022-06") == [{filled.pk}, {filled.pk, empty.pk}]
    assert value_of("org_structure.units_with_posts", office, "2022-06") == (50, 1, 2)


def test_share_of_units_is_nothing_to_measure_when_there_is_none(office):
    assert value_of("org_structure.units_with_posts", office, "2022-06") == (None, None, None)


def test_functional_posts_are_counted_while_they_exist(office):
    PostFactory(unit__office=office, kind=PostKind.FUNCTIONAL)
    PostFactory(unit__office=office, kind=PostKind.FUNCTIONAL, valid_from=date(2022, 7, 1))
    PostFactory(unit__office=office, kind=PostKind.STRUCTURAL)
    PostFactory(kind=PostKind.FUNCTIONAL)

    assert value_of("org_structure.functional_posts", office, "2022-06") == (1, 1, None)
