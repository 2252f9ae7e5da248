"""What the house suggests as an answer: from readings of measures, with its reason. A person decides."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.reading.hints import Hint, parse_hints
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.replies import Reply, WrongReply, check
from pranata.engines.indicators import registry
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.queries import read
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.engines.assessments.models import Item, Sheet
    from pranata.engines.assessments.reading.instrument import Question


@dataclass(frozen=True)
class Suggestion:
    """An answer that a reading speaks for. ``words`` are the reason; ``is_certain``: the rule leaves no choice."""

    reply: Reply
    words: str
    is_certain: bool
    reading: Reading
    measures: tuple[str, ...]


@cache
def hints_of(key: str) -> Mapping[str, Hint]:
    """The hints of an instrument by question; none where nobody wrote any. Raises ``InstrumentFault``."""
    instrument = by_key(key)
    path = settings.DATA_DIR / "instruments" / instrument.code / f"{instrument.edition}-suggestions.yaml"
    if not path.is_file():
        return {}
    return parse_hints(path.read_text(encoding="utf-8"), f"{instrument.code}/{path.name}", instrument)


def measures_of(key: str) -> Mapping[str, tuple[str, ...]]:
    """The measures that speak of each question of an instrument, by question."""
    return {code: (hint.measure,) for code, hint in hints_of(key).items()}


def suggest(sheet: Sheet, items: Iterable[Item]) -> dict[str, Suggestion]:
    """What is suggested for ``items`` by code: from the last reading of the sheet's year; one query at most."""
    hints, instrument = hints_of(sheet.key), by_key(sheet.key, sheet.variant)
    wanted = {each.code: hints[each.code] for each in items if each.code in hints}
    readings = _readings(sheet, {hint.measure for hint in wanted.values()})
    found = {}
    for code, hint in wanted.items():
        reading = readings.get(hint.measure)
        made = _suggestion(hint, instrument.questions[code], reading) if reading is not None else None
        if made is not None:
            found[code] = made
    return found


def _readings(sheet: Sheet, keys: set[str]) -> dict[str, Reading]:
    """The reading that counts of the last month of the sheet's year that has begun, by measure."""
    today = clock.today()
    if not keys or sheet.year > today.year:
        return {}
    month = 12 if sheet.year < today.year else today.month
    known = Reading.objects.current().filter(office=sheet.office_id, year=sheet.year, month__lte=month)
    rows = known.filter(Q(value__isnull=False), measure__in=keys, secrecy="").order_by("month")
    return {row.measure: row for row in rows}


def _suggestion(hint: Hint, question: Question, reading: Reading) -> Suggestion | None:
    reply = _reply(hint, question, reading)
    measure = registry.by_key(hint.measure)
    if reply is None or measure is None:
        return None
    try:
        check(question, reply)
    except WrongReply:
        return None
    words = f"{read(reading, measure).sentence} {hint.note}".strip()
    return Suggestion(reply, words, hint.is_certain, reading, (hint.measure,))


def _reply(hint: Hint, question: Question, reading: Reading) -> Reply | None:
    if question.scale.kind == ScaleKind.RATIO:
        if not reading.denominator or reading.numerator is None:
            return None
        return Reply(numerator=Fraction(reading.numerator), denominator=Fraction(reading.denominator))
    if reading.value is None:
        return None
    if question.scale.kind == ScaleKind.NUMBER:
        return Reply(numerator=Fraction(reading.value))
    key = hint.option(Fraction(reading.value))
    return Reply(choice=key) if key else None
