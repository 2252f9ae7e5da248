"""The surveys of an office, one of them, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.forms import CopyForm, SurveyForm, new_form
from pranata.areas.public_service.satisfaction.pages import (
    certainty_words,
    form_page,
    origin_words,
    page_context,
    public_address,
    saved,
    sent,
    standing,
    survey_or_404,
)
from pranata.areas.public_service.satisfaction.standings import next_steps
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, wants_part
from pranata.engines.surveys.actions import making
from pranata.engines.surveys.actions.running import FLOW
from pranata.engines.surveys.models import EDIT, VIEW, Status, Survey
from pranata.engines.surveys.queries.progress import counts_of, progress, target_of
from pranata.engines.surveys.questionnaires import UnknownQuestionnaire, by_key, questionnaires
from pranata.engines.surveys.respondents import fields_of
from pranata.engines.surveys.sampling.rules import sample_size
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

OWN = "sendiri"  # what the address calls a survey without official questions
PRINTED_EXCEPTION = 100_000  # the one population whose printed number the formula misses by one
MOST_DIGITS = 8


@staff_page
def surveys(request: HttpRequest, code: str) -> HttpResponse:
    """Every survey of one year or of all, open ones first, each with its answers against what is wanted."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    found = Survey.objects.visible_to(request.user).filter(office=office)
    years = sorted(set(found.order_by().values_list("year", flat=True)), reverse=True)
    year = int(chosen) if (chosen := request.GET.get("tahun", "")).isdigit() and chosen.isascii() else None
    rows = list(found.filter(year=year) if year in years else found)
    counts = counts_of(rows)
    for each in rows:
        each.office = office
    ordered = sorted(rows, key=lambda each: (each.status != Status.OPEN, not each.is_draft))
    context = {
        **page_context(request, office),
        "rows": [
            {
                "survey": each,
                "known": each.questionnaire,
                "chips": standing(each, today),
                "count": counts.get(each.pk, 0),
                "target": target_of(each),
            }
            for each in ordered
        ],
        "years": years,
        "year": year if year in years else None,
    }
    return render(request, "satisfaction/surveys.html", context)


@staff_page
def survey(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One survey: where it stands, its answers by service, its doors, and what comes next."""
    item, today = survey_or_404(request, code, pk), clock.today()
    found = progress(item)
    context = {
        **page_context(request, item.office),
        "item": item,
        "chips": standing(item, today),
        "progress": found,
        "is_live": item.takes_answers(today),
    }
    if wants_part(request):
        return render(request, "satisfaction/survey.html#progress", context)
    context |= {
        "known": item.questionnaire,
        "origin": origin_words(item.questionnaire),
        "method": item.questionnaire.method(item.method) if item.questionnaire else None,
        "asked": fields_of(item.asked_fields),
        "wanted": target_of(item),
        "trials": progress(item, trial=True).count if item.is_draft else 0,
        "next": [(each, request.user.can(each.permission, item.office)) for each in next_steps(item, today)],
        "steps": {each.name for each in FLOW.steps_for(item, request.user)},
        "kiosks": item.kiosks.filter(is_withdrawn=False).select_related("service"),
        "invited": item.invitations.count(),
        "used": item.invitations.filter(is_used=True).count(),
        "link": public_address("answer", item),
        "added": item.added_questions.count(),
    }
    return render(request, "satisfaction/survey.html", context)


@staff_form
def make(request: HttpRequest, code: str) -> HttpResponse:
    """A new draft: first which questionnaire (``?kuesioner=``), then its facts."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    request.user.require(EDIT, office)
    key = request.GET.get("kuesioner", "")
    if not key:
        return _choice(request, office)
    known = edition_or_404(key)
    form = new_form(**sent(request), office=office, known=known, today=today)
    made: list[Survey] = []

    def run() -> object:
        made.append(making.make(office, key=known.key if known else "", by=request.user, **form.values()))
        return made[0]

    if saved(form, run):
        messages.success(request, _("Survei dirancang. Tentukan layanannya, lalu coba formulirnya."))
        return redirect(made[0])
    back = reverse("desk:satisfaction:make_survey", args=[code])
    return facts_page(request, office, form, known=known, title=_("Survei baru"), back=back)


def _choice(request: HttpRequest, office: Office) -> HttpResponse:
    """Every questionnaire with its basis and how sure that is."""
    rows = [(each, certainty_words(each.certainty)) for each in questionnaires()]
    context = {**page_context(request, office), "rows": rows, "own": OWN}
    return render(request, "satisfaction/choose.html", context)


def facts_page(request: HttpRequest, office: Office, form: SurveyForm, **context: Any) -> HttpResponse:
    """The form with the facts of a survey; 422 when it was refused."""
    population = form["population"].value() if "population" in form.fields else None
    context |= {**page_context(request, office), "form": form, "sample": sample_of(population)}
    context["origin"] = origin_words(context["known"])
    return render(request, "satisfaction/edit.html", context, status=422 if form.is_bound else 200)


@staff_form
def copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The same questions and services for the next period."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form, made = CopyForm(**sent(request), initial={"year": item.year + 1}), []

    def run() -> object:
        made.append(making.copy_forward(item, by=request.user, **form.cleaned_data))
        return made[0]

    if saved(form, run):
        messages.success(request, _("Rancangan masa berikutnya dibuat; populasi dan target diisi lagi."))
        return redirect(made[0])
    return form_page(
        request,
        item.office,
        form,
        item=item,
        title=_("Siapkan masa berikutnya"),
        lead=_("Pertanyaan, layanan, dan pengaturannya disalin. Jawaban, kios, dan undangan tidak."),
        back=item.get_absolute_url(),
        button=_("Salin"),
    )


@staff_page
def sample(request: HttpRequest, code: str) -> HttpResponse:
    """How many answers a population wants, beside the field where it is typed."""
    office_or_404(request, code, VIEW)
    return render(request, "satisfaction/sample.html", {"sample": sample_of(request.GET.get("population"))})


def sample_of(population: object) -> dict[str, object] | None:
    """The size of the sample for what was typed; None for what is no number."""
    words = str(population or "").strip()
    if not (words.isascii() and words.isdigit()) or len(words) > MOST_DIGITS or int(words) == 0:
        return None
    number = int(words)
    return {"population": number, "size": sample_size(number), "is_exception": number == PRINTED_EXCEPTION}


def edition_or_404(key: str) -> Questionnaire | None:
    """The edition called ``key``; None for a survey without official questions."""
    if key == OWN:
        return None
    try:
        return by_key(key)
    except UnknownQuestionnaire:
        raise Http404 from None
