"""Answers of an earlier year come over, to be confirmed one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.assessments.models import Answer, Level, Origin, Sheet
from pranata.engines.assessments.queries import reply_in
from pranata.engines.assessments.replies import WrongReply, check
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.engines.assessments.models import Item
    from pranata.engines.assessments.reading.instrument import Instrument


def earlier_sheet(sheet: Sheet) -> Sheet | None:
    """The office's last sheet of the same instrument and subject of an earlier year, of whatever edition."""
    found = Sheet.objects.filter(
        office=sheet.office, instrument=sheet.instrument, subject=sheet.subject, year__lt=sheet.year
    )
    return found.order_by("-year", "-pk").first()


def carry_answers(sheet: Sheet, items: Mapping[str, Item], instrument: Instrument) -> int:
    """Part of opening: the earlier sheet's own answers that still fit a question of the same code; how many."""
    if sheet.carried_from is None:
        return 0
    old = Answer.objects.filter(item__section__sheet=sheet.carried_from, level=Level.SELF, is_confirmed=True)
    found = [
        _carried(each, items[each.item.code])
        for each in old.select_related("item")
        if each.item.code in items and _fits(each, instrument)
    ]
    return len(Answer.objects.bulk_create(found))


def answer_what_is_out(items: Mapping[str, Item], instrument: Instrument) -> int:
    """Part of opening: what the instrument says does not apply to a KPU office is answered so, with its reason."""
    waiting = set(Answer.objects.filter(item__in=items.values()).values_list("item_id", flat=True))
    found = [
        Answer(item=items[each.code], is_not_applicable=True, note=each.is_out, answered_at=clock.now())
        for each in instrument.questions.values()
        if each.is_out and items[each.code].pk not in waiting
    ]
    return len(Answer.objects.bulk_create(found))


def _fits(answer: Answer, instrument: Instrument) -> bool:
    question, reply = instrument.questions[answer.item.code], reply_in(answer)
    if reply is None:
        return bool(answer.note) and not question.is_scored
    try:
        check(question, reply)
    except WrongReply:
        return False
    return True


def _carried(answer: Answer, item: Item) -> Answer:
    return Answer(
        item=item,
        level=Level.SELF,
        choice=answer.choice,
        numerator=answer.numerator,
        denominator=answer.denominator,
        is_not_applicable=answer.is_not_applicable,
        note=answer.note,
        origin=Origin.CARRIED,
        is_confirmed=False,
        answered_by=answer.answered_by,
        answered_at=clock.now(),
    )
