import re
from datetime import date

import pytest

from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.models import Person, TeamMember
from pranata.base.people.tests.factories import PersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

PEOPLE = "/meja/9001/pegawai/"
NIP = "198001012005011001"
TODAY = date(2022, 3, 15)
STALE = "Data ini diubah orang lain sesudah Anda membukanya. Bandingkan isian Anda, lalu simpan lagi."


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
def person(office):
    return PersonFactory(office=office, name="Anu Contoh", nip=NIP, email="anu@example.test")


def html_of(response) -> str:
    return response.content.decode()


def errors(response) -> list[str]:
    """Errors at fields, then those of the whole form."""
    page = html_of(response)
    at_fields = re.findall(r'class="field-error"[^>]*>(.*?)</div>', page, re.DOTALL)
    whole = re.findall(r'class="notices bad"[^>]*>(.*?)</div>', page, re.DOTALL)
    return [words for part in [*at_fields, *whole] for words in re.findall("<(?:span|p)>([^<]*)<", part)]


def filled(response) -> dict[str, str]:
    """What stands in the form of the page, as a browser would send it."""
    page = html_of(response).split('class="panel form-card"')[1].split("</form>")[0]
    values = {}
    for field in re.findall("<input[^>]*>", page):
        value = re.search('value="([^"]*)"', field)
        values[re.search('name="([^"]*)"', field)[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search('value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    return values


def test_person_is_added_and_the_list_says_so(client, secretary, office):
    unit = UnitFactory(office=office)

    response = client.post(
        f"{PEOPLE}tambah/",
        {
            "name": "Budi  Contoh",
            "nip": "19800101 200501 1 001",
            "unit": unit.pk,
            "kind": "asn",
            "email": "Budi@Example.test",
            "valid_from": "2022-03-01",
        },
        follow=True,
    )

    assert response.redirect_chain == [(PEOPLE, 302)]
    assert "Budi  Contoh dicatat sebagai pegawai." in html_of(response)
    person = Person.objects.get()
    assert (person.nip, person.unit, person.kind, person.email, person.valid_from) == (
        NIP,
        unit,
        "asn",
        "budi@example.test",
        date(2022, 3, 1),
    )
    assert Event.objects.get(action="people.person_created").actor == f"user:{secretary.pk}"


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"nip": "19800101200501100"}, ["NIP harus 18 angka, yang tertulis 17 angka."]),
        ({"nip": "1980010120050110O1"}, ["NIP hanya boleh berisi angka, 18 angka tanpa spasi."]),
        ({"nip": "198013012005011001"}, ["Delapan angka pertama NIP bukan tanggal lahir yang benar."]),
        ({"nip": "198001012005013001"}, ["Angka ke-15 NIP harus 1 (pria) atau 2 (wanita)."]),
        ({"name": " "}, ["Bidang ini tidak boleh kosong."]),
        ({"email": "bukan surel"}, ["Masukkan alamat email yang valid."]),
    ],
)
def test_person_is_refused_with_what_is_wrong_at_the_field(client, secretary, changes, messages):
    response = client.post(f"{PEOPLE}tambah/", {"name": "Budi Contoh", "kind": "asn", **changes})

    assert (response.status_code, errors(response)) == (422, messages)
    assert Person.objects.count() == 0


def test_person_is_refused_when_the_nip_is_taken_or_the_unit_is_elsewhere(client, secretary, person):
    taken = client.post(f"{PEOPLE}tambah/", {"name": "Budi Contoh", "kind": "asn", "nip": NIP})
    elsewhere = client.post(f"{PEOPLE}tambah/", {"name": "Budi", "kind": "asn", "unit": UnitFactory().pk})

    assert errors(taken) == ["NIP ini sudah dipakai pegawai lain di kantor ini."]
    assert errors(elsewhere) == [
        "Masukkan pilihan yang valid. Pilihan tersebut bukan salah satu dari pilihan yang tersedia."
    ]
    assert Person.objects.get() == person


def test_person_is_changed(client, secretary, person):
    address = f"{PEOPLE}{person.pk}/ubah/"

    response = client.post(address, filled(client.get(address)) | {"name": "Anu Contoh, S.H.", "nip": ""})

    assert (response.status_code, response["Location"]) == (302, f"{PEOPLE}{person.pk}/")
    person.refresh_from_db()
    assert (person.name, person.nip, person.email) == ("Anu Contoh, S.H.", None, "anu@example.test")


