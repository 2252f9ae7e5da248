"""A sheet beside those of earlier years: totals, parts and answers, as far as they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render

from pranata.base.ui.pages import staff_page
from pranata.desk.assessments.place import about, sheet_or_404
from pranata.desk.assessments.words import full_title
from pranata.engines.assessments.instruments import UnknownInstrument, by_key
from pranata.engines.assessments.models import Answer, Level, Sheet
from pranata.engines.assessments.queries import outcomes_of, reply_in
from pranata.engines.assessments.rules import TOTAL, value_of
from pranata.engines.assessments.sentences import shown
from pranata.engines.assessments.words import reply_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.engines.assessments.reading.instrument import Instrument
    from pranata.engines.assessments.replies import Reply
    from pranata.engines.assessments.rules import Outcome

EARLIER = 4  # sheets of earlier years that stand beside one another


@dataclass(frozen=True)
class Year:
    """One sheet: what it is worth and what it answers, an assessor's answer before the office's own."""

    sheet: Sheet
    instrument: Instrument
    outcome: Outcome
    replies: Mapping[str, Reply]


@dataclass(frozen=True)
class PartLine:
    """One part over the years, the earliest first; None where that edition has no such part."""

    title: str
    points: list[str | None]
    is_total: bool


@dataclass(frozen=True)
class Change:
    """One answer that is not what it was; ``sign`` says which way its worth went."""

    code: str
    text: str
    before: str
    after: str
    sign: str


@staff_page
def sheet_years(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    sheet = sheet_or_404(request, code, pk)
    years, unknown = years_of(sheet, request.user)
    earlier = years[:-1]
    asked = request.GET.get("dengan", "")
    other = next((each for each in earlier if str(each.sheet.pk) == asked), earlier[-1] if earlier else None)
    context = {
        **about(request.user, sheet),
        "years": years,
        "earlier": earlier,
        "unknown": unknown,
        "other": other,
        "parts": part_lines(years),
        "missing_parts": missing_parts(years),
        "changes": changes(other, years[-1]) if other else [],
        "not_shared": not_shared(other, years[-1]) if other else 0,
    }
    return render(request, "desk/assessments/years.html", context)


def years_of(sheet: Sheet, user: User) -> tuple[list[Year], list[Sheet]]:
    """The sheet and those of earlier years about the same, the earliest first; then those of unknown editions."""
    found = Sheet.objects.visible_to(user).filter(
        office=sheet.office, instrument=sheet.instrument, subject=sheet.subject, year__lt=sheet.year
    )
    before = list(found.select_related("office").order_by("-year", "-pk")[:EARLIER])
    known: dict[int, Instrument] = {}
    for each in [*reversed(before), sheet]:
        try:
            known[each.pk] = by_key(each.key, each.variant)
        except UnknownInstrument:
            continue
    rows = [each for each in [*reversed(before), sheet] if each.pk in known]
    answers = answers_of(rows)
    years = [year(each, known[each.pk], answers[each.pk].values()) for each in rows]
    return years, [each for each in before if each.pk not in known]


def answers_of(sheets: Iterable[Sheet]) -> dict[int, dict[int, dict[Level, Answer]]]:
    """The confirmed answers of sheets by sheet, item and level; one query."""
    rows = list(sheets)
    found: dict[int, dict[int, dict[Level, Answer]]] = {each.pk: {} for each in rows}
    known = Answer.objects.filter(item__section__sheet__in=rows, is_confirmed=True).select_related("item__section")
    for answer in known:
        items = found[answer.item.section.sheet_id]
        items.setdefault(answer.item_id, {})[Level(answer.level)] = answer
    return found


def year(sheet: Sheet, instrument: Instrument, answers: Iterable[dict[Level, Answer]]) -> Year:
    rows = list(answers)
    replies = {}
    for level in Level:
        for each in rows:
            reply = reply_in(each[level]) if level in each else None
            if reply is not None:
                replies[each[level].item.code] = reply
    return Year(sheet, instrument, outcomes_of(instrument, rows)[Level.EXTERNAL], replies)


def part_lines(years: list[Year]) -> list[PartLine]:
    """The total, the highest parts and the sections of the newest sheet, wherever an edition has them."""
    newest = years[-1].instrument
    codes = [each.code for each in newest.walk() if each.is_section or each in newest.parts]
    return [
        PartLine(full_title(newest, code), [points(each, code) for each in years], code == TOTAL)
        for code in [TOTAL, *codes]
    ]


def points(each: Year, code: str) -> str | None:
    return shown(each.outcome.points(code)) if code == TOTAL or code in each.outcome.parts else None


def missing_parts(years: list[Year]) -> list[tuple[int, list[str]]]:
    """By year the sections of an earlier sheet that the newest one has not, which are therefore not compared."""
    newest = years[-1].instrument.by_part
    found = [
        (each.sheet.year, [part.title for part in each.instrument.sections if part.code not in newest])
        for each in years[:-1]
    ]
    return [(when, titles) for when, titles in found if titles]


def changes(before: Year, after: Year) -> list[Change]:
    """The answers that differ, of the questions that both editions ask, in the order of the form."""
    found = []
    for code in shared(before, after):
        earlier, question = before.instrument.questions[code], after.instrument.questions[code]
        was, is_now = before.replies.get(code), after.replies.get(code)
        if was == is_now:
            continue
        low = (value_of(earlier, was) if was else None) or 0
        high = (value_of(question, is_now) if is_now else None) or 0
        sign = "↑" if high > low else "↓" if high < low else "="
        found.append(Change(code, question.text, reply_words(earlier, was), reply_words(question, is_now), sign))
    return found


def shared(before: Year, after: Year) -> list[str]:
    """The questions that both editions ask under the same code in the same words; a code alone may mean another one."""
    earlier = before.instrument.questions
    return [
        code for code, each in after.instrument.questions.items() if code in earlier and earlier[code].text == each.text
    ]


def not_shared(before: Year, after: Year) -> int:
    """How many questions of either edition are not compared."""
    return len(before.instrument.questions) + len(after.instrument.questions) - 2 * len(shared(before, after))
