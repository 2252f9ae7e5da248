"""The pages around an answer: the form, the thanks, and why there is no form. ``Survey-Answer`` tells the page's script
what became of what it sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse

from pranata.areas.public_service.satisfaction.answer_forms import said
from pranata.engines.intake.answering import time_words, until_later
from pranata.engines.intake.privacy import notice_of
from pranata.engines.intake.rules import PUZZLE_BITS, PUZZLE_PARTS
from pranata.engines.surveys.models import Status
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.areas.public_service.satisfaction.filling import Door, Filling

STATE = "Survey-Answer"
QUESTIONS_A_MINUTE = 8  # read and answered on a phone


def form(request: HttpRequest, filling: Filling, *, status: int = 200) -> HttpResponse:
    """The form, empty or with what was typed."""
    door, shown = filling.door, filling.form.shown()
    context = {
        "filling": filling,
        "form": filling.form,
        "questions": [each for each in shown if not each["asked"].part],
        "facts": [each for each in shown if each["asked"].part],
        "faults": [each for each in shown if each["errors"]],
        "minutes": max(1, -(-len(shown) // QUESTIONS_A_MINUTE)),
        "until": time_words(filling.until, door.survey.office) if filling.until else "",
        "notice": notice_of("surveys"),
        "puzzle_parts": PUZZLE_PARTS,
        "puzzle_bits": PUZZLE_BITS,
        "worker": reverse("portal:satisfaction:worker", args=[door.survey.office.code]),
    }
    page = "kiosk" if door.kiosk else "answer"
    return shown_page(request, door, page, context, status=status)


def wait(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The form with what was typed, and from when it may be sent again."""
    return until_later(form(request, filling, status=429), filling.until or clock.real_now())


def thanks(request: HttpRequest, door: Door, *, is_first: bool) -> HttpResponse:
    """The end: it names nothing that was said."""
    response = shown_page(request, door, "thanks", {"is_first": is_first})
    response[STATE] = "kept" if is_first else "again"
    return response


def closed(request: HttpRequest, door: Door, *, is_full: bool = False) -> HttpResponse:
    """Why there is no form: not yet, not any more, only by invitation, or no more answers wanted."""
    survey = door.survey
    context = {
        "is_full": is_full,
        "is_early": survey.status == Status.OPEN and clock.today() < survey.opens_on,
        "is_for_invited": door.takes_answers() and not is_full,
        "is_published": survey.status == Status.PUBLISHED,
    }
    return shown_page(request, door, "closed", context, status=409 if request.method == "POST" else 200)


def used(request: HttpRequest, door: Door) -> HttpResponse:
    """An invitation that was used: this form was answered."""
    return shown_page(request, door, "used", {}, status=409 if request.method == "POST" else 200)


def shown_page(
    request: HttpRequest, door: Door, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    survey = door.survey
    known = survey.questionnaire
    english = said(known.title, known.title_en).text if known else ""
    return render(
        request,
        f"satisfaction/public_{name}.html",
        {
            "shell": "satisfaction/public_kiosk_shell.html" if door.kiosk else "portal/shell.html",
            "office": survey.office,
            "section": "surveys",
            "survey": survey,
            "door": door,
            "title": said(survey.title, ""),
            "kind": english if english != survey.title else "",
            **context,
        },
        status=status,
    )
