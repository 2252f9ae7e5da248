"""The cheapest way to a target: which improvements, at how much effort, reach a gate, a category or a total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from pranata.engines.assessments.fronts import (
    Choice,
    Front,
    LeafState,
    State,
    TooMuch,
    Wish,
    Work,
    best,
    joined,
    leaf_states,
)
from pranata.engines.assessments.greedy import some_way
from pranata.engines.assessments.reading.instrument import Certainty, Condition, Instrument, Mark, Part
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import TOTAL, ZERO, score, value_of

# States an exact search looks at, at most: about a second on an old machine. A sheet of Zona Integritas with nothing
# answered and every effort another one needs half of it, a usual one a twentieth.
WORK = 400_000
Target = str | tuple[str, Fraction]  # the code of a gate or a band, or ("total", minimum)


@dataclass(frozen=True)
class Step:
    """One improvement that may be chosen: ``reply`` is the better answer, or the same one now proven.

    Of several steps of one question at most one is taken. ``months`` are those in which the plan does it.
    """

    code: str
    reply: Reply
    effort: Fraction
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Taken:
    """One step of a route; ``gain`` are points of the total. What a ladder's part gains is shared by its steps."""

    code: str
    reply: Reply
    gain: Fraction
    effort: Fraction
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Route:
    """Steps in the order of the form, and the total they make.

    ``missing`` are the parts whose conditions hold not even with all steps; the route then meets the others.
    ``is_exact``: there is no cheaper one, and of those as cheap none with fewer steps, then with more points.
    """

    steps: tuple[Taken, ...]
    total: Fraction
    reaches: bool
    is_exact: bool
    missing: tuple[str, ...] = ()

    @property
    def effort(self) -> Fraction:
        return sum((each.effort for each in self.steps), ZERO)


class UnknownTarget(LookupError):
    """Neither a gate nor a band of the instrument."""


def cheapest(
    instrument: Instrument,
    replies: Mapping[str, Reply],
    steps: Sequence[Step],
    target: Target,
    *,
    work: int = WORK,
) -> Route:
    """The steps of least effort that reach ``target`` from ``replies``; exact while ``work`` states are enough.

    Raises ``UnknownTarget``.
    """
    conditions = _conditions(instrument, target)
    ordered = _in_order(instrument, steps)
    days = lcm(*(each.effort.denominator for each in ordered))
    choices = [
        Choice(each.code, each.reply, int(each.effort * days), 1 << (len(ordered) - 1 - place))
        for place, each in enumerate(ordered)
    ]
    leaves = [part for part in instrument.walk() if not part.parts]
    found, is_whole = _states(instrument, leaves, replies, choices)
    fronts, wishes, missing = _search(instrument, conditions, found)
    easy = some_way(fronts, wishes)
    try:
        state, is_exact = joined(fronts, wishes, most=easy.effort, work=Work(work)).states[0], is_whole
    except TooMuch:
        state, is_exact = easy, False
    taken = [each for each, choice in zip(ordered, choices, strict=True) if choice.bit & state.taken]
    return _route(instrument, replies, taken, target, is_exact=is_exact, missing=missing)


def meets(instrument: Instrument, replies: Mapping[str, Reply], target: Target) -> bool:
    """Whether the answers reach ``target`` as they are. Raises ``UnknownTarget``."""
    outcome = score(instrument, replies)
    return all(
        outcome.points(each.part) > each.minimum if is_above else outcome.points(each.part) >= each.minimum
        for each, is_above in _conditions(instrument, target)
    )


def _conditions(instrument: Instrument, target: Target) -> list[tuple[Condition, bool]]:
    """What has to hold, with whether the minimum itself is too little."""
    mark = Mark(Certainty.OWN)
    if isinstance(target, tuple):
        return [(Condition(target[0], Fraction(target[1]), mark), False)]
    for gate in instrument.gates:
        if gate.code == target:
            return [(each, False) for each in gate.conditions]
    for band in instrument.bands:
        if band.code == target:
            lowest = band.lowest * instrument.maximum / 100 if instrument.in_percent else band.lowest
            return [(Condition(TOTAL, lowest, band.mark), band.is_above)]
    raise UnknownTarget(target)


