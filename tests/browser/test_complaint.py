"""A person complains on a phone without scripts, follows it, replies and rates; the office handles it at 360 px."""

import pytest
from playwright.sync_api import expect

from pranata.areas.oversight.complaints.models import Complaint
from pranata.areas.oversight.complaints.tests.conftest import account
from pranata.base.access.models import Role
from pranata.base.org.tests.factories import OfficeFactory
from tests.browser.conftest import PHONE, WIDE, overflow

SERVICE = "/9001/pengaduan/"
ANSWER = "Loket contoh sudah dibenahi."


@pytest.fixture
def officer(live_server, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-26")
    monkeypatch.setattr("pranata.engines.intake.answering.earliest_sending", lambda issued_at: issued_at)
    return account(OfficeFactory(code="9001", name="KPU Kabupaten Contoh"), Role.COMPLAINTS, name="Petugas Contoh")


def open_receipt(page, number: str, code: str) -> None:
    page.goto("/9001/lacak/")
    page.get_by_label("Nomor").fill(number)
    page.get_by_label("Kode rahasia").fill(code)
    page.get_by_role("button", name="Lihat perkembangannya").click()


def take(desk, name: str) -> None:
    """Opens the page of a step from that of the complaint."""
    desk.get_by_role("link", name=name).click()


def test_person_complains_without_scripts_replies_and_rates(open_page, signed_in, officer, axe):
    phone = open_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    phone.goto(SERVICE)
    phone.get_by_role("link", name="Tulis pengaduan").click()
    phone.get_by_label("Apa yang terjadi?").fill("Loket contoh tutup pada jam layanan.")
    phone.get_by_label("Tanpa nama: jangan simpan nama dan kontak saya").check()
    phone.get_by_role("button", name="Kirim", exact=True).click()
    code = phone.locator(".secret").inner_text()

    desk = signed_in(open_page(PHONE, has_touch=True, is_mobile=True), officer)
    desk.goto(f"/meja{SERVICE}")
    desk.get_by_role("link", name="belum bernomor").click()
    take(desk, "Verifikasi")
    desk.get_by_label("Pokok pengaduan").fill("Jam layanan loket")
    desk.get_by_label("Tidak berkadar pengawasan: 14 hari kerja").check()
    desk.get_by_role("button", name="Verifikasi").click()
    expect(desk.locator(".clock-why h2")).to_have_text("Mengapa 25 Mei?")
    assert (axe(desk), overflow(desk)) == ([], 0)
    take(desk, "Jawab pelapor")
    desk.get_by_label("Isi").fill(ANSWER)
    desk.get_by_role("button", name="Jawab pelapor").click()

    open_receipt(phone, "", code)
    expect(phone.get_by_text(ANSWER)).to_be_visible()
    phone.get_by_label("Puas", exact=True).check()
    phone.get_by_role("button", name="Kirim penilaian").click()
    expect(phone.get_by_text("Terima kasih, penilaian Anda sudah kami catat.")).to_be_visible()

    open_receipt(phone, "PM-2022-0001", code)
    phone.get_by_label("Pesan Anda").fill("Kemarin masih tutup.")
    phone.get_by_role("button", name="Kirim pesan").click()
    expect(phone.get_by_text("Pesan Anda sudah kami terima.")).to_be_visible()
    case = Complaint.objects.get()
    assert (case.status, case.satisfaction, case.contact) == ("handled", 3, {})


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_public_and_staff_pages_fit_and_are_accessible(open_page, signed_in, officer, axe, viewport):
    page = open_page(viewport)
    for address in (SERVICE, f"{SERVICE}kirim/"):
        page.goto(address)
        assert (axe(page), overflow(page)) == ([], 0)
    signed_in(page, officer)
    for address in ("", "catat/", "angka/", "sp4n-lapor/"):
        page.goto(f"/meja{SERVICE}{address}")
        assert (axe(page), overflow(page)) == ([], 0)
