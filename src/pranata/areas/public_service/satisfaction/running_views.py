"""A survey runs: tried and simulated, opened, closed, its result published; what respondents wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction import doors
from pranata.areas.public_service.satisfaction.forms import PlainForm, PlannedForm
from pranata.areas.public_service.satisfaction.pages import form_page, page_context, saved, sent, survey_or_404
from pranata.areas.public_service.satisfaction.standings import opening_doubts, publishing_doubts
from pranata.base.ui.pages import staff_form, staff_page
from pranata.engines.surveys.actions import running
from pranata.engines.surveys.actions.answering import erase_suggestion
from pranata.engines.surveys.models import EDIT, MANAGE, Survey
from pranata.engines.surveys.queries.progress import (
    Progress,
    progress,
    reckoned,
    suggestions,
    written_answers,
)
from pranata.engines.surveys.sampling.rules import Fullness
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


@staff_form
def open_survey(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    trials = item.responses.filter(is_trial=True).count() if item.is_draft else 0
    lead = _("Sejak hari pertama masa pengisian, jawaban diterima. Kuesioner, cara hitung, dan layanannya tetap.")
    if trials:
        lead += " " + _("%(count)d jawaban uji coba dihapus sekarang dan tidak pernah dihitung.") % {"count": trials}
    doubts = opening_doubts(item, clock.today())
    said = _("Survei dibuka.")
    return _step(request, item, "open_survey", running.open_survey, lead=lead, said=said, doubts=doubts)


@staff_form
def close_survey(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, today = survey_or_404(request, code, pk), clock.today()
    lead = _("Tidak ada jawaban lagi yang diterima, dan hasilnya menjadi tetap.")
    early = [_("Masa pengisiannya belum lewat.")] if item.closes_on >= today else []
    return _step(
        request, item, "close_survey", running.close_survey, lead=lead, said=_("Survei ditutup."), doubts=early
    )


@staff_form
def open_again(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    lead = _("Jawaban diterima lagi sampai hari terakhir masa pengisian, dan hasilnya dapat berubah.")
    return _step(request, item, "open_again", running.open_again, lead=lead, said=_("Survei dibuka lagi."))


@staff_form
def publish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    doubts = publishing_doubts(item, progress(item).count)
    lead = _("Siapa pun dapat membaca hasilnya di portal. Kelompok di bawah lima responden tetap disembunyikan.")
    return _step(request, item, "publish", running.publish, lead=lead, said=_("Hasil diterbitkan."), doubts=doubts)


@staff_form
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = survey_or_404(request, code, pk)
    lead = _("Hasilnya hilang dari portal. Jawaban dan hasil untuk staf tetap ada.")
    return _step(request, item, "withdraw", running.withdraw, lead=lead, said=_("Hasil ditarik dari portal."))


def _step(
    request: HttpRequest,
    item: Survey,
    name: str,
    act: Callable[..., object],
    *,
    lead: str,
    said: str,
    doubts: list[str] | None = None,
) -> HttpResponse:
    """The page that asks before a step, and the step; where it cannot be taken now, back to the survey."""
    request.user.require(MANAGE, item.office)
    step = running.FLOW.steps[name]
    if item.status not in step.sources:
        messages.error(request, _("Keadaannya sudah berubah; buka lagi halamannya."))
        return redirect(item)
    form = PlainForm(**sent(request))
    if saved(form, lambda: act(item, by=request.user)):
        messages.success(request, said)
        return redirect(item)
    title, back = str(step.label), item.get_absolute_url()
    return form_page(
        request, item.office, form, item=item, title=title, lead=lead, back=back, button=title, doubts=doubts
    )


@staff_form
def rehearse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form of a draft, as a respondent will see it."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if not item.is_draft:
        return redirect(item)
    return doors.rehearse(request, item)


@staff_page
def rehearsal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What was tried, and what so many answers as somebody expects would do to the quotas."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if not item.is_draft:
        return redirect(item)
    tried, services = progress(item, trial=True), list(item.services.all())
    expected = {f"s{each.pk}": each.target or 0 for each in services}
    form = PlannedForm(request.GET or None, services=services, initial={**expected, "unnamed": 0})
    planned = reckoned(item, form.counts()) if form.is_bound and form.is_valid() else None
    context = {
        **page_context(request, item.office),
        "item": item,
        "tried": tried,
        "form": form,
        "planned": planned,
        "refused": refused_by(planned) if planned and item.stops_when_full else {},
    }
    return render(request, "satisfaction/rehearsal.html", context, status=422 if form.errors else 200)


def refused_by(planned: Progress) -> dict[int, int]:
    """How many of the planned answers a full service would refuse, by its key."""
    return {
        each.pk: share.count - share.target
        for each, share in planned.services
        if share.fullness == Fullness.FULL and share.target is not None and share.count > share.target
    }


@staff_page
def words(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What respondents wrote, in an order by lot; for who prepares surveys."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    written = written_answers(item)
    context = {
        **page_context(request, item.office),
        "item": item,
        "suggestions": suggestions(item),
        "written": [(each, written[each.pk]) for each in item.added_questions.all() if each.pk in written],
    }
    return render(request, "satisfaction/words.html", context)


@staff_form
def erase_words(request: HttpRequest, code: str, pk: int, response: int) -> HttpResponse:
    """Take out what one respondent wrote; the choices stay counted."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    answer = get_object_or_404(item.responses.filter(batch__isnull=False), pk=response)
    answer.survey = item
    form = PlainForm(**sent(request))
    if saved(form, lambda: erase_suggestion(answer, by=request.user)):
        messages.success(request, _("Tulisan itu dihapus."))
        return redirect("desk:satisfaction:survey_words", code, pk)
    title, back = _("Hapus tulisan responden"), reverse("desk:satisfaction:survey_words", args=[code, pk])
    lead = _("Semua yang ditulis responden ini dihapus untuk selamanya. Jawaban pilihannya tetap dihitung.")
    quotes = words_of(item, answer.pk)
    return form_page(
        request, item.office, form, item=item, title=title, lead=lead, back=back, button=title, quotes=quotes
    )


def words_of(item: Survey, response: int) -> list[str]:
    """Everything that one respondent wrote."""
    written = [(key, text) for rows in written_answers(item).values() for key, text in rows]
    return [text for key, text in (*suggestions(item), *written) if key == response]
