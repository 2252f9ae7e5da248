"""The cheapest way to a target, against trying everything on small instruments made by hand."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pranata.engines.assessments.paths import Route, Step, UnknownTarget, cheapest, meets
from pranata.engines.assessments.reading.instrument import (
    Band,
    Certainty,
    Condition,
    Gate,
    Group,
    Instrument,
    Ladder,
    Mark,
    Option,
    Part,
    Question,
    RollUp,
    Rung,
    Scale,
    ScaleKind,
)
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import ZERO, score

SURE = Mark(Certainty.SOURCE)
VALUES = {"A": Fraction(1), "B": Fraction(1, 2), "C": ZERO}
ABC = Scale("ABC", ScaleKind.CHOICE, SURE, tuple(Option(key, value) for key, value in VALUES.items()))
NA = Reply(is_not_applicable=True)
HELD = Ladder(
    (
        Rung("AA", Fraction(1), is_full=True, held="A"),
        Rung("A", Fraction(9, 10), is_full=True),
        Rung("B", Fraction(1, 2), over=Fraction(1, 2)),
        Rung("E", ZERO, over=Fraction(-1)),
    ),
    SURE,
    held="d.T",
)


def question(code: str) -> Question:
    return Question(code, code, ABC, SURE)


def leaf(code: str, weight: int, count: int, **more) -> Part:
    questions = tuple(question(f"{code}.{number}") for number in range(1, count + 1))
    return Part(code, code, Fraction(weight), SURE, questions=questions, **more)


def conditions(*wanted: tuple[str, Fraction | int]) -> tuple[Condition, ...]:
    return tuple(Condition(part, Fraction(minimum), SURE) for part, minimum in wanted)


def instrument(gate: tuple[Condition, ...], *, bands: tuple[Band, ...] = ()) -> Instrument:
    """Work (a, b and a ladder d) and result (c); the group "over" cuts across the two."""
    ladder = Part(
        "d",
        "d",
        Fraction(10),
        SURE,
        questions=(question("d.1"), question("d.2"), question("d.T")),
        roll_up=RollUp.LADDER,
        ladder=HELD,
    )
    work = Part("work", "work", Fraction(60), SURE, parts=(leaf("a", 30, 2), leaf("b", 20, 2), ladder))
    return Instrument(
        "contoh",
        "2022",
        "Instrumen (Contoh)",
        "Contoh",
        "",
        SURE,
        date(2022, 1, 1),
        Fraction(100),
        (work, leaf("c", 40, 2)),
        groups=(Group("over", "over", ("b", "c")),),
        gates=(Gate("G", "Gerbang", gate),),
        bands=bands,
    )


def choose(**answers: str) -> dict[str, Reply]:
    """``a_1="A"`` is the answer to a.1; "NA" that it does not apply."""
    return {code.replace("_", "."): NA if key == "NA" else Reply(choice=key) for code, key in answers.items()}


def step(code: str, key: str, effort: Fraction | int = 1) -> Step:
    return Step(code, Reply(choice=key), Fraction(effort))


def taken(route: Route) -> list[tuple[str, str, Fraction]]:
    return [(each.code, each.reply.choice, each.gain) for each in route.steps]


def tried(made: Instrument, replies: dict[str, Reply], steps: list[Step], target) -> tuple | None:
    """Effort, number of steps and total of the best of all choices that reach the target; None when none does."""
    codes = sorted({each.code for each in steps})
    ways = product(*([None, *(each for each in steps if each.code == code)] for code in codes))
    found = []
    for way in ways:
        chosen = [each for each in way if each is not None]
        after = {**replies, **{each.code: each.reply for each in chosen}}
        if meets(made, after, target):
            found.append((sum((each.effort for each in chosen), ZERO), len(chosen), -score(made, after).total))
    return min(found, default=None)


def best_of(route: Route) -> tuple:
    return route.effort, len(route.steps), -route.total


CODES = ["a.1", "a.2", "b.1", "b.2", "d.1", "d.2", "d.T", "c.1", "c.2"]
PARTS = {"total": 100, "work": 60, "a": 30, "b": 20, "d": 10, "c": 40, "over": 60}
EFFORTS = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(7, 3)])
STEPS = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from("AABC"), EFFORTS), max_size=7, unique_by=lambda each: each[:2]
)
ANSWERS = st.dictionaries(st.sampled_from(CODES), st.sampled_from(["A", "B", "C", "C", "NA"]), max_size=9)
CONDITIONS = st.lists(st.tuples(st.sampled_from(sorted(PARTS)), st.integers(1, 19)), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS, STEPS, CONDITIONS)
def test_route_costs_what_the_best_of_all_choices_costs(answers, offered, wanted):
    gate = conditions(*((part, Fraction(PARTS[part] * twentieths, 20)) for part, twentieths in wanted))
    made, replies = instrument(gate), {code: NA if key == "NA" else Reply(choice=key) for code, key in answers.items()}
    steps = [step(*each) for each in offered]

    route = cheapest(made, replies, steps, "G")

    best = tried(made, replies, steps, "G")
    assert (route.reaches, route.is_exact) == (best is not None, True)
    if best is not None:
        assert best_of(route) == best
    gained = sum((each.gain for each in route.steps), ZERO)
    assert score(made, replies).total + gained == route.total


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS, STEPS, CONDITIONS)
def test_estimate_reaches_and_costs_no_more_than_doing_everything(answers, offered, wanted):
    gate = conditions(*((part, Fraction(PARTS[part] * twentieths, 20)) for part, twentieths in wanted))
    made, replies = instrument(gate), {code: NA if key == "NA" else Reply(choice=key) for code, key in answers.items()}
    steps = [step(*each) for each in offered]

    route = cheapest(made, replies, steps, "G", work=0)

    best = tried(made, replies, steps, "G")
    assert (route.reaches, route.is_exact) == (best is not None, False)
    if best is not None:
        dearest = {
            code: max(each.effort for each in steps if each.code == code) for code in {each.code for each in steps}
        }
        assert best[0] <= route.effort <= sum(dearest.values(), ZERO)


def test_area_minimum_is_met_first_when_other_steps_give_more():
    made = instrument(conditions(("total", 70), ("b", 20)))
    steps = [step("b.1", "A", 5), step("b.2", "A", 5), step("c.1", "A", 1), step("c.2", "A", 1), step("a.1", "A", 1)]

    route = cheapest(made, choose(a_2="A"), steps, "G")

    assert taken(route) == [("b.1", "A", 10), ("b.2", "A", 10), ("c.1", "A", 20), ("c.2", "A", 20)]
    assert (route.total, route.effort, route.reaches, route.is_exact) == (75, 12, True, True)


def test_ladder_takes_the_whole_grade_when_one_criterion_alone_gives_nothing():
    made = instrument(conditions(("d", 10)))
    steps = [step("d.1", "A"), step("d.2", "A"), step("d.T", "A", 3)]

    route = cheapest(made, {}, steps, "G")

    assert [(each.code, each.effort) for each in route.steps] == [("d.1", 1), ("d.2", 1), ("d.T", 3)]
    assert (route.total, sum(each.gain for each in route.steps)) == (10, 10)


def test_one_step_of_fewer_wins_when_the_effort_is_the_same():
    made = instrument(conditions(("c", 20)))
    steps = [step("c.1", "B", 1), step("c.1", "A", 2), step("c.2", "B", 1)]

    assert taken(cheapest(made, {}, steps, "G")) == [("c.1", "A", 20)]


def test_earlier_question_is_taken_when_all_else_is_the_same():
    made = instrument(conditions(("c", 20)))

    assert taken(cheapest(made, {}, [step("c.2", "A"), step("c.1", "A")], "G")) == [("c.1", "A", 20)]


def test_conditions_that_no_step_reaches_are_named_and_the_others_are_met():
    made = instrument(conditions(("total", 30), ("b", 15), ("c", 40)))

    route = cheapest(made, {}, [step("a.1", "A"), step("b.1", "A"), step("a.2", "A"), step("b.2", "A")], "G")

    assert (route.missing, route.reaches) == (("c",), False)
    assert [each.code for each in route.steps] == ["a.1", "b.1", "b.2"]


def test_no_step_is_taken_when_the_target_is_reached():
    made = instrument(conditions(("c", 20)))

    assert cheapest(made, choose(c_1="A"), [step("c.2", "A")], "G") == Route((), Fraction(20), True, True)


def test_band_above_its_bound_is_not_reached_at_the_bound():
    bands = (Band("B", "Baik", Fraction(40), True, SURE), Band("C", "Cukup", ZERO, False, SURE))
    made = instrument(conditions(("total", 100)), bands=bands)
    steps = [step("c.1", "A"), step("c.2", "A"), step("b.1", "A", 10)]

    assert [each.code for each in cheapest(made, {}, steps, "B").steps] == ["b.1", "c.1", "c.2"]
    assert [each.code for each in cheapest(made, {}, steps, ("total", Fraction(40))).steps] == ["c.1", "c.2"]


def test_months_of_the_plan_stay_with_the_step():
    made = instrument(conditions(("c", 20)))

    [only] = cheapest(made, {}, [Step("c.1", Reply(choice="A"), Fraction(1), (3, 7))], "G").steps

    assert only.months == (3, 7)


def test_target_that_the_instrument_does_not_know_is_refused():
    with pytest.raises(UnknownTarget):
        cheapest(instrument(()), {}, [], "WBK")
