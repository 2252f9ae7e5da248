"""Passkeys beside the password: set up, asked for, renamed, removed; what counts as a second factor."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from pranata.base.access import actions
from pranata.base.access.adapters import TOO_MANY
from pranata.base.access.models import Role
from pranata.base.access.second_factor import passkey_place
from pranata.base.access.tests.authenticator import SecurityKey
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory, UserFactory
from pranata.base.access.tests.test_second_factor import SETUP, code, sign_in
from pranata.base.access.tests.test_second_factor import set_up as set_up_app
from pranata.base.audit.models import Event

pytestmark = pytest.mark.django_db
KEYS = "/masuk/dua-langkah/kunci-sandi/"
ADD = f"{KEYS}tambah/"
CONFIRM = f"{KEYS}konfirmasi/"
SECOND_STEP = "/masuk/dua-langkah/kode/"
REFUSED = "Kunci sandi ini tidak diterima. Coba lagi, atau pakai cara lain."


@pytest.fixture
def client():
    """A browser at the address where passkeys work."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def administrator():
    return RoleAssignmentFactory(role=Role.ADMINISTRATOR).user


@pytest.fixture
def staff():
    return RoleAssignmentFactory(role=Role.STAFF).user


def asked(client, address):
    """What the page at ``address`` wants the browser to ask the key."""
    return client.get(address).context["js_data"]


def add(client, key=None, name="Kunci contoh"):
    """Sets up a passkey in a signed-in session; returns its key."""
    key = key or SecurityKey()
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})
    answer = key.create(asked(client, ADD)["creation_options"])
    assert client.post(ADD, {"name": name, "credential": answer}).status_code == 302
    return key


def show(client, key, address=SECOND_STEP):
    answer = key.get(asked(client, address)["request_options"])
    return client.post(address, {"credential": answer})


def account_of(client):
    return client.session.get("_auth_user_id")


def test_administrator_with_a_passkey_only_passes_the_duty(client, administrator):
    sign_in(client, administrator)
    assert client.get("/masuk/dua-langkah/").url == SETUP

    key = add(client)
    assert client.get("/masuk/dua-langkah/").status_code == 200

    client.post("/masuk/keluar/")
    assert sign_in(client, administrator).url == SECOND_STEP
    assert account_of(client) is None
    show(client, key)
    assert account_of(client) == str(administrator.pk)
    assert client.get("/masuk/dua-langkah/").status_code == 200


def test_administrator_with_recovery_codes_only_does_not_pass_the_duty(client, administrator):
    sign_in(client, administrator)
    add(client)
    Authenticator.objects.filter(type="webauthn").delete()
    client.post("/masuk/keluar/")
    sign_in(client, administrator)

    assert client.get("/masuk/dua-langkah/").url == SETUP
    assert Authenticator.objects.get().type == "recovery_codes"


def test_session_from_before_the_passkey_must_show_it_first(client, administrator):
    older = Client(SERVER_NAME="localhost")
    sign_in(older, administrator)
    sign_in(client, administrator)
    key = add(client)

    for address in ("/meja/", KEYS, ADD, "/masuk/sesi/"):
        assert older.get(address).url == CONFIRM
    show(older, key, CONFIRM)

    assert older.get("/masuk/dua-langkah/").status_code == 200


def test_either_factor_opens_when_the_account_has_both(client, administrator):
    sign_in(client, administrator)
    secret = set_up_app(client)
    key = add(client)

    client.post("/masuk/keluar/")
    sign_in(client, administrator)
    show(client, key)
    assert client.get("/masuk/dua-langkah/").status_code == 200

    client.post("/masuk/keluar/")
    sign_in(client, administrator)
    client.post(SECOND_STEP, {"code": code(secret)})
    assert client.get("/masuk/dua-langkah/").status_code == 200


def test_passkey_never_replaces_the_password(client, staff):
    sign_in(client, staff)
    key = add(client)
    client.post("/masuk/keluar/")

    answer = key.get({"publicKey": {"rpId": "localhost", "challenge": "AAAA"}})
    client.post(SECOND_STEP, {"credential": answer})
    client.post("/masuk/", {"credential": answer})

    assert account_of(client) is None


def test_passkey_of_somebody_else_does_not_open(client, staff):
    sign_in(client, staff)
    add(client)
    client.post("/masuk/keluar/")

    sign_in(client, staff)
    response = show(client, SecurityKey())

    assert response.context["webauthn_form"].errors["credential"] == [REFUSED]
    assert account_of(client) is None


