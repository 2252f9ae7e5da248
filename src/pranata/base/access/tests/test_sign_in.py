"""Signing in, out, and what happens to those who guess."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pranata.base.access import actions
from pranata.base.access.accounts import find_account
from pranata.base.access.adapters import MISMATCH, TOO_MANY
from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"
WRONG = "kata-sandi-yang-salah"


@pytest.fixture
def user():
    return UserFactory(login=NIP, email="satu@example.test")


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post("/masuk/", {"login": login, "password": password}, **extra)


def errors(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


def account_of(client):
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


@pytest.mark.parametrize("login", [NIP, f" {NIP} ", "satu@example.test", "SATU@Example.test"])
def test_sign_in_takes_nip_or_address_in_one_field(client, user, login):
    response = sign_in(client, login)

    assert (response.status_code, response.url) == (302, resolve_url(settings.LOGIN_REDIRECT_URL))
    assert account_of(client) == user
    assert Event.objects.get(action="access.signed_in").actor == f"user:{user.pk}"


def test_sign_in_changes_the_session_key(client, user):
    client.get("/masuk/")
    session = client.session
    session["before"] = "kept"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before

    sign_in(client, NIP)

    assert account_of(client) == user
    assert client.session.session_key != before


@pytest.mark.parametrize("login", [NIP, "satu@example.test", "198001012005011999", "tidak-ada@example.test", "x"])
def test_sign_in_is_refused_in_the_same_words_whether_the_account_exists(client, user, login):
    response = sign_in(client, login, WRONG)

    assert errors(response) == [str(MISMATCH)]
    assert account_of(client) is None


@pytest.mark.parametrize("login", [NIP, "satu@example.test", "198001012005011999", "tidak-ada@example.test"])
def test_sign_in_costs_one_look_up_and_one_hash_whether_the_account_exists(
    client, user, login, monkeypatch, django_assert_num_queries
):
    hashes = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: hashes.append(args) or encode(self, *args))

    sign_in(client, login, WRONG)

    assert len(hashes) == 1
    with django_assert_num_queries(1):
        find_account(login)


def test_sixth_attempt_is_refused_when_five_were_wrong_even_if_right(client, user):
    for _attempt in range(5):
        assert errors(sign_in(client, NIP, WRONG)) == [str(MISMATCH)]

    assert errors(sign_in(client, NIP)) == [str(TOO_MANY)]
    assert account_of(client) is None


@pytest.mark.parametrize("login", ["198001012005011999", "tidak-ada@example.test"])
def test_lockout_looks_the_same_when_the_account_does_not_exist(client, login):
    answers = [errors(sign_in(client, login, WRONG)) for _attempt in range(6)]

    assert answers == [[str(MISMATCH)]] * 5 + [[str(TOO_MANY)]]


def test_lockout_counts_each_login_and_all_hosts_together(client, user):
    other = UserFactory()
    for attempt in range(5):
        sign_in(client, NIP, WRONG, HTTP_HOST=("localhost", "127.0.0.1")[attempt % 2])

    assert errors(sign_in(client, NIP, HTTP_HOST="localhost")) == [str(TOO_MANY)]
    assert sign_in(client, other.login).status_code == 302


def test_lockout_counts_nip_and_address_of_one_account_together(client, user):
    for attempt in range(5):
        sign_in(client, (NIP, " Satu@example.test")[attempt % 2], WRONG)

    assert errors(sign_in(client, NIP)) == errors(sign_in(client, user.email)) == [str(TOO_MANY)]


@pytest.fixture
def three_attempts(settings):
    """Three wrong attempts from one place are the last, whatever the name."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "3/5m/ip"}


