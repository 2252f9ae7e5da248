"""The month of a plan in a browser: blocks pasted from a spreadsheet, and writing that survives a dropped link."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.actions.progress import progress_token
from pranata.engines.plan.models import Indicator, Plan, Progress, Remark, Status, Subactivity
from pranata.engines.plan.tests.factories import FigureFactory, ProgressFactory, ResponsibilityFactory
from tests.browser.conftest import PHONE, WIDE, overflow
from tests.browser.plans import make_plan

PLAN = "/meja/9001/rencana-aksi/2022/"
JUNE = f"{PLAN}bulan/6/"
ROW = f"{PLAN}2.1.3/?bulan=6"
OFFERED = "Ada tulisan yang belum tersimpan"
UNSENT = "Belum terkirim. Tulisan Anda tersimpan di perangkat ini; coba lagi."


@pytest.fixture
def user(live_server, monkeypatch):
    """A verifier in charge of 2.1.3, who finds 4.1.3 handed in by somebody else and 3.1.3 verified."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    plan = make_plan()
    Plan.objects.update(status=Status.ADOPTED)
    Remark.objects.all().delete()
    Subactivity.objects.exclude(code__endswith=".3").update(month_bits=0b1)
    Indicator.objects.update(target=26, target_unit="laporan")
    office = plan.office
    unit = UnitFactory(office=office, name="Subbagian Contoh dan Sumber Daya Manusia")
    person = PersonFactory(office=office, unit=unit, name="Pegawai Contoh")
    user = RoleAssignmentFactory(office=office, user=UserFactory(person=person), role=Role.VERIFIER).user
    other = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    rows = {each.code: each for each in plan.subactivities.all()}
    ResponsibilityFactory(subactivity=rows["2.1.3"], person=person)
    ResponsibilityFactory(subactivity=rows["3.1.3"], person=None, unit=unit)
    done, waiting, returned = (ProgressFactory(subactivity=rows[code], month=6) for code in ("3.1.3", "4.1.3", "5.1.3"))
    FigureFactory(progress=done, indicator=rows["3.1.3"].indicators.get(), value=24, out_of=26)
    for item in (done, waiting, returned):
        actions.submit(item, by=other)
    actions.verify(done, by=user)
    actions.send_back(returned, reason="Lampirkan register bulan Mei.", by=user)
    return user


def field(page: Page, code: str, name: str):
    row = Subactivity.objects.get(code=code)
    return page.locator(f"[name=r{row.pk}-{name}]")


