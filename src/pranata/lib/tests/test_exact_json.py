"""JSON in and out without a float on the way."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pranata.lib.exact_json import BadJson, dumps, exact, loads


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction("17.50"), "17.5"),
        (Fraction(67, 300), "0.2233333333333333333333333333"),
        (Fraction(200, 3), "66.66666666666666666666666667"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 10**9), "0.000000001"),
        (12345678, "12345678"),
    ],
)
def test_a_fraction_is_written_digit_for_digit(number, written):
    assert f"{exact(number):f}" == written
    assert dumps(Fraction(number)) == written


def test_a_whole_value_is_written_as_json():
    value = {"total": Fraction(1, 4), "gates": {"WBK": {"passed": False, "failed": ["a", "é"]}}, "category": None}

    assert dumps(value) == (
        '{"total": 0.25, "gates": {"WBK": {"passed": false, "failed": ["a", "é"]}}, "category": null}'
    )
    assert loads(dumps(value)) == value | {"total": Decimal("0.25")}


def test_a_decimal_is_read_as_it_is_written():
    assert loads('{"a": 0.1, "b": 3, "c": 1e2}') == {"a": Decimal("0.1"), "b": 3, "c": Decimal(100)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "kunci dua kali: c"),
        ("[NaN]", "NaN bukan bilangan"),
        ("[-Infinity]", "-Infinity bukan bilangan"),
        ("1" * 5000, "ada bilangan yang terlalu panjang"),
        ("1e99999999999999999999", "ada bilangan yang terlalu panjang"),
        ("[" * 100_000, "terlalu banyak tingkat"),
    ],
)
def test_what_is_no_plain_json_is_refused(text, sentence):
    with pytest.raises(BadJson) as refused:
        loads(text)

    assert str(refused.value) == sentence


def test_a_slip_is_named_with_line_and_column():
    with pytest.raises(BadJson, match=r"^baris 2, kolom 1: "):
        loads('{"a":\n}')
