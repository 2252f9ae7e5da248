"""Issued reports as evidence."""

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.records import kind_of
from pranata.engines.reports.tests.factories import IssuedReportFactory, kept_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind():
    return kind_of("reports.issuedreport")


def test_reports_of_the_office_are_found_by_every_word(kind):
    office = OfficeFactory()
    found = IssuedReportFactory(office=office, number="7/LAPORAN/2022", title="Laporan contoh Juni")
    IssuedReportFactory(office=office, period="2022-05", title="Laporan contoh Mei")
    IssuedReportFactory(title="Laporan contoh Juni")
    reader = RoleAssignmentFactory(office=office).user

    assert list(kind.search(office, reader, "juni 7/laporan")) == [found]
    assert list(kind.search(office, RoleAssignmentFactory(office__code="9399").user, "")) == []


def test_signed_copy_stands_for_the_report_where_there_is_one(kind):
    report = IssuedReportFactory(number="7/LAPORAN/2022", title="Laporan contoh Juni")
    assert (kind.file(report).stored, kind.file(report).name) == (
        report.file,
        f"laporan-{report.office.code}-2022-06.pdf",
    )

    report.signed_copy = kept_file(report.office, "%PDF-1.7 bertanda tangan")

    assert kind.file(report).stored == report.signed_copy
    assert kind.describe(report).title == "Laporan contoh Juni (7/LAPORAN/2022)"
    assert (kind.describe(report).dated_on, kind.address(report)) == (report.issued_on, report.get_absolute_url())
