from decimal import Decimal

import pytest

from pranata.base.org.tests.factories import CentralOfficeFactory, OfficeFactory, ProvinceOfficeFactory
from pranata.engines.indicators.registry import measures
from pranata.engines.nation.actions.distributing import distribute, distribute_open_months, distribute_past_months
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.queries import somebody_looks_down
from pranata.engines.nation.tests.factories import SnapshotFactory, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    """A share that some capability measures."""
    return next(each.key for each in measures() if each.kind == "ratio" and not each.sealed)


def spread(scope, measure):
    return Distribution.objects.filter(scope=scope, measure=measure).first()


def test_values_are_spread_below_province_and_centre_when_offices_were_read(measure):
    here, elsewhere = ProvinceOfficeFactory(), ProvinceOfficeFactory(code="91", region_name="Contoh Jauh")
    for value in (0, 25, 50, 75, 100):
        read(OfficeFactory(parent=here), value, measure=measure, numerator=value, denominator=100)
    read(OfficeFactory(parent=elsewhere), 100, measure=measure, numerator=1, denominator=1)
    OfficeFactory(parent=elsewhere)  # never read

    distribute(2022, 6)

    below, far, all_ = (spread(scope, measure) for scope in (here, elsewhere, here.parent))
    assert (below.asked_count, below.count, below.median, below.lower_quartile) == (5, 5, Decimal(50), Decimal(25))
    assert (below.numerator, below.denominator) == (Decimal(250), Decimal(500))
    assert below.bars == [1, 0, 1, 0, 0, 1, 0, 1, 0, 1]
    assert (far.asked_count, far.count, far.is_enough) == (2, 1, False)
    assert (all_.asked_count, all_.count, all_.median) == (7, 6, Decimal("62.5"))


def test_no_value_is_no_zero_when_an_office_had_nothing_to_measure(measure):
    read(OfficeFactory(), None, measure=measure)

    distribute(2022, 6)

    found = spread(ProvinceOfficeFactory(), measure)
    assert (found.asked_count, found.count, found.median, found.minimum) == (1, 0, None, None)


def test_offices_are_counted_when_what_they_have_is_a_day():
    office = OfficeFactory()
    reading = read(office, None, measure=next(each.key for each in measures() if each.kind == "date"))
    type(reading).objects.filter(pk=reading.pk).update(value_on="2022-06-20")

    distribute(2022, 6)

    found = spread(office.parent, reading.measure)
    assert (found.asked_count, found.count, found.median) == (1, 1, None)


def test_a_sealed_month_is_counted_again_when_its_reading_was_corrected(measure, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-09-10")
    office = OfficeFactory()
    reading = read(office, 10, measure=measure)
    distribute(2022, 6)
    type(reading).objects.filter(pk=reading.pk).update(value=90)

    distribute_open_months()
    before = spread(office.parent, measure).median
    distribute_past_months()

    assert (before, spread(office.parent, measure).median) == (Decimal(10), Decimal(90))


def test_somebody_looks_down_only_when_an_office_that_works_here_has_known_ones_below():
    province = ProvinceOfficeFactory(is_active=False)
    OfficeFactory(parent=province)
    alone = somebody_looks_down()
    type(province).objects.filter(pk=province.pk).update(is_active=True)

    assert (alone, somebody_looks_down()) == (False, True)


def test_numbers_follow_when_a_month_is_counted_again(measure):
    office = OfficeFactory()
    reading = read(office, 10, measure=measure)
    distribute(2022, 6)
    type(reading).objects.filter(pk=reading.pk).update(value=90)

    distribute(2022, 6)

    assert Distribution.objects.filter(measure=measure).count() == 2
    assert spread(office.parent, measure).median == Decimal(90)


def test_offices_that_neither_work_here_nor_sent_anything_are_not_asked_when_counting(measure):
    OfficeFactory(is_active=False)
    sent = SnapshotFactory().office
    read(sent, 40, measure=measure)

    distribute(2022, 6)

    assert spread(CentralOfficeFactory(), measure).asked_count == 1


def test_cost_does_not_grow_when_there_are_more_offices(measure, django_assert_max_num_queries):
    with django_assert_max_num_queries(len(measures()) + 12):
        for value in range(3):
            read(OfficeFactory(), value, measure=measure)
        before = len(measures()) + 6
    with django_assert_max_num_queries(before):
        distribute(2022, 6)
