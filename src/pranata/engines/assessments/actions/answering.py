"""Answers: given, taken back, accepted from a suggestion, confirmed when they came from another year."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import record
from pranata.engines.assessments.actions.flow import begin_answering, begin_assessing, begin_filling, sealed
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import ANSWER, ASSESS, Answer, Item, Level, Origin
from pranata.engines.assessments.powers import is_open
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.replies import Reply, WrongReply, check
from pranata.engines.assessments.suggestions import suggest
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Section, Sheet
    from pranata.engines.assessments.reading.instrument import Question
    from pranata.engines.assessments.suggestions import Suggestion

BEFORE = {Level.INTERNAL: (Level.SELF,), Level.EXTERNAL: (Level.INTERNAL, Level.SELF)}
BLANK = Reply()  # of a question that asks for words


@transaction.atomic
def answer(
    item: Item, reply: Reply | None, *, level: Level = Level.SELF, note: str = "", reason: str = "", by: User | None
) -> Answer:
    """Answer one item at one level; ``reply`` is None for a question that asks for words, which ``note`` are.

    An assessor says why an answer differs from the level before. Raises ``Forbidden``, also for an assessor of an
    answer of its own, ``Stale`` when it is not the time, ``ValidationError`` naming "reply", "note" or "reason".
    """
    question = _begin(item, level, by)
    _check(question, reply, note)
    before = {each.level: each for each in item.answers.all()}
    reason = reason.strip() if level != Level.SELF else ""
    if level != Level.SELF:
        _check_difference(before, level, reply, reason, by)
    found = before.get(level) or Answer(item=item, level=level)
    return _save(found, reply, by, note=note.strip(), reason=reason, origin=Origin.PERSON, basis_words="", reading=None)


@transaction.atomic
def clear(item: Item, *, level: Level = Level.SELF, by: User | None) -> None:
    """Take an answer back, as if nobody had given it. Raises as ``answer``; nothing to take back is no error."""
    _begin(item, level, by)
    found = item.answers.filter(level=level).first()
    if found is None:
        return
    record(
        office=item.section.sheet.office,
        actor=by,
        action="assessments.answer_cleared",
        target=item,
        before=_facts(found),
        **sealed(by, note=found.note, reason=found.reason),
    )
    found.delete()


@transaction.atomic
def accept(item: Item, *, by: User, note: str = "") -> Answer:
    """Take what the house suggests of an item, with its reason and the reading it rests on.

    Raises as ``answer``, ``ValidationError`` when nothing is suggested any more.
    """
    _begin(item, Level.SELF, by)
    found = suggest(item.section.sheet, [item]).get(item.code)
    if found is None:
        raise ValidationError(_("Saran untuk butir ini tidak ada lagi."))
    current = item.answers.filter(level=Level.SELF).first() or Answer(item=item, level=Level.SELF)
    return _accept(current, found, by, note=note.strip() or current.note)


@transaction.atomic
def accept_certain(sheet: Sheet, *, by: User) -> list[Answer]:
    """Take every suggestion that leaves no choice, for the items nobody has answered. Raises as ``answer``."""
    begin_filling(sheet, by)
    found = (
        Item.objects.filter(section__sheet=sheet).select_related("section").order_by("section__position", "position")
    )
    answered = set(Answer.objects.filter(item__in=found, level=Level.SELF).values_list("item_id", flat=True))
    answered |= judged(found, by)
    items = [each for each in found if each.pk not in answered and is_open(each.section, sheet)]
    for each in items:
        each.section.sheet = sheet
    offered = suggest(sheet, items)
    certain = [(each, offered[each.code]) for each in items if each.code in offered and offered[each.code].is_certain]
    return [_accept(Answer(item=item, level=Level.SELF), what, by, note="") for item, what in certain]


@transaction.atomic
def confirm(item: Item, *, by: User) -> Answer:
    """Say that last year's answer still holds. Raises as ``answer``, ``ValidationError`` when none waits."""
    _begin(item, Level.SELF, by)
    found = item.answers.filter(level=Level.SELF, is_confirmed=False).first()
    if found is None:
        raise ValidationError(_("Tidak ada jawaban tahun lalu yang menunggu dipastikan."))
    return _confirm(found, by)


@transaction.atomic
def confirm_all(section: Section, *, by: User) -> list[Answer]:
    """As ``confirm``, for all of a section that wait. Raises as ``answer``."""
    sheet = section.sheet
    begin_filling(sheet, by)
    section.refresh_from_db(fields=["is_returned", "is_ready"])
    if not is_open(section, sheet):
        raise ValidationError(_("Bagian ini tidak dikembalikan."))
    waiting = Answer.objects.filter(item__section=section, level=Level.SELF, is_confirmed=False)
    rows = list(waiting.select_related("item").order_by("item__position"))
    own = judged([each.item for each in rows], by)
    found = [each for each in rows if each.item_id not in own]
    for each in found:
        each.item.section = section
    return [_confirm(each, by) for each in found]


