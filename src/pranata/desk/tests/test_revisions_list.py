"""The list of plans, how one begins, the menus at the head of a plan, and its files."""

import html
import re

import pytest
from django.core.files.base import ContentFile

from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.desk.tests.administrators import query_count
from pranata.engines.plan.models import Plan
from pranata.engines.plan.tests.factories import PlanFactory, RemarkFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/rencana-aksi/"
MATRIX = f"{LIST}2022/"


def cards(response) -> list[str]:
    return re.findall(r'class="panel item" href="/meja/9001/rencana-aksi/([^"]+)/"', response.text)


def menu(response, name) -> list[str]:
    """The words of the entries of the menu ``name``."""
    found = re.search(rf"<summary[^>]*>{name}</summary><ul>(.*?)</ul>", response.text, re.DOTALL)
    entries = re.findall(r"<a [^>]*>(.*?)</a>", found[1], re.DOTALL) if found else []
    return [html.unescape(" ".join(re.sub("<[^>]+>", " ", each).split())) for each in entries]


def chips(response) -> list[str]:
    head = re.search(r'head-chips">(.*?)</p>', response.text, re.DOTALL)[1]
    return [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in re.findall(r"<span.*?</span>", head)]


def test_list_shows_what_is_in_force_and_what_waits_when_a_year_has_revisions(client, office, staff):
    PlanFactory(office=office, revision=1, status="superseded")
    PlanFactory(office=office, revision=2, kind="amendment", status="adopted")
    PlanFactory(office=office, revision=3, kind="correction")
    agent = PersonFactory(office=office, name="Agen Contoh")
    PlanFactory(office=office, agent=agent)
    PlanFactory(office=office, year=2023)

    response = client.get(LIST)

    assert cards(response) == ["2023", "2022", "2022-r3", f"2022-agen-{agent.pk}"]
    assert "1 revisi sebelumnya" in response.text
    assert "<b>Agen Contoh</b>" in response.text


def test_list_offers_to_begin_only_when_the_account_may(client, office, staff, secretary):
    as_secretary = client.get(LIST).text
    client.force_login(staff)

    assert ("Susun dari awal" in as_secretary, "Susun dari awal" in client.get(LIST).text) == (True, False)


def test_plan_begins_when_the_year_is_free(client, office, secretary):
    response = client.post(f"{LIST}susun/", {"year": "2024"})

    plan = Plan.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{LIST}2024/")
    assert (plan.year, plan.status, plan.agent, plan.areas.count()) == (2024, "draft", None, 8)


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2022", "Tahun 2022 sudah punya rencana."),
        ("1999", "lebih besar dari atau sama dengan 2000"),
        ("", "Bidang ini tidak boleh kosong."),
    ],
)
def test_plan_does_not_begin_when_the_year_cannot_be(client, plan, secretary, year, words):
    response = client.post(f"{LIST}susun/", {"year": year})

    assert (response.status_code, Plan.objects.count()) == (422, 1)
    assert words in response.text


def test_agents_of_the_teams_stand_first_when_one_is_chosen(client, office, secretary):
    PersonFactory(office=office, name="Anggota Lama Contoh", valid_to="2020-12-31")
    PersonFactory(office=office, name="Biasa Contoh")
    member = TeamMemberFactory(team=TeamFactory(office=office, kind="agen-perubahan"), person__name="Ujung Contoh")
    PersonFactory(office=OfficeFactory(), name="Orang Lain Contoh")

    page = client.get(f"{LIST}agen/").text

    assert re.findall(r'<optgroup label="([^"]+)">', page) == ["Agen Perubahan", "Pegawai lain"]
    assert re.findall(r'<option value="\d+">([^<]+)</option>', page) == [member.person.name, "Biasa Contoh"]


def test_plan_of_an_agent_begins_when_a_person_is_chosen(client, office, secretary):
    agent = PersonFactory(office=office)

    response = client.post(f"{LIST}agen/", {"year": "2024", "person": agent.pk})
    again = client.post(f"{LIST}agen/", {"year": "2024", "person": agent.pk})

    assert response["Location"] == f"{LIST}2024-agen-{agent.pk}/"
    assert (Plan.objects.get().agent, again.status_code) == (agent, 422)
    assert "sudah punya rencana tahun 2024" in again.text


def test_plan_of_an_agent_does_not_begin_when_the_person_is_of_another_office(client, office, secretary):
    stranger = PersonFactory(office=OfficeFactory())

    response = client.post(f"{LIST}agen/", {"year": "2024", "person": stranger.pk})

    assert (response.status_code, Plan.objects.count()) == (422, 0)


@pytest.mark.parametrize("page", ["susun", "agen"])
def test_beginning_is_refused_when_the_account_may_not(client, office, staff, page):
    assert client.get(f"{LIST}{page}/").status_code == 403
    assert client.post(f"{LIST}{page}/", {"year": "2024"}).status_code == 403
    assert Plan.objects.count() == 0


@pytest.mark.parametrize("page", ["", "susun/", "agen/"])
def test_list_is_not_there_when_the_reader_belongs_elsewhere(client, office, stranger, page):
    assert client.get(f"{LIST}{page}").content == client.get(f"{LIST.replace('9001', '9999')}{page}").content
    assert client.get(f"{LIST}{page}").status_code == 404


