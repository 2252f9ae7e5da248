"""Whether what is not confirmed matters: other weights, other readings of a rule, and what they would change.

Weights of one part whose marks are not settled may stand in any other proportion; only their sum is kept. Every score
is then linear in them, so that its extremes lie where one of them has the whole sum (a vertex), also when such parts
stand within one another. That all conditions of a gate hold at once is not asked: each of them could. So a swing may
name a gate or a category that no one set of weights reaches, but it never leaves out one that some set reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from pranata.engines.assessments.reading.instrument import Gate, Instrument, Part
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import TOTAL, ZERO, Outcome, band_of, score

ROOT = ""  # the instrument itself, as the parent of its first parts


class SwingKind(StrEnum):
    WEIGHTS = "weights"  # the unconfirmed weights below one part
    TOGETHER = "together"  # all unconfirmed weights at once
    ALTERNATIVE = "alternative"  # another reading of an unclear rule


@dataclass(frozen=True)
class Swing:
    """What could come of something unconfirmed: totals from ``lowest`` to ``highest``.

    ``code`` is the part whose ``parts`` have unconfirmed weights, ``ROOT`` of the instrument, or the alternative's.
    ``categories`` could be had, None for none; ``gates`` could turn out otherwise than they do now.
    """

    kind: SwingKind
    code: str
    parts: tuple[str, ...]
    lowest: Fraction
    highest: Fraction
    categories: tuple[str | None, ...]
    gates: tuple[str, ...]
    category: str | None

    @property
    def matters(self) -> bool:
        """Whether the category or a gate could be another than it is now."""
        return bool(self.gates) or self.categories != (self.category,)


def reachable(
    instrument: Instrument, replies: Mapping[str, Reply], variants: Mapping[str, Instrument] | None = None
) -> list[Swing]:
    """A swing for each part with unconfirmed weights, for all of them where they are several, then for ``variants``:
    the instrument under each of its alternatives, by code."""
    free = _free(instrument)
    outcome = score(instrument, replies)
    found = [
        _swing(instrument, replies, outcome, {code: parts}, SwingKind.WEIGHTS, code) for code, parts in free.items()
    ]
    if len(free) > 1:
        found.append(_swing(instrument, replies, outcome, free, SwingKind.TOGETHER, ROOT))
    return found + [_other(code, outcome, score(other, replies)) for code, other in (variants or {}).items()]


def _free(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """The parts whose weights may be spread otherwise, by their parent; a single one keeps what it has."""
    parents = [(ROOT, instrument.parts), *((each.code, each.parts) for each in instrument.walk())]
    found = {code: tuple(each.code for each in parts if not each.mark.is_settled) for code, parts in parents}
    return {code: parts for code, parts in found.items() if len(parts) > 1}


def _other(code: str, now: Outcome, then: Outcome) -> Swing:
    gates = tuple(each for each, made in then.gates.items() if made.passed != _passed(now, each))
    return Swing(SwingKind.ALTERNATIVE, code, (), then.total, then.total, (then.category,), gates, now.category)


def _passed(outcome: Outcome, code: str) -> bool:
    return code in outcome.gates and outcome.gates[code].passed


def _swing(
    instrument: Instrument,
    replies: Mapping[str, Reply],
    outcome: Outcome,
    free: Mapping[str, tuple[str, ...]],
    kind: SwingKind,
    code: str,
) -> Swing:
    extremes = _Extremes(instrument, replies, outcome, frozenset().union(*free.values()))
    lowest, highest = extremes.of(TOTAL)
    may = {each.code: _may(each, extremes.of) for each in instrument.gates}
    flips = tuple(each for each, (fail, hold) in may.items() if (fail if _passed(outcome, each) else hold))
    categories = _categories(instrument, lowest, highest, may)
    parts = tuple(each for parts in free.values() for each in parts)
    return Swing(kind, code, parts, lowest, highest, categories, flips, outcome.category)


def _may(gate: Gate, extremes: Callable[[str], tuple[Fraction, Fraction]]) -> tuple[bool, bool]:
    """Whether a gate could stay closed, and whether it could open."""
    ranges = [(extremes(each.part), each.minimum) for each in gate.conditions]
    return any(low < least for (low, _high), least in ranges), all(high >= least for (_low, high), least in ranges)


def _categories(
    instrument: Instrument, lowest: Fraction, highest: Fraction, may: Mapping[str, tuple[bool, bool]]
) -> tuple[str | None, ...]:
    """What could come out, the best first: the bands between two totals, or the last gate that could open."""
    if instrument.bands:
        top, bottom = band_of(instrument, highest), band_of(instrument, lowest)
        codes = [each.code for each in instrument.bands]
        first = codes.index(top.code) if top else len(codes)
        last = codes.index(bottom.code) + 1 if bottom else len(codes)
        return (*codes[first:last], *([] if bottom else [None]))
    found: list[str | None] = []
    for code, (may_fail, may_hold) in reversed(list(may.items())):
        if may_hold:
            found.append(code)
        if not may_fail:
            return tuple(found)
    return (*found, None)


class _Extremes:
    """The lowest and the highest score of parts when the weights of ``free`` parts are spread otherwise."""

    def __init__(
        self, instrument: Instrument, replies: Mapping[str, Reply], outcome: Outcome, free: frozenset[str]
    ) -> None:
        self.instrument, self.replies, self.outcome, self.free = instrument, replies, outcome, free
        self.known: dict[tuple[str, ...], tuple[Fraction, Fraction]] = {}

    def of(self, code: str) -> tuple[Fraction, Fraction]:
        """Of a part, a group or "total"."""
        groups = {each.code: each.parts for each in self.instrument.groups}
        wanted = tuple(each.code for each in self.instrument.parts) if code == TOTAL else groups.get(code, (code,))
        if wanted not in self.known:
            whole = sum((each.weight for each in self.instrument.parts), ZERO)
            low, high = self._spread(self.instrument.parts, frozenset(wanted), is_in=False)
            self.known[wanted] = (low * whole, high * whole)
        return self.known[wanted]

    def _spread(self, parts: Iterable[Part], wanted: frozenset[str], *, is_in: bool) -> tuple[Fraction, Fraction]:
        """What a point of weight, spread over ``parts``, brings to the wanted ones at least and at most."""
        rows = [(each, self._share(each, wanted, is_in=is_in or each.code in wanted)) for each in parts]
        whole = sum((each.weight for each, _range in rows), ZERO)
        if not whole:
            return ZERO, ZERO
        loose = [(each.weight, ends) for each, ends in rows if each.code in self.free]
        fixed = [(each.weight, ends) for each, ends in rows if each.code not in self.free]
        low = sum((weight * ends[0] for weight, ends in fixed), ZERO)
        high = sum((weight * ends[1] for weight, ends in fixed), ZERO)
        if loose:
            spare = sum((weight for weight, _ends in loose), ZERO)
            low += spare * min(ends[0] for _weight, ends in loose)
            high += spare * max(ends[1] for _weight, ends in loose)
        return low / whole, high / whole

    def _share(self, part: Part, wanted: frozenset[str], *, is_in: bool) -> tuple[Fraction, Fraction]:
        if part.parts:
            return self._spread(part.parts, wanted, is_in=is_in)
        share = self._leaf(part) if is_in else ZERO
        return share, share

    def _leaf(self, part: Part) -> Fraction:
        """The share of its weight that a leaf has, also of one that weighs nothing as it stands."""
        if part.weight:
            return self.outcome.parts[part.code].score / part.weight
        alone = replace(
            self.instrument, parts=(replace(part, weight=Fraction(1)),), groups=(), gates=(), bands=(), alternatives=()
        )
        return score(alone, self.replies).total
