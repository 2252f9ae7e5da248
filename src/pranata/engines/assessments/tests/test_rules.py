"""What answers are worth, by hand: values, means, ladders, sums, gates and bands, to the last fraction."""

from fractions import Fraction

import pytest

from pranata.engines.assessments.replies import reply_of
from pranata.engines.assessments.rules import GateOutcome, PartScore, Warn, WarnKind, rung_of, score, value_of
from pranata.engines.assessments.tests.sample import sample

SAMPLE = sample()
CRITERIA = ("4.a", "4.b", "4.c", "4.d", "4.e")
BEST = {"1.a": "YA", "1.b": "A", "2.a": {"num": 4, "den": 4}, "2.b": {"num": 4, "den": 4}, "3.a": 5} | {
    **dict.fromkeys(CRITERIA, "YA"),
    "4.t": "LIMA",
}


def replies(answers, instrument=SAMPLE):
    return {code: reply_of(instrument.questions[code], raw) for code, raw in answers.items()}


def scored(answers, instrument=SAMPLE):
    return score(instrument, replies(answers, instrument))


def points(answers, part):
    return scored(answers).points(part)


@pytest.mark.parametrize(
    ("code", "raw", "value"),
    [
        ("1.a", "YA", 1),
        ("1.a", "TIDAK", 0),
        ("1.b", "B", Fraction(67, 100)),
        ("1.b", "C", Fraction(33, 100)),
        ("1.b", "NA", None),
        ("2.a", {"num": 1, "den": 3}, Fraction(1, 3)),
        ("2.a", {"num": 7, "den": 3}, 1),
        ("2.b", {"num": -1, "den": 3}, 0),
        ("2.b", {"num": 0, "den": 0}, 1),
        ("3.a", 1, 0),
        ("3.a", 2, Fraction(1, 4)),
        ("3.a", 5, 1),
    ],
)
def test_an_answer_is_worth_what_its_scale_says(code, raw, value):
    question = SAMPLE.questions[code]

    assert value_of(question, reply_of(question, raw)) == value


def test_a_part_is_the_mean_of_its_answers_times_its_weight():
    outcome = scored({"1.a": "YA", "1.b": "C"})

    assert outcome.parts["proses.1"] == PartScore(Fraction("5.32"), Fraction(8), 2, 2, 2)
    assert outcome.parts["proses"] == PartScore(Fraction("5.32"), Fraction(12), 2, 4, 4)
    assert outcome.total == Fraction("5.32")


def test_an_unanswered_question_counts_nothing_and_stays_in_the_mean():
    assert points({"1.a": "YA"}, "proses.1") == 4


def test_what_does_not_apply_leaves_the_mean():
    outcome = scored({"1.a": "YA", "1.b": "NA"})

    assert outcome.parts["proses.1"] == PartScore(Fraction(8), Fraction(8), 1, 1, 2)
    assert outcome.warnings == ()


def test_a_part_where_nothing_applies_scores_nothing_and_says_so():
    outcome = scored({"1.a": "NA", "1.b": "NA"})

    assert outcome.parts["proses.1"] == PartScore(Fraction(0), Fraction(8), 0, 0, 2)
    assert outcome.warnings == (Warn(WarnKind.NOT_APPLICABLE_ONLY, "proses.1"),)


def test_a_ladder_where_no_criterion_applies_scores_nothing_whatever_its_years():
    outcome = scored(dict.fromkeys(CRITERIA, "NA") | {"4.t": "LIMA"})

    assert outcome.parts["hasil.2"].score == 0
    assert outcome.warnings == (Warn(WarnKind.NOT_APPLICABLE_ONLY, "hasil.2"),)


def test_a_ratio_above_one_is_held_at_one_and_says_so():
    outcome = scored({"2.a": {"num": 9, "den": 4}, "2.b": {"num": -3, "den": 4}})

    assert outcome.parts["proses.2"].score == 2
    assert outcome.warnings == (Warn(WarnKind.CAPPED, "2.a"), Warn(WarnKind.CAPPED, "2.b"))


def test_nothing_of_nothing_is_worth_what_the_scale_says_and_says_so():
    outcome = scored({"2.b": {"num": 0, "den": 0}})

    assert outcome.parts["proses.2"].score == 2
    assert outcome.warnings == (Warn(WarnKind.EMPTY_RATIO, "2.b"),)


