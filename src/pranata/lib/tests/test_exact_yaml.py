"""YAML as it was written: decimals exact, no key twice, nothing but data."""

from datetime import date
from fractions import Fraction

import pytest

from pranata.lib.exact_yaml import BadYaml, load


def test_numbers_are_the_fractions_that_were_written():
    assert load("{a: 0.67, b: 3, c: 2.625, d: '25/11', e: 0.10}") == {
        "a": Fraction(67, 100), "b": 3, "c": Fraction("2.625"), "d": "25/11", "e": Fraction(1, 10),
    }  # fmt: skip


def test_days_flags_and_texts_are_what_they_are():
    assert load("{a: 2021-12-31, b: true, c: YA, d: '2021'}") == {
        "a": date(2021, 12, 31), "b": True, "c": "YA", "d": "2021",
    }  # fmt: skip


def test_a_block_may_stand_in_two_places():
    assert load("a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}") == {"a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1, "e": 2}}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{a: 1, a: 2}", "dua kali: a"),
        ("x: {b: 1, c: 2, b: 3}", "dua kali: b"),
        ("{1: 1, 1: 2}", "dua kali: 1"),
        ("a: .nan", "bukan bilangan desimal biasa"),
        ("a: .inf", "bukan bilangan desimal biasa"),
        ("a: 2021-13-45", None),
        ("a: [", None),
        ("!!python/object/apply:os.getcwd []", None),
    ],
)
def test_what_is_no_plain_data_is_refused_with_its_place(text, sentence):
    with pytest.raises(BadYaml) as refused:
        load(text)

    assert sentence is None or sentence in str(refused.value)