def _begin(item: Item, level: Level, by: User | None) -> Question:
    """The item's question, once ``by`` may answer it at ``level``."""
    sheet = item.section.sheet
    if level == Level.SELF:
        begin_answering(item, by)
        if judged([item], by):
            raise Forbidden(ANSWER)
    elif by is None:
        raise Forbidden(ASSESS)
    else:
        begin_assessing(sheet, level, by)
    return by_key(sheet.key, sheet.variant).questions[item.code]


def _check(question: Question, reply: Reply | None, note: str) -> None:
    if reply is None or reply == BLANK:
        if question.is_scored:
            raise ValidationError({"reply": _("Pilih jawabannya.")})
        if not note.strip():
            raise ValidationError({"note": _("Bagian ini belum diisi.")})
        return
    try:
        check(question, reply)
    except WrongReply as error:
        raise ValidationError({"reply": str(error)}) from None


def judged(items: Iterable[Item], by: User | None) -> set[int]:
    """Those of ``items``, by key, that ``by`` assessed and so does not answer for the office; one query."""
    if by is None:
        return set()
    found = Answer.objects.filter(item__in=list(items), answered_by=by).exclude(level=Level.SELF)
    return set(found.values_list("item_id", flat=True))


def _check_difference(
    before: dict[str, Answer], level: Level, reply: Reply | None, reason: str, by: User | None
) -> None:
    """An assessor judges no answer of its own, and says why it answers otherwise than the level before."""
    if by is not None and any(before[each].answered_by_id == by.pk for each in BEFORE[level] if each in before):
        raise Forbidden(ASSESS)
    earlier = next((before[each] for each in BEFORE[level] if each in before and before[each].is_confirmed), None)
    said = reply_in(earlier) if earlier is not None else None
    if (said or BLANK) != (reply or BLANK) and not reason:
        raise ValidationError({"reason": _("Sebutkan alasan perbedaan dengan jawaban sebelumnya.")})


def _accept(current: Answer, found: Suggestion, by: User | None, *, note: str) -> Answer:
    fields = {"origin": Origin.SUGGESTED, "basis_words": found.words[:500], "reading": found.reading}
    return _save(current, found.reply, by, note=note, reason="", **fields)


def _save(current: Answer, reply: Reply | None, by: User | None, **fields: Any) -> Answer:
    before = _facts(current) if current.pk else {}
    reply = reply or BLANK
    current.choice, current.is_not_applicable = reply.choice, reply.is_not_applicable
    current.numerator, current.denominator = _stored(reply.numerator), _stored(reply.denominator)
    for name, value in fields.items():
        setattr(current, name, value)
    current.is_confirmed, current.answered_by, current.answered_at = True, by, clock.now()
    current.clean_fields(exclude=["item", "reading", "answered_by"])
    current.save()
    record(
        office=current.item.section.sheet.office,
        actor=by,
        action="assessments.answered",
        target=current.item,
        before=before,
        after=_facts(current),
        **sealed(by, note=current.note, reason=current.reason),
    )
    return current


def _confirm(found: Answer, by: User | None) -> Answer:
    found.is_confirmed, found.answered_by, found.answered_at = True, by, clock.now()
    found.save(update_fields=["is_confirmed", "answered_by", "answered_at"])
    facts = _facts(found)
    record(
        office=found.item.section.sheet.office,
        actor=by,
        action="assessments.answer_confirmed",
        target=found.item,
        after=facts,
    )
    return found


def _stored(number: Fraction | None) -> Decimal | None:
    """A number as its column keeps it. Raises ``ValidationError`` for more than six decimals."""
    if number is None:
        return None
    made = Decimal(number.numerator) / Decimal(number.denominator)
    if number != Fraction(made) or made != round(made, 6):
        raise ValidationError({"reply": _("Tulis bilangan dengan paling banyak enam angka di belakang koma.")})
    return made


def _facts(found: Answer) -> dict[str, object]:
    return {
        "level": found.level,
        "choice": found.choice,
        "numerator": None if found.numerator is None else str(found.numerator.normalize()),
        "denominator": None if found.denominator is None else str(found.denominator.normalize()),
        "is_not_applicable": found.is_not_applicable,
        "origin": found.origin,
        "reading": found.reading_id,
    }
