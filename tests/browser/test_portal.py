"""The public pages in a browser; they carry no script at all."""

import pytest
from playwright.sync_api import expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from tests.browser.conftest import PHONE, overflow
from tests.browser.plans import make_plan

PLAN = "/9001/reformasi-birokrasi/2022/"


@pytest.fixture
def published(live_server):
    return make_plan()


@pytest.mark.parametrize("address", ["/9001/", PLAN, f"{PLAN}?bulan=6", f"/en{PLAN}", "/masuk/", "/tidak-ada/"])
def test_public_page_is_accessible_and_fits_when_opened(wide, phone, axe, published, address):
    for page in (wide, phone):
        page.goto(address)

        assert axe(page) == []
        assert overflow(page) == 0


def test_office_list_is_accessible_and_fits_when_several_publish(wide, phone, axe, published):
    OfficeFactory(code="9002")
    for page in (wide, phone):
        page.goto("/")

        expect(page.get_by_role("heading", level=1)).to_have_text("Kantor mana yang Anda cari?")
        assert axe(page) == []
        assert overflow(page) == 0


def test_reader_leaves_no_trace_when_going_around(wide, published):
    for address in ("/", "/9001/", PLAN, f"{PLAN}?q=contoh"):
        wide.goto(address)

    assert wide.context.cookies() == []
    assert wide.evaluate("[localStorage.length, sessionStorage.length, document.scripts.length]") == [0, 0, 0]


def test_search_on_the_front_page_leads_to_the_rows_when_sent(phone, published):
    phone.goto("/9001/")

    phone.fill("input[name=q]", "laporan contoh 11")
    phone.get_by_role("button", name="Cari").tap()
    expect(phone.locator(".links a")).to_have_count(1)
    phone.locator(".links a").tap()

    expect(phone.locator("tr.line:target ol")).to_have_text("Laporan contoh 11 tersedia")


DOORS = (
    "/9001/", "/9001/cari/?q=contoh", "/9001/permohonan-informasi/", "/9001/permohonan-informasi/kirim/",
    "/9001/pengaduan/", "/9001/pengaduan/kirim/", "/9001/lacak/", "/9001/daftar/informasi-publik/",
    "/9001/reformasi-birokrasi/", "/9001/laporan/", "/9001/bukti/", "/9001/data-terbuka/", "/verifikasi/",
)  # fmt: skip


@pytest.mark.parametrize(("prefix", "language"), [("", "id"), ("/en", "en")])
def test_every_door_fits_a_phone_without_script_in_both_languages(open_page, published, prefix, language):
    for role in (Role.PPID_OFFICER, Role.COMPLAINTS):
        RoleAssignmentFactory(office=published.office, role=role)
    page = open_page(PHONE, java_script_enabled=False)
    seen = {}
    for door in DOORS:
        answer = page.goto(prefix + door)
        seen[door] = (answer.status, page.locator("html").get_attribute("lang"), overflow(page))

    assert seen == dict.fromkeys(DOORS, (200, language, 0))


def test_months_of_a_row_are_named_when_on_a_phone(phone, published):
    phone.goto(f"{PLAN}?q=laporan+contoh+13")

    expect(phone.locator("tr.line td.m:visible")).to_have_count(1)
    assert (
        phone.locator("tr.line td.m:visible").evaluate("cell => getComputedStyle(cell, '::before').content") == '"Jun"'
    )


def test_menu_opens_without_script_when_on_a_phone(phone, published):
    phone.goto(PLAN)
    expect(phone.get_by_role("link", name="English")).to_be_hidden()

    phone.locator("summary").tap()
    phone.get_by_role("link", name="English").tap()

    expect(phone).to_have_url(f"/en{PLAN}")


def test_plan_lies_on_its_side_when_printed(wide, published):
    wide.goto(PLAN)
    wide.emulate_media(media="print")

    expect(wide.locator("form.filters")).to_be_hidden()
    expect(wide.locator("table.mx")).to_be_visible()
    assert wide.evaluate("getComputedStyle(document.body).page") == "lying"
