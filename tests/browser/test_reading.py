"""A row reads its value from the work: a complaint is closed, the worker passes by, the plan shows the new share."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import expect

from pranata.areas.oversight.complaints.actions.ending import answer, finish
from pranata.areas.oversight.complaints.actions.handling import verify
from pranata.areas.oversight.complaints.actions.receiving import Report, receive_complaint
from pranata.areas.oversight.complaints.models import Classification, Complaint
from pranata.areas.oversight.complaints.tests.conftest import account
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.config.tasks import schedule_readings
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.plan.report.facts import report_facts
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    BindingFactory,
    IndicatorFactory,
    PlanFactory,
    SubactivityFactory,
)
from pranata.lib import clock
from pranata.lib.periods import Period
from tests.browser.conftest import overflow

MATRIX = "/meja/9001/rencana-aksi/2022/"
PAGE = f"{MATRIX}7.6.2/indikator/1/"
SENTENCE = "2 dari 2 pengaduan yang ditangani 1 Januari 2022 sampai 26 Juni 2022 selesai ditindaklanjuti."
PROMISE = timedelta(seconds=60)  # within which the plan shows what was done


@pytest.fixture
def office(live_server, monkeypatch, settings, tmp_path):
    """June 2022, and a worker's queue in the database."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.VAR_DIR = tmp_path
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def plan(office):
    """Row 7.6.2 with an indicator that a measure of complaints reads, to reach 95 per cent."""
    plan = PlanFactory(office=office, year=2022, status="adopted")
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=7, name="Pengawasan"), position=6, name="Pengaduan")
    row = SubactivityFactory(activity=activity, position=2, text="Pengelolaan pengaduan contoh", month_bits=0xFFF)
    indicator = IndicatorFactory(
        subactivity=row, position=1, text="Persentase pengaduan selesai", target=95, target_unit="persen"
    )
    BindingFactory(indicator=indicator, measure_key="complaints.resolved_share")
    return plan


@pytest.fixture
def officer(office):
    """Handles complaints and may change what reads an indicator."""
    user = account(office, Role.COMPLAINTS, name="Petugas Contoh")
    RoleAssignmentFactory(user=user, office=office, role=Role.SECRETARY)
    return user


def lodged(office, officer, subject) -> Complaint:
    case = receive_complaint(office, Report(description="Antrean contoh.", contact={}), by=VISITOR).case
    return verify(case, classification=Classification.ORDINARY, subject=subject, by=officer)


def close(case: Complaint, officer) -> None:
    finish(answer(case, text="Sudah dibenahi (contoh).", by=officer), by=officer)


def pass_by() -> timedelta:
    """One round of the worker, now; how soon it would have come by itself."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path__endswith="refresh_readings")
    wait = waiting.get().run_after - clock.real_now()
    waiting.update(run_after=clock.real_now() - timedelta(seconds=1))
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    return wait


def test_row_shows_the_new_share_within_a_minute_when_a_complaint_is_closed(wide, signed_in, office, plan, officer):
    first, second = (lodged(office, officer, subject) for subject in ("Antrean contoh", "Loket contoh"))
    close(first, officer)
    schedule_readings()
    pass_by()
    signed_in(wide, officer).goto(f"{MATRIX}?area=7")
    cell = wide.locator("#baris-7\\.6\\.2 td.meas")
    expect(cell.locator("b")).to_have_text("50%")

    close(second, officer)
    wait = pass_by()
    wide.reload()

    assert wait < PROMISE
    expect(cell.locator("b")).to_have_text("100%")
    cell.locator("a").click()
    expect(wide).to_have_url(re.compile(re.escape(PAGE)))
    expect(wide.locator(".reading-value b")).to_have_text("100%")
    wide.locator(".reading-records").first.get_by_role("link", name=second.number).click()
    expect(wide.locator("h1")).to_contain_text("Loket contoh")
    draft = report_facts(office, Period.parse("2022-06"))
    notes = {each.no: each for each in draft.reading_notes}
    assert [(each.code, each.value, notes[each.note].sentence) for each in draft.measured] == [
        ("7.6.2#1", 100, SENTENCE)
    ]


def test_pages_of_readings_are_accessible_and_fit_when_opened(wide, phone, signed_in, axe, office, plan, officer):
    close(lodged(office, officer, "Antrean contoh"), officer)
    lodged(office, officer, "Loket contoh")
    schedule_readings()
    pass_by()

    for page in (wide, phone):
        signed_in(page, officer)
        for address in (MATRIX, PAGE, f"{MATRIX}7.6.2/", f"{MATRIX}mutu-data/"):
            page.goto(address)

            assert (address, axe(page), overflow(page)) == (address, [], 0)
