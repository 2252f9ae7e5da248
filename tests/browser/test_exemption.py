"""A regency proposes an exemption on a phone; the province, to which it lies open, agrees to it on a phone."""

import pytest
from playwright.sync_api import expect

from pranata.areas.process.public_information.models import ExemptedInformation
from pranata.areas.process.public_information.tests.conftest import account
from pranata.areas.process.public_information.tests.factories import ExemptedInformationFactory
from pranata.base.org.tests.factories import OfficeFactory, ProvinceOfficeFactory
from tests.browser.conftest import PHONE, WIDE, overflow

HERE, THERE = "/meja/9001/", "/meja/90/"
TEXTS = {
    "Uraian informasi": "Daftar contoh milik pegawai fiktif.",
    "Undang-undang yang dipakai": "UU Contoh Pasal 1 ayat (1)",
    "Akibat bila dibuka": "Rahasia pribadi orang yang tidak ada menjadi terbuka.",
    "Pertimbangan kepentingan umum": "Menutupnya lebih melindungi; jumlahnya tetap diumumkan.",
}


@pytest.fixture
def regency(live_server, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-27")
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", parent=ProvinceOfficeFactory(is_active=True))


def test_exemption_is_proposed_read_and_agreed_between_two_offices(open_page, signed_in, regency, axe):
    officer, superior = account(regency, "ppid_officer"), account(regency.parent, "atasan_ppid", "Pemutus Contoh")
    ExemptedInformationFactory(office=regency, title="Pengecualian lama contoh", expires_on="2022-07-29")
    here = signed_in(open_page(PHONE, has_touch=True, is_mobile=True), officer)
    there = signed_in(open_page(PHONE, has_touch=True, is_mobile=True), superior)

    here.goto(HERE)
    expect(here.locator(".item").filter(has_text="Uji lagi: Pengecualian lama contoh")).to_be_visible()
    here.locator(".bottom, nav").get_by_role("link", name="Layanan", exact=True).click()
    expect(here.get_by_role("heading", level=1)).to_contain_text("Kotak masuk")
    here.goto(f"{HERE}usulan-pengecualian/")
    assert (axe(here), overflow(here)) == ([], 0)
    here.get_by_role("link", name="Usulkan lagi").click()
    for label, text in TEXTS.items():
        here.get_by_label(label).fill(text)
    here.get_by_label("Diusulkan dikecualikan sampai").fill("2024-12-31")
    assert (axe(here), overflow(here)) == ([], 0)
    here.get_by_role("button", name="Simpan rancangan").click()
    here.get_by_role("link", name="Ajukan").click()
    here.get_by_role("button", name="Ajukan").click()
    expect(here.get_by_role("heading", name="Izin baca")).to_be_visible()
    assert (axe(here), overflow(here)) == ([], 0)

    there.goto(THERE)
    there.locator(".item").get_by_role("link", name="Periksa").click()
    assert (axe(there), overflow(there)) == ([], 0)
    there.get_by_role("link", name="Setujui").click()
    there.get_by_label("Nomor uji konsekuensi").fill("UK-1/2022")
    there.get_by_label("Pejabat yang memutus").fill("Pemutus Contoh, Atasan PPID")
    there.get_by_role("button", name="Setujui").click()
    expect(there.locator(".chips .chip").first).to_contain_text("disetujui")

    entry = ExemptedInformation.objects.get()
    assert (entry.test_reference, str(entry.expires_on)) == ("UK-1/2022", "2024-12-31")
    boss = signed_in(open_page(WIDE), account(regency, "secretary", "Sekretaris Contoh"))
    boss.goto(f"{HERE}pengelolaan/izin/")
    boss.get_by_role("link", name="Cabut").click()
    boss.get_by_label("Alasan").fill("Sudah diputus.")
    boss.get_by_role("button", name="Cabut izin").click()
    expect(boss.get_by_text("Sudah diputus.")).to_be_visible()
    assert (axe(boss), overflow(boss)) == ([], 0)
    there.reload()
    expect(there.get_by_text("tidak ditemukan")).to_be_visible()
