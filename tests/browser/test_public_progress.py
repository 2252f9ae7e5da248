"""The public pages of a plan in force: progress, reports, evidence, open data; no script is needed."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from playwright.sync_api import expect

from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan, prove
from pranata.engines.reports.tests.factories import IssuedReportFactory

PLAN = "/9001/reformasi-birokrasi/2022/"


@pytest.fixture
def plan(live_server, monkeypatch):
    """In force as of 20 July 2022, with a published item of evidence and three reports, one of them superseded."""
    monkeypatch.setenv("PRANATA_TODAY", TODAY)
    office = OfficeFactory(code="9001", name="KPU Kabupaten Contoh")
    plan = counted_plan(office, is_published=True)
    with transaction.atomic():
        file = store(office, ContentFile(b"isi bukti"), by=None, name="notulen.txt")
    kept = {"file": file, "file_name": "notulen.txt", "link": "", "published_on": date(2022, 7, 1)}
    prove(plan, "1.1.1", 6, title="Notulen contoh", **kept)
    IssuedReportFactory(office=office, publication="listed", status="superseded")
    IssuedReportFactory(office=office, publication="offered")
    IssuedReportFactory(office=office, publication="listed", period="2022-05", title="Laporan contoh Mei 2022")
    return plan


def test_pages_are_accessible_and_fit_when_opened(wide, phone, axe, plan):
    reports = [f"/9001/laporan/{item.pk}/" for item in plan.office.issued_reports.all()]
    for page in (wide, phone):
        for address in (
            "/9001/",
            PLAN,
            "/9001/laporan/",
            *reports,
            "/9001/bukti/",
            "/9001/data-terbuka/",
            f"/en{PLAN}",
        ):
            page.goto(address)

            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0


def test_figures_behind_the_bars_open_without_script(phone, axe, plan):
    phone.goto(PLAN)
    figures = phone.locator("table.figures-table")
    expect(figures).to_be_hidden()

    phone.get_by_text("Lihat angkanya").tap()

    expect(figures).to_be_visible()
    expect(figures.locator("tr.total td")).to_have_text(["4", "1", "1", "2"])
    assert axe(phone) == []


def test_reader_goes_from_a_row_to_its_evidence_and_takes_it(phone, plan):
    phone.goto(PLAN)
    phone.get_by_role("link", name="1 bukti dibuka").tap()

    with phone.expect_download() as taken:
        phone.get_by_role("link", name="Unduh").tap()

    assert taken.value.suggested_filename == "Notulen contoh.txt"
    assert phone.context.cookies() == []


def test_reader_goes_from_the_home_page_to_a_report_and_verifies_it(wide, plan):
    wide.goto("/9001/")
    wide.get_by_role("link", name="Laporan contoh Juni 2022").click()
    expect(wide.get_by_role("link", name="Unduh PDF")).to_be_visible()

    wide.get_by_role("link", name="Periksa keaslian laporan").click()

    expect(wide.get_by_role("heading", level=1)).to_have_text("Dokumen ini berlaku")
