"""ETags carry the state a program has read and the whole answer; If-Match names the state alone."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pranata.base.endpoints.conditions import name_state, named_state, with_etag
from pranata.base.endpoints.errors import StateNotNamed


def answer(content="isi", *, state="", method="get", status=200, **headers):
    response = HttpResponse(content, status=status)
    if state:
        name_state(response, state)
    return with_etag(getattr(RequestFactory(), method)("/", headers=headers), response)


def test_etag_changes_with_the_state_and_with_the_content():
    tags = {answer(content, state=state)["ETag"] for content in ("satu", "dua") for state in ("", "7-ab", "7-cd")}

    assert len(tags) == 6
    assert named_state(answer(state="7-ab")["ETag"]) == "7-ab"


def test_answer_that_is_had_already_is_not_sent_again():
    etag = answer(state="7-ab")["ETag"]

    again = answer(state="7-ab", **{"If-None-Match": etag})
    other = answer("lain", state="7-ab", **{"If-None-Match": etag})

    assert [(each.status_code, each.content) for each in (again, other)] == [(304, b""), (200, b"lain")]


def test_write_is_answered_whole_and_a_refusal_has_no_etag():
    etag = answer(state="7-ab")["ETag"]

    written = answer(state="7-ab", method="put", **{"If-None-Match": etag})

    assert (written.status_code, written["ETag"]) == (200, etag)
    assert answer(status=404).has_header("ETag") is False


@pytest.mark.parametrize(
    "if_match", ['"7-ab.0011"', 'W/"7-ab.0011"', '"7-ab"', '"7-ab.0011", "8-cd.2233"', '*, "7-ab.0011"']
)
def test_state_is_read_from_what_a_program_names(if_match):
    assert named_state(if_match) == "7-ab"


@pytest.mark.parametrize("if_match", [None, "", "*", "7-ab.0011", '""', '".0011"', "\x00"])
def test_what_names_no_state_is_refused(if_match):
    with pytest.raises(StateNotNamed):
        named_state(if_match)
