"""The office's sheets by year, with what they are worth, and those that others opened to the reader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.assessments.place import around
from pranata.desk.assessments.words import status_chip
from pranata.engines.assessments.instruments import UnknownInstrument, by_key
from pranata.engines.assessments.models import MANAGE, VIEW, Answer, Assessor, Level, Sheet
from pranata.engines.assessments.notices import title_of
from pranata.engines.assessments.queries import ITEM, is_proven, replies_of
from pranata.engines.assessments.rules import score
from pranata.engines.assessments.sentences import shown
from pranata.engines.evidence.queries import proof_counts
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.desk.assessments.words import Chip
    from pranata.engines.assessments.reading.instrument import Instrument

SHEETS_ON_A_PAGE = 20


@dataclass(frozen=True)
class SheetLine:
    """A sheet as the list shows it; one of an instrument that this version lacks has no totals and no page."""

    sheet: Sheet
    title: str
    basis: str
    status: Chip
    is_known: bool
    claimed: str = "–"
    proven: str = "–"
    category: str = ""
    answered: int = 0
    of: int = 0
    assessors: tuple[str, ...] = ()


@staff_page
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    office, today, user = office_or_404(request, code, VIEW), clock.today(), request.user
    visible = Sheet.objects.visible_to(user).select_related("office")
    page = Paginator(visible.filter(office=office), SHEETS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    opened = visible.exclude(office__in=user.offices_with(VIEW))[:SHEETS_ON_A_PAGE]
    found = lines([*page, *opened], today)
    own = [each for each in found if each.sheet.office_id == office.pk]
    context = {
        **around(user, office),
        "years": [(year, list(each)) for year, each in groupby(own, key=lambda line: line.sheet.year)],
        "opened": [each for each in found if each.sheet.office_id != office.pk],
        "page": page,
        "may_manage": user.can(MANAGE, office),
    }
    return render(request, "desk/assessments/list.html", context)


def lines(found: list[Sheet], today: date) -> list[SheetLine]:
    """Every sheet with its totals; three queries for all of them."""
    answers = own_answers(found)
    every = [each for rows in answers.values() for each in rows]
    proofs = proof_counts(ITEM, [each.item_id for each in every], today=today)
    serving: dict[int, list[str]] = defaultdict(list)
    for each in Assessor.objects.serving().filter(sheet__in=found).select_related("user__person"):
        serving[each.sheet_id].append(str(each.user))
    return [line(each, answers[each.pk], proofs, tuple(serving[each.pk])) for each in found]


def own_answers(found: Iterable[Sheet]) -> dict[int, list[Answer]]:
    """The offices' own answers by sheet; one query."""
    answers: dict[int, list[Answer]] = {each.pk: [] for each in found}
    rows = Answer.objects.filter(level=Level.SELF, is_confirmed=True, item__section__sheet__in=list(answers))
    for each in rows.select_related("item__section").order_by():
        answers[each.item.section.sheet_id].append(each)
    return answers


def line(
    sheet: Sheet, answers: list[Answer], proofs: Mapping[int, tuple[int, int]], assessors: tuple[str, ...]
) -> SheetLine:
    title, status = title_of(sheet), status_chip(sheet)
    try:
        instrument = by_key(sheet.key, sheet.variant)
    except UnknownInstrument:
        return SheetLine(sheet, title, sheet.key, status, is_known=False, assessors=assessors)
    claimed = score(instrument, replies_of(answers))
    proven = score(instrument, replies_of(proven_of(instrument, answers, proofs)))
    counted = [claimed.parts[part.code] for part in instrument.parts]
    return SheetLine(
        sheet,
        title,
        instrument.basis,
        status,
        is_known=True,
        claimed=shown(claimed.total),
        proven=shown(proven.total),
        category=claimed.category or "",
        answered=sum(each.answered for each in counted),
        of=sum(each.applicable for each in counted),
        assessors=assessors,
    )


def proven_of(instrument: Instrument, answers: Iterable[Answer], proofs: Mapping[int, tuple[int, int]]) -> list[Answer]:
    return [
        each
        for each in answers
        if each.item.code in instrument.questions
        and is_proven(instrument.questions[each.item.code], each, proofs.get(each.item_id, (0, 0))[0])
    ]
