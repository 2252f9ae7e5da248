from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.tests.reading_kit import day_of, record_sets, sentence_of, value_of
from pranata.engines.reports.models import Publication, Status
from pranata.engines.reports.tests.factories import IssuedReportFactory


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def test_reports_in_force_are_counted_by_the_day_of_issue(office):
    kept = IssuedReportFactory(office=office)
    IssuedReportFactory(office=office, period="2022-05", status=Status.SUPERSEDED)
    shown = IssuedReportFactory(office=office, period="2022-04", publication=Publication.LISTED)
    IssuedReportFactory(office=office, period="2021-12", issued_on=date(2021, 12, 31))

    assert value_of("reports.issued_count", office, "2022-06") == (0, 0, None)
    assert value_of("reports.issued_count", office, "2022-07") == (2, 2, None)
    assert value_of("reports.public_share", office, "2022-07") == (50, 1, 2)
    assert record_sets("reports.public_share", office, "2022-07") == [{shown.pk}, {shown.pk, kept.pk}]


def test_last_issued_is_the_newest_day_up_to_the_month(office):
    IssuedReportFactory(office=office, period="2021-12", issued_on=date(2022, 1, 6))
    IssuedReportFactory(office=office)

    assert day_of("reports.last_issued", office, "2022-06") == date(2022, 1, 6)
    assert sentence_of("reports.last_issued", office, "2022-06") == (
        "Laporan terakhir sampai 30 Juni 2022 diterbitkan pada 6 Januari 2022."
    )


def test_there_is_nothing_to_measure_when_nothing_was_issued(office):
    assert value_of("reports.public_share", office, "2022-06") == (None, None, None)
    assert day_of("reports.last_issued", office, "2022-06") is None
