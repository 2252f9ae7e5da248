"""Another reading of an unclear rule, put in place of the one that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from pranata.engines.assessments.reading.instrument import Alternative, Instrument, Option, Part, Question, Scale


def applied(instrument: Instrument, other: Alternative) -> Instrument:
    """The instrument as ``other`` reads it."""
    scales = {code: _scale(instrument, code, values) for code, values in other.options.items()}
    parts = tuple(_part(part, scales, other.weights) for part in instrument.parts)
    return replace(instrument, parts=parts, gates=other.gates or instrument.gates)


def _scale(instrument: Instrument, code: str, values: Mapping[str, Fraction]) -> Scale:
    scale = next(each.scale for each in instrument.questions.values() if each.scale.code == code)
    options = tuple(Option(each.key, values.get(each.key, each.value), each.title) for each in scale.options)
    return replace(scale, options=options)


def _part(part: Part, scales: Mapping[str, Scale], weights: Mapping[str, Fraction]) -> Part:
    return replace(
        part,
        weight=weights.get(part.code, part.weight),
        parts=tuple(_part(each, scales, weights) for each in part.parts),
        questions=tuple(_question(each, scales) for each in part.questions),
    )


def _question(question: Question, scales: Mapping[str, Scale]) -> Question:
    return replace(question, scale=scales.get(question.scale.code, question.scale))
