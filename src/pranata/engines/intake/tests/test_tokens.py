from datetime import timedelta

import pytest

from pranata.engines.intake import tokens
from pranata.lib import clock


def test_token_is_read_back_when_it_is_ours():
    token = tokens.issue("contoh/9001")

    assert tokens.read(token.text, "contoh/9001") == token


def test_two_pages_have_two_tokens_when_shown_in_the_same_moment():
    assert tokens.issue("contoh/9001").text != tokens.issue("contoh/9001").text


@pytest.mark.parametrize("text", ["", "x", "a:b", "\x00", "x" * 5000, "WzEsMl0:abc"])
def test_token_is_nothing_when_we_never_issued_it(text):
    assert tokens.read(text, "contoh/9001") is None


def test_token_is_nothing_when_it_was_changed_or_is_for_another_door():
    text = tokens.issue("contoh/9001").text

    assert tokens.read(text[:-1] + ("A" if text[-1] != "A" else "B"), "contoh/9001") is None
    assert tokens.read(text, "contoh/9002") is None
    assert tokens.read(text, "lain/9001") is None


def test_token_expires_after_a_day(monkeypatch):
    token = tokens.issue("contoh/9001")

    monkeypatch.setattr(clock, "real_now", lambda: token.expires_at - timedelta(seconds=1))
    assert tokens.read(token.text, "contoh/9001") == token
    monkeypatch.setattr(clock, "real_now", lambda: token.expires_at)
    assert tokens.read(token.text, "contoh/9001") is None


def test_token_of_a_form_that_may_wait_lives_as_long_as_it_says(monkeypatch):
    month = timedelta(days=30)
    token = tokens.issue("contoh/9001", month)

    monkeypatch.setattr(clock, "real_now", lambda: token.issued_at + timedelta(days=29))
    assert tokens.read(token.text, "contoh/9001", month) == token
    assert tokens.read(token.text, "contoh/9001") is None
    monkeypatch.setattr(clock, "real_now", lambda: token.expires_at)
    assert tokens.read(token.text, "contoh/9001", month) is None


def test_keys_differ_when_purpose_or_page_differ():
    one, two = tokens.issue("contoh/9001"), tokens.issue("contoh/9001")

    assert len({one.key("file"), one.key("receipt"), two.key("file"), two.key("receipt")}) == 4
    assert one.keyed_digest(b"isi") != two.keyed_digest(b"isi")