@pytest.mark.parametrize("trusted", [0, 1])
def test_forwarded_address_counts_only_behind_our_own_proxy(client, user, settings, three_attempts, trusted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    for number in range(3):
        sign_in(client, NIP, WRONG, headers={"X-Forwarded-For": f"198.51.100.9, 192.0.2.{number}"})

    sign_in(client, NIP, headers={"X-Forwarded-For": "192.0.2.77"})

    assert account_of(client) == (user if trusted else None)


def test_proxy_is_believed_only_about_the_address_it_saw_itself(client, user, settings, three_attempts):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        sign_in(client, NIP, WRONG, headers={"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.1"})

    assert errors(sign_in(client, NIP, headers={"X-Forwarded-For": "192.0.2.1"})) == [str(TOO_MANY)]


def test_right_password_does_not_count_towards_the_lockout(client, user):
    for _attempt in range(6):
        assert sign_in(client, NIP).status_code == 302
        client.post("/masuk/keluar/")

    assert sign_in(client, NIP).status_code == 302


def test_many_wrong_attempts_from_one_place_are_refused_whatever_the_login(client, user):
    for number in range(30):
        sign_in(client, f"coba{number}@example.test", WRONG)

    assert errors(sign_in(client, NIP)) == [str(TOO_MANY)]
    assert sign_in(client, NIP, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_closed_account_does_not_get_in_and_a_running_session_ends(client, user):
    sign_in(client, NIP)
    actions.deactivate(user, by=None)

    assert client.get("/masuk/sandi/ganti/").status_code == 302
    client.logout()
    assert sign_in(client, NIP).url == reverse("account_inactive")
    assert account_of(client) is None


def test_sign_out_needs_a_post(client, user):
    client.force_login(user)

    client.get("/masuk/keluar/")
    assert account_of(client) == user

    response = client.post("/masuk/keluar/")
    assert (response.url, account_of(client)) == ("/", None)


def test_sign_out_is_refused_without_the_token(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    assert client.post("/masuk/keluar/").status_code == 403
    assert account_of(client) == user


def test_sign_in_goes_where_one_wanted_to(client, user):
    wanted = client.post("/masuk/?next=/masuk/dua-langkah/", {"login": NIP, "password": PASSWORD})

    assert wanted.url == "/masuk/dua-langkah/"


@pytest.mark.parametrize(
    "outside",
    [
        "https://lain.example/",
        "//lain.example/",
        r"/\lain.example/",
        "https:lain.example",
        "http://localhost:9/",
        "http://testserver/meja/",
        "javascript:alert(1)",
        "/\t/lain.example/",
    ],
)
def test_sign_in_and_sign_out_never_go_outside(client, user, outside):
    entered = client.post("/masuk/", {"login": NIP, "password": PASSWORD, "next": outside})
    confirmed = client.post("/masuk/konfirmasi/", {"password": PASSWORD, "next": outside})
    left = client.post("/masuk/keluar/", {"next": outside})

    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    assert [entered.url, confirmed.url, left.url] == [home, home, "/"]


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_there_is_no_sign_up_and_no_other_self_service(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_one_time_password_must_be_changed_before_anything_else(client):
    office = OfficeFactory()
    user, password = actions.create_user(office=office, login=NIP, by=None)
    actions.assign_role(user=user, office=office, role=Role.STAFF, valid_from=user.created_at.date(), by=None)
    sign_in(client, NIP, password)
    change = reverse("account_change_password")

    assert client.get("/masuk/dua-langkah/").url == change
    same = client.post(change, {"oldpassword": password, "password1": password, "password2": password})
    assert same.context["form"].errors["password1"] == ["Kata sandi baru harus berbeda dari yang sekarang."]

    response = client.post(change, {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert response.url == resolve_url(settings.LOGIN_REDIRECT_URL)
    assert (user.must_change_password, user.check_password(PASSWORD)) == (False, True)
    assert client.get("/masuk/dua-langkah/").status_code == 200
    own = Event.objects.filter(office_code=office.code, actor=f"user:{user.pk}").order_by("sequence")
    assert list(own.values_list("action", flat=True)) == ["access.signed_in", "access.password_changed"]


@pytest.mark.parametrize("new", ["pendek", "123456789012345", "administrator", "pegawai.contoh@example", PASSWORD])
def test_new_password_is_refused_when_it_is_easily_guessed_or_the_old_one(client, new):
    user = UserFactory(login="pegawai.contoh@example.test")
    client.force_login(user)

    response = client.post("/masuk/sandi/ganti/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert list(response.context["form"].errors) == ["password1"]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_new_password_ends_the_other_sessions(client, user):
    other = Client()
    sign_in(client, NIP)
    sign_in(other, NIP)
    new = "kalimat-sandi-yang-baru"

    client.post("/masuk/sandi/ganti/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get("/masuk/dua-langkah/").status_code == 200
    assert other.get("/masuk/dua-langkah/").url == "/masuk/?next=/masuk/dua-langkah/"


def test_empty_name_is_nobody_though_accounts_without_address_exist():
    UserFactory(login=NIP, email="")

    assert [find_account(name) for name in ("", "  ", "\t")] == [None, None, None]


def test_partial_page_sends_the_whole_window_to_the_duty(client):
    client.force_login(UserFactory(must_change_password=True))

    response = client.get("/masuk/dua-langkah/", headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/masuk/sandi/ganti/")


def test_new_one_time_password_ends_running_sessions(client):
    user = RoleAssignmentFactory().user
    client.force_login(user)

    actions.issue_one_time_password(user, by=None)

    assert client.get("/masuk/dua-langkah/").url == "/masuk/?next=/masuk/dua-langkah/"
