"""One item: what each option asks for, the three answers side by side, what proves it, what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form, staff_post
from pranata.desk.assessments.filling import answer_form, level_in, write_answer
from pranata.desk.assessments.forms import AnswerForm
from pranata.desk.assessments.page import is_own, may_write, writing_level
from pranata.desk.assessments.place import STALE, about, item_or_404, section_address
from pranata.desk.assessments.proofs import section_of
from pranata.desk.assessments.rows import LEVELS, before_of, choices, key_of, out_choice, row_of, said_in
from pranata.desk.assessments.step_forms import CommentForm
from pranata.desk.assessments.words import mark_words
from pranata.desk.evidence.words import chips
from pranata.desk.tasks.follow_ups import chips as follow_up_chips
from pranata.engines.assessments.actions import answering, comments
from pranata.engines.assessments.models import VIEW, Answer, Comment, Level
from pranata.engines.assessments.opened import evidence_open_to
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.sentences import shown
from pranata.engines.assessments.words import NOT_APPLICABLE, points, reply_words
from pranata.engines.evidence.models import Use
from pranata.engines.followups.models import OPEN
from pranata.engines.followups.queries import follow_ups_of
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.desk.assessments.rows import Choice
    from pranata.desk.evidence.words import Chip
    from pranata.engines.assessments.models import Item
    from pranata.engines.assessments.queries import Line, SheetView


@dataclass(frozen=True)
class Column:
    """What one level answered, or that it has not; ``differs`` from the level before it."""

    level: Level
    answer: Answer | None
    words: str
    worth: str
    differs: bool


@staff_form
def sheet_item(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Its page; POST writes the answer of one level with the words beside it."""
    item = item_or_404(request, code, pk, question)
    if request.method != "POST":
        return item_page(request, item)
    level = level_in(request.POST) or Level.SELF
    held = Answer.objects.filter(item=item, level=level).first()
    form, status = answer_form(request, item, level, held, with_notes=True), 422
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
            messages.success(request, _("Jawaban %s disimpan.") % item.code)
            return redirect(item.get_absolute_url())
    return item_page(request, item, level=level, form=form, status=status)


@staff_post
def sheet_clear(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Takes the answer of one level away."""
    item = item_or_404(request, code, pk, question)
    try:
        answering.clear(item, level=level_in(request.POST) or Level.SELF, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Stale:
        messages.error(request, str(STALE))
    else:
        messages.success(request, _("Jawaban %s dihapus.") % item.code)
    return redirect(item.get_absolute_url())


@staff_post
def sheet_comment(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """One more remark about the item."""
    item = item_or_404(request, code, pk, question)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comments.comment(item, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
        else:
            messages.success(request, _("Komentar dikirim."))
            return redirect(f"{item.get_absolute_url()}#komentar")
    return item_page(request, item, comment_form=form, status=422)


def item_page(
    request: HttpRequest,
    item: Item,
    *,
    level: Level | None = None,
    form: AnswerForm | None = None,
    comment_form: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, sheet, today = request.user, item.section.sheet, clock.today()
    view = read_sheet(sheet, reader=user, today=today)
    line, section = view.line(item.code), section_view(view, item)
    level = writing_level(view, level or level_in(request.GET))
    answer = line.answers.get(level)
    question = line.question
    if form is None and may_write(view, section, level) and not is_own(line, user, level):
        form = AnswerForm(question=question, level=level, held=answer, with_notes=True)
    context = {
        **about(user, sheet),
        "view": view,
        "item": item,
        "line": line,
        "question": question,
        "row": row_of(line, Level.SELF, may_write=False),
        "level": level,
        "other_levels": [each for each in LEVELS if each != level and may_write(view, section, each)],
        "columns": columns(line),
        "form": form,
        "choices": item_choices(line, level, form),
        "mark": mark_words(question.mark),
        "scale_mark": mark_words(question.scale.mark) if question.scale.mark != question.mark else "",
        "weight": _("%(weight)s untuk %(count)d butir") % leaf_weight(line),
        "offer": reply_words(question, line.suggestion.reply) if line.suggestion else "",
        "may_accept": level == Level.SELF and form is not None and line.suggestion is not None and answer is None,
        "may_clear": form is not None and answer is not None,
        "evidence": section_of(item, user),
        "opened": opened_evidence(item, user, today),
        "comments": Comment.objects.filter(item=item).select_related("by__person"),
        "comment_form": comment_form or CommentForm(),
        "follow_ups": [
            (each, follow_up_chips(each, today)) for each in follow_ups_of("assessments.item", item.pk, reader=user)
        ],
        "may_open": user.can(OPEN, sheet.office),
        "history": history_address(user, sheet, item),
        "back": section_address(sheet, item.section.code, item.code),
        "neighbours": neighbours(view, item.code),
    }
    return render(request, "desk/assessments/item.html", context, status=status)


def opened_evidence(item: Item, user: User, today: date) -> list[tuple[Use, list[Chip]]]:
    """What proves the item, as far as it is open to a guest; an account of the office has the office's own pages."""
    sheet = item.section.sheet
    if user.can(VIEW, sheet.office):
        return []
    found = Use.objects.of(item).filter(evidence__in=evidence_open_to(sheet, user))
    return [(each, chips(each.evidence, today)) for each in found.select_related("evidence__file", "evidence__office")]


def leaf_weight(line: Line) -> dict[str, Any]:
    return {"weight": shown(line.leaf.weight), "count": sum(each.is_scored for each in line.leaf.questions)}


def section_view(view: SheetView, item: Item) -> Any:
    return next(each for each in view.sections if each.section.code == item.section.code)


def columns(line: Line) -> list[Column]:
    """The answers of the three levels; of an assessor's that nobody gave it says so."""
    found = []
    for level in LEVELS:
        answer = line.answers.get(level)
        reply, before = said_in(answer), before_of(line, level)
        found.append(
            Column(
                level,
                answer,
                reply_words(line.question, reply),
                points(line.question, reply),
                differs=answer is not None and before is not None and said_in(before) != reply,
            )
        )
    return found


def item_choices(line: Line, level: Level, form: AnswerForm | None) -> list[Choice]:
    """The options with their words, and that the question does not apply."""
    held = key_of(said_in(line.answers.get(level)))
    chosen = form["choice"].value() or "" if form is not None and "choice" in form.fields else held
    offered = key_of(line.suggestion.reply) if line.suggestion and not held else ""
    found = choices(line.question, chosen, offered)
    if found and all(each.key != NOT_APPLICABLE for each in found):
        found.append(out_choice(chosen))
    return found


def neighbours(view: SheetView, code: str) -> tuple[str, str]:
    """The addresses of the items before and after, "" at an end."""
    codes, sheet = [line.question.code for line in view.lines], view.sheet
    place = codes.index(code)
    near = (codes[place - 1] if place else "", *codes[place + 1 : place + 2], "")[:2]
    before, after = (
        reverse("desk:sheet_item", args=[sheet.office.code, sheet.pk, each]) if each else "" for each in near
    )
    return before, after


def history_address(user: Any, sheet: Any, item: Item) -> str:
    """Where the audit of the item stands, for who may read it; else ""."""
    if not user.can("audit.view", sheet.office):
        return ""
    return f"{reverse('desk:audit', args=[sheet.office.code])}?objek=assessments.item&nomor={item.pk}"
