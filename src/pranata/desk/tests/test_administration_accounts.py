import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from pranata.base.access.models import ApiToken, Role, User
from pranata.base.access.tests.factories import PASSWORD, ApiTokenFactory, RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.administrators import administrator_of, query_count, sign_in, texts

pytestmark = pytest.mark.django_db
AT = "/meja/9001/pengelolaan/"
NIP = "198001012005011001"


@pytest.fixture
def administrator(client, office):
    person = PersonFactory(office=office, name="Pengelola Contoh")
    return sign_in(client, administrator_of(office, user=UserFactory(person=person)))


@pytest.fixture
def clerk(office):
    """Pegawai Contoh, staff of the office."""
    person = PersonFactory(office=office, name="Pegawai Contoh")
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


def addresses(user):
    return [
        AT,
        f"{AT}akun/",
        f"{AT}akun/baru/",
        f"{AT}akun/{user.pk}/",
        f"{AT}akun/{user.pk}/atur-ulang/",
        f"{AT}peran/",
        f"{AT}peran/baru/",
        f"{AT}satuan-kerja/",
        f"{AT}antrean/",
        f"{AT}penyimpanan/",
        f"{AT}audit/",
        f"{AT}audit/unduh/",
    ]


def password_in(response) -> str:
    return re.search(r'class="one-time"><code>([^<]+)</code>', response.content.decode())[1]


def test_pages_are_not_there_when_the_reader_is_staff_or_manages_another_office(client, office, clerk):
    client.force_login(clerk)
    as_staff = {address: client.get(address).status_code for address in addresses(clerk)}
    sign_in(client, administrator_of(OfficeFactory(code="9002")))
    as_stranger = {address: client.get(address).status_code for address in addresses(clerk)}

    assert as_staff == as_stranger == dict.fromkeys(addresses(clerk), 404)


def test_every_page_opens_when_the_administrator_asks(client, administrator, clerk):
    answers = {address: client.get(address) for address in addresses(clerk)}

    assert {address: answer.status_code for address, answer in answers.items()} == {
        **dict.fromkeys(addresses(clerk), 200),
        AT: 302,
    }
    assert answers[AT]["Location"] == f"{AT}akun/"


def test_tabs_show_what_the_role_opens(client, office):
    def tabs(role):
        client.force_login(RoleAssignmentFactory(office=office, role=role).user)
        page = client.get(AT, follow=True).content.decode()
        return re.findall(r'<nav class="tabs".*?</nav>', page, re.DOTALL)[0].count("<a ")

    assert [tabs(Role.SECRETARY), tabs(Role.COMMISSIONER)] == [4, 1]


def test_list_shows_roles_second_factor_and_last_sign_in(client, administrator, clerk, office):
    RoleAssignmentFactory(user=clerk, office=office, role=Role.VERIFIER, valid_to=date(2021, 12, 31))

    page = client.get(f"{AT}akun/")

    assert texts(page) == [f"Pegawai Contoh {clerk.login}", f"Pengelola Contoh {administrator.login}"]
    assert texts(page, "td")[:2] == ["pelaksana", "belum"]
    assert texts(page, "td")[3:5] == ["administrator", "✓ ya"]
    assert texts(page, "td")[2] == "belum pernah"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "pegawai"}, ["Pegawai Contoh"]),
        ({"q": "tiada"}, []),
        ({"peran": "administrator"}, ["Pengelola Contoh"]),
        ({"keadaan": "nonaktif"}, ["Mantan Contoh"]),
        ({"keadaan": "tanpa-peran"}, ["Bekas Contoh"]),
        ({"keadaan": "tanpa-verifikasi"}, ["Bekas Contoh", "Pegawai Contoh"]),
        ({"keadaan": "apa saja", "peran": "staff"}, ["Pegawai Contoh"]),
        ({"peran": "raja", "q": "bekas"}, ["Bekas Contoh"]),
    ],
)
def test_list_is_narrowed_when_asked(client, administrator, clerk, office, query, names):
    UserFactory(person=PersonFactory(office=office, name="Mantan Contoh"), is_active=False)
    UserFactory(person=PersonFactory(office=office, name="Bekas Contoh"))
    UserFactory(person=PersonFactory(name="Contoh Lain"))

    page = client.get(f"{AT}akun/", query)

    assert [text.rsplit(" ", 1)[0] for text in texts(page)] == names


def test_list_costs_the_same_when_it_grows(client, administrator, office):
    one = query_count(client, f"{AT}akun/")
    for number in range(2):
        person = PersonFactory(office=office, name=f"Contoh {number}")
        RoleAssignmentFactory(office=office, user=UserFactory(person=person))

    assert query_count(client, f"{AT}akun/") == one
    assert len(texts(client.get(f"{AT}akun/"))) == 3


def test_account_is_made_and_its_password_is_seen_once(client, administrator, office, caplog):
    person = PersonFactory(office=office, name="Baru Contoh", nip=NIP, email="baru@example.test")

    answer = client.post(f"{AT}akun/baru/", {"person": person.pk, "sign_in_by": "nip"})

    password = password_in(answer)
    user = User.objects.get(person=person)
    assert (user.login, user.email, user.check_password(password)) == (NIP, "baru@example.test", True)
    assert "no-store" in answer["Cache-Control"]
    told = f"{dict(client.session)}{answer.cookies}{caplog.text}{list(Event.objects.values_list())}"
    assert password not in told
    assert password not in client.get(f"{AT}akun/{user.pk}/").content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sign_in_by": "nip"}, "sign_in_by"),
        ({"sign_in_by": "email"}, "sign_in_by"),
        ({"sign_in_by": "nama"}, "sign_in_by"),
        ({"person": "0", "sign_in_by": "nip"}, "person"),
    ],
)
def test_account_is_refused_at_the_field_when_something_lacks(client, administrator, office, values, field):
    person = PersonFactory(office=office)
    before = User.objects.count()

    answer = client.post(f"{AT}akun/baru/", {"person": person.pk, **values})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert User.objects.count() == before


