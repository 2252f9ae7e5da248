"""Reads of sheets: one whole sheet for its page, the outcomes of many sheets at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count

from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Answer, Comment, Item, Level
from pranata.engines.assessments.opened import ITEM
from pranata.engines.assessments.powers import Powers, is_open, powers
from pranata.engines.assessments.reading.instrument import RollUp
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.rules import Outcome, score, value_of
from pranata.engines.assessments.suggestions import Suggestion, suggest
from pranata.engines.evidence.queries import proof_counts
from pranata.engines.followups.models import FollowUp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Section, Sheet
    from pranata.engines.assessments.reading.instrument import Instrument, Part, Question

LEVELS = (Level.SELF, Level.INTERNAL, Level.EXTERNAL)
Answers = dict[Level, Answer]


@dataclass(frozen=True)
class Line:
    """One question of a sheet as it stands.

    ``proving`` items of evidence prove it, ``expired`` do so no more; ``gain`` are the points its own answer leaves
    on the table, of a part graded by a ladder those of the whole part.
    """

    item: Item
    question: Question
    leaf: Part
    answers: Answers
    proving: int
    expired: int
    suggestion: Suggestion | None
    is_proven: bool
    comments: int
    follow_ups: int
    gain: Fraction


@dataclass(frozen=True)
class SectionView:
    """One section with its lines; ``answered`` of ``of`` questions that apply; ``may_answer``: it can be filled in."""

    section: Section
    part: Part
    lines: list[Line]
    answered: int
    of: int
    may_answer: bool


@dataclass(frozen=True)
class SheetView:
    """One sheet as one reader sees it on one day. ``claimed`` and ``proven`` are of the office's own answers."""

    sheet: Sheet
    instrument: Instrument
    sections: list[SectionView]
    outcomes: Mapping[Level, Outcome]
    claimed: Outcome
    proven: Outcome
    may: Powers

    @cached_property
    def lines(self) -> list[Line]:
        """Every line, in the order of the form."""
        return [line for each in self.sections for line in each.lines]

    @cached_property
    def by_code(self) -> Mapping[str, Line]:
        return {line.question.code: line for line in self.lines}

    def line(self, code: str) -> Line:
        """The line of a question. Raises ``KeyError``."""
        return self.by_code[code]

    @property
    def proven_replies(self) -> dict[str, Reply]:
        """The office's own answers that are proven, by question."""
        return replies_of(
            line.answers[Level.SELF] for line in self.lines if line.is_proven and Level.SELF in line.answers
        )


def reply_in(answer: Answer) -> Reply | None:
    """What an answer says; None where it is words alone."""
    if answer.is_not_applicable:
        return Reply(is_not_applicable=True)
    if answer.choice:
        return Reply(choice=answer.choice)
    if answer.numerator is None:
        return None
    below = None if answer.denominator is None else Fraction(answer.denominator)
    return Reply(numerator=Fraction(answer.numerator), denominator=below)


def replies_of(answers: Iterable[Answer]) -> dict[str, Reply]:
    """What confirmed answers say, by question; each has its item."""
    found = ((each.item.code, reply_in(each)) for each in answers if each.is_confirmed)
    return {code: reply for code, reply in found if reply is not None}


def is_proven(question: Question, answer: Answer | None, proving: int) -> bool:
    """Whether an answer counts as proven: by evidence or by a reading; one that is worth nothing needs no proof."""
    if answer is None or not answer.is_confirmed:
        return False
    if proving or answer.reading_id is not None:
        return True
    reply = reply_in(answer)
    return reply is None or not value_of(question, reply)


def read_sheet(sheet: Sheet, *, reader: User, today: date) -> SheetView:
    """The whole sheet for its page, in a number of queries that does not depend on its questions."""
    instrument = by_key(sheet.key, sheet.variant)
    sections = list(sheet.sections.select_related("person", "unit"))
    items = _items(sections, sheet)
    answers = _answers(items)
    proofs = proof_counts(ITEM, [each.pk for each in items], today=today)
    outcomes = outcomes_of(instrument, answers.values())
    proven = score(instrument, _proven(instrument, items, answers, proofs))
    may = powers(sheet, reader)
    reads = _Beside(
        outcomes[Level.SELF], answers, proofs, suggest(sheet, items), _comment_counts(items), _follow_ups(items)
    )
    lines = defaultdict(list)
    for item in items:
        lines[item.section_id].append(reads.line(item, instrument))
    views = [_section_view(each, instrument, lines[each.pk], reads.claimed, may, sheet) for each in sections]
    return SheetView(sheet, instrument, views, outcomes, outcomes[Level.SELF], proven, may)


def outcomes_of(instrument: Instrument, answers: Iterable[Answers]) -> dict[Level, Outcome]:
    """What a sheet is worth at each level: its answers, and where it gave none those of the level before."""
    rows, merged, found = list(answers), dict[str, Reply](), {}
    for level in LEVELS:
        merged = merged | replies_of(each[level] for each in rows if level in each)
        found[level] = score(instrument, merged)
    return found


