"""A Zona Integritas sheet in the browser: the office answers, the assessor sends a section back, both come to agree."""

import pytest
from playwright.sync_api import Page, expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.assessments.models import Answer, Level, Sheet, Status
from tests.browser.conftest import PHONE, WIDE, overflow

LIST = "/meja/9001/penilaian/"


@pytest.fixture
def office(live_server, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-27")
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def verifier(office):
    return RoleAssignmentFactory(office=office, role=Role.VERIFIER).user


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "360"])
def open_as(request, open_page, signed_in):
    """A page of that size, signed in as somebody."""
    touch = request.param is PHONE

    def opened(user: object) -> Page:
        return signed_in(open_page(request.param, has_touch=touch, is_mobile=touch), user)

    return opened


def fits(page: Page, axe) -> None:
    """Nothing sticks out of the page, and axe finds nothing serious."""
    assert (overflow(page), axe(page)) == (0, [])


def open_sheet(page: Page) -> str:
    """A new sheet's address."""
    page.goto(f"{LIST}buka/")
    page.get_by_label("Instrumen").select_option("zona-integritas@2021")
    page.get_by_label("Sasaran").select_option("WBK")
    page.get_by_role("button", name="Buka lembar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zona Integritas 2022, menuju WBK")
    return page.url.partition("?")[0]


def choose(page: Page, anchor: str, place: int) -> None:
    """The option at that place, best first."""
    page.locator(f"#butir-{anchor} .options label").nth(place).click()


def take_step(page: Page, name: str) -> None:
    """A step from the sheet's head, and its own page."""
    page.locator(".head .actions").get_by_role("link", name=name).click()
    page.get_by_role("button", name=name).click()


@pytest.mark.django_db(transaction=True)
def test_office_and_assessor_finish_a_sheet_with_a_returned_section(open_as, axe, secretary, verifier):
    page = open_as(secretary)
    address = open_sheet(page)
    choose(page, "I-1-a", 0)
    expect(page.locator("#butir-I-1-a")).to_contain_text("belum ada bukti")
    choose(page, "I-1-b", 1)
    expect(page.locator("#lembar-angka")).to_contain_text("2 / 113")
    fits(page, axe)
    take_step(page, "Ajukan")

    page = open_as(verifier)
    page.goto(address)
    choose(page, "I-1-b", 2)
    row = page.locator("#butir-I-1-b")
    expect(row).to_contain_text("Sebutkan alasan perbedaan dengan jawaban sebelumnya.")
    row.locator("textarea").fill("Tidak ada seleksi (contoh).")
    row.get_by_role("button", name="Simpan dengan alasan").click()
    expect(row).to_contain_text("mandiri: B")
    expect(row.get_by_text("Sebutkan alasan")).to_have_count(0)
    fits(page, axe)
    page.locator(".head .actions").get_by_role("link", name="Kembalikan").click()
    page.get_by_label("Manajemen Perubahan · Pemenuhan").fill("Lampirkan keputusan tim (contoh).")
    fits(page, axe)
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.locator(".head-chips")).to_contain_text("dikembalikan")

    page = open_as(secretary)
    page.goto(address)
    expect(page.get_by_text("Lampirkan keputusan tim (contoh).").first).to_be_visible()
    choose(page, "I-1-b", 2)
    expect(page.locator("#butir-I-1-b .sheet-points")).to_contain_text("0,00")
    page.get_by_role("button", name="Tandai selesai diisi").click()
    take_step(page, "Ajukan")

    page = open_as(verifier)
    page.goto(f"{address}butir/I.1.b/")
    expect(page.get_by_role("heading", level=1)).to_have_text("I.1.b")
    fits(page, axe)
    page.goto(address)
    take_step(page, "Sepakati")
    page = open_as(secretary)
    page.goto(address)
    take_step(page, "Nyatakan selesai")
    expect(page.locator(".head-chips")).to_contain_text("selesai")

    given = Answer.objects.order_by("item__position", "level").values_list("item__code", "level", "choice")
    assert list(given) == [("I.1.a", Level.SELF, "YA"), ("I.1.b", Level.INTERNAL, "C"), ("I.1.b", Level.SELF, "C")]
    assert Sheet.objects.values_list("status", flat=True).get() == Status.CLOSED
