import re
from datetime import date

import pytest

from pranata.base.access.models import Role, RoleAssignment
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.administrators import administrator_of, query_count, sign_in, texts

pytestmark = pytest.mark.django_db
AT = "/meja/9001/pengelolaan/"
MINE = f"{AT}peran-saya/"


@pytest.fixture(autouse=True)
def _march(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-01")


@pytest.fixture
def administrator(client, office):
    person = PersonFactory(office=office, name="Pengelola Contoh")
    return sign_in(client, administrator_of(office, user=UserFactory(person=person)))


def person_with(office, name, role=Role.STAFF, **values):
    """A role of somebody called ``name``."""
    user = UserFactory(person=PersonFactory(office=office, name=name))
    return RoleAssignmentFactory(office=office, user=user, role=role, **values)


def given(**values):
    return {"role": "verifier", "capacity": "definitive", "valid_from": "2022-03-01", **values}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Nanti Contoh", "Kini Contoh", "Pengelola Contoh"]),
        ({"masa": "berakhir"}, ["Dulu Contoh"]),
        ({"masa": "semua"}, ["Nanti Contoh", "Dulu Contoh", "Kini Contoh", "Pengelola Contoh"]),
        ({"masa": "kapan saja", "peran": "staff"}, ["Nanti Contoh", "Kini Contoh"]),
        ({"q": "nanti"}, ["Nanti Contoh"]),
    ],
)
def test_list_holds_the_roles_of_the_period_asked_for(client, administrator, office, query, names):
    person_with(office, "Kini Contoh", valid_from=date(2021, 1, 1))
    person_with(office, "Nanti Contoh", valid_from=date(2022, 3, 2))
    person_with(office, "Dulu Contoh", valid_from=date(2021, 2, 1), valid_to=date(2022, 2, 28))
    RoleAssignmentFactory()

    assert texts(client.get(f"{AT}peran/", query)) == names


def test_lists_cost_the_same_when_they_grow(client, administrator, office):
    held = person_with(office, "Satu Contoh", unit=UnitFactory(office=office))
    pages = [f"{AT}peran/", f"{AT}akun/{held.user_id}/"]
    one = [query_count(client, page) for page in pages]
    for role in (Role.VERIFIER, Role.ASSESSOR):
        RoleAssignmentFactory(
            office=office, user=held.user, role=role, unit=UnitFactory(office=office), delegated_from=held
        )
        person_with(office, f"Contoh {role}", unit=UnitFactory(office=office))

    assert [query_count(client, page) for page in pages] == one


def test_role_is_given_with_days_unit_and_capacity(client, administrator, office):
    user = UserFactory(person=PersonFactory(office=office))
    unit = UnitFactory(office=office)

    answer = client.post(f"{AT}peran/baru/", given(user=user.pk, unit=unit.pk, capacity="plt", valid_to="2022-12-31"))

    assert (answer.status_code, answer["Location"]) == (302, f"{AT}peran/")
    held = RoleAssignment.objects.get(user=user)
    assert (held.role, held.unit, held.capacity, held.valid_from, held.valid_to) == (
        "verifier", unit, "plt", date(2022, 3, 1), date(2022, 12, 31),
    )  # fmt: skip


