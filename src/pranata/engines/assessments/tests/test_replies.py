"""What may be answered is taken as it is meant; anything else is refused with the question's code."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pranata.engines.assessments.replies import NONE_SUCH, Reply, WrongReply, check, plain, reply_of
from pranata.engines.assessments.tests.sample import sample

QUESTIONS = sample().questions


@pytest.mark.parametrize(
    ("code", "raw", "reply"),
    [
        ("1.a", "YA", Reply(choice="YA")),
        ("1.a", " tidak ", Reply(choice="TIDAK")),
        ("1.b", "c", Reply(choice="C")),
        ("1.b", "NA", NONE_SUCH),
        ("2.a", "na", NONE_SUCH),
        ("2.a", {"num": 3, "den": 4}, Reply(numerator=Fraction(3), denominator=Fraction(4))),
        ("2.a", {"num": Decimal("0.1"), "den": 0.3}, Reply(numerator=Fraction(1, 10), denominator=Fraction(3, 10))),
        ("2.a", {"num": 5, "den": 4}, Reply(numerator=Fraction(5), denominator=Fraction(4))),
        ("2.b", {"num": -2, "den": 4}, Reply(numerator=Fraction(-2), denominator=Fraction(4))),
        ("2.b", {"num": 0, "den": 0}, Reply(numerator=Fraction(0), denominator=Fraction(0))),
        ("3.a", 1, Reply(numerator=Fraction(1))),
        ("3.a", Decimal("4.25"), Reply(numerator=Fraction(17, 4))),
    ],
)
def test_an_answer_is_taken_when_its_question_can_have_it(code, raw, reply):
    assert reply_of(QUESTIONS[code], raw) == reply
    assert reply_of(QUESTIONS[code], plain(reply)) == reply
    assert check(QUESTIONS[code], reply) == reply


@pytest.mark.parametrize(
    ("code", "raw", "sentence"),
    [
        ("1.a", "A", '1.a: jawaban "A" tidak dikenal; pilih YA, TIDAK atau NA.'),
        ("1.a", True, '1.a: jawaban "True" tidak dikenal; pilih YA, TIDAK atau NA.'),
        ("1.b", "", "1.b: jawaban kosong tidak dikenal; pilih A, B, C, D atau NA."),
        ("1.b", None, "1.b: jawaban kosong tidak dikenal; pilih A, B, C, D atau NA."),
        ("1.b", {"num": 1, "den": 2}, None),
        ("1.c", "panjang", "1.c: butir ini berupa uraian dan tidak dinilai."),
        ("1.c", "NA", "1.c: butir ini berupa uraian dan tidak dinilai."),
        ("2.a", "A", None),
        ("2.a", 1, None),
        ("2.a", {"num": 1}, None),
        ("2.a", {"num": 1, "den": 2, "x": 3}, None),
        ("2.a", {"num": "3", "den": 4}, '2.a: "3" bukan bilangan.'),
        ("2.a", {"num": True, "den": 4}, '2.a: "True" bukan bilangan.'),
        ("2.a", {"num": None, "den": 4}, "2.a: kosong bukan bilangan."),
        ("2.a", {"num": Decimal("NaN"), "den": 4}, '2.a: "NaN" bukan bilangan.'),
        ("2.a", {"num": float("nan"), "den": 4}, '2.a: "nan" bukan bilangan.'),
        ("2.a", {"num": Decimal("Infinity"), "den": 4}, '2.a: "Infinity" bukan bilangan.'),
        ("2.a", {"num": -1, "den": 4}, "2.a: pembilang dan penyebut tidak boleh negatif."),
        ("2.a", {"num": 1, "den": -4}, "2.a: pembilang dan penyebut tidak boleh negatif."),
        ("2.b", {"num": 1, "den": -4}, "2.b: pembilang dan penyebut tidak boleh negatif."),
        ("2.a", {"num": 0, "den": 0}, "2.a: penyebut nol; bila tidak ada yang dihitung, jawab NA."),
        ("2.b", {"num": 1, "den": 0}, "2.b: penyebut nol; bila tidak ada yang dihitung, jawab NA."),
        ("3.a", "A", '3.a: "A" bukan bilangan.'),
        ("3.a", Decimal("0.99"), '3.a: "0.99" di luar rentang 1 sampai 5.'),
        ("3.a", Decimal("5.0000001"), '3.a: "5.0000001" di luar rentang 1 sampai 5.'),
        ("3.a", {"num": 1, "den": 2}, None),
    ],
)
def test_an_answer_is_refused_with_its_code_when_its_question_cannot_have_it(code, raw, sentence):
    with pytest.raises(WrongReply) as refused:
        reply_of(QUESTIONS[code], raw)

    assert str(refused.value).split(":")[0] == code
    assert sentence is None or str(refused.value) == sentence


@pytest.mark.parametrize(
    "figure",
    [Decimal("1e999999999"), Decimal("1e-999999999"), 10**14, 10**400, 1e300, Fraction(10**14)],
)
def test_a_number_beyond_all_measure_is_refused_at_once(figure):
    with pytest.raises(WrongReply):
        reply_of(QUESTIONS["2.a"], {"num": figure, "den": 1})
