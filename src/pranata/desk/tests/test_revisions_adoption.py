"""The decree gets its number and the draft is adopted."""

import html
import re
from datetime import date

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.flow.models import Activity
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.administrators import query_count
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.models import Plan, Remark, Status
from pranata.engines.plan.tests.factories import ActivityFactory, RemarkFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

PLAN = "/meja/9001/rencana-aksi/2022/"
ADOPT, NUMBER = f"{PLAN}tetapkan/", f"{PLAN}nomor/"
DECREE = {
    "source": "entered",
    "number": "7/HK.03.1/9001/2022",
    "issued_on": "2022-01-17",
    "place": "Contoh",
    "signatory_role": "KETUA",
    "signatory_name": "Pegawai Contoh",
}


@pytest.fixture
def ready(plan):
    """The small plan without open errors, its decree numbered and dated."""
    plan.remarks.filter(severity="error").delete()
    plan.document.number, plan.document.issued_on = "1/HK.03.1/9001/2022", date(2022, 1, 17)
    plan.document.save()
    return plan


@pytest.fixture
def blank(plan):
    """The small plan without open errors, its decree without number and date."""
    plan.remarks.filter(severity="error").delete()
    plan.document.number = ""
    plan.document.save()
    return plan


def checks(response) -> list[str]:
    """Each line of what is looked at: its sign's words, what, and how it stands."""
    found = re.search(r'<ul class="checks">(.*?)</ul>', response.text, re.DOTALL)[1]
    lines = [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in re.findall("<li>(.*?)</li>", found, re.DOTALL)]
    return [html.unescape(line) for line in lines]


def status_of(plan) -> str:
    return Plan.objects.get(pk=plan.pk).status


def test_page_says_what_is_missing_when_the_draft_is_not_ready(client, plan, secretary):
    response = client.get(ADOPT)

    assert checks(response) == [
        "! belum Catatan kesalahan yang belum diputuskan 1 Selesaikan Catatan kesalahan yang belum diputuskan",
        "✓ beres Subkegiatan 2",
        f"✓ beres Nomor keputusan {plan.document.number} Ubah Nomor keputusan",
        "! belum Tanggal penetapan belum diisi Selesaikan Tanggal penetapan",
    ]
    assert f'href="{PLAN}catatan/?tingkat=error"' in response.text
    assert "Tetapkan rencana ini" not in response.text


def test_draft_stays_when_something_is_missing(client, plan, secretary):
    response = client.post(ADOPT, {"note": ""})

    assert (response.status_code, status_of(plan)) == (422, Status.DRAFT)
    assert "<p>Masih ada 1 catatan kesalahan yang belum diputuskan.</p>" in response.text
    assert "<p>Tanggal penetapan keputusan belum diisi.</p>" in response.text


def test_draft_is_adopted_when_nothing_is_missing(client, ready, secretary):
    response = client.post(ADOPT, {"note": "Rapat pleno contoh"})

    step = Activity.objects.of(ready).get()
    assert (response.status_code, response["Location"]) == (302, PLAN)
    assert (status_of(ready), step.step, step.note, step.by) == (
        Status.ADOPTED,
        "adopt",
        "Rapat pleno contoh",
        secretary,
    )
    assert "sudah ditetapkan." in client.get("/meja/9001/rencana-aksi/").text


def test_revision_shows_what_it_changes_and_replaces_when_adopted(client, ready, secretary):
    revisions.adopt(ready, by=secretary)
    revision = revisions.open_revision(ready, kind="amendment", by=secretary)
    SubactivityFactory(activity=ActivityFactory(area=revision.areas.first(), position=2), position=1)
    address = "/meja/9001/rencana-aksi/2022-r2/"

    page = client.get(f"{address}tetapkan/").text
    client.post(f"{address}nomor/", {**DECREE, "number": "8/HK.03.1/9001/2022"})
    response = client.post(f"{address}tetapkan/", {"note": ""})

    assert re.findall(r"</i>([^<]+)</span>\s*<b>(\d+)</b>", page) == [("baris baru", "1")]
    assert response["Location"] == PLAN
    assert (status_of(ready), status_of(revision)) == (Status.SUPERSEDED, Status.ADOPTED)


def test_plan_of_an_agent_is_adopted_when_it_has_no_number(client, office, secretary):
    agent = PersonFactory(office=office)
    plan = revisions.begin(office=office, year=2022, agent=agent, by=secretary)
    SubactivityFactory(activity=ActivityFactory(area=plan.areas.first(), position=1), position=1)
    address = f"/meja/9001/rencana-aksi/2022-agen-{agent.pk}/"

    page = client.get(f"{address}tetapkan/")
    response = client.post(f"{address}tetapkan/", {"note": ""})

    assert checks(page)[2].startswith("✓ beres Nomor keputusan tidak wajib bagi rencana agen perubahan")
    assert (response["Location"], status_of(plan)) == (address, Status.ADOPTED)