def _in_order(instrument: Instrument, steps: Iterable[Step]) -> list[Step]:
    places = {code: place for place, code in enumerate(instrument.questions)}
    return sorted(steps, key=lambda each: places[each.code])


def _states(
    instrument: Instrument, leaves: Iterable[Part], replies: Mapping[str, Reply], choices: Sequence[Choice]
) -> tuple[dict[str, list[LeafState]], bool]:
    """What can be made of every leaf, by its code."""
    found, is_whole = {}, True
    for leaf in leaves:
        codes = {each.code for each in leaf.questions}
        own = [each for each in choices if each.code in codes]
        found[leaf.code], whole = leaf_states(instrument, leaf, replies, own)
        is_whole = is_whole and whole
    return found, is_whole


def _search(
    instrument: Instrument, conditions: Iterable[tuple[Condition, bool]], found: Mapping[str, list[LeafState]]
) -> tuple[list[Front], list[Wish], tuple[str, ...]]:
    """Leaves and conditions in whole units; the total is always one of them, last. Then what cannot be met."""
    conditions = list(conditions)
    points = lcm(
        *(each.score.denominator for states in found.values() for each in states),
        *(each.minimum.denominator for each, _is_above in conditions),
    )
    fronts = []
    for code, states in found.items():
        whole = [State(each.effort, each.steps, (int(each.score * points),), each.taken) for each in states]
        leaf = frozenset({code})
        fronts.append(Front(leaf, (leaf,), best(whole, Work(len(whole)))))
    highest = {code: int(max(each.score for each in states) * points) for code, states in found.items()}
    wishes, missing = [], []
    for condition, is_above in conditions:
        leaves = _leaves(instrument, condition.part)
        wish = Wish(condition.part, leaves, int(condition.minimum * points) + is_above)
        if sum(highest[each] for each in leaves) < wish.minimum:
            missing.append(condition.part)
        else:
            wishes.append(wish)
    wishes.append(Wish(TOTAL, frozenset(found), 0))
    return fronts, wishes, tuple(dict.fromkeys(missing))


def _leaves(instrument: Instrument, code: str) -> frozenset[str]:
    """The leaves below a part, a group or "total"."""
    if code == TOTAL:
        return frozenset(part.code for part in instrument.walk() if not part.parts)
    if code in instrument.by_part:
        return frozenset(part.code for part in instrument.by_part[code].walk() if not part.parts)
    group = next(each for each in instrument.groups if each.code == code)
    return frozenset().union(*(_leaves(instrument, each) for each in group.parts))


def _route(
    instrument: Instrument,
    replies: Mapping[str, Reply],
    steps: Sequence[Step],
    target: Target,
    *,
    is_exact: bool,
    missing: tuple[str, ...],
) -> Route:
    after = {**replies, **{each.code: each.reply for each in steps}}
    before, made = score(instrument, replies), score(instrument, after)
    shares = _shares(instrument, replies, steps)
    taken = []
    for each in steps:
        leaf = instrument.leaf_of[each.code].code
        gain = (made.parts[leaf].score - before.parts[leaf].score) * shares[each.code]
        taken.append(Taken(each.code, each.reply, gain, each.effort, each.months))
    reaches = not missing and meets(instrument, after, target)
    return Route(tuple(taken), made.total, reaches, is_exact, missing)


def _shares(instrument: Instrument, replies: Mapping[str, Reply], steps: Sequence[Step]) -> dict[str, Fraction]:
    """How much of its leaf's gain each step has: by how much it raises its own answer, else all alike."""
    found = {}
    for each in steps:
        leaf = instrument.leaf_of[each.code]
        rises = {other.code: _rise(instrument, replies, other) for other in steps if other.code in _codes(leaf)}
        whole = sum(rises.values(), ZERO)
        found[each.code] = rises[each.code] / whole if whole else Fraction(1, len(rises))
    return found


def _codes(leaf: Part) -> set[str]:
    return {each.code for each in leaf.questions}


def _rise(instrument: Instrument, replies: Mapping[str, Reply], step: Step) -> Fraction:
    question = instrument.questions[step.code]
    before = replies.get(step.code)
    value = ZERO if before is None else value_of(question, before) or ZERO
    return max((value_of(question, step.reply) or ZERO) - value, ZERO)