def rescore(sheets: Iterable[Sheet]) -> dict[int, Outcome]:
    """What sheets are worth as they stand, by id, an assessor's answer before the office's own; one query for all."""
    rows = list(sheets)
    found: dict[int, dict[Level, dict[str, Reply]]] = {each.pk: {level: {} for level in LEVELS} for each in rows}
    for row in _bare_answers(rows):
        reply = _bare_reply(row[3:])
        if reply is not None:
            found[row[0]][Level(row[2])][row[1]] = reply
    return {
        each.pk: score(
            by_key(each.key, each.variant),
            {code: reply for level in LEVELS for code, reply in found[each.pk][level].items()},
        )
        for each in rows
    }


def _bare_answers(sheets: list[Sheet]) -> Iterable[tuple]:
    known = Answer.objects.filter(item__section__sheet__in=sheets, is_confirmed=True).order_by()
    return known.values_list(
        "item__section__sheet_id", "item__code", "level", "choice", "numerator", "denominator", "is_not_applicable"
    ).iterator()


def _bare_reply(row: tuple) -> Reply | None:
    choice, above, below, is_out = row
    if choice or is_out:
        return Reply(choice=choice, is_not_applicable=is_out)
    if above is None:
        return None
    return Reply(numerator=Fraction(above), denominator=None if below is None else Fraction(below))


@dataclass(frozen=True)
class _Beside:
    """What was read of all items at once."""

    claimed: Outcome
    answers: Mapping[int, Answers]
    proofs: Mapping[int, tuple[int, int]]
    suggestions: Mapping[str, Suggestion]
    comments: Mapping[int, int]
    follow_ups: Mapping[int, int]

    def line(self, item: Item, instrument: Instrument) -> Line:
        question, leaf = instrument.questions[item.code], instrument.leaf_of[item.code]
        answers = self.answers.get(item.pk, {})
        proving, expired = self.proofs.get(item.pk, (0, 0))
        own = answers.get(Level.SELF)
        return Line(
            item,
            question,
            leaf,
            answers,
            proving,
            expired,
            self.suggestions.get(item.code),
            is_proven(question, own, proving),
            self.comments.get(item.pk, 0),
            self.follow_ups.get(item.pk, 0),
            gain(leaf, question, own, self.claimed),
        )


def gain(leaf: Part, question: Question, answer: Answer | None, outcome: Outcome) -> Fraction:
    """The points that a full answer would add; of a part graded by a ladder, those of the whole part."""
    scored = outcome.parts[leaf.code]
    if leaf.roll_up == RollUp.LADDER:
        return scored.weight - scored.score
    reply = reply_in(answer) if answer is not None and answer.is_confirmed else None
    if not question.is_scored or not scored.applicable or (reply is not None and reply.is_not_applicable):
        return Fraction(0)
    value = value_of(question, reply) if reply is not None else None
    return (1 - (value or Fraction(0))) * leaf.weight / scored.applicable


def _items(sections: list[Section], sheet: Sheet) -> list[Item]:
    known = {each.pk: each for each in sections}
    rows = Item.objects.filter(section__in=known).order_by("section__position", "position")
    for section in sections:
        section.sheet = sheet
    found = list(rows)
    for item in found:
        item.section = known[item.section_id]
    return found


def _answers(items: list[Item]) -> dict[int, Answers]:
    known = {each.pk: each for each in items}
    found: dict[int, Answers] = {each.pk: {} for each in items}
    rows = Answer.objects.filter(item__in=known).select_related("answered_by__person", "reading")
    for row in rows:
        row.item = known[row.item_id]
        found[row.item_id][Level(row.level)] = row
    return found


def _proven(
    instrument: Instrument, items: list[Item], answers: Mapping[int, Answers], proofs: Mapping[int, tuple[int, int]]
) -> dict[str, Reply]:
    own = ((item, answers[item.pk].get(Level.SELF)) for item in items)
    return replies_of(
        answer
        for item, answer in own
        if answer is not None and is_proven(instrument.questions[item.code], answer, proofs.get(item.pk, (0, 0))[0])
    )


def _comment_counts(items: list[Item]) -> dict[int, int]:
    rows = Comment.objects.filter(item__in=items).order_by().values_list("item").annotate(n=Count("pk"))
    return dict(rows)


def _follow_ups(items: list[Item]) -> dict[int, int]:
    rows = FollowUp.objects.filter(source_label=ITEM, source_id__in=[each.pk for each in items]).unfinished()
    return dict(rows.order_by().values_list("source_id").annotate(n=Count("pk")))


def _section_view(
    section: Section, instrument: Instrument, lines: list[Line], outcome: Outcome, may: Powers, sheet: Sheet
) -> SectionView:
    part = instrument.by_part[section.code]
    counted = outcome.parts[part.code]
    return SectionView(
        section, part, lines, counted.answered, counted.applicable, may.answer and is_open(section, sheet)
    )
