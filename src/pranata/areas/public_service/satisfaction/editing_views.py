"""A survey is prepared: its facts, services and quotas, added questions; or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.forms import PlainForm, QuestionForm, change_form
from pranata.areas.public_service.satisfaction.pages import form_page, page_context, saved, sent, survey_or_404
from pranata.areas.public_service.satisfaction.service_rows import (
    RowsFormSet,
    divided,
    empty_rows,
    proposed_rows,
    sent_rows,
    stored_rows,
)
from pranata.areas.public_service.satisfaction.views import facts_page
from pranata.base.org.copies import copy_token
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.engines.surveys.actions import making, questions
from pranata.engines.surveys.models import EDIT, AddedQuestion, Survey

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest


@staff_form
def change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if item.has_ended:
        return redirect(item)
    form, seen = change_form(request.POST if request.method == "POST" else None, item), copy_token(item)

    def run() -> object:
        return making.change(item, by=request.user, seen=request.POST.get("seen", ""), **form.values())

    if saved(form, run):
        messages.success(request, _("Survei disimpan."))
        return redirect(item)
    title, back = _("Ubah survei"), item.get_absolute_url()
    return facts_page(
        request, item.office, form, known=item.questionnaire, title=title, back=back, item=item, seen=seen
    )


@staff_form
def discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if not item.is_draft:
        return redirect(item)
    form = PlainForm(**sent(request))
    if saved(form, lambda: making.discard(item, by=request.user)):
        messages.success(request, _("Rancangan survei dibuang."))
        return redirect("desk:satisfaction:surveys", code)
    title, back = _("Buang rancangan"), item.get_absolute_url()
    lead = _("Rancangan ini hilang beserta layanan, pertanyaan tambahan, dan jawaban uji cobanya.")
    return form_page(request, item.office, form, item=item, title=title, lead=lead, back=back, button=title)


@staff_form
def services(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The services that are asked about, as rows; proposals and quotas fill rows that are not stored yet."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if item.has_ended:
        return redirect(item)
    proposals = proposed_rows(item, request.user)
    if request.method != "POST":
        is_proposed = "usulan" in request.GET
        rows = [*stored_rows(item), *(proposals if is_proposed else [])]
        return _rows_page(
            request, item, empty_rows(rows), proposals=[] if is_proposed else proposals, unsaved=is_proposed
        )
    formset, fault = RowsFormSet(request.POST), ""
    if formset.is_valid():
        rows = sent_rows(formset)
        do = request.POST.get("lakukan", "")
        try:
            if do == "kuota":
                return _rows_page(request, item, empty_rows(divided(item, rows)), proposals=proposals, unsaved=True)
            making.set_services(item, rows, by=request.user)
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            messages.success(request, _("Layanan disimpan."))
            return redirect("desk:satisfaction:survey_services", code, pk) if do == "lagi" else redirect(item)
    return _rows_page(request, item, formset, proposals=proposals, fault=fault, status=422)


def _rows_page(
    request: HttpRequest,
    item: Survey,
    formset: Any,
    *,
    proposals: list[dict[str, Any]],
    unsaved: bool = False,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **page_context(request, item.office),
        "item": item,
        "formset": formset,
        "proposals": proposals,
        "unsaved": unsaved,
        "fault": fault,
    }
    return render(request, "satisfaction/services.html", context, status=status)


@staff_page
def added(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """All questions as the form asks them: the official ones, which nobody changes, then the office's own."""
    item = survey_or_404(request, code, pk)
    known = item.questionnaire
    context = {
        **page_context(request, item.office),
        "item": item,
        "known": known,
        "official": known.questions if known else (),
        "questions": list(item.added_questions.all()),
        "may_change": item.is_draft and request.user.can(EDIT, item.office),
    }
    return render(request, "satisfaction/questions.html", context)


@staff_form
def add_question(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if not item.is_draft:
        return redirect("desk:satisfaction:survey_questions", code, pk)
    form = QuestionForm(**sent(request))
    if saved(form, lambda: questions.add_question(item, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Pertanyaan ditambahkan."))
        return redirect("desk:satisfaction:survey_questions", code, pk)
    return _question_page(request, item, form, title=_("Tambah pertanyaan"))


@staff_form
def change_question(request: HttpRequest, code: str, pk: int, added: int) -> HttpResponse:
    question = question_or_404(request, code, pk, added)
    if not question.survey.is_draft:
        return redirect("desk:satisfaction:survey_questions", code, pk)
    form = QuestionForm(**sent(request), item=question)
    if saved(form, lambda: questions.change_question(question, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Pertanyaan disimpan."))
        return redirect("desk:satisfaction:survey_questions", code, pk)
    return _question_page(request, question.survey, form, title=_("Ubah pertanyaan"))


@staff_form
def remove_question(request: HttpRequest, code: str, pk: int, added: int) -> HttpResponse:
    question = question_or_404(request, code, pk, added)
    if not question.survey.is_draft:
        return redirect("desk:satisfaction:survey_questions", code, pk)
    form = PlainForm(**sent(request))
    if saved(form, lambda: questions.remove_question(question, by=request.user)):
        messages.success(request, _("Pertanyaan dihapus."))
        return redirect("desk:satisfaction:survey_questions", code, pk)
    return _question_page(request, question.survey, form, title=_("Hapus pertanyaan"), lead=question.text)


@staff_post
def move_question(request: HttpRequest, code: str, pk: int, added: int) -> HttpResponse:
    """One place up, or down."""
    question = question_or_404(request, code, pk, added)
    form = PlainForm(request.POST)
    is_up = request.POST.get("arah") == "naik"
    if not saved(form, lambda: questions.move_question(question, up=is_up, by=request.user)):
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect(f"{reverse('desk:satisfaction:survey_questions', args=[code, pk])}#t{added}")


def question_or_404(request: HttpRequest, code: str, pk: int, added: int) -> AddedQuestion:
    """An added question of a survey that the reader may see and prepare."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    question = get_object_or_404(item.added_questions, pk=added)
    question.survey = item
    return question


def _question_page(request: HttpRequest, item: Survey, form: Any, *, title: str, lead: str = "") -> HttpResponse:
    back = reverse("desk:satisfaction:survey_questions", args=[item.office.code, item.pk])
    button = "" if form.fields else title
    return form_page(request, item.office, form, item=item, title=title, lead=lead, back=back, button=button)
