import re
from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.people.models import Team, TeamMember
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

TEAMS = "/meja/9001/pegawai/tim/"
TODAY = date(2022, 3, 15)
FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY.isoformat())


@pytest.fixture
def secretary(client, office):
    """Signed in as who manages the teams of the office."""
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    client.force_login(user)
    return user


@pytest.fixture
def team(office):
    return TeamFactory(office=office, name="Tim RB Contoh", basis="SK 1 Tahun 2022", valid_from=FIRST, valid_to=LAST)


def html_of(response) -> str:
    return response.content.decode()


def rows(response) -> list[list[str]]:
    """The words of every row's cells."""
    body = html_of(response).split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in body.split("<tr>")[1:]]
    return [[" ".join(re.sub("<[^>]+>", "", cell).split()) for cell in row] for row in cells]


def errors(response) -> list[str]:
    page = html_of(response)
    return re.findall(r'class="field-error"[^>]*><span>([^<]*)<', page) + re.findall(
        r'class="notices bad"[^>]*><p>([^<]*)<', page
    )


def test_teams_are_listed_with_todays_members(client, staff, office, team):
    TeamMemberFactory(team=team, valid_from=FIRST)
    TeamMemberFactory(team=team, valid_from=FIRST, valid_to=date(2022, 3, 14))
    TeamFactory(office=office, name="Tim Lama", kind="tim-lain", valid_to=date(2021, 12, 31))
    present = ["Tim RB Contoh", "Tim Reformasi Birokrasi", "1", "1 Jan 2022 – 31 Des 2022"]
    past = ["Tim Lama", "tim-lain", "0", "1 Jan 2020 – 31 Des 2021 berakhir"]

    assert rows(client.get(TEAMS)) == [present]
    assert rows(client.get(TEAMS, {"keadaan": "semua"})) == [past, present]


def test_team_list_costs_the_same_when_it_is_longer(client, secretary, office, team, django_assert_num_queries):
    with django_assert_num_queries(6):
        client.get(TEAMS)
    for _each in range(2):
        TeamMemberFactory(team__office=office)
    with django_assert_num_queries(6):
        response = client.get(TEAMS)

    assert len(rows(response)) == 3


def test_team_page_costs_the_same_when_there_are_more_members(client, secretary, team, django_assert_num_queries):
    TeamMemberFactory(team=team, valid_from=FIRST)
    with django_assert_num_queries(6):
        client.get(f"{TEAMS}{team.pk}/")
    for _each in range(2):
        TeamMemberFactory(team=team, valid_from=FIRST)
    with django_assert_num_queries(6):
        response = client.get(f"{TEAMS}{team.pk}/")

    assert len(rows(response)) == 3


def test_team_page_tells_basis_and_members(client, staff, team):
    TeamMemberFactory(team=team, person__name="Anu Contoh", role="Ketua", valid_from=FIRST)

    page = client.get(f"{TEAMS}{team.pk}/")

    assert "SK 1 Tahun 2022" in html_of(page)
    assert rows(page) == [["Anu Contoh", "Ketua", "", "sejak 1 Jan 2022"]]


def test_team_is_added(client, secretary, office):
    response = client.post(
        f"{TEAMS}tambah/",
        {
            "name": "Tim ZI Contoh",
            "kind": "Tim ZI",
            "basis": "SK 2",
            "valid_from": "2022-01-01",
            "valid_to": "2022-12-31",
        },
    )

    assert (response.status_code, response["Location"]) == (302, TEAMS)
    assert Team.objects.values_list("office", "name", "kind", "basis", "valid_from", "valid_to").get() == (
        office.pk,
        "Tim ZI Contoh",
        "tim-zi",
        "SK 2",
        FIRST,
        LAST,
    )


def test_kinds_of_team_are_suggested(client, secretary):
    page = html_of(client.get(f"{TEAMS}tambah/"))

    offered = ["tim-rb", "agen-perubahan", "tim-zi", "tim-spip", "ppid", "upg", "pengelola-pbj"]
    assert re.findall(r'<option value="([\w-]+)">', page) == offered
    assert 'list="kind_saran"' in page