def test_head_names_state_and_revision_when_there_are_several(client, office, staff):
    PlanFactory(office=office, revision=1, status="superseded")
    PlanFactory(office=office, revision=2, kind="amendment", status="adopted", is_published=True)

    now, before = client.get(MATRIX), client.get(f"{LIST}2022-r1/")

    assert chips(now) == ["✓ ditetapkan", "perubahan (revisi 2)", "tahun sudah lewat", "✓ tampil untuk umum"]
    assert chips(before) == ["↷ digantikan", "tahun sudah lewat"]
    assert "Ini revisi lama" in before.text


def test_switch_lists_years_and_revisions_of_the_same_series_when_opened(client, office, staff):
    PlanFactory(office=office, revision=1, status="superseded")
    PlanFactory(office=office, revision=2, kind="amendment", status="adopted")
    PlanFactory(office=office, revision=3, kind="correction")
    PlanFactory(office=office, year=2023)
    PlanFactory(office=office, agent=PersonFactory(office=office))

    found = menu(client.get(f"{LIST}2022-r3/"), "2022")

    assert found == [
        "2023",
        "2022",
        "ralat (revisi 3) rancangan",
        "perubahan (revisi 2) ditetapkan",
        "penetapan digantikan",
        "Semua rencana",
    ]


EDIT = ["Ubah isi", "Ubah naskah keputusan"]
STEPS = {
    ("draft", "secretary"): [*EDIT, "Tetapkan", "Salin ke tahun berikutnya", "Terbitkan", "Buang rancangan"],
    ("adopted", "secretary"): ["Perubahan", "Ralat", "Salin ke tahun berikutnya", "Tutup tahun", "Terbitkan"],
    ("closed", "secretary"): ["Salin ke tahun berikutnya", "Buka lagi", "Terbitkan"],
    ("draft", "kasubbag"): [*EDIT, "Salin ke tahun berikutnya", "Buang rancangan"],
    ("adopted", "kasubbag"): ["Perubahan", "Ralat", "Salin ke tahun berikutnya"],
    ("draft", "staff"): [],
    ("adopted", "verifier"): [],
}


@pytest.mark.parametrize(("status", "role"), STEPS)
def test_menu_offers_what_state_and_permission_allow_when_opened(client, office, staff, status, role):
    PlanFactory(office=office, status=status)
    staff.role_assignments.update(role=role)

    assert menu(client.get(MATRIX), "Rencana") == [*STEPS[status, role], "Riwayat dan revisi"]


def test_menu_offers_to_carry_over_when_the_next_year_is_a_draft(client, office, secretary):
    PlanFactory(office=office, status="closed")
    PlanFactory(office=office, year=2023)

    assert menu(client.get(MATRIX), "Rencana")[0] == "Lanjutkan baris yang belum selesai"


def test_menu_offers_no_second_revision_when_a_draft_waits(client, office, secretary):
    PlanFactory(office=office, status="adopted")
    PlanFactory(office=office, revision=2, kind="amendment")

    assert menu(client.get(MATRIX), "Rencana")[:2] == ["Salin ke tahun berikutnya", "Tutup tahun"]


def test_menu_says_what_is_blank_in_the_letterhead_when_files_are_offered(client, plan, staff):
    before = client.get(MATRIX)
    OfficePaperFactory(office=plan.office)

    offered = [
        "Keputusan (PDF)",
        "Keputusan (Word)",
        "Lampiran keputusan (Excel)",
        "Tabel (CSV)",
        "Data lengkap (JSON)",
    ]
    assert menu(before, "Unduh") == offered
    assert "Kop belum diisi: nama satuan kerja, alamat, logo, tempat penetapan." in before.text
    assert "Kop belum diisi: logo." in client.get(MATRIX).text


@pytest.mark.parametrize(
    ("ending", "media_type", "beginning"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("csv", "text/csv; charset=utf-8", "\ufeffkode".encode()),
    ],
)
def test_plan_is_a_file_when_downloaded(client, plan, staff, ending, media_type, beginning):
    response = client.get(f"{MATRIX}unduh/{ending}/")

    assert (response["Content-Type"], response.content[: len(beginning)]) == (media_type, beginning)
    assert response["Content-Disposition"] == f'attachment; filename="rencana-aksi-rb-9001-2022.{ending}"'


def test_source_is_what_was_uploaded_when_asked_for(client, plan, staff):
    without = client.get(f"{MATRIX}sumber/")
    plan.document.file = store(plan.office, ContentFile(b"isi keputusan"), by=None, name="keputusan.txt")
    plan.document.file_name = "SK Contoh.txt"
    plan.document.save()

    response = client.get(f"{MATRIX}sumber/")

    assert (without.status_code, response.getvalue()) == (404, b"isi keputusan")
    assert response["Content-Disposition"] == 'attachment; filename="SK Contoh.txt"'
    assert "Berkas asli keputusan" in menu(client.get(MATRIX), "Unduh")


def test_source_is_not_there_when_the_reader_belongs_elsewhere(client, plan, stranger):
    plan.document.file = store(plan.office, ContentFile(b"isi keputusan"), by=None, name="keputusan.txt")
    plan.document.save()

    assert client.get(f"{MATRIX}sumber/").status_code == 404


def test_query_count_stays_when_plans_are_added(client, plan, staff):
    few = query_count(client, LIST)
    for year in (2023, 2024, 2025):
        RemarkFactory(plan=PlanFactory(office=plan.office, year=year))
        PlanFactory(office=plan.office, year=year, agent=PersonFactory(office=plan.office))

    assert query_count(client, LIST) == few