def test_second_editor_is_told_and_nothing_is_lost(client, secretary, person):
    address = f"{PEOPLE}{person.pk}/ubah/"
    mine = filled(client.get(address)) | {"name": "Anu Contoh, S.H.", "email": "lain@example.test"}
    client.post(address, filled(client.get(address)) | {"name": "Anu Contoh, M.H."})

    refused = client.post(address, mine)

    assert refused.status_code == 422
    assert errors(refused) == [
        "Tersimpan sekarang: Anu Contoh, M.H.",
        "Tersimpan sekarang: anu@example.test",
        STALE,
    ]
    assert Person.objects.get().name == "Anu Contoh, M.H."
    kept = filled(refused)
    assert (kept["name"], kept["email"]) == ("Anu Contoh, S.H.", "lain@example.test")

    assert client.post(address, kept).status_code == 302
    assert Person.objects.values_list("name", "email").get() == ("Anu Contoh, S.H.", "lain@example.test")


def test_person_ends_with_the_teams_and_loses_every_role(client, secretary, person):
    member = TeamMemberFactory(person=person, team__office=person.office)
    role = RoleAssignmentFactory(user__person=person, office=person.office)
    address = f"{PEOPLE}{person.pk}/akhiri/"

    response = client.post(address, {"on": "2022-03-14"})

    assert (response.status_code, response["Location"]) == (302, f"{PEOPLE}{person.pk}/")
    assert Person.objects.get().valid_to == date(2022, 3, 14)
    assert TeamMember.objects.get() == member
    assert TeamMember.objects.get().valid_to == date(2022, 3, 14)
    former = User.objects.get(pk=role.user_id)
    assert (former.roles_at(person.office), list(former.offices_with("people.view"))) == (set(), [])


def test_last_day_is_taken_away_when_it_is_left_empty(client, secretary, office):
    person = PersonFactory(office=office, valid_to=date(2022, 3, 31))
    address = f"{PEOPLE}{person.pk}/akhiri/"

    assert filled(client.get(address))["on"] == "2022-03-31"
    assert client.post(address, {"on": ""}).status_code == 302

    assert Person.objects.get().valid_to is None
    assert Event.objects.get(action="people.person_reopened").before == '{"valid_from":null,"valid_to":"2022-03-31"}'


@pytest.mark.parametrize(
    ("on", "message"),
    [("", "Bidang ini tidak boleh kosong."), ("2022-02-28", "Tanggal akhir mendahului tanggal awal.")],
)
def test_last_day_is_refused_when_it_is_missing_or_too_early(client, secretary, office, on, message):
    person = PersonFactory(office=office, valid_from=date(2022, 3, 1))

    response = client.post(f"{PEOPLE}{person.pk}/akhiri/", {"on": on})

    assert (response.status_code, errors(response)) == (422, [message])
    assert Person.objects.get().valid_to is None


FORMS = ("tambah/", "{pk}/ubah/", "{pk}/akhiri/", "excel/", "tim/tambah/", "unit/tambah/")


@pytest.mark.parametrize("form", FORMS)
def test_form_is_refused_when_the_reader_may_only_look(client, staff, person, form):
    address = PEOPLE + form.format(pk=person.pk)
    posted = client.post(address, {"name": "Budi Contoh", "kind": "asn", "on": "2022-03-15"})

    assert (client.get(address).status_code, posted.status_code) == (403, 403)
    assert Person.objects.values_list("name", "valid_to").get() == ("Anu Contoh", None)


@pytest.mark.parametrize("form", FORMS)
def test_form_is_not_there_when_the_reader_belongs_elsewhere(client, person, form):
    client.force_login(RoleAssignmentFactory(office=OfficeFactory(code="9002"), role=Role.SECRETARY).user)
    address = PEOPLE + form.format(pk=person.pk)
    posted = client.post(address, {"name": "Budi Contoh", "kind": "asn", "on": "2022-03-15"})

    assert (client.get(address).status_code, posted.status_code) == (404, 404)
    assert Person.objects.values_list("name", "valid_to").get() == ("Anu Contoh", None)


def test_person_is_not_found_under_another_office_when_one_manages_both(client, secretary, person):
    RoleAssignmentFactory(user=secretary, office=OfficeFactory(code="9002"), role=Role.SECRETARY)

    assert client.get(f"/meja/9002/pegawai/{person.pk}/ubah/").status_code == 404
