"""A way to a target that is good, though perhaps not the cheapest: for sets too large to search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pranata.engines.assessments.fronts import Front, State, Wish

Picks = dict[int, int]  # which state of each leaf, by the leaf's place


def some_way(fronts: Sequence[Front], wishes: Sequence[Wish]) -> State:
    """Choices that meet every wish, which all steps together would; never dearer than those that make the most.

    Two ways are tried, the cheaper is taken: from nothing always what helps most for its effort, and from the most of
    everything. What turns out to be superfluous is taken back from both.
    """
    leaves = [next(iter(each.leaves)) for each in fronts]
    inside = [[place for place, leaf in enumerate(leaves) if leaf in wish.leaves] for wish in wishes]
    minima = [wish.minimum for wish in wishes]
    states = [each.states for each in fronts]
    most = {place: len(each) - 1 for place, each in enumerate(states)}
    ways = [_grown(states, inside, minima), most]
    return min((_state(states, _trimmed(states, inside, minima, each)) for each in ways), key=lambda each: each.order)


def _grown(states: Sequence[tuple[State, ...]], inside: Sequence[list[int]], minima: Sequence[int]) -> Picks:
    picks = dict.fromkeys(range(len(states)), 0)
    while lacks := _lacks(states, inside, minima, picks):
        place, pick = max(
            ((place, pick) for place, known in enumerate(states) for pick in range(picks[place] + 1, len(known))),
            key=lambda each: (_help(states, inside, lacks, picks, *each), -each[0], -each[1]),
        )
        picks[place] = pick
    return picks


def _help(
    states: Sequence[tuple[State, ...]],
    inside: Sequence[list[int]],
    lacks: Mapping[int, int],
    picks: Picks,
    place: int,
    pick: int,
) -> tuple[bool, Fraction]:
    """What a leaf's other state brings to the wishes that lack something, for its effort; free help comes first."""
    now, then = states[place][picks[place]], states[place][pick]
    rise = then.points[0] - now.points[0]
    use = sum(min(lack, rise) for wish, lack in lacks.items() if place in inside[wish])
    effort = then.effort - now.effort
    return bool(use and not effort), Fraction(use, effort or 1)


def _trimmed(
    states: Sequence[tuple[State, ...]], inside: Sequence[list[int]], minima: Sequence[int], picks: Picks
) -> Picks:
    """``picks`` with every leaf, the dearest first, as cheap as the wishes allow."""
    for place in sorted(picks, key=lambda each: (-states[each][picks[each]].effort, -each)):
        for pick in range(picks[place]):
            if not _lacks(states, inside, minima, {**picks, place: pick}):
                picks = {**picks, place: pick}
                break
    return picks


def _lacks(
    states: Sequence[tuple[State, ...]], inside: Sequence[list[int]], minima: Sequence[int], picks: Picks
) -> dict[int, int]:
    """The wishes that are not met, by place, with what they lack."""
    sums = [sum(states[place][picks[place]].points[0] for place in places) for places in inside]
    return {wish: least - got for wish, (least, got) in enumerate(zip(minima, sums, strict=True)) if got < least}


def _state(states: Sequence[tuple[State, ...]], picks: Picks) -> State:
    taken = [known[picks[place]] for place, known in enumerate(states)]
    efforts, steps, points, bits = zip(
        *((each.effort, each.steps, each.points[0], each.taken) for each in taken), strict=True
    )
    return State(sum(efforts), sum(steps), (sum(points),), sum(bits))
