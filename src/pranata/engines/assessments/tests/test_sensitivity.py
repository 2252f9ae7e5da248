"""What unconfirmed weights could change, on small instruments made by hand, against weights tried one by one."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pranata.engines.assessments.reading.instrument import (
    Band,
    Certainty,
    Condition,
    Gate,
    Instrument,
    Mark,
    Option,
    Part,
    Question,
    Scale,
    ScaleKind,
)
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import ZERO, score
from pranata.engines.assessments.sensitivity import SwingKind, reachable

SURE, UNSURE = Mark(Certainty.SOURCE), Mark(Certainty.NOT_FOUND)
AD = Scale(
    "AD",
    ScaleKind.CHOICE,
    SURE,
    tuple(Option(key, Fraction(n, 4)) for key, n in zip("ABCDE", range(4, -1, -1), strict=True)),
)
BANDS = (
    Band("AA", "Istimewa", Fraction(80), True, SURE),
    Band("B", "Baik", Fraction(50), True, SURE),
    Band("C", "Cukup", ZERO, False, SURE),
)


def leaf(code: str, weight: Fraction | int, mark: Mark = SURE) -> Part:
    return Part(code, code, Fraction(weight), mark, questions=(Question(f"{code}.q", code, AD, SURE),))


def instrument(*parts: Part, gates: tuple[Gate, ...] = (), bands: tuple[Band, ...] = ()) -> Instrument:
    return Instrument(
        "contoh", "2022", "Instrumen (Contoh)", "Contoh", "", SURE, date(2022, 1, 1), Fraction(100), parts,
        gates=gates, bands=bands,
    )  # fmt: skip


def answers(**chosen: str) -> dict[str, Reply]:
    return {f"{code}.q": Reply(choice=key) for code, key in chosen.items()}


def gate(code: str, *wanted: tuple[str, int]) -> Gate:
    return Gate(code, code, tuple(Condition(part, Fraction(minimum), SURE) for part, minimum in wanted))


def test_nothing_swings_when_every_weight_is_confirmed():
    assert reachable(instrument(leaf("a", 60), leaf("b", 40), bands=BANDS), answers(a="A")) == []


def test_one_unconfirmed_weight_alone_cannot_swing():
    assert reachable(instrument(leaf("a", 60), leaf("b", 40, UNSURE), bands=BANDS), answers(a="A")) == []


def test_unconfirmed_weights_range_from_the_worst_part_to_the_best():
    work = Part("work", "work", Fraction(60), SURE, parts=(leaf("a", 20, UNSURE), leaf("b", 20, UNSURE), leaf("c", 20)))
    [swing] = reachable(instrument(work, leaf("d", 40), bands=BANDS), answers(a="A", b="E", c="A", d="C"))

    assert (swing.kind, swing.code, swing.parts) == (SwingKind.WEIGHTS, "work", ("a", "b"))
    assert (swing.lowest, swing.highest) == (40, 80)
    assert (swing.category, swing.categories, swing.matters) == ("B", ("B", "C"), True)


def test_category_is_certain_when_the_whole_range_lies_in_one_band():
    [swing] = reachable(instrument(leaf("a", 50, UNSURE), leaf("b", 50, UNSURE), bands=BANDS), answers(a="B", b="B"))

    assert (swing.lowest, swing.highest, swing.categories, swing.matters) == (75, 75, ("B",), False)


def test_gate_flips_when_one_of_its_parts_could_weigh_too_little():
    made = instrument(leaf("a", 50, UNSURE), leaf("b", 50, UNSURE), gates=(gate("WBK", ("a", 40)),))

    [swing] = reachable(made, answers(a="A", b="A"))

    assert (swing.lowest, swing.highest) == (100, 100)
    assert (swing.gates, swing.categories) == (("WBK",), ("WBK", None))


def test_gate_stays_closed_when_no_weights_could_open_it():
    made = instrument(leaf("a", 50, UNSURE), leaf("b", 50, UNSURE), gates=(gate("WBK", ("total", 80)),))

    [swing] = reachable(made, answers(a="B", b="C"))

    assert (swing.gates, swing.categories, swing.matters) == ((), (None,), False)


def test_parts_within_one_another_swing_together():
    inner = Part("in", "in", Fraction(50), UNSURE, parts=(leaf("a", 25, UNSURE), leaf("b", 25, UNSURE)))
    made = instrument(inner, leaf("c", 50, UNSURE), bands=BANDS)

    swings = reachable(made, answers(a="A", b="E", c="C"))

    assert [(each.kind, each.code, each.lowest, each.highest) for each in swings] == [
        (SwingKind.WEIGHTS, "", 50, 50),
        (SwingKind.WEIGHTS, "in", 25, 75),
        (SwingKind.TOGETHER, "", 0, 100),
    ]
    assert swings[-1].categories == ("AA", "B", "C")


def test_alternative_tells_what_it_would_make_of_the_same_answers():
    made = instrument(leaf("a", 50), leaf("b", 50), gates=(gate("WBK", ("total", 75)),))
    other = replace(made, gates=(gate("WBK", ("total", 50)),))

    [swing] = reachable(made, answers(a="A"), {"lebih-ringan": other})

    assert (swing.kind, swing.code, swing.lowest) == (SwingKind.ALTERNATIVE, "lebih-ringan", 50)
    assert (swing.gates, swing.categories, swing.matters) == (("WBK",), ("WBK",), True)


KEYS = st.sampled_from("ABCDE")
WEIGHTS = st.tuples(*[st.integers(0, 6)] * 3).filter(any)


@settings(max_examples=150, deadline=None)
@given(KEYS, KEYS, KEYS, KEYS, WEIGHTS, WEIGHTS.filter(lambda each: any(each[:2])))
def test_no_other_weights_leave_what_was_said(a, b, c, d, outer, inner):
    gates = (gate("WBK", ("total", 60), ("in", 10)), gate("WBBM", ("total", 80), ("d", 20)))
    within = Part("in", "in", Fraction(40), UNSURE, parts=(leaf("a", 20, UNSURE), leaf("b", 20, UNSURE)))
    made = instrument(within, leaf("c", 20, UNSURE), leaf("d", 40, UNSURE), gates=gates)
    replies = answers(a=a, b=b, c=c, d=d)
    swing = reachable(made, replies)[-1]

    whole = [Fraction(100 * each, sum(outer)) for each in outer]
    halves = [whole[0] * Fraction(each, sum(inner[:2])) for each in inner[:2]]
    moved = replace(within, weight=whole[0], parts=(leaf("a", halves[0]), leaf("b", halves[1])))
    outcome = score(instrument(moved, leaf("c", whole[1]), leaf("d", whole[2]), gates=gates), replies)

    assert swing.lowest <= outcome.total <= swing.highest
    assert outcome.category in swing.categories
    now = score(made, replies)
    assert {code for code in now.gates if now.gates[code].passed != outcome.gates[code].passed} <= set(swing.gates)
