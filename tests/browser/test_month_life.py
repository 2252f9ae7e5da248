"""A month's work in the browser, from the person it is given to until anyone can check the issued report."""

import io
import re
from urllib.parse import urlsplit

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.tests.test_pictures import photo
from pranata.engines.plan.models import Plan, Progress, Status
from tests.browser.conftest import PHONE, WIDE, overflow
from tests.browser.plans import make_plan

ROW = "/meja/9001/rencana-aksi/2022/7.1.3/"
PHOTO = {"name": "ruang layanan.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(640, 480))}


@pytest.fixture
def office(live_server, monkeypatch):
    """Its adopted plan has rows that are due in June; today is 27 June."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-27")
    plan = make_plan()
    Plan.objects.update(status=Status.ADOPTED)
    return plan.office


@pytest.fixture
def staff(office):
    person = PersonFactory(office=office, name="Pegawai Contoh Satu")
    return RoleAssignmentFactory(office=office, role=Role.STAFF, user__person=person).user


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def verifier(office):
    return RoleAssignmentFactory(office=office, role=Role.VERIFIER).user


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "360"])
def open_as(request, open_page, signed_in):
    """A page of that size, signed in as somebody, or as nobody."""
    touch = request.param is PHONE

    def opened(user: object = None) -> Page:
        page = open_page(request.param, has_touch=touch, is_mobile=touch)
        return signed_in(page, user) if user else page

    return opened


def fits(page: Page, axe) -> None:
    """Nothing sticks out of the page, and axe finds nothing serious."""
    assert (overflow(page), axe(page)) == (0, [])


def assign(page: Page, axe) -> None:
    page.goto(f"{ROW}?bulan=6")
    page.get_by_text("Ubah penanggung jawab").click()
    page.get_by_label(re.compile("^Penanggung jawab")).select_option(label="Pegawai Contoh Satu")
    page.get_by_role("button", name="Simpan penanggung jawab").click()
    expect(page.get_by_text("Penanggung jawab 7.1.3: Pegawai Contoh Satu.")).to_be_visible()
    fits(page, axe)


def submit(page: Page, axe) -> None:
    """From the desk to the row; a photo goes along, and what was done is handed in."""
    page.goto("/meja/9001/")
    fits(page, axe)
    page.get_by_role("link", name="Isi capaian").first.click()
    page.get_by_label("Pilih berkas", exact=True).set_input_files(PHOTO)
    expect(page.locator("#bukti").get_by_role("link", name="ruang layanan")).to_be_visible()
    page.get_by_label("Capaian").fill("Dua pengaduan diterima dan dijawab.")
    fits(page, axe)
    page.get_by_role("button", name="Ajukan untuk verifikasi").click()
    expect(page.get_by_text("Juni diajukan untuk verifikasi.")).to_be_visible()


def send_back(page: Page, axe) -> None:
    page.goto(f"{ROW}?bulan=6")
    page.get_by_label("Alasan bila dikembalikan").fill("Sebutkan waktu penyelesaiannya.")
    fits(page, axe)
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Juni dikembalikan.")).to_be_visible()


def mend(page: Page) -> None:
    page.goto("/meja/9001/")
    page.get_by_role("link", name="Perbaiki").first.click()
    expect(page.get_by_text("Sebutkan waktu penyelesaiannya.").first).to_be_visible()
    page.get_by_label("Capaian").fill("Dua pengaduan diterima, keduanya terselesaikan dalam enam hari kerja.")
    page.get_by_role("button", name="Ajukan untuk verifikasi").click()
    expect(page.get_by_text("Juni diajukan untuk verifikasi.")).to_be_visible()


def verify(page: Page, axe) -> None:
    page.goto(f"{ROW}?bulan=6")
    page.get_by_role("button", name="Verifikasi", exact=True).click()
    expect(page.get_by_text("Juni terverifikasi.")).to_be_visible()
    fits(page, axe)


def issue(page: Page, axe) -> tuple[str, bytes]:
    """The address on the issued report where anyone checks it, and the report itself."""
    page.goto("/meja/9001/laporan/bulanan/2022-06/")
    fits(page, axe)
    page.get_by_role("link", name="Terbitkan").click()
    for label, value in (
        ("Nomor dari SRIKANDI", "21/CONTOH/2022"),
        ("Tempat", "Contoh"),
        ("Jabatan penanda tangan", "Sekretaris"),
        ("Nama penanda tangan", "Pejabat Contoh"),
    ):
        page.get_by_label(re.compile(f"^{label}")).fill(value)
    page.get_by_label("Tampilkan, dan berkasnya").check()
    fits(page, axe)
    page.get_by_role("button", name="Terbitkan sekarang").click()
    expect(page.get_by_role("heading", name="Terbitan")).to_be_visible()
    fits(page, axe)
    address = page.locator("main a[href*='/verifikasi/']").get_attribute("href")
    content = page.request.get(page.get_by_role("link", name="Buka PDF").get_attribute("href")).body()
    return urlsplit(address).path, content


def read_as_anyone(page: Page, axe, place: str, paper: str) -> None:
    """The code printed beside the QR leads to the page that says valid; the report is on the public list."""
    code = place.rstrip("/").rpartition("/")[2]
    assert code in re.sub(r"\s", "", paper)
    page.goto(place)
    expect(page.get_by_role("heading", name="Dokumen ini berlaku")).to_be_visible()
    fits(page, axe)
    page.goto("/9001/laporan/")
    expect(page.get_by_text("21/CONTOH/2022").first).to_be_visible()
    fits(page, axe)
    page.goto("/9001/reformasi-birokrasi/2022/")
    expect(page.get_by_text("Pegawai Contoh Satu")).to_have_count(0)
    fits(page, axe)


def test_month_is_done_from_the_desk_to_the_public_page(open_as, axe, staff, secretary, verifier):
    assign(open_as(secretary), axe)
    reporter, checker = open_as(staff), open_as(verifier)
    submit(reporter, axe)
    send_back(checker, axe)
    mend(reporter)
    verify(checker, axe)

    place, content = issue(open_as(secretary), axe)

    progress = Progress.objects.get(subactivity__code="7.1.3", month=6)
    assert (progress.status, progress.achievement) == (
        "verified",
        "Dua pengaduan diterima, keduanya terselesaikan dalam enam hari kerja.",
    )
    assert Evidence.objects.get().file_name == "ruang layanan.jpg"
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        paper = "\n".join(page.extract_text() for page in pdf.pages)
    assert "terselesaikan" in paper
    read_as_anyone(open_as(), axe, place, paper)