def paste(page: Page, code: str, name: str, text: str) -> None:
    """Pastes as a spreadsheet's clipboard would, into one field."""
    field(page, code, name).evaluate(
        """(target, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          clipboardData.setData("text/html", "<table></table>");
          target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def kept(page: Page) -> list[dict]:
    """What this browser keeps of what was typed."""
    found = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('pranata:tulisan:'))")
    return [json.loads(value)["values"] for _key, value in found]


def nothing_kept(page: Page) -> bool:
    """Whether this browser soon keeps nothing any more; it lets go after the answer has been shown."""
    page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('pranata:tulisan:'))")
    return True


def cut(route: Route) -> None:
    route.abort("internetdisconnected")


def drop_link(page: Page) -> None:
    page.route(re.compile("/healthz|/bulan/"), cut)


@pytest.mark.parametrize("address", [JUNE, f"{JUNE}?keadaan=submitted", f"{JUNE}excel/", ROW, f"{PLAN}3.1.3/?bulan=6"])
def test_page_is_accessible_and_fits_when_opened(wide, phone, signed_in, axe, user, address):
    for page in (wide, phone):
        signed_in(page, user).goto(address)

        assert axe(page) == []
        assert overflow(page) == 0


def test_block_from_a_spreadsheet_fills_right_and_below_and_is_saved(wide, signed_in, user):
    signed_in(wide, user).goto(JUNE)

    paste(wide, "2.1.3", "achievement", '"Satu ""dua""\r\ntiga"\tHujan\tUlangi\t24\t26\r\nLewat\r\nLewat\r\nLima\r\n')

    expect(field(wide, "2.1.3", "achievement")).to_have_value('Satu "dua"\ntiga')
    expect(field(wide, "2.1.3", "out_of_1")).to_have_value("26")
    expect(field(wide, "5.1.3", "achievement")).to_have_value("Lima")
    expect(wide.get_by_text("6 sel diisi. 2 baris dilewati karena tidak dapat diisi.")).to_be_visible()
    expect(wide.get_by_text("2 baris diubah, belum disimpan.")).to_be_visible()
    wide.get_by_role("button", name="Simpan").click()
    expect(wide.get_by_text("2 baris disimpan.")).to_be_visible()
    item = Progress.objects.get(subactivity__code="2.1.3")
    assert (item.achievement, item.obstacle, str(item.figures.get())) == (
        'Satu "dua"\ntiga',
        "Hujan",
        "24 dari 26 (92,3%)",
    )
    assert Progress.objects.get(subactivity__code="5.1.3").achievement == "Lima"
    assert kept(wide) == []


def test_pasted_block_is_taken_back(wide, signed_in, user):
    signed_in(wide, user).goto(JUNE)
    paste(wide, "2.1.3", "achievement", "Satu\tDua")

    wide.get_by_role("button", name="Batalkan tempelan").click()

    expect(field(wide, "2.1.3", "achievement")).to_have_value("")
    expect(wide.get_by_text("baris diubah, belum disimpan")).to_have_count(0)
    assert kept(wide) == []


def test_plain_text_is_pasted_as_ever(open_page, signed_in, user):
    page = open_page(WIDE, permissions=["clipboard-read", "clipboard-write"])
    signed_in(page, user).goto(JUNE)
    page.evaluate("navigator.clipboard.writeText('Satu\\nDua')")
    field(page, "2.1.3", "achievement").focus()

    page.keyboard.press("Control+V")

    expect(field(page, "2.1.3", "achievement")).to_have_value("Satu\nDua")
    expect(field(page, "5.1.3", "achievement")).to_have_value("Capaian contoh")


@pytest.mark.parametrize("address", [ROW, JUNE])
def test_form_stays_and_says_so_when_the_link_drops_and_is_offered_back_later(open_page, signed_in, user, address):
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    signed_in(page, user).goto(address)
    box = page.locator("[data-draft$='/2.1.3/6'] textarea").first
    box.fill("Setengah jalan")
    drop_link(page)

    page.get_by_role("button", name="Simpan", exact=True).click()

    expect(page.get_by_text(UNSENT)).to_be_visible()
    expect(box).to_have_value("Setengah jalan")
    page.unroute_all()
    page.goto(ROW)
    expect(page.get_by_text(OFFERED)).to_be_visible()
    page.get_by_role("button", name="Pulihkan").click()
    expect(page.get_by_label("Capaian")).to_have_value("Setengah jalan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Catatan disimpan.")).to_be_visible()
    expect(page.get_by_text(OFFERED)).to_have_count(0)
    assert (Progress.objects.get(subactivity__code="2.1.3").achievement, kept(page)) == ("Setengah jalan", [])


def test_drawer_stays_and_says_so_when_the_link_drops_and_sends_again(wide, signed_in, user):
    signed_in(wide, user).goto(f"{PLAN}?area=2")
    wide.locator("#baris-2\\.1\\.3 .txt a").click()
    wide.get_by_label("Capaian").fill("Setengah jalan")
    drop_link(wide)
    wide.get_by_role("button", name="Simpan", exact=True).click()
    expect(wide.get_by_text(UNSENT)).to_be_visible()
    expect(wide.get_by_label("Capaian")).to_have_value("Setengah jalan")

    wide.unroute_all()
    wide.get_by_role("button", name="Ajukan untuk verifikasi").click()

    expect(wide.get_by_text("Juni diajukan untuk verifikasi.")).to_be_visible()
    expect(wide.get_by_text(UNSENT)).to_have_count(0)
    assert (Progress.objects.get(subactivity__code="2.1.3").status, nothing_kept(wide)) == ("submitted", True)


def test_kept_text_is_shown_to_be_copied_when_the_month_was_handed_in_meanwhile(wide, signed_in, user):
    signed_in(wide, user).goto(ROW)
    wide.get_by_label("Capaian").fill("Punya saya")
    row = Subactivity.objects.get(code="2.1.3")
    texts = {"achievement": "Orang lain", "obstacle": "", "follow_up": ""}
    actions.submit(actions.note(row, 6, **texts, seen=progress_token(row, 6, None), by=user), by=user)

    wide.goto(ROW)

    expect(wide.get_by_text(OFFERED)).to_be_visible()
    expect(wide.get_by_role("button", name="Pulihkan")).to_have_count(0)
    wide.get_by_text("Lihat tulisannya").click()
    expect(wide.get_by_text("Punya saya")).to_be_visible()
    wide.get_by_role("button", name="Buang").click()
    expect(wide.get_by_text(OFFERED)).to_have_count(0)
    assert kept(wide) == []


def test_kept_text_is_not_offered_to_another_account_and_gone_after_signing_out(wide, signed_in, user):
    signed_in(wide, user).goto(ROW)
    wide.get_by_label("Capaian").fill("Punya saya")
    colleague = RoleAssignmentFactory(office=Plan.objects.get().office, role=Role.STAFF).user
    signed_in(wide, colleague).goto(ROW)
    expect(wide.get_by_label("Capaian")).to_have_value("")
    expect(wide.get_by_text(OFFERED)).to_have_count(0)
    assert [each["achievement"] for each in kept(wide)] == ["Punya saya"]

    signed_in(wide, user).goto(ROW)
    wide.get_by_role("button", name="Keluar").first.click()
    wide.wait_for_url(re.compile("/(masuk/)?$"))

    assert kept(wide) == []
