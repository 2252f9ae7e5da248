"""What the decree counts of the maps in force."""

from datetime import date

import pytest

from pranata.areas.process.process_maps import measures
from pranata.areas.process.process_maps.tests.factories import (
    MapEvaluationFactory,
    ProcessFactory,
    ProcessMapFactory,
)
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.indicators.rules import Span, stretch

pytestmark = pytest.mark.django_db
YEAR = stretch(Span.YEAR_TO_DATE, 2022, 12)


def shares(result):
    return result.part.count(), result.whole.count()


def test_only_maps_in_force_count_when_others_have_processes():
    process_map = ProcessMapFactory()
    office = process_map.office
    unit = UnitFactory(office=office)
    UnitFactory(office=office)
    top = ProcessFactory(office=office, process_map=process_map, goal="Sasaran contoh", owner=unit)
    said = {"suppliers": "a", "inputs": "b", "outputs": "c", "customers": "d", "owner": unit, "sop_numbers": "SOP-1"}
    ProcessFactory(office=office, process_map=process_map, parent=top, parent_code=top.code, **said)
    ProcessFactory(office=office, process_map=process_map, parent=top, parent_code=top.code)
    ProcessFactory(office=office, process_map=ProcessMapFactory(office=office, valid_from=None))

    assert measures.in_force(office, YEAR).rows.count() == 1
    assert shares(measures.complete(office, YEAR)) == (1, 3)
    assert shares(measures.tied_to_plan(office, YEAR)) == (1, 1)
    assert shares(measures.units_covered(office, YEAR)) == (1, 2)
    assert shares(measures.with_sop(office, YEAR)) == (1, 2)


def test_an_evaluation_counts_in_its_own_year_when_maps_are_evaluated():
    process_map = ProcessFactory().process_map
    MapEvaluationFactory(office=process_map.office, process_map=process_map, evaluated_on=date(2022, 11, 1))

    assert shares(measures.evaluated(process_map.office, YEAR)) == (1, 1)
    assert shares(measures.evaluated(process_map.office, stretch(Span.YEAR_TO_DATE, 2023, 12))) == (0, 1)
