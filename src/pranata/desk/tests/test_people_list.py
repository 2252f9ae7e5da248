import re
from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.models import Person, PersonKind
from pranata.base.people.tests.factories import PersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

PEOPLE = "/meja/9001/pegawai/"
NIP = "198001012005011001"
YESTERDAY, TODAY, TOMORROW = date(2022, 3, 14), date(2022, 3, 15), date(2022, 3, 16)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY.isoformat())


@pytest.fixture
def secretary(client, office):
    """Signed in as who manages the people of the office."""
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    client.force_login(user)
    return user


@pytest.fixture
def crew(office):
    """Four of the office: one in the unit, one at the end of the day, one of tomorrow, one who left yesterday."""
    unit = UnitFactory(office=office, code="SUB", name="Subbagian Contoh")
    return [
        PersonFactory(office=office, name="Anu Contoh", nip=NIP, unit=unit, email="anu@example.test"),
        PersonFactory(office=office, name="Budi Contoh", kind=PersonKind.OTHER, valid_to=TODAY),
        PersonFactory(office=office, name="Citra Contoh", kind=PersonKind.MEMBER, valid_from=TOMORROW),
        PersonFactory(office=office, name="Dedi Contoh", valid_from=date(2020, 1, 1), valid_to=YESTERDAY),
    ]


def html_of(response) -> str:
    return response.content.decode()


def names(response) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', html_of(response))


def first_row(response) -> list[str]:
    """The words of the first row's cells."""
    row = re.search(r"<tbody><tr>(.*?)</tr>", html_of(response), re.DOTALL)[1]
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in cells]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Anu Contoh", "Budi Contoh", "Citra Contoh"]),
        ("?keadaan=semua", ["Anu Contoh", "Budi Contoh", "Citra Contoh", "Dedi Contoh"]),
        ("?q=contoh+BUD", ["Budi Contoh"]),
        ("?q=198001", []),
        ("?jenis=anggota", ["Citra Contoh"]),
        ("?jenis=apa&unit=x&halaman=99", ["Anu Contoh", "Budi Contoh", "Citra Contoh"]),
        ("?unit=0", []),
    ],
)
def test_people_are_listed_as_filtered(client, staff, crew, query, found):
    assert names(client.get(PEOPLE + query)) == found


def test_people_of_one_unit_are_listed_when_it_is_chosen(client, staff, crew):
    response = client.get(PEOPLE, {"unit": crew[0].unit_id})

    assert names(response) == ["Anu Contoh"]
    assert f'<option value="{crew[0].unit_id}" selected>Subbagian Contoh</option>' in html_of(response)


def test_nip_and_address_are_hidden_when_the_reader_does_not_manage_people(client, staff, crew):
    listed, page = client.get(PEOPLE), client.get(f"{PEOPLE}{crew[0].pk}/")

    assert first_row(listed) == ["Anu Contoh", "Subbagian Contoh", "ASN", ""]
    for response in (listed, page):
        assert [word for word in (NIP, "anu@example.test", "Surel", "NIP", "ubah/") if word in html_of(response)] == []


def test_nip_and_address_are_shown_when_the_reader_manages_people(client, secretary, crew):
    assert first_row(client.get(PEOPLE)) == ["Anu Contoh", NIP, "Subbagian Contoh", "ASN", ""]
    page = html_of(client.get(f"{PEOPLE}{crew[0].pk}/"))
    assert [word for word in (NIP, "anu@example.test") if word not in page] == []


def test_days_are_told_when_a_person_comes_or_goes(client, staff, crew):
    page = html_of(client.get(f"{PEOPLE}?keadaan=semua"))
    cells = re.findall(r'data-label="Masa kerja">(.*?)</td>', page, re.DOTALL)

    assert [" ".join(re.sub("<[^>]+>", "", cell).split()) for cell in cells] == [
        "",
        "sampai 15 Mar 2022",
        "sejak 16 Mar 2022 belum mulai",
        "1 Jan 2020 – 14 Mar 2022 berakhir",
    ]


def test_person_page_lists_the_teams(client, staff, crew):
    member = TeamMemberFactory(person=crew[0], team__office=crew[0].office, team__name="Tim Contoh", role="Ketua")

    page = client.get(f"{PEOPLE}{crew[0].pk}/")

    assert first_row(page) == ["Tim Contoh", "Ketua", "sejak 1 Jan 2020"]
    assert f'href="{PEOPLE}tim/{member.team_id}/"' in html_of(page)


def test_empty_list_says_what_to_do(client, secretary):
    page = html_of(client.get(PEOPLE))

    assert "Belum ada pegawai" in page
    assert f'href="{PEOPLE}excel/"' in page


def test_list_costs_the_same_when_it_is_longer(client, secretary, office, django_assert_num_queries):
    PersonFactory(office=office, unit=UnitFactory(office=office))
    with django_assert_num_queries(7):
        client.get(PEOPLE)
    for _each in range(2):
        PersonFactory(office=office, unit=UnitFactory(office=office))
    with django_assert_num_queries(7):
        response = client.get(PEOPLE)

    assert len(names(response)) == 3


def test_person_page_costs_the_same_when_there_are_more_teams(client, secretary, crew, django_assert_num_queries):
    TeamMemberFactory(person=crew[0], team__office=crew[0].office)
    with django_assert_num_queries(7):
        client.get(f"{PEOPLE}{crew[0].pk}/")
    for _each in range(2):
        TeamMemberFactory(person=crew[0], team__office=crew[0].office)
    with django_assert_num_queries(7):
        response = client.get(f"{PEOPLE}{crew[0].pk}/")

    assert html_of(response).count('scope="row"') == 3


def test_long_list_has_pages(client, staff, office):
    Person.objects.bulk_create(Person(office=office, name=f"Contoh {n:03d}", kind="asn") for n in range(51))

    assert names(client.get(PEOPLE, {"halaman": 2})) == ["Contoh 050"]


def test_page_is_not_there_when_the_person_is_of_another_office(client, secretary):
    stranger = PersonFactory(office=OfficeFactory(code="9002"))

    hidden = client.get(f"{PEOPLE}{stranger.pk}/")
    missing = client.get(f"{PEOPLE}999999/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content
    assert client.get(f"/meja/9002/pegawai/{stranger.pk}/").status_code == 404
    assert client.get("/meja/9002/pegawai/").status_code == 404