def test_team_is_changed_unless_somebody_was_faster(client, secretary, team):
    address = f"{TEAMS}{team.pk}/ubah/"
    seen = re.search(r'name="seen" value="(\w+)"', html_of(client.get(address)))[1]
    values = {"name": "Tim RB Baru", "kind": "tim-rb", "basis": "SK 3", "valid_from": "2022-01-01", "seen": seen}

    changed = client.post(address, values)
    late = client.post(address, values | {"name": "Tim RB Lain"})

    assert (changed.status_code, late.status_code) == (302, 422)
    assert errors(late) == [
        "Tersimpan sekarang: Tim RB Baru",
        "Data ini diubah orang lain sesudah Anda membukanya. Bandingkan isian Anda, lalu simpan lagi.",
    ]
    assert Team.objects.values_list("name", "basis", "valid_to").get() == ("Tim RB Baru", "SK 3", LAST)


def test_team_ends_with_its_members_and_opens_again(client, secretary, team):
    TeamMemberFactory(team=team, valid_from=FIRST)
    TeamMemberFactory(team=team, valid_from=date(2022, 6, 1))
    address = f"{TEAMS}{team.pk}/akhiri/"

    client.post(address, {"on": "2022-03-31"})
    ended = (Team.objects.get().valid_to, list(TeamMember.objects.values_list("valid_from", "valid_to")))
    client.post(address, {"on": ""})

    assert ended == (date(2022, 3, 31), [(FIRST, date(2022, 3, 31))])
    assert Team.objects.get().valid_to is None


def test_anybody_of_the_office_becomes_a_member_and_leaves(client, secretary, office, team):
    person = PersonFactory(office=office, name="Anu Contoh")
    address = f"{TEAMS}{team.pk}/anggota/"
    offered = re.findall(r'<option value="\d+">([^<]*)<', html_of(client.get(address)))

    added = client.post(address, {"person": person.pk, "role": "Ketua", "valid_from": "2022-02-01"})
    member = TeamMember.objects.get()
    again = client.post(address, {"person": person.pk, "role": "Anggota", "valid_from": "2022-03-01"})
    ended = client.post(f"/meja/9001/pegawai/anggota/{member.pk}/akhiri/", {"on": "2022-02-28"})

    assert offered == ["Anu Contoh"]
    assert (added.status_code, added["Location"], ended["Location"]) == (302, *[f"{TEAMS}{team.pk}/"] * 2)
    assert (again.status_code, errors(again)) == (422, ["Pegawai ini sudah menjadi anggota tim pada masa tersebut."])
    assert TeamMember.objects.values_list("person", "role", "valid_from", "valid_to").get() == (
        person.pk,
        "Ketua",
        date(2022, 2, 1),
        date(2022, 2, 28),
    )


def test_member_is_refused_when_from_elsewhere_or_after_the_team(client, secretary, office, team):
    stranger = client.post(
        f"{TEAMS}{team.pk}/anggota/", {"person": PersonFactory().pk, "role": "Ketua", "valid_from": "2022-02-01"}
    )
    late = client.post(
        f"{TEAMS}{team.pk}/anggota/",
        {"person": PersonFactory(office=office).pk, "role": "Ketua", "valid_from": "2023-01-01"},
    )

    assert (stranger.status_code, late.status_code) == (422, 422)
    assert errors(late) == ["Masa keanggotaan harus di dalam masa berlaku tim."]
    assert TeamMember.objects.count() == 0


def test_team_forms_are_refused_when_the_reader_may_only_look(client, staff, team):
    member = TeamMemberFactory(team=team, valid_from=FIRST)
    addresses = [
        *(f"{TEAMS}{team.pk}/{form}/" for form in ("ubah", "akhiri", "anggota")),
        f"/meja/9001/pegawai/anggota/{member.pk}/akhiri/",
    ]

    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(address, {"on": "2022-03-14"}).status_code for address in addresses} == {403}
    assert (Team.objects.get().valid_to, TeamMember.objects.get().valid_to) == (LAST, None)


def test_team_of_another_office_is_not_there(client, secretary):
    stranger = TeamMemberFactory()
    addresses = [f"{TEAMS}{stranger.team_id}/{form}" for form in ("", "ubah/", "akhiri/", "anggota/")]

    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(f"/meja/9001/pegawai/anggota/{stranger.pk}/akhiri/", {"on": "2022-03-14"}).status_code == 404
