"""Every page of the gate answers, in Indonesian, without script and style of its own."""

import re

import pytest
from django.conf import settings

from pranata.base.access import middleware
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(password|username|sign in|login|forgot|email address|authenticator|submit|the)\b", re.IGNORECASE
)


def words_of(response):
    """What a person reads: no tags, no attribute but labels."""
    page = re.sub(r"(?s)<head>.*?</head>", "", response.content.decode())
    return re.sub(r"(?s)<[^>]*>", " ", page)


@pytest.mark.parametrize(
    ("address", "signed_in"),
    [
        ("/masuk/", False),
        ("/masuk/nonaktif/", False),
        ("/masuk/sandi/lupa/", False),
        ("/masuk/sandi/lupa/terkirim/", False),
        ("/masuk/sandi/baru/selesai/", False),
        ("/masuk/sandi/baru/1-salah/", False),
        ("/masuk/keluar/", True),
        ("/masuk/sandi/ganti/", True),
        ("/masuk/konfirmasi/", True),
        ("/masuk/dua-langkah/", True),
        ("/masuk/dua-langkah/aplikasi/", True),
        ("/masuk/dua-langkah/kunci-sandi/", True),
        ("/masuk/dua-langkah/kunci-sandi/tambah/", True),
        ("/masuk/sesi/", True),
    ],
)
def test_page_answers_in_indonesian_without_inline_code(client, address, signed_in):
    if signed_in:
        client.post("/masuk/", {"login": UserFactory().login, "password": PASSWORD})
        client.post("/masuk/konfirmasi/", {"password": PASSWORD})

    response = client.get(address)

    assert response.status_code == 200
    assert ENGLISH.findall(words_of(response)) == []
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\bstyle=|\son\w+=", response.content.decode()) == []


def test_refusals_are_in_indonesian(client):
    empty = client.post("/masuk/", {"login": "", "password": ""})
    client.post("/masuk/", {"login": UserFactory().login, "password": PASSWORD})
    weak = client.post("/masuk/sandi/ganti/", {"oldpassword": "x", "password1": "123", "password2": "124"})

    assert sorted(empty.context["form"].errors) == ["login", "password"]
    assert sorted(weak.context["form"].errors) == ["oldpassword", "password1"]
    assert ENGLISH.findall(words_of(empty)) + ENGLISH.findall(words_of(weak)) == []


def test_refused_action_is_answered_with_403(client, monkeypatch):
    client.force_login(UserFactory())

    def refuse(request):
        raise Forbidden("plan.publish")

    monkeypatch.setattr(middleware, "duty_of", refuse)
    response = client.get("/masuk/dua-langkah/")

    assert (response.status_code, response.templates[0].name) == (403, "403.html")


def test_page_that_is_not_there_is_kept_nowhere(client):
    assert "no-store" in client.get("/tidak-ada/").headers["Cache-Control"]


def test_page_read_without_cookie_stays_free_of_the_session(client):
    response = client.get("/masuk/sandi/lupa/terkirim/")

    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
