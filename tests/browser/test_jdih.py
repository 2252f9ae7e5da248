"""The public JDIH in a browser: on a phone, without script, and found from the front page."""

from datetime import date

import pytest
from playwright.sync_api import expect

from pranata.areas.regulation.jdih import actions
from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.documents import actions as documents
from tests.browser.conftest import PHONE, overflow
from tests.browser.plans import make_plan

HOME = "/9001/jdih/"
PAGE = "/9001/jdih/keputusan/2022/13-hk-03-1-9001-2022/"
LONG = "Penetapan rencana aksi contoh pengelolaan dokumentasi dan informasi hukum di lingkungan satuan kerja contoh"


@pytest.fixture
def published(live_server):
    """Three open documents of an office: the plan's decree, one it revokes, and a book."""
    plan = make_plan()
    office = plan.office
    decree = plan.document
    decree.number, decree.title, decree.issued_on = "13/HK.03.1/9001/2022", LONG, date(2022, 1, 12)
    decree.save()
    older = LegalDocumentFactory(office=office, number="7/HK.03.1/9001/2021", year=2021, issued_on=date(2021, 3, 1))
    book = LegalDocumentFactory(office=office, kind="monografi", number="", issued_on=None, title="Buku contoh hukum")
    values = {
        "subject": "Reformasi birokrasi; Layanan",
        "reason": "bahwa contoh perlu ditetapkan",
        "basis": "UU Contoh Nomor 1",
        "content": LONG,
        "note": "Berlaku sejak tanggal ditetapkan",
    }
    actions.describe(decree, values, by=None)
    documents.relate(decree, "mencabut", target=older, by=None)
    for each in (decree, older, book):
        actions.publish(each, by=None)
    return office


@pytest.mark.parametrize("address", [HOME, f"{HOME}?q=rencana+contoh", PAGE, f"{PAGE}?pada=2022-01-01", f"/en{PAGE}"])
def test_public_page_is_accessible_and_fits_when_opened(wide, phone, axe, published, address):
    for page in (wide, phone):
        page.goto(address)

        assert axe(page) == []
        assert overflow(page) == 0


def test_document_is_found_read_and_asked_about_without_script_on_a_phone(open_page, published):
    page = open_page(PHONE, java_script_enabled=False, has_touch=True)
    page.goto("/9001/")
    page.locator(f'a[href="{HOME}"]').first.tap()

    page.fill("input[name=q]", "dokumentasi hukum")
    page.get_by_role("button", name="Cari").tap()
    page.get_by_role("link", name="Keputusan 13/HK.03.1/9001/2022").tap()
    expect(page.get_by_text("Dalam Keputusan ini diatur:")).to_have_count(1)
    page.get_by_role("link", name="Keputusan 7/HK.03.1/9001/2021").tap()
    expect(page.locator(".label-row .chip").first).to_contain_text("dicabut")
    page.fill("input[name=pada]", "2021-06-01")
    page.get_by_role("button", name="Lihat status").tap()

    expect(page.locator(".label-row .chip").first).to_contain_text("berlaku")
    assert (page.context.cookies(), overflow(page)) == ([], 0)


def test_decree_leads_to_the_plan_it_laid_down(phone, published):
    phone.goto(PAGE)

    phone.get_by_role("link", name="Rencana aksi 2022 yang ditetapkannya").tap()

    expect(phone).to_have_url(f"{phone.url.split('/9001/')[0]}/9001/reformasi-birokrasi/2022/")


def test_staff_list_and_form_fit_a_phone(phone, wide, axe, signed_in, published):
    user = RoleAssignmentFactory(office=published, role=Role.SECRETARY).user
    for page in (signed_in(wide, user), signed_in(phone, user)):
        page.goto("/meja/9001/jdih/")
        rows = page.locator("tbody th a")
        expect(rows).to_have_count(3)
        for address in ("/meja/9001/jdih/", rows.first.get_attribute("href"), "/meja/9001/jdih/impor/"):
            page.goto(address)
            assert (axe(page), overflow(page)) == ([], 0)
        page.goto("/meja/9001/jdih/")
        rows.first.click()
        page.get_by_role("link", name="Isi metadata dan abstrak").click()
        assert (axe(page), overflow(page)) == ([], 0)