def test_role_is_given_to_an_account_of_another_office_by_its_login(client, administrator, office):
    stranger = UserFactory(login="asesor@example.test")

    client.post(f"{AT}peran/baru/", given(login=" Asesor@example.test ", role="assessor"))

    assert stranger.role_assignments.values_list("office__code", "role").get() == ("9001", "assessor")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "user"),
        ({"user": "own", "login": "asesor@example.test"}, "login"),
        ({"login": "siapa@example.test"}, "login"),
        ({"user": "own", "role": "raja"}, "role"),
        ({"user": "own", "valid_from": ""}, "valid_from"),
        ({"user": "own", "valid_from": "31-02-2022"}, "valid_from"),
        ({"user": "own", "valid_to": "2022-02-28"}, "__all__"),
        ({"user": "own", "unit": "elsewhere"}, "unit"),
        ({"user": "0"}, "user"),
    ],
)
def test_role_is_refused_at_the_field_that_is_wrong(client, administrator, changes, field):
    before = RoleAssignment.objects.count()
    known = {"own": administrator.pk, "elsewhere": UnitFactory().pk}

    answer = client.post(f"{AT}peran/baru/", given(**{name: known.get(said, said) for name, said in changes.items()}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert RoleAssignment.objects.count() == before


def test_role_is_ended_on_a_day(client, administrator, office):
    held = person_with(office, "Satu Contoh")

    wrong = client.post(f"{AT}peran/{held.pk}/akhiri/", {"on": "2019-12-31"})
    answer = client.post(f"{AT}peran/{held.pk}/akhiri/", {"on": "2022-03-31"})

    held.refresh_from_db()
    assert (wrong.status_code, answer["Location"], held.valid_to) == (422, f"{AT}peran/", date(2022, 3, 31))


def test_role_that_has_not_begun_is_taken_back(client, administrator, office):
    later = person_with(office, "Nanti Contoh", valid_from=date(2022, 3, 2))
    begun = person_with(office, "Kini Contoh")

    client.post(f"{AT}peran/{later.pk}/batalkan/")
    refused = client.post(f"{AT}peran/{begun.pk}/batalkan/", follow=True)

    assert list(RoleAssignment.objects.filter(pk__in=[later.pk, begun.pk])) == [begun]
    assert "Peran ini sudah mulai berlaku; akhirilah dengan tanggal." in refused.content.decode()


def test_administrator_delegates_anybodys_role(client, administrator, office):
    held, deputy = person_with(office, "Sekretaris Contoh", Role.SECRETARY), person_with(office, "Wakil Contoh")

    answer = client.post(
        f"{AT}peran/{held.pk}/limpahkan/",
        {"to": deputy.user.pk, "capacity": "plt", "valid_from": "2022-03-01", "valid_to": "2022-03-14"},
    )

    assert answer["Location"] == f"{AT}peran/"
    assert held.delegations.values_list("user", "capacity", "valid_to").get() == (
        deputy.user.pk, "plt", date(2022, 3, 14),
    )  # fmt: skip


def test_holder_delegates_the_own_role_and_takes_it_back(client, office):
    held, deputy = person_with(office, "Kasubbag Contoh", Role.KASUBBAG), person_with(office, "Wakil Contoh")
    client.force_login(held.user)
    days = {"valid_from": "2022-03-02", "valid_to": "2022-03-14"}

    answer = client.post(f"{AT}peran/{held.pk}/limpahkan/", {"to": deputy.user.pk, "capacity": "plh", **days})
    page = client.get(MINE)
    delegated = held.delegations.get()
    taken_back = client.post(f"{AT}peran/{delegated.pk}/batalkan/")

    assert answer["Location"] == taken_back["Location"] == MINE
    assert texts(page) == ["Kepala subbagian", "Wakil Contoh"]
    assert held.delegations.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": "2022-03-01", "valid_from": "2022-03-02"},
        {"valid_to": "2023-01-01"},
        {"capacity": "definitive"},
        {"to": ""},
        {"to": "self"},
    ],
)
def test_delegation_is_refused_when_it_does_not_fit(client, office, changes):
    held = person_with(office, "Kasubbag Contoh", Role.KASUBBAG, valid_to=date(2022, 12, 31))
    deputy = person_with(office, "Wakil Contoh")
    client.force_login(held.user)
    sent = {"to": deputy.user.pk, "capacity": "plh", "valid_from": "2022-03-02", "valid_to": "2022-03-14", **changes}

    answer = client.post(
        f"{AT}peran/{held.pk}/limpahkan/", {**sent, "to": held.user.pk if sent["to"] == "self" else sent["to"]}
    )

    assert (answer.status_code, held.delegations.count()) == (422, 0)
    assert answer.context["form"].errors != {}


def test_own_page_offers_only_what_the_actions_allow(client, office):
    held = person_with(office, "Satu Contoh", Role.KASUBBAG)
    source = person_with(office, "Dua Contoh", Role.SECRETARY)
    RoleAssignmentFactory(user=held.user, office=office, role=Role.SECRETARY, delegated_from=source, capacity="plh")
    client.force_login(held.user)

    links = re.findall(r'href="[^"]+/peran/(\d+)/(\w+)/"', client.get(MINE).content.decode())

    assert links == [(str(held.pk), "limpahkan")]


def test_own_page_costs_the_same_when_it_grows(client, office):
    held = person_with(office, "Satu Contoh", Role.KASUBBAG)
    client.force_login(held.user)
    delegate = {"office": office, "role": held.role, "delegated_from": held, "capacity": "plh"}
    RoleAssignmentFactory(user=UserFactory(person=PersonFactory(office=office)), **delegate)
    one = query_count(client, MINE)
    for _number in range(2):
        RoleAssignmentFactory(user=UserFactory(person=PersonFactory(office=office)), **delegate)

    assert query_count(client, MINE) == one


def test_roles_of_others_are_refused_or_not_there(client, office):
    held, other = person_with(office, "Satu Contoh"), person_with(office, "Dua Contoh")
    client.force_login(held.user)
    as_staff = [client.get(f"{AT}peran/{other.pk}/{step}/").status_code for step in ("akhiri", "limpahkan")]
    own = [client.get(f"{AT}peran/{held.pk}/akhiri/").status_code, client.get(MINE).status_code]
    sign_in(client, RoleAssignmentFactory(office=office, role=Role.SECRETARY).user)
    as_secretary = [client.post(f"{AT}peran/{other.pk}/{step}/").status_code for step in ("akhiri", "batalkan")]
    new = client.post(f"{AT}peran/baru/", given(user=held.user.pk)).status_code
    sign_in(client, administrator_of(OfficeFactory(code="9002")))
    as_stranger = [client.post(f"{AT}peran/{other.pk}/{step}/").status_code for step in ("akhiri", "batalkan")]
    mine = client.get(MINE).status_code

    assert (as_staff, own, as_secretary, new) == ([404, 404], [403, 200], [403, 403], 403)
    assert (as_stranger, mine) == ([404, 404], 404)
    assert RoleAssignment.objects.filter(valid_to=None).count() == 4