@pytest.mark.parametrize(
    ("answers", "grade", "worth"),
    [
        ({}, "E", 0),
        ({"4.a": "YA", "4.b": "YA", "4.c": "YA"}, "E", 0),  # 3 of 5
        ({"4.a": "YA", "4.b": "YA", "4.c": "YA", "4.d": "YA"}, "B", Fraction("2.8")),  # 4 of 5
        ({"4.a": "YA", "4.b": "YA", "4.c": "YA", "4.d": "NA", "4.e": "TIDAK"}, "E", 0),  # 3 of 4, not above 0.75
        ({"4.a": "YA", "4.b": "NA", "4.c": "NA", "4.d": "NA", "4.e": "NA"}, "BB", Fraction("3.2")),  # 1 of 1
        (dict.fromkeys(CRITERIA, "YA"), "BB", Fraction("3.2")),
        (dict.fromkeys(CRITERIA, "YA") | {"4.t": "BELUM"}, "BB", Fraction("3.2")),
        (dict.fromkeys(CRITERIA, "YA") | {"4.t": "SATU"}, "A", Fraction("3.6")),
        (dict.fromkeys(CRITERIA, "YA") | {"4.t": "LIMA"}, "AA", 4),
        (dict.fromkeys(CRITERIA, "YA") | {"4.t": "NA"}, "BB", Fraction("3.2")),
        (dict.fromkeys(CRITERIA[:4], "YA") | {"4.t": "LIMA"}, "B", Fraction("2.8")),
    ],
)
def test_a_ladder_gives_the_grade_of_its_share_and_of_its_years(answers, grade, worth):
    found = scored(answers).parts["hasil.2"]

    assert (found.grade, found.score) == (grade, worth)


def test_a_ladder_without_a_question_of_years_gives_no_grade_that_asks_for_years():
    ladder = SAMPLE.by_part["hasil.2"].ladder

    assert rung_of(ladder, Fraction(1), Fraction(0), {"LIMA": Fraction(1), "SATU": Fraction(1, 2)}).code == "BB"


def test_a_group_adds_parts_that_stand_apart_and_is_counted_nowhere_else():
    outcome = scored({"1.a": "YA", "1.b": "A", "3.a": 5})

    assert outcome.parts["campuran"] == PartScore(Fraction(12), Fraction(12), 3, 3, 3)
    assert outcome.total == 12


def test_the_best_answers_reach_the_maximum_and_open_every_gate():
    outcome = scored(BEST)

    assert outcome.total == SAMPLE.maximum == 20
    assert outcome.gates == {"CUKUP": GateOutcome(True, ()), "UNGGUL": GateOutcome(True, ())}
    assert (outcome.band.code, outcome.category) == ("TINGGI", "TINGGI")


def test_a_gate_names_all_that_is_missing_in_its_order():
    outcome = scored({"2.a": {"num": 1, "den": 1}})

    assert outcome.gates["CUKUP"] == GateOutcome(False, ("total", "proses.1"))
    assert outcome.gates["UNGGUL"] == GateOutcome(False, ("total", "campuran"))


def test_a_gate_opens_at_exactly_its_minimum_and_not_a_millionth_below():
    at_ten = {"1.a": "YA", "1.b": "A", "2.a": {"num": 1, "den": 1}}

    assert scored(at_ten).gates["CUKUP"] == GateOutcome(True, ())
    assert scored(at_ten | {"2.a": {"num": 999_999, "den": 1_000_000}}).gates["CUKUP"] == GateOutcome(False, ("total",))


@pytest.mark.parametrize(
    ("index", "category"),
    [(0, "TINGGI"), (1, "SEDANG"), (2, "SEDANG"), (3, "RENDAH")],
)
def test_a_band_takes_its_bound_or_leaves_it_below_as_it_says(index, category):
    sheets = [
        {**BEST, "3.a": 1, "4.t": "LIMA", "2.a": {"num": 5001, "den": 10_000}},  # 15.0002 of 20
        {**BEST, "3.a": 1, "2.a": {"num": 1, "den": 2}},  # 15 of 20, which is 75 per cent and no more
        {"1.a": "YA", "1.b": "A", "2.a": {"num": 1, "den": 1}},  # 10 of 20
        {"1.a": "YA", "1.b": "A", "2.a": {"num": 999, "den": 1000}},
    ]

    assert scored(sheets[index]).category == category


def test_without_bands_the_category_is_the_highest_gate_that_is_open():
    ungraded = sample(
        ("  - {code: TINGGI, title: Tinggi, above: 75}\n", ""),
        ("  - {code: SEDANG, title: Sedang, from: 50, note: batas termasuk}\n", ""),
        ("bands:\n", ""),
        ("  - {code: RENDAH, title: Rendah, from: 0}\n", ""),
    )

    assert scored(BEST, ungraded).category == "UNGGUL"
    assert scored({"1.a": "YA", "1.b": "A", "2.a": {"num": 1, "den": 1}}, ungraded).category == "CUKUP"
    assert scored({}, ungraded).category is None
