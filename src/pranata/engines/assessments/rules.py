"""What a sheet is worth: answers to values, values to parts, parts to gates and categories. In fractions throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pranata.engines.assessments.reading.instrument import (
    Band,
    Gate,
    Instrument,
    Ladder,
    Part,
    Question,
    RollUp,
    Rung,
    Scale,
    ScaleKind,
)
from pranata.engines.assessments.replies import Reply

TOTAL = "total"
ZERO, ONE = Fraction(0), Fraction(1)


class WarnKind(StrEnum):
    NOT_APPLICABLE_ONLY = "not_applicable_only"  # a part none of whose questions applies
    CAPPED = "capped"  # a ratio above 1 or below 0
    EMPTY_RATIO = "empty_ratio"  # 0 of 0, worth what the scale says


@dataclass(frozen=True)
class Warn:
    """What a reader of the total must know; ``code`` is a part's or a question's."""

    kind: WarnKind
    code: str


@dataclass(frozen=True)
class PartScore:
    """Points of one part out of ``weight``; ``applicable`` scored questions of ``questions``, ``answered`` of those.

    ``grade`` is the rung of a part that is graded by a ladder, else "".
    """

    score: Fraction
    weight: Fraction
    answered: int
    applicable: int
    questions: int
    grade: str = ""


@dataclass(frozen=True)
class GateOutcome:
    """Whether all conditions hold, and the parts (or "total") of those that do not, in order."""

    passed: bool
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """All that answers are worth: the total, every part and group by code, gates, band and category, warnings."""

    total: Fraction
    parts: Mapping[str, PartScore]
    gates: Mapping[str, GateOutcome]
    band: Band | None
    category: str | None
    warnings: tuple[Warn, ...]

    def points(self, code: str) -> Fraction:
        """Points of a part, of a group or of "total"."""
        return self.total if code == TOTAL else self.parts[code].score


def value_of(question: Question, reply: Reply) -> Fraction | None:
    """
    Decides: what an answer is worth, from 0 to 1; None for one that does not apply and for words.
    Basis: the scale in data/instruments, such as PermenPANRB 26/2020 and 90/2021 (A to E, Ya/Tidak, ratio held in 0..1)
    """
    scale = question.scale
    if reply.is_not_applicable or scale.kind == ScaleKind.TEXT:
        return None
    if scale.kind == ScaleKind.CHOICE:
        return scale.by_key[reply.choice].value
    if reply.numerator is None:
        return ZERO
    if scale.kind == ScaleKind.NUMBER:
        return (reply.numerator - scale.lowest) / (scale.highest - scale.lowest)
    return _held(_ratio(scale, reply))


def score(instrument: Instrument, replies: Mapping[str, Reply]) -> Outcome:
    """
    Decides: what a sheet is worth; unanswered counts nothing, what does not apply leaves the mean.
    Basis: the instrument's file in data/instruments; mean x weight as PermenPANRB 26/2020 and 90/2021, sums upwards
    """
    parts: dict[str, PartScore] = {}
    warnings: list[Warn] = []
    for part in instrument.parts:
        _part(part, replies, parts, warnings)
    for group in instrument.groups:
        parts[group.code] = _sum(parts[code] for code in group.parts)
    total = sum((parts[part.code].score for part in instrument.parts), ZERO)
    gates = {gate.code: gate_outcome(gate, total, parts) for gate in instrument.gates}
    band = band_of(instrument, total)
    return Outcome(total, parts, gates, band, _category(instrument, gates, band), tuple(warnings))


def gate_outcome(gate: Gate, total: Fraction, parts: Mapping[str, PartScore]) -> GateOutcome:
    """
    Decides: whether the conditions of a title hold, and which do not; unrounded points are compared.
    Basis: the gate in data/instruments, such as the syarat WBK and WBBM of PermenPANRB 90/2021
    """
    failed = tuple(
        each.part
        for each in gate.conditions
        if (total if each.part == TOTAL else parts[each.part].score) < each.minimum
    )
    return GateOutcome(not failed, failed)


def band_of(instrument: Instrument, total: Fraction) -> Band | None:
    """
    Decides: the category of a total, unrounded, in per cent of the maximum where the instrument says so.
    Basis: the bands in data/instruments; "above" leaves its own bound to the band below
    """
    reached = total / instrument.maximum * 100 if instrument.in_percent else total
    found = (each for each in instrument.bands if (reached > each.lowest if each.is_above else reached >= each.lowest))
    return next(found, None)


def rung_of(ladder: Ladder, share: Fraction, held: Fraction, least: Mapping[str, Fraction]) -> Rung:
    """
    Decides: the grade for a share of criteria met; ``held`` is what the extra question is worth, ``least`` asks for.
    Basis: the ladder in data/instruments, such as PermenPANRB 88/2021 (AA to E)
    """
    for rung in ladder.rungs:
        meets = share == ONE if rung.is_full else share > rung.over
        if meets and (not rung.held or held >= least[rung.held]):
            return rung
    return ladder.rungs[-1]


def _part(part: Part, replies: Mapping[str, Reply], found: dict[str, PartScore], warnings: list[Warn]) -> PartScore:
    if part.parts:
        made = _sum(_part(each, replies, found, warnings) for each in part.parts)
        made = PartScore(made.score, part.weight, made.answered, made.applicable, made.questions)
    else:
        made = _leaf(part, replies, warnings)
    found[part.code] = made
    return made


def _sum(scores: Iterable[PartScore]) -> PartScore:
    rows = [(each.score, each.weight, each.answered, each.applicable, each.questions) for each in scores]
    points, weights, answered, applicable, questions = zip(*rows, strict=True)
    return PartScore(sum(points, ZERO), sum(weights, ZERO), sum(answered), sum(applicable), sum(questions))


def _leaf(part: Part, replies: Mapping[str, Reply], warnings: list[Warn]) -> PartScore:
    scored = [each for each in part.questions if each.is_scored]
    held = part.ladder.held if part.ladder else ""
    values: list[Fraction] = []
    answered = applicable = 0
    for question in scored:
        reply = replies.get(question.code)
        if reply is not None and reply.is_not_applicable:
            continue
        applicable += 1
        answered += reply is not None
        if question.code != held:
            values.append(_value(question, reply, warnings))
    if not values:
        warnings.append(Warn(WarnKind.NOT_APPLICABLE_ONLY, part.code))
        return PartScore(ZERO, part.weight, answered, applicable, len(scored))
    share, grade = sum(values, ZERO) / len(values), ""
    if part.roll_up == RollUp.LADDER and part.ladder is not None:
        rung = _rung(part.ladder, part.questions, replies, share)
        share, grade = rung.value, rung.code
    return PartScore(share * part.weight, part.weight, answered, applicable, len(scored), grade)


def _value(question: Question, reply: Reply | None, warnings: list[Warn]) -> Fraction:
    if reply is None:
        return ZERO
    if question.scale.kind == ScaleKind.RATIO and reply.numerator is not None:
        if not reply.denominator:
            warnings.append(Warn(WarnKind.EMPTY_RATIO, question.code))
        elif not 0 <= reply.numerator <= reply.denominator:
            warnings.append(Warn(WarnKind.CAPPED, question.code))
    return value_of(question, reply) or ZERO


def _rung(ladder: Ladder, questions: Iterable[Question], replies: Mapping[str, Reply], share: Fraction) -> Rung:
    question = next((each for each in questions if each.code == ladder.held), None)
    if question is None:
        return rung_of(ladder, share, ZERO, {})
    reply = replies.get(question.code)
    held = (value_of(question, reply) if reply is not None else None) or ZERO
    return rung_of(ladder, share, held, {key: option.value for key, option in question.scale.by_key.items()})


def _ratio(scale: Scale, reply: Reply) -> Fraction:
    if reply.numerator is None:
        return ZERO
    if not reply.denominator:
        return scale.empty_ratio or ZERO
    return reply.numerator / reply.denominator


def _held(ratio: Fraction) -> Fraction:
    return min(max(ratio, ZERO), ONE)


def _category(instrument: Instrument, gates: Mapping[str, GateOutcome], band: Band | None) -> str | None:
    if instrument.bands:
        return band.code if band else None
    passed = [code for code, outcome in gates.items() if outcome.passed]
    return passed[-1] if passed else None
