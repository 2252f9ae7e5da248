"""A decree becomes a plan in the browser: import, review, correct, ask, adopt, amend, at 1280 and 360 px."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.models import Plan, Subactivity
from tests.browser.conftest import PHONE, WIDE, overflow

PLANS = "/meja/3503/rencana-aksi/"
REVIEW = f"{PLANS}2022/catatan/"
DECREE = Path(settings.DATA_DIR) / "decrees" / "3503-2022.md"


@pytest.fixture
def office(live_server):
    return OfficeFactory(code="3503", name="KPU Kabupaten Trenggalek", region_name="Kabupaten Trenggalek")


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def colleague(office):
    """A member of staff who is asked."""
    return RoleAssignmentFactory(office=office, user__login="rekan@example.test").user


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "360"])
def page(request, open_page, signed_in, secretary):
    """Signed in as secretary, on a PC and on a phone."""
    touch = request.param is PHONE
    return signed_in(open_page(request.param, has_touch=touch, is_mobile=touch), secretary)


def fits(page: Page, axe) -> None:
    """Nothing sticks out of the page, and axe finds nothing serious."""
    assert (overflow(page), axe(page)) == (0, [])


def import_decree(page: Page, axe) -> None:
    page.goto(PLANS)
    page.get_by_role("link", name="Impor keputusan").click()
    page.get_by_label("Berkas keputusan").set_input_files(DECREE)
    page.get_by_label("Tahun rencana").fill("2022")
    fits(page, axe)
    page.get_by_role("button", name="Impor sebagai rancangan").click()
    expect(page).to_have_url(f"{page.url.split('/meja')[0]}{REVIEW}")
    expect(page.get_by_text("0 dari 119")).to_be_visible()


def review(page: Page, axe, colleague) -> None:
    """One remark accepted, one row corrected, one remark put before a colleague, the rest accepted together."""
    fits(page, axe)
    page.get_by_role("button", name="✓ Terima").first.click()
    expect(page.get_by_text("1 dari 119")).to_be_visible()

    page.goto(f"{PLANS}2022/7.6.2/ubah/")
    page.get_by_label("Subkegiatan", exact=True).fill("Pengelolaan pengaduan masyarakat di lingkungan satuan kerja")
    fits(page, axe)
    page.get_by_role("button", name="Simpan").click()
    row = Subactivity.objects.get(code="7.6.2")
    assert row.text == "Pengelolaan pengaduan masyarakat di lingkungan satuan kerja"

    page.goto(REVIEW)
    page.get_by_role("link", name="Tanyakan").first.click()
    page.get_by_role("combobox").first.select_option(label=str(colleague))
    page.get_by_role("textbox").first.fill("Bulan mana yang benar?")
    fits(page, axe)
    page.locator("main form").get_by_role("button").first.click()
    expect(page.get_by_text("Bulan mana yang benar?", exact=True)).to_be_visible()


def adopt(page: Page, axe) -> None:
    page.get_by_role("link", name="Tetapkan", exact=True).click()
    fits(page, axe)
    page.get_by_role("button", name="Tetapkan rencana ini").click()
    expect(page.locator(".head-chips")).to_contain_text("ditetapkan")


def amend(page: Page, axe) -> None:
    """A row more months, a number of its own, and the difference that says so."""
    page.goto(f"{PLANS}2022/revisi/")
    page.get_by_label("Perubahan", exact=False).first.check()
    fits(page, axe)
    page.get_by_role("button", name="Mulai di layar").click()
    page.goto(f"{PLANS}2022-r2/7.1.5/ubah/")
    page.get_by_label("Nov").first.check()
    page.get_by_role("button", name="Simpan").click()

    page.goto(f"{PLANS}2022-r2/perbedaan/")
    expect(page.get_by_text("7.1.5").first).to_be_visible()
    fits(page, axe)
    page.goto(f"{PLANS}2022-r2/tetapkan/")
    for label, value in (
        ("Nomor dari SRIKANDI", "27/HK.03.1/3503/2022"),
        ("Tanggal penetapan", "2022-07-01"),
        ("Tempat penetapan", "Trenggalek"),
        ("Jabatan penanda tangan", "Ketua"),
        ("Nama penanda tangan", "Pejabat Contoh"),
    ):
        page.get_by_label(label).fill(value)
    fits(page, axe)
    page.get_by_role("button", name="Simpan nomor").click()
    page.get_by_role("button", name="Tetapkan rencana ini").click()


def test_decree_becomes_a_plan_and_the_plan_is_amended(page, axe, colleague):
    import_decree(page, axe)
    review(page, axe, colleague)
    page.goto(REVIEW)
    adopt(page, axe)
    amend(page, axe)

    assert list(Plan.objects.order_by("revision").values_list("revision", "status", "document__number")) == [
        (1, "superseded", "13/HK.03.1/3503/2022"),
        (2, "adopted", "27/HK.03.1/3503/2022"),
    ]
    page.goto(f"{PLANS}2022/riwayat/")
    expect(page.get_by_text("27/HK.03.1/3503/2022").first).to_be_visible()
    fits(page, axe)
