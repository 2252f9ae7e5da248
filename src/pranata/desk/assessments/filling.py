"""The sheet on screen, and what is done in its rows: answered, a suggestion accepted, last year's answer confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_page, staff_post, wants_part
from pranata.desk.assessments.buttons import buttons
from pranata.desk.assessments.forms import AnswerForm
from pranata.desk.assessments.page import EVERY, SheetPage
from pranata.desk.assessments.place import (
    STALE,
    about,
    instrument_of,
    item_or_404,
    section_address,
    section_or_404,
    sheet_or_404,
)
from pranata.engines.assessments.actions import answering
from pranata.engines.assessments.models import Answer, Level
from pranata.engines.assessments.queries import read_sheet
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from pranata.engines.assessments.models import Item, Sheet


@staff_page
def sheet(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One section of it (``?bagian=``), or all of them (``semua``); ``?tingkat=`` where one may assess at several."""
    found = sheet_or_404(request, code, pk)
    return sheet_page(request, found, request.GET.get("bagian", ""), level=level_in(request.GET))


@staff_post
def sheet_answer(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """One answer, sent from its row."""
    item = item_or_404(request, code, pk, question)
    level = level_in(request.POST) or Level.SELF
    held = Answer.objects.filter(item=item, level=level).first()
    form = answer_form(request, item, level, held)
    status = 422
    if form.is_valid() and form.reply is None:
        form.add_error(None, _("Pilih atau isi jawabannya dahulu."))
    elif form.is_valid():
        try:
            write_answer(item, form, level, held, request)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
            status = 409
        else:
            return done(request, item, level)
    return row_again(request, item, level, status=status, sent={item.code: form})


@staff_post
def sheet_answers(request: HttpRequest, code: str, pk: int, section: str) -> HttpResponse:
    """All answers of a section that were changed, sent at once where the page runs without script; all or none."""
    found = section_or_404(request, code, pk, section)
    level = level_in(request.POST) or Level.SELF
    items = found.items.prefetch_related("answers")
    changed: list[tuple[Item, AnswerForm, Answer | None]] = []
    for item in items:
        item.section = found
        held = next((each for each in item.answers.all() if each.level == level), None)
        form = answer_form(request, item, level, held)
        if form.has_changed() and not (form.is_valid() and form.reply is None):
            changed.append((item, form, held))
    try:
        with transaction.atomic():
            is_written = write_all(changed, level, request)
    except Stale:
        messages.error(request, str(STALE))
        return redirect(section_address(found.sheet, section))
    if is_written:
        words = ngettext("%d jawaban disimpan.", "%d jawaban disimpan.", len(changed)) % len(changed)
        messages.success(request, words if changed else _("Tidak ada jawaban yang berubah."))
        return redirect(section_address(found.sheet, section))
    sent = {item.code: form for item, form, _held in changed}
    return sheet_page(request, found.sheet, section, level=level, sent=sent, status=422)


def write_all(changed: list[tuple[Item, AnswerForm, Answer | None]], level: Level, request: HttpRequest) -> bool:
    """Write every answer; of one that is wrong none, and its form says why. Part of a transaction."""
    for item, form, held in changed:
        if not form.errors:
            try:
                write_answer(item, form, level, held, request)
            except ValidationError as error:
                form.refuse(error)
    is_right = not any(form.errors for _item, form, _held in changed)
    if not is_right:
        transaction.set_rollback(True)
    return is_right


@staff_post
def sheet_accept(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """The suggestion becomes the office's answer."""
    item = item_or_404(request, code, pk, question)
    return carry_out(request, item, lambda: answering.accept(item, by=request.user))


@staff_post
def sheet_confirm(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Last year's answer holds this year too."""
    item = item_or_404(request, code, pk, question)
    return carry_out(request, item, lambda: answering.confirm(item, by=request.user))


@staff_post
def sheet_accept_all(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Every suggestion that leaves no choice becomes the office's answer."""
    found = sheet_or_404(request, code, pk)

    def write() -> str:
        count = len(answering.accept_certain(found, by=request.user))
        if not count:
            return _("Tidak ada saran pasti yang belum dijawab.")
        return ngettext("%d saran diterima.", "%d saran diterima.", count) % count

    return many(request, found, write)


@staff_post
def sheet_confirm_all(request: HttpRequest, code: str, pk: int, section: str) -> HttpResponse:
    """Every answer of last year in one section holds this year too."""
    found = section_or_404(request, code, pk, section)

    def write() -> str:
        count = len(answering.confirm_all(found, by=request.user))
        return ngettext("%d jawaban tahun lalu dipastikan.", "%d jawaban tahun lalu dipastikan.", count) % count

    return many(request, found.sheet, write, section)


def many(request: HttpRequest, sheet: Sheet, write: Callable[[], str], section: str = "") -> HttpResponse:
    """``write``, and back to the sheet with the sentence it returns, or with what was refused."""
    try:
        messages.success(request, write())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Stale:
        messages.error(request, str(STALE))
    return redirect(section_address(sheet, section or request.POST.get("bagian", "")))


def carry_out(request: HttpRequest, item: Item, write: Callable[[], object]) -> HttpResponse:
    """``write`` something of one row of the office's own answers, and show the row again."""
    try:
        write()
    except ValidationError as error:
        return row_again(request, item, Level.SELF, status=422, problem=" ".join(error.messages))
    except Stale:
        return row_again(request, item, Level.SELF, status=409, problem=str(STALE))
    return done(request, item, Level.SELF)


def answer_form(request: HttpRequest, item: Item, level: Level, held: Answer | None, **options: Any) -> AnswerForm:
    question = instrument_of(item.section.sheet).questions[item.code]
    return AnswerForm(request.POST, question=question, level=level, held=held, **options)


def write_answer(item: Item, form: AnswerForm, level: Level, held: Answer | None, request: HttpRequest) -> Answer:
    """The answer as it was sent; words that the form does not ask for stay as they are."""
    said = form.cleaned_data
    return answering.answer(
        item,
        form.reply,
        level=level,
        note=said.get("note", held.note if held else ""),
        reason=said.get("reason", held.reason if held else ""),
        by=request.user,
    )


def done(request: HttpRequest, item: Item, level: Level) -> HttpResponse:
    """The row as it now stands with the totals, or for a browser without script the section again."""
    if wants_part(request):
        return row_again(request, item, level, status=200)
    address = section_address(item.section.sheet, item.section.code, item.code)
    return redirect(address)


def row_again(
    request: HttpRequest,
    item: Item,
    level: Level,
    *,
    status: int,
    sent: Mapping[str, AnswerForm] | None = None,
    problem: str = "",
) -> HttpResponse:
    """The row alone for htmx, with totals, sections and conditions; else the whole page."""
    sheet = item.section.sheet
    problems = {item.code: problem} if problem else {}
    if not wants_part(request):
        return sheet_page(request, sheet, item.section.code, level=level, sent=sent, problems=problems, status=status)
    page = read_page(request, sheet, item.section.code, level=level, sent=sent, problems=problems)
    context = {
        **about(request.user, sheet),
        **page.context(),
        **buttons(page.view),
        "row": page.row_for(item.code),
        "section": item.section,
        "is_part": True,
    }
    response = render(request, "desk/assessments/answered.html", context, status=status)
    response["HX-Push-Url"] = "false"
    return response


def sheet_page(request: HttpRequest, sheet: Sheet, wanted: str, *, status: int = 200, **said: Any) -> HttpResponse:
    page = read_page(request, sheet, wanted, **said)
    context = {
        **about(request.user, sheet),
        **page.context(),
        **buttons(page.view),
        "every": EVERY,
    }
    return render(request, "desk/assessments/sheet.html", context, status=status)


def read_page(request: HttpRequest, sheet: Sheet, wanted: str, **said: Any) -> SheetPage:
    view = read_sheet(sheet, reader=request.user, today=clock.today())
    return SheetPage(view, wanted, reader=request.user, **said)


def level_in(data: Mapping[str, str]) -> Level | None:
    """The level that ``tingkat`` names; None of nonsense."""
    asked = data.get("tingkat", "")
    return Level(asked) if asked in Level.values else None
