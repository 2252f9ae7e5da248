"""A person asks for information on a phone without scripts, follows it, and reads what the office answered."""

import pytest
from playwright.sync_api import expect

from pranata.areas.process.information_requests.models import InformationRequest
from pranata.areas.process.information_requests.tests.conftest import account
from pranata.base.access.models import Role
from pranata.base.org.tests.factories import OfficeFactory
from tests.browser.conftest import PHONE, WIDE, overflow

SERVICE = "/9001/permohonan-informasi/"
ANSWER = "Berkas contoh kami lampirkan."


@pytest.fixture
def officer(live_server, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-26")
    monkeypatch.setattr("pranata.engines.intake.answering.earliest_sending", lambda issued_at: issued_at)
    return account(OfficeFactory(code="9001", name="KPU Kabupaten Contoh"), Role.PPID_OFFICER, name="Petugas Contoh")


def fill_in(page) -> None:
    page.get_by_label("Nama pemohon").fill("Pemohon Contoh")
    page.get_by_label("NIK", exact=False).first.fill("3503000000000001")
    page.get_by_label("Alamat", exact=True).fill("Jalan Fiktif 1")
    page.get_by_label("Surel", exact=False).first.fill("pemohon@example.test")
    page.get_by_label("Rincian informasi").fill("Mohon salinan berita acara contoh.")
    page.get_by_label("Tujuan penggunaan").fill("Penelitian contoh")
    page.get_by_label("Bentuk salinan").select_option("digital")
    page.get_by_label("Cara mendapat salinan").select_option("email")


def open_receipt(page, number: str, code: str) -> None:
    page.goto("/9001/lacak/")
    page.get_by_label("Nomor").fill(number)
    page.get_by_label("Kode rahasia").fill(code)
    page.get_by_role("button", name="Lihat perkembangannya").click()


def test_person_asks_without_scripts_and_reads_the_answer(open_page, signed_in, officer, axe):
    phone = open_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    phone.goto(SERVICE)
    phone.get_by_role("link", name="Ajukan permohonan").click()
    fill_in(phone)
    phone.get_by_role("button", name="Kirim", exact=True).click()
    code = phone.locator(".secret").inner_text()
    open_receipt(phone, "", code)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Belum bernomor")

    desk = signed_in(open_page(PHONE, has_touch=True, is_mobile=True), officer)
    desk.goto(f"/meja{SERVICE}?keadaan=baru")
    assert (axe(desk), overflow(desk)) == ([], 0)
    desk.get_by_role("link", name="belum bernomor").click()
    assert (axe(desk), overflow(desk)) == ([], 0)
    desk.get_by_role("link", name="Daftarkan").click()
    desk.get_by_label("Pokok permohonan").fill("Salinan berita acara")
    desk.get_by_role("button", name="Daftarkan").click()
    expect(desk.locator(".clock-why h2")).to_have_text("Mengapa 19 Mei?")
    assert (axe(desk), overflow(desk)) == ([], 0)
    desk.get_by_role("link", name="Jawab permohonan").click()
    desk.get_by_label("dikabulkan", exact=True).check()
    desk.get_by_label("Pemberitahuan kepada pemohon").fill(ANSWER)
    desk.get_by_role("button", name="Jawab permohonan").click()

    open_receipt(phone, "PI-2022-0001", code)
    expect(phone.get_by_text(ANSWER)).to_be_visible()
    phone.get_by_role("button", name="Ajukan keberatan").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ajukan keberatan")
    assert InformationRequest.objects.get().outcome == "granted"


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_public_and_staff_pages_fit_and_are_accessible(open_page, signed_in, officer, axe, viewport):
    page = open_page(viewport)
    for address in (SERVICE, f"{SERVICE}kirim/"):
        page.goto(address)
        assert (axe(page), overflow(page)) == ([], 0)
    signed_in(page, officer)
    for address in ("", "catat/", "keberatan/", "statistik/"):
        page.goto(f"/meja{SERVICE}{address}")
        assert (axe(page), overflow(page)) == ([], 0)
