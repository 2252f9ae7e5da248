"""A plan goes into the next year, is closed, opened, published, or thrown away."""

import re

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.models import Activity
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.administrators import query_count
from pranata.engines.plan.models import Plan, Subactivity
from pranata.engines.plan.tests.factories import ActivityFactory, PlanFactory, ProgressFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/rencana-aksi/"
PLAN = f"{LIST}2022/"


@pytest.fixture
def finished_row(plan):
    """1.1.1 is done: its only month was verified. 2.1.1 is not."""
    ProgressFactory(subactivity=plan.subactivities.get(code="1.1.1"), month=1, status="verified")


def in_state(plan, status) -> Plan:
    Plan.objects.filter(pk=plan.pk).update(status=status)
    plan.refresh_from_db()
    return plan


def facts(response) -> dict[str, int]:
    found = re.search(r'<dl class="kpis">(.*?)</dl>', response.text, re.DOTALL)[1]
    return {name: int(number) for name, number in re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", found)}


def texts(plan) -> list[str]:
    return list(Subactivity.objects.filter(plan=plan).values_list("text", flat=True))


def test_copy_is_counted_before_and_made_when_confirmed(client, plan, secretary, finished_row):
    in_state(plan, "closed")

    page = client.get(f"{PLAN}salin/")
    response = client.post(f"{PLAN}salin/", {"rows": "all"})

    copy = Plan.objects.get(year=2023)
    assert facts(page) == {"Subkegiatan": 2, "Belum selesai": 1}
    assert re.findall(r'name="rows" value="(\w+)"', page.text) == ["all", "unfinished"]
    assert (response["Location"], copy.based_on, texts(copy)) == (f"{LIST}2023/", plan, texts(plan))


def test_copy_takes_only_what_is_unfinished_when_chosen(client, plan, secretary, finished_row):
    in_state(plan, "closed")

    client.post(f"{PLAN}salin/", {"rows": "unfinished"})

    assert texts(Plan.objects.get(year=2023)) == ["Survei layanan"]


def test_copy_is_not_made_when_the_choice_is_none(client, plan, secretary):
    assert client.post(f"{PLAN}salin/", {"rows": "unfinished"}).status_code == 422  # all are unfinished: no choice
    assert Plan.objects.count() == 1


def test_unfinished_rows_join_the_next_draft_when_confirmed(client, plan, secretary, finished_row):
    in_state(plan, "closed")
    into = PlanFactory(office=plan.office, year=2023)

    page = client.get(f"{PLAN}lanjutkan/")
    response = client.post(f"{PLAN}lanjutkan/")
    again = client.post(f"{PLAN}lanjutkan/")

    assert facts(page) == {"Belum selesai": 1, "Akan ditambahkan": 1}
    assert (response["Location"], texts(into)) == (f"{LIST}2023/", ["Survei layanan"])
    assert again.status_code == 422
    assert "Tidak ada baris yang perlu dilanjutkan." in again.text


def test_year_is_closed_when_confirmed(client, plan, secretary):
    in_state(plan, "adopted")

    page = client.get(f"{PLAN}tutup/")
    response = client.post(f"{PLAN}tutup/", {"note": "Tahun berakhir"})

    step = Activity.objects.of(plan).get()
    assert facts(page) == {"Subkegiatan": 2, "Belum selesai": 2, "Menunggu verifikasi atau dikembalikan": 0}
    assert (response["Location"], step.step, step.note) == (PLAN, "close", "Tahun berakhir")
    assert Plan.objects.get().status == "closed"


@pytest.mark.parametrize(("today", "expected"), [("2022-12-31", True), ("2023-01-01", False)])
def test_page_warns_before_closing_when_the_year_runs(client, plan, secretary, monkeypatch, today, expected):
    in_state(plan, "adopted")
    monkeypatch.setenv("PRANATA_TODAY", today)

    assert ("Tahun 2022 belum berakhir." in client.get(f"{PLAN}tutup/").text) == expected


def test_year_is_opened_again_when_there_is_a_reason(client, plan, secretary):
    in_state(plan, "closed")

    without = client.post(f"{PLAN}buka-lagi/", {"reason": " "})
    response = client.post(f"{PLAN}buka-lagi/", {"reason": "Laporan susulan"})

    step = Activity.objects.of(plan).get()
    assert (without.status_code, response.status_code) == (422, 302)
    assert (step.step, step.note, Plan.objects.get().status) == ("reopen", "Laporan susulan", "adopted")


@pytest.mark.parametrize(("status", "is_labelled"), [("draft", True), ("adopted", False)])
def test_plan_is_public_when_published(client, plan, secretary, status, is_labelled):
    in_state(plan, status)

    page = client.get(f"{PLAN}terbitkan/").text
    response = client.post(f"{PLAN}terbitkan/")

    assert ("Rencana ini belum ditetapkan" in page) == is_labelled
    assert (response.status_code, Plan.objects.get().is_published) == (302, True)
    assert client.get("/9001/reformasi-birokrasi/2022/").status_code == 200


def test_draft_is_gone_when_thrown_away_with_a_reason(client, plan, secretary):
    page = client.get(f"{PLAN}buang/")
    without = client.post(f"{PLAN}buang/", {"reason": ""})
    response = client.post(f"{PLAN}buang/", {"reason": "Salah berkas"})

    assert facts(page) == {"Subkegiatan": 2, "Catatan pembacaan": 3}
    assert (without.status_code, response["Location"]) == (422, LIST)
    assert (Plan.objects.count(), Event.objects.filter(action="plan.discarded").count()) == (0, 1)


# Page, the state in which it is closed, and what is then said.
WRONG = {
    "salin": ("superseded", "Yang dapat disalin hanya rencana yang berlaku"),
    "lanjutkan": ("adopted", "Baris hanya dapat dilanjutkan ke rancangan tahun sesudahnya"),
    "tutup": ("draft", "Yang dapat ditutup hanya rencana yang sudah ditetapkan."),
    "buka-lagi": ("adopted", "Yang dapat dibuka lagi hanya rencana yang sudah ditutup."),
    "terbitkan": ("superseded", "Yang dapat diterbitkan hanya rencana kantor yang berlaku"),
    "buang": ("adopted", "Yang dapat dibuang hanya rancangan"),
}
SENT = {"rows": "all", "reason": "Contoh", "note": ""}


@pytest.mark.parametrize("page", WRONG)
def test_page_says_so_when_the_state_is_wrong(client, plan, secretary, page):
    status, words = WRONG[page]
    in_state(plan, status)
    address = f"{LIST}{plan.key}/{page}/"

    answers = [client.get(address), client.post(address, SENT)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert words in answers[1].text
    assert list(Plan.objects.values_list("status", "is_published")) == [(status, False)]


def test_page_says_so_when_the_next_year_has_a_plan(client, plan, secretary):
    PlanFactory(office=plan.office, year=2023)

    assert client.post(f"{PLAN}salin/", {"rows": "all"}).status_code == 409
    assert Plan.objects.count() == 2


def test_page_says_so_when_another_plan_was_copied_from_the_draft(client, plan, secretary):
    PlanFactory(office=plan.office, year=2023, based_on=plan)

    assert client.post(f"{PLAN}buang/", {"reason": "Contoh"}).status_code == 409


def test_agents_plan_is_never_published_when_asked(client, office, secretary):
    plan = PlanFactory(office=office, agent=PersonFactory(office=office))

    assert client.post(f"{LIST}{plan.key}/terbitkan/").status_code == 409
    assert Plan.objects.get().is_published is False


OPEN = {"salin": "draft", "tutup": "adopted", "buka-lagi": "closed", "terbitkan": "draft", "buang": "draft"}


@pytest.mark.parametrize("page", OPEN)
def test_step_is_refused_when_the_account_may_not(client, plan, office, page):
    in_state(plan, OPEN[page])
    client.force_login(RoleAssignmentFactory(office=office, role="verifier").user)

    answers = [client.get(f"{PLAN}{page}/"), client.post(f"{PLAN}{page}/", SENT)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert list(Plan.objects.values_list("status", "is_published")) == [(OPEN[page], False)]


@pytest.mark.parametrize("page", WRONG)
def test_page_is_not_there_when_the_reader_belongs_elsewhere(client, plan, stranger, page):
    answers = [client.get(f"{PLAN}{page}/"), client.post(f"{PLAN}{page}/", SENT)]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("page", ["salin", "tutup", "lanjutkan"])
def test_query_count_stays_when_rows_are_added(client, plan, secretary, page):
    in_state(plan, "adopted")
    if page == "lanjutkan":
        PlanFactory(office=plan.office, year=2023)
    few = query_count(client, f"{PLAN}{page}/")
    activity = ActivityFactory(area=plan.areas.first(), position=2)
    for position in (1, 2, 3):
        SubactivityFactory(activity=activity, position=position)

    assert query_count(client, f"{PLAN}{page}/") == few
