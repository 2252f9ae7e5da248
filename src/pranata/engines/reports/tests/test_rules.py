"""Codes, addresses, and what a hash says."""

import pytest

from pranata.engines.reports.rules import ALPHABET, CODE_LENGTH, Match, match, new_code, public_address

ISSUED, SIGNED = "a" * 64, "b" * 64


def test_codes_are_long_plain_and_differ():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set("".join(codes)) <= set(ALPHABET)
    assert len(ALPHABET) ** CODE_LENGTH > 2**80


def test_address_is_the_page_of_the_code():
    assert public_address("https://kpu.example", "abc") == "https://kpu.example/verifikasi/abc/"


@pytest.mark.parametrize(
    ("asked", "signed", "found"),
    [
        (ISSUED, "", Match.ISSUED),
        (f" {ISSUED.upper()[:32]} {ISSUED[32:]}\n", "", Match.ISSUED),
        (SIGNED, SIGNED, Match.SIGNED),
        (SIGNED, "", Match.OTHER),
        ("c" * 64, SIGNED, Match.OTHER),
        ("", "", Match.NO_HASH),
        ("a" * 63, "", Match.NO_HASH),
        ("z" * 64, "", Match.NO_HASH),
    ],
)
def test_match_when_a_hash_is_entered(asked, signed, found):
    assert match(asked, issued=ISSUED, signed=signed) == found