def test_account_is_refused_when_the_address_is_taken_or_the_person_is_elsewhere(client, administrator, office):
    UserFactory(login="ada@example.test", email="ada@example.test")
    taken = PersonFactory(office=office, email="ada@example.test")
    elsewhere = PersonFactory(email="jauh@example.test")

    answers = [
        client.post(f"{AT}akun/baru/", {"person": person.pk, "sign_in_by": "email"}) for person in (taken, elsewhere)
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].context["form"].non_field_errors() == ["NIP atau surel ini sudah dipakai akun lain."]
    assert list(answers[1].context["form"].errors) == ["person"]


@pytest.mark.parametrize(("sent", "factors"), [({"second_factor": "on"}, 0), ({}, 1)])
def test_sign_in_is_reset_with_or_without_the_second_factor(client, administrator, clerk, sent, factors):
    Authenticator.objects.create(user=clerk, type=Authenticator.Type.TOTP, data={})

    answer = client.post(f"{AT}akun/{clerk.pk}/atur-ulang/", sent)

    clerk.refresh_from_db()
    assert (clerk.check_password(PASSWORD), clerk.check_password(password_in(answer))) == (False, True)
    assert clerk.must_change_password
    assert Authenticator.objects.filter(user=clerk).count() == factors


def test_password_is_asked_again_before_a_way_in_is_given(client, office, clerk):
    sign_in(client, administrator_of(office), lately=False)

    answers = [
        client.post(f"{AT}akun/{clerk.pk}/atur-ulang/"),
        client.post(f"{AT}akun/baru/"),
        client.post(f"{AT}peran/baru/"),
    ]

    assert [answer["Location"].split("?")[0] for answer in answers] == ["/masuk/konfirmasi/"] * 3
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_reset_goes_on_when_the_password_was_asked_again(client, office, clerk):
    sign_in(client, administrator_of(office), lately=False)
    asked = client.post(f"{AT}akun/{clerk.pk}/atur-ulang/", {"second_factor": "on"})

    answer = client.post(asked["Location"], {"password": PASSWORD})

    clerk.refresh_from_db()
    assert clerk.check_password(password_in(answer))
    assert "no-store" in answer["Cache-Control"]


def test_account_is_closed_and_opened(client, administrator, clerk):
    closed = client.post(f"{AT}akun/{clerk.pk}/nonaktifkan/")
    clerk.refresh_from_db()
    was_active = clerk.is_active
    opened = client.post(f"{AT}akun/{clerk.pk}/aktifkan/")

    clerk.refresh_from_db()
    assert (was_active, clerk.is_active) == (False, True)
    assert closed["Location"] == opened["Location"] == f"{AT}akun/{clerk.pk}/"
    assert list(Event.objects.filter(actor=f"user:{administrator.pk}").values_list("action", flat=True))[-2:] == [
        "access.user_deactivated",
        "access.user_reactivated",
    ]


def test_token_of_an_account_is_revoked_here_and_no_other(client, administrator, clerk, office):
    token = ApiTokenFactory(user=clerk, office=office, name="Rekap bulanan")
    elsewhere = ApiTokenFactory(user=clerk)
    page = client.get(f"{AT}akun/{clerk.pk}/")

    answers = [
        client.post(f"{AT}akun/{clerk.pk}/cabut-token/", {"token": number}).status_code
        for number in (token.pk, token.pk, elsewhere.pk, "semua")
    ]

    assert list(page.context["tokens"]) == [token]
    assert answers == [302, 404, 404, 404]
    assert list(ApiToken.objects.filter(revoked_at=None)) == [elsewhere]


def test_own_account_is_not_managed_here(client, administrator):
    client.post(f"{AT}akun/{administrator.pk}/nonaktifkan/")
    answer = client.post(f"{AT}akun/{administrator.pk}/atur-ulang/")

    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.check_password(PASSWORD)) == (True, True)
    assert answer.status_code == 422
    assert "Tindakan</h2>" not in client.get(f"{AT}akun/{administrator.pk}/").content.decode()


@pytest.mark.parametrize(
    "change", ["akun/{pk}/nonaktifkan/", "akun/{pk}/aktifkan/", "akun/{pk}/atur-ulang/", "akun/baru/"]
)
def test_change_is_refused_when_the_reader_may_only_look(client, office, clerk, change):
    sign_in(client, RoleAssignmentFactory(office=office, role=Role.SECRETARY).user)

    answer = client.post(f"{AT}{change.format(pk=clerk.pk)}")

    clerk.refresh_from_db()
    assert (answer.status_code, clerk.is_active, clerk.check_password(PASSWORD)) == (403, True, True)


def test_account_of_another_office_is_not_there(client, administrator):
    stranger = RoleAssignmentFactory().user

    answers = [client.get(f"{AT}akun/{stranger.pk}/"), client.post(f"{AT}akun/{stranger.pk}/nonaktifkan/")]

    stranger.refresh_from_db()
    assert ([answer.status_code for answer in answers], stranger.is_active) == ([404, 404], True)


def test_account_that_also_serves_elsewhere_is_not_closed_here(client, administrator, clerk):
    RoleAssignmentFactory(user=clerk)

    answer = client.post(f"{AT}akun/{clerk.pk}/nonaktifkan/")

    clerk.refresh_from_db()
    assert (answer.status_code, clerk.is_active) == (403, True)
