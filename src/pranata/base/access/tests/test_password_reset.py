"""A forgotten password: the answer tells nothing, the mail goes to the address of the account."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.tests.factories import PASSWORD, UserFactory
from pranata.base.audit.models import Event

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"
NEW = "kata-sandi-pengganti-2"


@pytest.fixture
def user():
    return UserFactory(login=NIP, email="satu@example.test")


def ask(client, text):
    return client.post("/masuk/sandi/lupa/", {"email": text})


def link_in(mail):
    return re.search(r"http://testserver(/masuk/sandi/baru/\S+)", mail.body)[1]


def normal(sql):
    """The statement without the values in it."""
    return re.sub(r"'[^']*'|\d+|None", "?", sql)


@pytest.mark.parametrize("text", [NIP, "satu@example.test", " SATU@example.test "])
def test_link_goes_to_the_address_of_the_account_and_works_once(client, user, mailoutbox, text):
    ask(client, text)

    assert [mail.to for mail in mailoutbox] == [["satu@example.test"]]
    form = client.get(link_in(mailoutbox[0]), follow=True)
    response = client.post(form.context["action_url"], {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert response.url == "/masuk/sandi/baru/selesai/"
    assert (user.check_password(NEW), user.check_password(PASSWORD)) == (True, False)
    assert [mail.subject for mail in mailoutbox] == ["Membuat kata sandi baru", "Kata sandi Anda diganti"]
    assert Event.objects.get().action == "access.password_changed"

    client.logout()
    assert client.get(link_in(mailoutbox[0]), follow=True).context["token_fail"] is True


def test_link_names_the_public_address_whatever_host_was_asked(client, user, mailoutbox, settings):
    settings.PUBLIC_URL = "https://kpu.example"

    client.post("/masuk/sandi/lupa/", {"email": NIP}, headers={"Host": "localhost:9"})

    assert re.findall(r"https?://[^/]+", mailoutbox[0].body) == ["https://kpu.example"]


def test_answer_is_the_same_when_the_account_does_not_exist(client, user, mailoutbox):
    known = ask(client, "satu@example.test")
    unknown = ask(client, "tidak-ada@example.test")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/masuk/sandi/lupa/terkirim/")
    assert len(mailoutbox) == 1


def test_work_before_the_answer_is_the_same_when_the_account_does_not_exist(client, user, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    statements = []
    ask(client, "awal@example.test")  # the count for this place exists from here on
    for text in ("satu@example.test", "lain@example.test"):
        with CaptureQueriesContext(connection) as captured:
            ask(client, text)
        statements.append([normal(query["sql"]) for query in captured])

    assert statements[0] == statements[1]


@pytest.mark.parametrize("changes", [{"is_active": False}, {"email": ""}])
def test_nothing_is_sent_when_the_account_is_closed_or_has_no_address(client, mailoutbox, changes):
    UserFactory(**{"login": NIP, "email": "satu@example.test"} | changes)

    ask(client, NIP)

    assert mailoutbox == []


def test_too_many_requests_for_one_account_are_refused(client, user, mailoutbox):
    answers = [ask(client, NIP).status_code for _request in range(4)]

    assert (answers, len(mailoutbox)) == ([302, 302, 302, 429], 3)


def test_weak_or_different_new_passwords_are_refused(client, user, mailoutbox):
    ask(client, NIP)
    form = client.get(link_in(mailoutbox[0]), follow=True)

    for first, second in (("pendek", "pendek"), (NEW, f"{NEW}x"), (PASSWORD, PASSWORD)):
        response = client.post(form.context["action_url"], {"password1": first, "password2": second})
        assert sorted(response.context["form"].errors) in (["password1"], ["password2"])

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
