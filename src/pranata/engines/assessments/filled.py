"""A filled-in workbook: ours by its codes, an official one by a mapping of its columns.

All rows or none; every faulty cell is named. What it changes is found first and written through ``answering``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.imports.sheet import Column, Line, Sheet
from pranata.engines.assessments.actions.answering import BLANK, answer
from pranata.engines.assessments.models import Item, Level
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.replies import NOT_APPLICABLE, Reply, WrongReply, reply_of
from pranata.engines.assessments.words import reply_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Row
    from pranata.engines.assessments.models import Answer, Section
    from pranata.engines.assessments.models import Sheet as ScoreSheet
    from pranata.engines.assessments.reading.instrument import Instrument, Question

LONGEST_NOTE = 4000
MOST_DIGITS = 28  # before or behind the comma


@dataclass(frozen=True)
class Headings:
    """Which headings of an official workbook hold what; "" for a column it lacks."""

    code: str
    answer: str
    note: str = ""
    numerator: str = ""
    denominator: str = ""


OURS = Headings("Kode", "Jawaban", "Penjelasan", "Pembilang", "Penyebut")


@dataclass(frozen=True)
class Filled:
    """What one row changes: ``before`` and ``after`` are the answer in words, the notes as they are."""

    number: int
    code: str
    before: str
    after: str
    note_before: str
    note_after: str


def columns(mapping: Headings = OURS) -> Sheet:
    """The columns of a workbook as the import machinery reads them."""
    found = [
        Column(mapping.code, "code", required=True, unique=True),
        Column(mapping.answer, "answer", present=True),
    ]
    named = (("note", mapping.note), ("numerator", mapping.numerator), ("denominator", mapping.denominator))
    return Sheet(*found, *(Column(heading, name) for name, heading in named if heading))


def lines_of(lines: Iterable[Line], instrument: Instrument) -> tuple[list[Line], list[str]]:
    """The rows that name a question, by its code or by its exact words, and the words of the rows that name none.

    Rows of an official workbook without a code, such as headings of areas, are left out and told.
    """
    by_words = {_plain(each.text): each.code for each in instrument.questions.values()}
    found, left = [], []
    for line in lines:
        said = line.texts.get("code", "").strip()
        code = said if said in instrument.questions else by_words.get(_plain(said))
        if code is None:
            left.append(said)
        else:
            found.append(Line(line.number, {**line.texts, "code": code}))
    return found, left


class Filling:
    """One workbook on its way into a sheet."""

    def __init__(self, sheet: ScoreSheet, instrument: Instrument, by: User, mapping: Headings = OURS) -> None:
        self.instrument, self.by, self.columns = instrument, by, columns(mapping)
        rows = Item.objects.filter(section__sheet=sheet).select_related("section").prefetch_related("answers")
        self.items: dict[str, Item] = {each.code: each for each in rows}
        sections: dict[int, Section] = {}
        for each in self.items.values():
            each.section = sections.setdefault(each.section_id, each.section)
            each.section.sheet = sheet

    def load(self, lines: Iterable[Line]) -> list[Filled]:
        """What the rows changed, in one transaction of the caller. Raises ``FaultySheet``, and then nothing is kept."""
        return [each for each in self.columns.load(lines, self._take) if each is not None]

    def _take(self, row: Row) -> Filled | None:
        values = row.values
        code = str(values["code"])
        if code not in self.items:
            raise ValidationError({"code": _("Butir ini tidak ada dalam lembar ini.")})
        item, question = self.items[code], self.instrument.questions[code]
        before = next((each for each in item.answers.all() if each.level == Level.SELF), None)
        reply, note = self._reply(question, values), str(values.get("note") or "").strip()
        if len(note) > LONGEST_NOTE:
            raise ValidationError({"note": _("Paling panjang %d huruf.") % LONGEST_NOTE})
        if reply is None:
            if note and before is None:
                raise ValidationError({"note": _("Isi jawabannya; penjelasan saja tidak disimpan.")})
            return None  # an empty row changes nothing; an answer is taken back on its page
        if _same(before, reply, note):
            return None
        was = reply_words(question, reply_in(before)) if before is not None else ""
        noted = before.note if before is not None else ""
        try:
            answer(item, reply, note=note, by=self.by)
        except ValidationError as error:
            raise ValidationError({"answer": error.messages}) from None
        except (Stale, Forbidden):
            raise ValidationError(
                {"code": _("Butir ini tidak sedang diisi, atau bukan Anda yang mengisinya.")}
            ) from None
        return Filled(row.number, code, was, reply_words(question, reply), noted, note)

    def _reply(self, question: Question, values: Mapping[str, object]) -> Reply | None:
        said = str(values.get("answer") or "").strip()
        above, below = (str(values.get(name) or "").strip() for name in ("numerator", "denominator"))
        kind = question.scale.kind
        if kind == ScaleKind.TEXT:
            if said:
                raise ValidationError({"answer": _("Butir ini berupa uraian; tulis di kolom Penjelasan.")})
            return BLANK if values.get("note") else None
        if kind == ScaleKind.RATIO and said.upper() != NOT_APPLICABLE:
            return self._ratio(question, said, above, below)
        if above or below:
            raise ValidationError({"numerator": _("Butir ini tidak dijawab dengan pembilang dan penyebut.")})
        if said.upper() == NOT_APPLICABLE:
            return reply_of(question, said)
        if not said:
            return None
        raw: object = said if kind == ScaleKind.CHOICE else _figure(said, "answer")
        return _checked(question, raw, "answer")

    def _ratio(self, question: Question, said: str, above: str, below: str) -> Reply | None:
        if said:
            raise ValidationError({"answer": _("Butir ini dijawab dengan pembilang dan penyebut, atau NA.")})
        if not above and not below:
            return None
        missing = [name for name, text in (("numerator", above), ("denominator", below)) if not text]
        if missing:
            raise ValidationError({missing[0]: _("Isi pembilang dan penyebutnya.")})
        raw = {"num": _figure(above, "numerator"), "den": _figure(below, "denominator")}
        return _checked(question, raw, "numerator")


def _checked(question: Question, raw: object, name: str) -> Reply:
    try:
        return reply_of(question, raw)
    except WrongReply as error:
        raise ValidationError({name: str(error)}) from None


def _figure(text: str, name: str) -> Fraction:
    """A number as it was typed, with a decimal comma or point. Raises ``ValidationError``."""
    try:
        number = Decimal(text.replace(" ", "").replace(",", "."))
        if abs(number.adjusted()) > MOST_DIGITS:  # "1e99999999" would be written out in full
            raise ValueError
        return Fraction(number)
    except (InvalidOperation, ValueError, OverflowError):
        raise ValidationError({name: _('"%s" bukan bilangan.') % text}) from None


def _same(before: Answer | None, reply: Reply | None, note: str) -> bool:
    if before is None or not before.is_confirmed:
        return False
    return (reply_in(before) or BLANK) == (reply or BLANK) and before.note == note


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
