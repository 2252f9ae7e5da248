"""The second factor: set up by administrators before anything else, asked for at every sign-in."""

import base64
import time
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client

from pranata.base.access import actions
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory
from pranata.base.audit.models import Event

pytestmark = pytest.mark.django_db
SETUP = "/masuk/dua-langkah/aplikasi/"


def code(secret, moment=None):
    """The six digits an app shows (RFC 6238), computed by another library than the one tested."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    return TOTP(key, 6, SHA1(), 30, enforce_key_length=False).generate(moment or time.time()).decode()  # noqa: S303 -- RFC 6238


def sign_in(client, user):
    return client.post("/masuk/", {"login": user.login, "password": PASSWORD})


def set_up(client):
    """Confirms the password, activates the app; returns its secret."""
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})
    secret = client.get(SETUP).context["form"].secret
    assert client.post(SETUP, {"code": code(secret)}).url == "/masuk/dua-langkah/cadangan/"
    return secret


@pytest.fixture
def administrator():
    return RoleAssignmentFactory(role=Role.ADMINISTRATOR).user


def test_administrator_without_second_factor_gets_to_its_set_up_only(client, administrator):
    sign_in(client, administrator)

    for address in ("/masuk/dua-langkah/", "/masuk/sandi/ganti/", "/meja/"):
        assert client.get(address).url == SETUP
    assert client.get(SETUP).url == f"/masuk/konfirmasi/?{urlencode({'next': SETUP})}"
    assert client.get("/masuk/konfirmasi/").status_code == 200
    assert client.post("/masuk/keluar/").url == "/"


def test_password_is_not_asked_again_for_the_set_up_when_it_was_changed_just_now(client, administrator):
    type(administrator).objects.filter(pk=administrator.pk).update(must_change_password=True)
    sign_in(client, administrator)
    chosen = "kata-sandi-baru-2026"

    client.post("/masuk/sandi/ganti/", {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen})

    assert client.get(SETUP).status_code == 200


def test_other_roles_may_go_without_second_factor(client):
    user = RoleAssignmentFactory(role=Role.SECRETARY).user
    sign_in(client, user)

    assert client.get("/masuk/dua-langkah/").status_code == 200


def test_set_up_opens_the_desk_and_is_audited_with_the_secret_sealed(client, administrator):
    sign_in(client, administrator)

    secret = set_up(client)

    assert client.get("/masuk/dua-langkah/").status_code == 200
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    events = Event.objects.filter(action="access.second_factor_added").values_list("actor", "after")
    assert sorted(events) == [
        (f"user:{administrator.pk}", '{"type":"recovery_codes"}'),
        (f"user:{administrator.pk}", '{"type":"totp"}'),
    ]


def test_wrong_code_does_not_set_it_up(client, administrator):
    sign_in(client, administrator)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})
    client.get(SETUP)

    response = client.post(SETUP, {"code": "abcdef"})

    assert response.context["form"].errors["code"] == ["Kode salah atau sudah dipakai."]
    assert Authenticator.objects.count() == 0


def test_sign_in_asks_for_the_code_and_takes_each_only_once(client, administrator):
    sign_in(client, administrator)
    secret = set_up(client)
    client.post("/masuk/keluar/")

    assert sign_in(client, administrator).url == "/masuk/dua-langkah/kode/"
    assert "_auth_user_id" not in client.session
    shown = code(secret)
    client.post("/masuk/dua-langkah/kode/", {"code": shown})
    assert client.session["_auth_user_id"] == str(administrator.pk)

    client.post("/masuk/keluar/")
    sign_in(client, administrator)
    used = client.post("/masuk/dua-langkah/kode/", {"code": shown})
    assert used.context["form"].errors["code"] == ["Kode salah atau sudah dipakai."]


def test_recovery_code_opens_once(client, administrator):
    sign_in(client, administrator)
    set_up(client)
    spare = client.get("/masuk/dua-langkah/cadangan/").context["unused_codes"]
    client.post("/masuk/keluar/")
    assert len(set(spare)) == 10

    sign_in(client, administrator)
    client.post("/masuk/dua-langkah/kode/", {"code": spare[0]})
    assert client.session["_auth_user_id"] == str(administrator.pk)

    client.post("/masuk/keluar/")
    sign_in(client, administrator)
    again = client.post("/masuk/dua-langkah/kode/", {"code": spare[0]})
    assert again.context["form"].errors["code"] == ["Kode salah atau sudah dipakai."]


def test_codes_cannot_be_guessed(client, administrator):
    sign_in(client, administrator)
    secret = set_up(client)
    client.post("/masuk/keluar/")
    sign_in(client, administrator)

    for _attempt in range(5):
        client.post("/masuk/dua-langkah/kode/", {"code": "abcdef"})
    client.post("/masuk/dua-langkah/kode/", {"code": code(secret, time.time() + 30)})

    assert "_auth_user_id" not in client.session


def test_administrator_cannot_switch_it_off_but_others_can(client, administrator):
    sign_in(client, administrator)
    set_up(client)
    client.post("/masuk/dua-langkah/aplikasi/hapus/")
    assert Authenticator.objects.count() == 2

    actions.end_role(administrator.role_assignments.get(), on=administrator.role_assignments.get().valid_from, by=None)
    response = client.post("/masuk/dua-langkah/aplikasi/hapus/")

    assert (response.url, Authenticator.objects.count()) == ("/masuk/dua-langkah/", 0)
    assert Event.objects.filter(action="access.second_factor_removed").count() == 2


def test_removed_second_factor_must_be_set_up_again(client, administrator):
    sign_in(client, administrator)
    set_up(client)

    actions.remove_second_factor(administrator, by=None)

    assert client.get("/masuk/dua-langkah/").url == SETUP
    assert Authenticator.objects.count() == 0
    assert Event.objects.filter(action="access.second_factor_reset").count() == 1


def test_new_recovery_codes_replace_the_old(client, administrator):
    sign_in(client, administrator)
    set_up(client)
    old = client.get("/masuk/dua-langkah/cadangan/").context["unused_codes"]

    assert client.get("/masuk/dua-langkah/cadangan/baru/").status_code == 200
    client.post("/masuk/dua-langkah/cadangan/baru/")

    new = client.get("/masuk/dua-langkah/cadangan/").context["unused_codes"]
    assert (len(new), set(new) & set(old)) == (10, set())
    text = client.get("/masuk/dua-langkah/cadangan/unduh/").content.decode()
    assert [line for line in text.splitlines() if line.isdigit()] == new


def test_mail_tells_the_owner_when_it_is_set_up(client, administrator, mailoutbox, django_capture_on_commit_callbacks):
    sign_in(client, administrator)

    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([administrator.email], "Verifikasi dua langkah aktif")]


def test_session_from_before_the_set_up_must_show_the_second_factor_first(client, administrator):
    older = Client()
    sign_in(older, administrator)
    sign_in(client, administrator)

    secret = set_up(client)

    assert client.get("/masuk/dua-langkah/").status_code == 200
    for address in ("/meja/", "/masuk/dua-langkah/", "/masuk/dua-langkah/cadangan/", "/masuk/sandi/ganti/"):
        assert older.get(address).url == "/masuk/dua-langkah/konfirmasi/"
    older.post("/masuk/dua-langkah/konfirmasi/", {"code": code(secret, time.time() + 30)})
    assert older.get("/masuk/dua-langkah/").status_code == 200


def test_second_factor_that_was_replaced_counts_no_longer(client, administrator):
    older = Client()
    sign_in(older, administrator)
    set_up(older)
    actions.remove_second_factor(administrator, by=None)
    sign_in(client, administrator)
    set_up(client)

    assert older.get("/masuk/dua-langkah/").url == "/masuk/dua-langkah/konfirmasi/"


def test_member_of_staff_with_a_second_factor_shows_it_only_when_signing_in(client):
    user = RoleAssignmentFactory(role=Role.STAFF).user
    older = Client()
    sign_in(older, user)
    sign_in(client, user)
    set_up(client)

    assert older.get("/masuk/dua-langkah/").status_code == 200


def test_pages_with_secrets_are_kept_nowhere(client, administrator):
    sign_in(client, administrator)
    client.post("/masuk/konfirmasi/", {"password": PASSWORD})
    pages = [client.get(SETUP), client.get("/masuk/konfirmasi/")]
    set_up(client)
    pages += [client.get(f"/masuk/{path}/") for path in ("dua-langkah", "dua-langkah/cadangan", "sandi/ganti")]
    pages.append(client.get("/masuk/dua-langkah/cadangan/unduh/"))

    assert [page.status_code for page in pages] == [200] * 6
    assert ["no-store" in page.headers.get("Cache-Control", "") for page in pages] == [True] * 6