def test_signature_is_refused_when_another_key_claims_the_passkey(client, staff):
    sign_in(client, staff)
    key = add(client)
    client.post("/masuk/keluar/")
    forged = SecurityKey()
    forged.credential_id = key.credential_id

    sign_in(client, staff)
    response = show(client, forged)

    assert response.context["webauthn_form"].errors["credential"] == [REFUSED]
    assert account_of(client) is None


def test_answer_is_refused_when_it_is_used_again(client, staff):
    sign_in(client, staff)
    key = add(client)
    client.post("/masuk/keluar/")
    sign_in(client, staff)
    answer = key.get(asked(client, SECOND_STEP)["request_options"])
    client.post(SECOND_STEP, {"credential": answer})
    assert account_of(client) == str(staff.pk)

    client.post("/masuk/keluar/")
    sign_in(client, staff)
    client.get(SECOND_STEP)
    response = client.post(SECOND_STEP, {"credential": answer})

    assert response.context["webauthn_form"].errors["credential"] == [REFUSED]


@pytest.mark.parametrize("origin", ["http://127.0.0.1", "https://localhost.lain.example", "https://lain.example"])
def test_passkey_is_refused_when_the_browser_was_at_another_address(client, staff, origin):
    sign_in(client, staff)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})

    answer = SecurityKey(origin).create(asked(client, ADD)["creation_options"])
    response = client.post(ADD, {"name": "", "credential": answer})

    assert response.context["form"].non_field_errors() == [REFUSED]
    assert Authenticator.objects.count() == 0


def test_form_is_refused_when_it_comes_without_an_answer(client, staff):
    sign_in(client, staff)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})

    for answer in ("", "{}", "not JSON"):
        response = client.post(ADD, {"name": "", "credential": answer})
        assert response.context["form"].errors == {"credential": [REFUSED]}


@pytest.mark.parametrize(
    "answer",
    [
        "5",
        '"x"',
        "[5]",
        '{"id": 1}',
        '{"id": "x", "rawId": "x", "response": {}, "type": "public-key"}',
        '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "e30"}, "type": "public-key"}',
        '{"id": "é", "rawId": "é", "response": 5}',
    ],
)
def test_answer_that_is_none_is_refused_and_breaks_nothing(client, staff, answer):
    sign_in(client, staff)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})
    client.get(ADD)
    refused = client.post(ADD, {"name": "", "credential": answer})
    add(client)
    client.post("/masuk/keluar/")
    sign_in(client, staff)
    client.get(SECOND_STEP)
    second = client.post(SECOND_STEP, {"credential": answer})

    assert refused.context["form"].non_field_errors() == [REFUSED]
    assert second.context["webauthn_form"].errors["credential"] == [REFUSED]


def test_passkeys_and_codes_are_guessed_on_one_count(client, staff):
    sign_in(client, staff)
    key = add(client)
    spare = client.get("/masuk/dua-langkah/cadangan/").context["unused_codes"][0]
    client.post("/masuk/keluar/")
    sign_in(client, staff)

    for _attempt in range(3):
        show(client, SecurityKey())
    for _attempt in range(2):
        client.post(SECOND_STEP, {"code": "abcdef"})

    assert show(client, key).context["webauthn_form"].errors["credential"] == [str(TOO_MANY)]
    assert client.post(SECOND_STEP, {"code": spare}).context["form"].errors["code"] == [str(TOO_MANY)]
    assert account_of(client) is None


def test_refused_passkey_says_so_on_the_page_that_asked(client, staff):
    sign_in(client, staff)
    add(client)

    client.get(CONFIRM)

    response = client.post(f"{CONFIRM}?next=/masuk/sesi/", {"credential": "{}"}, follow=True)

    assert response.redirect_chain == [(f"{CONFIRM}?next=/masuk/sesi/", 302)]
    assert [str(message) for message in response.context["messages"]] == [REFUSED]


def test_confirmation_by_passkey_leads_on_to_where_one_wanted_to_go(client, staff):
    sign_in(client, staff)
    key = add(client)
    answer = key.get(asked(client, CONFIRM)["request_options"])

    response = client.post(CONFIRM, {"credential": answer, "next": "/masuk/sesi/"})

    assert response.url == "/masuk/sesi/"


def test_passkey_is_named_renamed_and_named_again_when_left_empty(client, staff):
    sign_in(client, staff)
    add(client, name="Laptop contoh")
    first = Authenticator.objects.get(type="webauthn")
    add(client, name="")

    assert client.post(f"{KEYS}{first.pk}/nama/", {"name": "Ponsel contoh"}).url == KEYS
    too_long = client.post(f"{KEYS}{first.pk}/nama/", {"name": "x" * 61})

    names = [str(key) for key in Authenticator.objects.filter(type="webauthn").order_by("pk")]
    assert names == ["Ponsel contoh", "Kunci sandi 2"]
    assert list(too_long.context["form"].errors) == ["name"]


