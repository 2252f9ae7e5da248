"""A register's list in a browser: keyboard, one value for many rows, kept views; wide and on a phone."""

import pytest
from playwright.sync_api import expect

from pranata.areas.process.public_information.models import PublicInformation
from pranata.areas.process.public_information.tests.factories import PublicInformationFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from tests.browser.conftest import overflow

LIST = "/meja/9001/register/informasi-publik/"


@pytest.fixture
def user(live_server):
    """An officer of an office with three rows."""
    office = OfficeFactory(code="9001")
    for title in ("Anggaran contoh", "Berita contoh", "Catatan contoh"):
        PublicInformationFactory(office=office, title=title)
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


def test_rows_are_reached_ticked_and_changed_when_only_keys_are_used(wide, signed_in, user, axe):
    page = signed_in(wide, user)
    page.goto(LIST)
    assert axe(page) == []

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Berita contoh")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Pilih Berita contoh")).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()

    page.get_by_label("Kolom yang diubah").select_option("responsible")
    page.get_by_role("button", name="Ubah yang dipilih").click()
    page.get_by_label("Pejabat penanggung jawab").fill("Kepala Contoh")
    page.get_by_role("button", name="Lihat perubahannya").click()
    expect(page.get_by_role("status")).to_contain_text("1 baris berubah, 0 sudah begitu.")
    assert axe(page) == []
    page.get_by_role("button", name="Simpan 1 perubahan").click()
    expect(page.get_by_text("1 baris diubah.")).to_be_visible()
    assert [row.title for row in PublicInformation.objects.filter(responsible="Kepala Contoh")] == ["Berita contoh"]


@pytest.mark.parametrize("part", ["", "tambah/", "excel/", "sekaligus/"])
def test_pages_fit_a_phone(phone, signed_in, user, axe, part):
    page = signed_in(phone, user)
    page.goto(f"{LIST}{part}")

    assert overflow(page) <= 0
    assert axe(page) == []


def test_view_is_kept_and_opened_when_it_was_named_on_a_phone(phone, signed_in, user):
    page = signed_in(phone, user)
    page.goto(f"{LIST}?q=berita&kolom=title")
    page.get_by_text("Simpan tampilan").click()
    page.get_by_label("Nama tampilan").fill("Berita saja")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.goto(f"{LIST}?semua=1")
    page.get_by_role("link", name="Berita saja").click()

    expect(page.locator(".ledger tbody tr")).to_have_count(1)
    assert overflow(page) <= 0


def test_index_fits_both_screens(wide, phone, signed_in, user, axe):
    for page in (signed_in(wide, user), signed_in(phone, user)):
        page.goto("/meja/9001/register/")
        assert overflow(page) <= 0
        assert axe(page) == []
