"""What steps can make of a part, and of parts together: for each cost only the best, by exact integers.

A ``State`` is one choice of steps. Two choices for the same leaves are compared by effort, then by the number of steps;
one that costs no less and gives no more of anything a condition still looks at can be left out without losing a best
route (dominance), because costs and points only add up. So the search is exact, however many choices there are, as
long as few states remain. ``Work`` counts the states looked at, so that a search ends by work done, never by time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from pranata.engines.assessments.reading.instrument import Instrument, Part, Question
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import ZERO, score, value_of

CLASSES = 3_000  # different sums within one leaf; beyond these some are left out, and the search is not exact


class TooMuch(Exception):
    """The search would look at more states than it may."""


class State(NamedTuple):
    """One choice of steps: ``effort`` and ``points`` in whole units, a bit of ``taken`` for each step chosen.

    ``points`` are those of the leaves looked at, first of all, then of each set that a condition cuts out of them.
    The earlier a step stands in the form, the higher its bit: of equal choices the greater ``taken`` comes first.
    """

    effort: int
    steps: int
    points: tuple[int, ...]
    taken: int

    @property
    def order(self) -> tuple[int, int, tuple[int, ...], int]:
        """Cheapest first, then fewest steps, then most points, then the order of the form."""
        return self.effort, self.steps, tuple(-each for each in self.points), -self.taken


class Choice(NamedTuple):
    """One step as the search takes it."""

    code: str
    reply: Reply
    effort: int
    bit: int


@dataclass(frozen=True)
class Wish:
    """At least ``minimum`` whole units from ``leaves`` together; ``code`` is the part that the condition names."""

    code: str
    leaves: frozenset[str]
    minimum: int


@dataclass
class Work:
    """How many states a search may still look at."""

    left: int

    def do(self, amount: int) -> None:
        """Raises ``TooMuch`` when that is more than is left."""
        self.left -= amount
        if self.left < 0:
            raise TooMuch


@dataclass(frozen=True)
class Front:
    """The states of ``leaves`` worth keeping, cheapest first; ``dims`` says which leaves each of ``points`` counts."""

    leaves: frozenset[str]
    dims: tuple[frozenset[str], ...]
    states: tuple[State, ...]


class LeafState(NamedTuple):
    """One sum of a leaf that can be had, its score, and the cheapest choice that gives it."""

    effort: int
    steps: int
    taken: int
    score: Fraction


def leaf_states(
    instrument: Instrument, leaf: Part, replies: Mapping[str, Reply], choices: Sequence[Choice]
) -> tuple[list[LeafState], bool]:
    """What can be made of one leaf, and whether nothing was left out.

    A leaf's score depends on the sum of its values, on how many questions apply and on what its ladder's extra question
    is worth, so that of all choices with the same three only the cheapest is scored.
    """
    alone = replace(instrument, parts=(leaf,), groups=(), gates=(), bands=(), alternatives=())
    classes, is_whole = _classes(leaf, replies, choices)
    found = []
    for effort, steps, against in classes:
        taken = -against
        chosen = {each.code: each.reply for each in choices if each.bit & taken}
        found.append(LeafState(effort, steps, taken, score(alone, {**replies, **chosen}).total))
    return found, is_whole


def _classes(
    leaf: Part, replies: Mapping[str, Reply], choices: Sequence[Choice]
) -> tuple[list[tuple[int, int, int]], bool]:
    """The cheapest choices as (effort, steps, -taken), one for each class of a leaf."""
    held = leaf.ladder.held if leaf.ladder else ""
    classes: dict[tuple[Fraction, int, Fraction], tuple[int, int, int]] = {(ZERO, 0, ZERO): (0, 0, 0)}
    is_whole = True
    for question in leaf.questions:
        if not question.is_scored:
            continue
        ways: list[tuple[Fraction | None, tuple[int, int, int]]] = [
            (_worth(question, replies.get(question.code)), (0, 0, 0))
        ]
        ways += [
            (_worth(question, each.reply), (each.effort, 1, -each.bit))
            for each in choices
            if each.code == question.code
        ]
        grown: dict[tuple[Fraction, int, Fraction], tuple[int, int, int]] = {}
        for (total, count, holding), (effort, steps, against) in classes.items():
            for worth, cost in ways:
                if question.code == held:
                    key = (total, count, worth or ZERO)
                else:
                    key = (total, count, holding) if worth is None else (total + worth, count + 1, holding)
                made = (effort + cost[0], steps + cost[1], against + cost[2])
                if key not in grown or made < grown[key]:
                    grown[key] = made
        is_whole = is_whole and len(grown) <= CLASSES
        classes = grown if len(grown) <= CLASSES else _thinned(grown)
    return list(classes.values()), is_whole


def _thinned(classes: dict[tuple[Fraction, int, Fraction], tuple[int, int, int]]) -> dict:
    """Some of the classes, from doing nothing to the most that can be had."""
    ordered = sorted(classes)
    apart = -(-len(ordered) // CLASSES)
    kept = {ordered[place] for place in range(0, len(ordered), apart)} | {ordered[-1]}
    kept.add(min(classes, key=lambda key: classes[key]))
    return {key: classes[key] for key in kept}


def _worth(question: Question, reply: Reply | None) -> Fraction | None:
    return ZERO if reply is None else value_of(question, reply)


def best(states: Iterable[State], work: Work) -> tuple[State, ...]:
    """The states that no other makes superfluous, in their order."""
    ordered = sorted(states, key=lambda each: each.order)
    work.do(len(ordered))
    if not ordered or len(ordered[0].points) == 1:
        return tuple(_climbing(ordered))
    kept: list[State] = []
    for state in ordered:
        work.do(len(kept) // 8)
        if not any(all(map(int.__ge__, each.points, state.points)) for each in kept):
            kept.append(state)
    return tuple(kept)


def _climbing(ordered: Iterable[State]) -> Iterable[State]:
    """Of states that count one thing: each that gives more than all cheaper ones."""
    most: int | None = None
    for state in ordered:
        if most is None or state.points[0] > most:
            most = state.points[0]
            yield state


def joined(fronts: Sequence[Front], wishes: Sequence[Wish], *, most: int, work: Work) -> Front:
    """All leaves as one front that meets every wish, at no more effort than ``most``. Raises ``TooMuch``.

    Sets within one another are joined from the inside, so that a condition is checked and forgotten as soon as its
    leaves are together; a condition that cuts across is carried along as one more thing to compare.
    """
    highest = {next(iter(each.leaves)): max(state.points[0] for state in each.states) for each in fronts}
    present = list(fronts)
    for wish in sorted(wishes, key=lambda each: len(each.leaves)):
        inside = [each for each in present if each.leaves <= wish.leaves]
        if not inside:
            continue
        present = [each for each in present if each not in inside]
        together = inside[0]
        together = _kept(together, wishes, highest, most, work)
        for each in inside[1:]:
            together = _pair(together, each, wishes, highest, most, work)
        present.append(together)
    [whole] = present  # the last wish is the total, over all leaves
    return whole


def _pair(one: Front, other: Front, wishes: Sequence[Wish], highest: Mapping[str, int], most: int, work: Work) -> Front:
    work.do(len(one.states) * len(other.states))
    leaves = one.leaves | other.leaves
    cut = [wish.leaves & leaves for wish in wishes]
    open_here = [
        each
        for each, wish in zip(cut, wishes, strict=True)
        if each and not wish.leaves <= one.leaves and not wish.leaves <= other.leaves
    ]
    dims = (leaves, *dict.fromkeys(each for each in open_here if each != leaves))
    places = [(_place(one, each & one.leaves), _place(other, each & other.leaves)) for each in dims]
    states = []
    for a in one.states:
        for b in other.states:
            effort = a.effort + b.effort
            if effort > most:
                break  # cheapest first
            points = tuple(
                (a.points[i] if i is not None else 0) + (b.points[j] if j is not None else 0) for i, j in places
            )
            states.append(State(effort, a.steps + b.steps, points, a.taken + b.taken))
    return _kept(Front(leaves, dims, tuple(states)), wishes, highest, most, work)


def _kept(front: Front, wishes: Sequence[Wish], highest: Mapping[str, int], most: int, work: Work) -> Front:
    """``front`` without what cannot meet a wish any more, without what is superfluous, without what is decided."""
    least: dict[int, int] = {}
    for wish in wishes:
        place = _place(front, wish.leaves & front.leaves)
        if place is not None:
            needed = wish.minimum - sum(highest[each] for each in wish.leaves - front.leaves)
            least[place] = max(needed, least.get(place, needed))
    states: Iterable[State] = (
        each
        for each in front.states
        if each.effort <= most and all(each.points[place] >= needed for place, needed in least.items())
    )
    still = [
        place
        for place, dim in enumerate(front.dims)
        if not place or any(not wish.leaves <= front.leaves and wish.leaves & front.leaves == dim for wish in wishes)
    ]
    if len(still) < len(front.dims):
        states = (each._replace(points=tuple(each.points[place] for place in still)) for each in states)
    return Front(front.leaves, tuple(front.dims[place] for place in still), best(states, work))


def _place(front: Front, leaves: frozenset[str]) -> int | None:
    """Where a front counts exactly ``leaves``; None where it does not, or not any more."""
    return front.dims.index(leaves) if leaves in front.dims else None