def test_passkey_is_removed_by_its_owner_only_and_recorded(client, staff):
    sign_in(client, staff)
    add(client)
    mine = Authenticator.objects.get(type="webauthn")
    stranger = Client(SERVER_NAME="localhost")
    sign_in(stranger, RoleAssignmentFactory().user)
    stranger.post("/masuk/konfirmasi/", {"password": PASSWORD})

    assert stranger.get(f"{KEYS}{mine.pk}/nama/").status_code == 404
    assert stranger.post(f"{KEYS}{mine.pk}/hapus/").status_code == 404
    assert client.post(f"{KEYS}{mine.pk}/hapus/").url == KEYS

    assert Authenticator.objects.count() == 0
    removed = Event.objects.filter(action="access.second_factor_removed").order_by("sequence")
    assert list(removed.values_list("actor", "after")) == [
        (f"user:{staff.pk}", '{"type":"webauthn"}'),
        (f"user:{staff.pk}", '{"type":"recovery_codes"}'),
    ]


def test_administrator_removes_one_of_two_factors_but_not_the_last(client, administrator):
    sign_in(client, administrator)
    set_up_app(client)
    add(client)
    passkey = Authenticator.objects.get(type="webauthn")

    assert client.post("/masuk/dua-langkah/aplikasi/hapus/").url == "/masuk/dua-langkah/"
    shown = client.get(f"{KEYS}{passkey.pk}/hapus/")
    refused = client.post(f"{KEYS}{passkey.pk}/hapus/")

    said = "Administrator wajib punya langkah kedua. Pasang dahulu cara yang lain."
    assert shown.context["form"].non_field_errors() == refused.context["form"].non_field_errors() == [said]
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}


def test_administrator_of_accounts_removes_lost_passkeys(client, administrator):
    sign_in(client, administrator)
    add(client)

    actions.remove_second_factor(administrator, by=None)

    assert Authenticator.objects.count() == 0
    assert client.get("/masuk/dua-langkah/").url == SETUP


def test_mail_tells_the_owner_when_a_passkey_comes_and_goes(
    client, staff, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client, staff)
    with django_capture_on_commit_callbacks(execute=True):
        add(client)
        client.post(f"{KEYS}{Authenticator.objects.get(type='webauthn').pk}/hapus/")

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([staff.email], "Kunci sandi dipasang"),
        ([staff.email], "Kunci sandi dihapus"),
    ]


def test_what_the_browser_is_asked_names_the_account_and_no_more(client):
    user = UserFactory(login="satu@example.test")
    sign_in(client, user)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})

    options = asked(client, ADD)["creation_options"]["publicKey"]

    assert options["rp"] == {"id": "localhost", "name": "Pranata"}
    assert (options["user"]["name"], options["user"]["displayName"]) == ("satu@example.test", "satu@example.test")
    assert json.dumps(options).count("satu@example.test") == 2


@pytest.mark.parametrize(
    ("public_url", "host", "is_secure", "is_here", "address"),
    [
        ("", "localhost:8000", False, True, ""),
        ("", "127.0.0.1:8000", False, False, "http://localhost:8000"),
        ("", "[::1]:8000", False, False, "http://localhost:8000"),
        ("", "127.0.0.1", False, False, "http://localhost"),
        ("https://rb.example/", "testserver", True, False, "https://rb.example"),
        ("https://rb.example", "127.0.0.1:8000", False, False, "https://rb.example"),
        ("https://localhost", "localhost", True, True, ""),
        ("http://rb.example", "localhost", False, False, ""),
        ("https://192.0.2.1", "localhost", True, False, ""),
    ],
)
def test_page_knows_where_passkeys_work(settings, public_url, host, is_secure, is_here, address):
    settings.PUBLIC_URL = public_url
    request = RequestFactory().get("/", headers={"Host": host}, secure=is_secure)

    place = passkey_place(request)

    assert (place.is_here, place.address) == (is_here, address)


def test_page_offers_the_address_where_passkeys_work(staff):
    client = Client(headers={"Host": "127.0.0.1:8000"})
    sign_in(client, staff)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})

    page = client.get(ADD).content.decode()
    assert f'<a href="http://localhost:8000{ADD}">http://localhost:8000</a>' in page
    assert "data-passkey" not in page
