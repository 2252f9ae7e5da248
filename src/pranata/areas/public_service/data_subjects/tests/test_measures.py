from datetime import UTC, date, datetime

import pytest

from pranata.areas.public_service.data_subjects.tests.factories import DataSubjectRequestFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, value_of


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2025-12-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def answered(office, hour, **more):
    moment = datetime(2025, 11, 6, hour, tzinfo=UTC)
    return DataSubjectRequestFactory(office=office, answered_on=date(2025, 11, 6), answered_at=moment, **more)


def test_on_time_counts_by_the_hour_that_ends_the_three_days(office):
    punctual, late = answered(office, 1), answered(office, 3)
    silent = DataSubjectRequestFactory(office=office)

    assert value_of("data_subjects.on_time", office, "2025-11")[1:] == (1, 3)
    assert record_sets("data_subjects.on_time", office, "2025-11") == [{punctual.pk}, {punctual.pk, late.pk, silent.pk}]


def test_requests_that_were_none_are_not_counted(office):
    DataSubjectRequestFactory(office=office)
    DataSubjectRequestFactory(office=office, outcome="spam")
    DataSubjectRequestFactory(office=office, received_on=date(2025, 12, 1))

    assert value_of("data_subjects.received_count", office, "2025-11") == (1, 1, None)


def test_there_is_nothing_to_measure_when_nobody_asked(office):
    assert value_of("data_subjects.on_time", office, "2025-11") == (None, None, None)
    assert value_of("data_subjects.received_count", office, "2025-11") == (0, 0, None)
