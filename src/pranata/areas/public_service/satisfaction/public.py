"""What anyone may do: find the open surveys, answer one, read what came out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render

from pranata.areas.public_service.satisfaction import answer_pages
from pranata.areas.public_service.satisfaction.doors import enter
from pranata.areas.public_service.satisfaction.filling import Door
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.surveys.actions.doors import invitation_of, kiosk_of
from pranata.engines.surveys.models import Channel, Status, Survey
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.org.models import Office

PUBLISHED_SHOWN = 24  # results on the list; each links to its own history


@current_page
def surveys(request: HttpRequest, code: str) -> HttpResponse:
    office = active_office_or_404(code)
    rows = Survey.objects.filter(office=office)
    context = {
        "office": office,
        "section": "surveys",
        "open": rows.answerable(clock.today()).filter(takes_anyone=True),
        "published": rows.public()[:PUBLISHED_SHOWN],
    }
    return render(request, "satisfaction/public_surveys.html", context)


@anonymous_page
def answer(request: HttpRequest, code: str, survey: str) -> HttpResponse:
    door = Door(survey_or_404(active_office_or_404(code), survey))
    if not door.survey.takes_anyone:
        return answer_pages.closed(request, door)
    return enter(request, door)


@anonymous_page
def invited(request: HttpRequest, code: str, survey: str, invitation: str) -> HttpResponse:
    office, kept = active_office_or_404(code), invitation_of(invitation)
    if kept is None or not is_at(kept.survey, office, survey):
        return unknown(request, survey_or_404(office, survey), "invitation")
    found = with_questions(kept.survey)
    return enter(request, Door(found, Channel.INVITATION, kept.service, invitation=kept, code=invitation))


@anonymous_page
def kiosk(request: HttpRequest, code: str, survey: str, key: str) -> HttpResponse:
    office, kept = active_office_or_404(code), kiosk_of(key)
    if kept is None or not is_at(kept.survey, office, survey):
        return unknown(request, survey_or_404(office, survey), "kiosk")
    return enter(request, Door(with_questions(kept.survey), Channel.KIOSK, kept.service, kiosk=kept))


@current_page
def worker(request: HttpRequest, code: str) -> HttpResponse:
    """The script that opens a survey again without a line; it stands above the pages that it may answer for."""
    active_office_or_404(code)
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")


@cache
def worker_script() -> str:
    return (Path(__file__).parent / "static/satisfaction/worker.js").read_text(encoding="utf-8")


def survey_or_404(office: Office, slug: str) -> Survey:
    """A survey of ``office`` that was opened. Raises Http404."""
    found = next(iter(Survey.objects.filter(office=office, code=slug).exclude(status=Status.DRAFT)), None)
    if found is None:
        raise Http404
    found.office = office
    return with_questions(found)


def is_at(survey: Survey, office: Office, slug: str) -> bool:
    """Whether the survey behind a code is the one that the address names, and was opened."""
    return survey.office_id == office.pk and survey.code == slug and not survey.is_draft


def with_questions(survey: Survey) -> Survey:
    """The survey with what its form asks, in two queries whatever asks how often."""
    prefetch_related_objects([survey], "services", "added_questions")
    return survey


def unknown(request: HttpRequest, survey: Survey, what: str) -> HttpResponse:
    """The page of a code that opens nothing: mistyped, or withdrawn."""
    context = {"office": survey.office, "section": "surveys", "survey": survey, "what": what}
    return render(request, "satisfaction/public_unknown.html", context, status=404)
