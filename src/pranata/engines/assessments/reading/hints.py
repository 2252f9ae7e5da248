"""Which measure tells what of a question: ``<edition>-suggestions.yaml`` beside an instrument."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.reading.taken import InstrumentFault, Taken
from pranata.lib.exact_yaml import BadYaml, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.engines.assessments.reading.instrument import Instrument, Question


@dataclass(frozen=True)
class Hint:
    """What a reading of ``measure`` says of one question.

    ``at_least``: the best option whose number the value reaches, options best first; empty for a question that takes
    the reading's parts (a ratio) or its value (a number) as they are. ``is_certain``: it leaves no choice.
    ``note`` says what the measure does not tell.
    """

    question: str
    measure: str
    at_least: tuple[tuple[str, Fraction], ...] = ()
    is_certain: bool = False
    note: str = ""

    def option(self, value: Fraction) -> str | None:
        """The key of the option that ``value`` reaches, or None."""
        return next((key for key, least in self.at_least if value >= least), None)


def parse_hints(text: str, name: str, instrument: Instrument) -> Mapping[str, Hint]:
    """The hints of one instrument by question. Raises ``InstrumentFault`` that names file and question."""
    try:
        source = Taken(load(text), name)
    except BadYaml as error:
        raise InstrumentFault(f"{name}: bukan YAML: {error}") from None
    rows = source.below("questions", is_optional=False)
    found = {}
    for code in list(rows.left):
        row = rows.below(code)
        row.place = f"{name}: {code}"
        if code not in instrument.questions:
            raise InstrumentFault(f"{row.place}: butir ini tidak ada dalam {instrument.key}")
        found[code] = _hint(row, instrument.questions[code])
    source.end()
    return found


def _hint(row: Taken, question: Question) -> Hint:
    steps = row.below("at_least")
    levels = tuple((key, steps.number(key)) for key in list(steps.left))
    made = Hint(question.code, row.text("measure"), levels, row.flag("certain"), row.text("note", ""))
    row.end()
    known = list(question.scale.by_key)
    places = [known.index(key) for key, _least in levels if key in known]
    if len(places) != len(levels) or places != sorted(places):
        raise InstrumentFault(f"{row.place}: at_least memuat pilihan {', '.join(known)}, yang terbaik lebih dahulu")
    if (question.scale.kind == ScaleKind.CHOICE) != bool(levels):
        raise InstrumentFault(f"{row.place}: at_least hanya untuk butir berpilihan, dan di situ wajib")
    return made
