"""The desk in a browser: what waits, words to pass on, notices, the calendar, dispositions; wide and on a phone."""

import pytest
from playwright.sync_api import expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.models import CalendarKey
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.engines.dispositions.tests.factories import DispositionFactory
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.actions.reminding import remind
from pranata.engines.plan.models import Plan, Remark, Status
from pranata.engines.plan.tests.factories import ProgressFactory, ResponsibilityFactory
from pranata.lib import clock
from tests.browser.conftest import PHONE, overflow
from tests.browser.plans import make_plan

DESK = "/meja/9001/"
PLACES = {
    "desk": DESK,
    "unit": f"{DESK}?daftar=unit",
    "verify": f"{DESK}?daftar=verifikasi",
    "notices": f"{DESK}pemberitahuan/",
    "settings": f"{DESK}pemberitahuan/atur/",
    "dispositions": f"{DESK}disposisi/",
    "give": f"{DESK}disposisi/baris/2022/2.1.3/",
    "row": f"{DESK}rencana-aksi/2022/2.1.3/",
}


@pytest.fixture
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def user(live_server, day):
    """Somebody with one late month, one due, one returned, one disposition and a month of others to verify."""
    plan = make_plan()
    Plan.objects.update(status=Status.ADOPTED)
    plan.refresh_from_db()
    Remark.objects.all().delete()
    office = plan.office
    unit = UnitFactory(office=office, name="Subbagian Contoh dan Sumber Daya Manusia")
    person = PersonFactory(office=office, unit=unit, name="Pegawai Contoh")
    user = RoleAssignmentFactory(office=office, user=UserFactory(person=person), role=Role.KASUBBAG).user
    RoleAssignmentFactory(office=office, user=user, role=Role.VERIFIER)
    verifier = RoleAssignmentFactory(office=office, role=Role.VERIFIER).user
    RoleAssignmentFactory(office=office, user=verifier, role=Role.SECRETARY)
    rows = {row.code: row for row in plan.subactivities.all()}
    team = TeamFactory(office=office, name="Tim SPIP Contoh")
    TeamMemberFactory(team=team, person=person)
    rows["1.1.3"].month_bits = 0b10000
    rows["1.1.3"].save()
    ResponsibilityFactory(subactivity=rows["1.1.3"], person=None, team=team)
    ResponsibilityFactory(subactivity=rows["2.1.3"], person=None, unit=unit)
    ResponsibilityFactory(subactivity=rows["3.1.3"], person=person)
    ProgressFactory(subactivity=rows["2.1.3"], month=6)
    returned, other = (ProgressFactory(subactivity=rows[code], month=6) for code in ("3.1.3", "4.1.3"))
    actions.submit(returned, by=user)
    actions.send_back(returned, reason="Lampirkan register bulan Mei.", by=verifier)
    actions.submit(other, by=verifier)
    DispositionFactory(
        office=office, given_by=verifier, to_unit=unit, to_account=None, due_on="2022-06-28", subject="2.1.3 Contoh",
        target_label="plan.subactivity", target_id=rows["2.1.3"].pk,
    )  # fmt: skip
    remind(office, today=clock.today())
    return user


@pytest.mark.parametrize("place", PLACES)
def test_page_is_accessible_and_fits_when_opened(wide, phone, signed_in, axe, user, place):
    for page in (wide, phone):
        signed_in(page, user).goto(PLACES[place])

        assert axe(page) == []
        assert overflow(page) == 0


def test_text_is_copied_as_it_is_opened(open_page, signed_in, user):
    page = open_page(PHONE, has_touch=True, is_mobile=True, permissions=["clipboard-read", "clipboard-write"])
    signed_in(page, user).goto(DESK)

    page.get_by_text("Salin untuk WhatsApp").first.click()

    expect(page.get_by_text("Tersalin.").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".share[open] textarea").input_value()
    assert copied.startswith("*KPU Kabupaten Contoh*\n1.1.3 ")


def test_text_can_be_copied_by_hand_without_script(open_page, signed_in, user):
    page = open_page(PHONE, java_script_enabled=False)
    signed_in(page, user).goto(DESK)

    page.get_by_text("Salin untuk WhatsApp").first.click()

    field = page.locator(".share[open] textarea")
    expect(field).to_be_visible()
    assert field.input_value().startswith("*KPU Kabupaten Contoh*\n1.1.3 ")
    assert page.get_by_role("link", name="Buka WhatsApp").first.get_attribute("href").startswith("https://wa.me/?text=")


def test_calendar_address_is_made_and_closed(phone, signed_in, user):
    signed_in(phone, user).goto(PLACES["settings"])

    phone.get_by_role("button", name="Buat alamat kalender").click()
    address = phone.get_by_label("Salin ke aplikasi kalender").input_value()
    calendar = phone.request.get(address, headers={"Cookie": ""})
    phone.get_by_role("button", name="Tutup alamat").click()

    expect(phone.get_by_text("Alamat kalender ditutup")).to_be_visible()
    assert (calendar.status, calendar.text().count("BEGIN:VEVENT")) == (200, 3)
    assert CalendarKey.objects.count() == 0


def test_disposition_is_given_on_a_phone(phone, signed_in, user):
    signed_in(phone, user).goto(PLACES["row"])

    phone.get_by_role("link", name="Beri disposisi").click()
    phone.get_by_label("Instruksi").fill("Siapkan laporan contoh.")
    phone.get_by_label("Kepada").select_option(label="Subbagian Contoh dan Sumber Daya Manusia")
    phone.get_by_label("Tenggat").fill("2022-06-30")
    phone.get_by_role("button", name="Beri disposisi").click()

    expect(phone.get_by_text("Disposisi diberikan dan yang dituju diberi tahu.")).to_be_visible()