def test_number_is_asked_for_on_the_page_when_it_is_blank(client, blank, secretary):
    OfficePaperFactory(office=blank.office)

    page = client.get(ADOPT).text

    assert f'<form method="post" action="{NUMBER}"' in page
    assert re.search(r'name="place" value="([^"]+)"', page)[1] == "Contoh"


def test_decree_gets_the_number_when_it_is_entered(client, blank, secretary):
    response = client.post(NUMBER, {name: value for name, value in DECREE.items() if name != "source"})

    blank.document.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, ADOPT)
    assert (blank.document.number, blank.document.issued_on) == (DECREE["number"], date(2022, 1, 17))


def test_next_number_is_shown_and_not_taken_when_a_day_is_looked_at(client, blank, secretary):
    OfficePaperFactory(office=blank.office)

    response = client.post(NUMBER, {"issued_on": "2021-12-30", "lihat": "1"})

    blank.document.refresh_from_db()
    assert response.status_code == 200
    assert "Nomor berikutnya menurut pola kantor: 1/HK.03.1/9001/2021" in response.text
    assert blank.document.number == ""


def test_decree_gets_the_next_number_when_the_pattern_is_chosen(client, blank, secretary):
    OfficePaperFactory(office=blank.office)

    response = client.post(NUMBER, {**DECREE, "source": "generated", "number": ""})

    blank.document.refresh_from_db()
    assert (response.status_code, blank.document.number) == (302, "1/HK.03.1/9001/2022")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": ""}, "Ketik nomornya, atau pilih nomor menurut pola kantor."),
        ({"number": "9/CONTOH"}, "Nomor 9/CONTOH sudah dipakai keputusan lain di kantor ini"),
        ({"issued_on": "31 Februari"}, "Masukkan tanggal yang valid."),
    ],
)
def test_number_is_refused_at_its_field_when_it_cannot_be(client, blank, secretary, change, words):
    OfficePaperFactory(office=blank.office)
    DocumentFactory(office=blank.office, number="9/CONTOH")

    response = client.post(NUMBER, {**DECREE, **change})

    blank.document.refresh_from_db()
    errors = re.findall(r'class="field-error"[^>]*><span>([^<]+)', html.unescape(response.text))
    assert (response.status_code, blank.document.number, blank.document.issued_on) == (422, "", None)
    assert [each.startswith(words) for each in errors] == [True]


@pytest.mark.parametrize("address", [ADOPT, NUMBER])
def test_plan_is_not_there_when_the_reader_belongs_elsewhere(client, ready, stranger, address):
    answers = [client.get(address), client.post(address, DECREE)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert status_of(ready) == Status.DRAFT


@pytest.mark.parametrize("address", [ADOPT, NUMBER])
@pytest.mark.parametrize("role", ["staff", "kasubbag"])
def test_step_is_refused_when_the_account_may_not(client, ready, office, address, role):
    client.force_login(RoleAssignmentFactory(office=office, role=role).user)

    answers = [client.get(address), client.post(address, DECREE)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert status_of(ready) == Status.DRAFT


@pytest.mark.parametrize("address", [ADOPT, NUMBER])
def test_page_says_so_when_somebody_adopted_meanwhile(client, ready, secretary, address):
    revisions.adopt(Plan.objects.get(pk=ready.pk), by=secretary)

    response = client.post(address, DECREE)

    assert response.status_code == 409
    assert "Yang dapat ditetapkan hanya rancangan." in response.text
    assert "Tidak ada yang ditulis." in response.text
    assert Activity.objects.of(ready).count() == 1


def test_page_says_so_when_the_plan_it_changes_is_closed_meanwhile(client, ready, secretary):
    revisions.adopt(ready, by=secretary)
    revision = revisions.open_revision(ready, kind="correction", by=secretary)
    client.post("/meja/9001/rencana-aksi/2022-r2/nomor/", {**DECREE, "number": "8/HK.03.1/9001/2022"})
    revisions.close(ready, by=secretary)

    response = client.post("/meja/9001/rencana-aksi/2022-r2/tetapkan/", {"note": ""})

    assert (response.status_code, status_of(revision)) == (422, Status.DRAFT)
    assert "Rencana yang diubah sudah ditutup; buka lagi rencana itu dulu." in response.text


def test_query_count_stays_when_rows_are_added(client, ready, secretary):
    few = query_count(client, ADOPT)
    activity = ActivityFactory(area=ready.areas.first(), position=2)
    for position in (1, 2, 3):
        row = SubactivityFactory(activity=activity, position=position)
        RemarkFactory(plan=ready, subject=row.code)

    assert query_count(client, ADOPT) == few
    assert Remark.objects.filter(plan=ready).count() == 5


def test_other_offices_number_is_no_obstacle_when_it_is_the_same(client, blank, secretary):
    DocumentFactory(office=OfficeFactory(), number=DECREE["number"])

    assert client.post(NUMBER, DECREE).status_code == 302
