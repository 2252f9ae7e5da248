"""Every measure of the house, whoever declared it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.queries import compute
from pranata.engines.indicators.registry import Kind, measures
from pranata.lib.periods import Period

MOST_QUERIES = 3  # both parts of a share, and one more for a due day, a sample, or a baseline
NEVER_NOTHING = {Kind.COUNT: 0, Kind.EXISTENCE: 0}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.key)
def test_measure_is_nothing_or_a_measured_nought_when_an_office_has_no_rows(measure):
    office = OfficeFactory()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = compute(measure, office, Period.parse("2022-06"))

    assert found.value == NEVER_NOTHING.get(measure.kind)
    assert len(asked) <= MOST_QUERIES
    assert "{" not in found.sentence
