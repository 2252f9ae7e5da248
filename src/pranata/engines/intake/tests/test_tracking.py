import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import RequestFactory

from pranata.engines.intake.models import Attempt
from pranata.engines.intake.rules import Limits
from pranata.engines.intake.tests import sample
from pranata.engines.intake.tests.posting import OURS, TRACKER, words
from pranata.engines.intake.tests.sample import CODE, NUMBER
from pranata.engines.intake.tracking import track

pytestmark = pytest.mark.django_db

MISS = "Nomor dan kode itu tidak cocok. Periksa keduanya pada tanda terima Anda."


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(sample, "TRACKER", replace(sample.TRACKER, slowest=timedelta()))


def ask(client, number=NUMBER, code=CODE, **extra):
    return client.post(TRACKER, {"number": number, "code": code}, headers=OURS, **extra)


def test_case_is_the_answer_when_number_and_code_fit(client, office):
    response = ask(client)

    assert (response.status_code, response.context["case"]) == (200, {"status": "Sedang dikerjakan"})
    assert response["Cache-Control"] == "private, no-store"
    assert (dict(response.cookies), Attempt.objects.count()) == ({}, 0)


def test_unknown_number_and_wrong_code_read_alike(client, office):
    unknown = ask(client, number="XX-2022-9999")
    wrong = ask(client, code="AAAA-AAAA", REMOTE_ADDR="192.0.2.9")

    assert (unknown.status_code, wrong.status_code) == (422, 422)
    assert words(unknown).replace("XX-2022-9999", NUMBER) == words(wrong)
    assert MISS in words(wrong)


@pytest.mark.parametrize("seconds", [0.0, 0.1])
def test_miss_takes_its_time_whatever_the_search_took(office, seconds, monkeypatch):
    sleep, slept = time.sleep, []

    def find(office, number, code):
        sleep(seconds)

    monkeypatch.setattr(time, "sleep", slept.append)
    tracker = replace(sample.TRACKER, find=find, slowest=timedelta(seconds=60))
    request = RequestFactory().post(TRACKER, {"number": NUMBER, "code": CODE})
    started = time.monotonic()
    response = track(request, tracker, office)

    assert response.status_code == 422
    assert 60 - (time.monotonic() - started) <= sum(slept) <= 60 - seconds


def test_right_code_waits_too_when_its_sender_missed_too_often(client, office):
    answers = [ask(client, code="AAAA").status_code for _ in range(3)]
    right = ask(client)

    assert answers == [422, 422, 429]
    assert (right.status_code, right["Retry-After"]) == (429, "600")
    assert "Terlalu banyak percobaan. Coba lagi pukul" in words(right)
    assert ask(client, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_right_code_still_opens_when_one_network_missed_from_many_addresses(client, office, monkeypatch):
    monkeypatch.setattr(sample, "TRACKER", replace(sample.TRACKER, limits=Limits(busy=3, per_source=2, ceiling=12)))
    misses = [ask(client, code="AAAA", REMOTE_ADDR=f"2001:db8:1:{part}::1").status_code for part in range(14)]

    assert misses == [422] * 4 + [429] * 10
    assert ask(client, REMOTE_ADDR="2001:db8:1:99::1").status_code == 429
    for other in ("2001:db8:2::1", "192.0.2.9"):
        assert ask(client, REMOTE_ADDR=other).status_code == 200


@pytest.mark.parametrize(("number", "code"), [("", ""), ("x" * 41, CODE), (NUMBER, "\x00"), ("\u202e", CODE)])
def test_form_comes_back_when_an_entry_is_no_number_or_code(client, office, number, code):
    assert (ask(client, number, code).status_code, Attempt.objects.count()) == (422, 0)


def test_entry_is_refused_when_it_comes_from_elsewhere_or_is_too_large(client, office):
    foreign = client.post(TRACKER, {"number": NUMBER, "code": CODE}, headers={"Origin": "https://lain.example"})

    assert foreign.status_code == 403
    assert ask(client, number="x" * 20_000).status_code == 413


def test_form_is_shown_when_the_page_is_opened(client, office):
    response = client.get(f"/en{TRACKER}")

    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert 'name="number"' in response.content.decode()
    assert NUMBER not in response.content.decode()
