"""An answer as a benchmark sends it, and the reference: form, row, and one event for every twentieth answer.

The house's address is that of a kiosk, which counts no network addresses, for a benchmark is one long flood; the
reference's address stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import uuid4

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from benchmarks.killing import breed
from benchmarks.submissions import HANDLER, OURS
from pranata.base.audit.actions import record
from pranata.base.org.active import active_office_or_404
from pranata.base.org.models import Office
from pranata.config import urls as house
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.surveys.actions.answering import page_digest
from pranata.engines.surveys.actions.doors import code_digest
from pranata.engines.surveys.models import Channel, Kiosk, Response, SentPage, Status, Survey
from pranata.lib import clock

OFFICE, CODE, KEY = "3503", "skm-2022", "kunci-tolok-ukur"
OWN, REFERENCE = f"/{OFFICE}/survei/{CODE}/kios/{KEY}/", f"/{OFFICE}/acuan/"
BATCH = 20
ELEMENTS = [f"u{place}" for place in range(1, 10)]
STATE = "Survey-Answer"


class PlainForm(forms.Form):
    """Nine elements and nothing else."""


for _name in ELEMENTS:
    PlainForm.base_fields[_name] = forms.TypedChoiceField(choices=[(str(n), str(n)) for n in range(1, 5)], coerce=int)


@anonymous_page
def reference(request: HttpRequest, code: str) -> HttpResponse:
    """The same answers checked by a form, kept in one row, and one event of the chain for every twentieth."""
    office, form = active_office_or_404(code), PlainForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    values = [form.cleaned_data[name] for name in ELEMENTS]
    survey = Survey.objects.get(office=office, code=CODE)
    with transaction.atomic():
        Response.objects.create(
            survey=survey,
            channel=Channel.FILE,
            month=date(2022, 6, 1),
            is_trial=True,
            total=sum(values),
            **{f"a{place}": value for place, value in enumerate(values, start=1)},
        )
        if not next(_sent) % BATCH:
            record(office=office, actor=None, action="surveys.reference", target=survey, after={"count": BATCH})
    return HttpResponse(b"ok")


_sent: Iterator[int] = count(1)
urlpatterns = [path("<office:code>/acuan/", reference), *house.urlpatterns]


def open_survey() -> Survey:
    """An SKM that takes answers today, with a kiosk, under these addresses."""
    settings.ROOT_URLCONF = "benchmarks.survey_answers"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    Office.objects.filter(code=OFFICE).update(is_active=True)
    today = clock.today()
    survey, _made = Survey.objects.get_or_create(
        office=Office.objects.get(code=OFFICE),
        code=CODE,
        defaults={
            "key": "skm@2017", "title": "Tolok ukur", "status": Status.OPEN, "year": today.year, "opens_on": today,
            "closes_on": date(today.year + 1, 12, 31),
        },
    )  # fmt: skip
    Kiosk.objects.get_or_create(survey=survey, digest=code_digest(KEY), defaults={"place": "Tolok ukur"})
    return survey


@dataclass(frozen=True)
class Page:
    """What a kiosk sends: the nine answers under an id of their own."""

    once: str

    def send(self, address: str) -> str:
        """The id, once the house has thanked for it."""
        client = Client()
        client.handler = HANDLER
        response = client.post(address, {**dict.fromkeys(ELEMENTS, "3"), "once": self.once}, headers=OURS)
        is_kept = response.get(STATE) == "kept" if address == OWN else response.content == b"ok"
        if response.status_code != 200 or not is_kept:
            raise AssertionError(response.status_code)
        return self.once


def opened(survey: Survey) -> Page:
    return Page(uuid4().hex)


def send_until_killed(clients: int = 4) -> None:
    """Send one answer after the other from several threads, and print each one's id once it was thanked for."""
    survey = open_survey()

    def work() -> None:
        while True:
            print(f"{opened(survey).send(OWN)}\n", end="", flush=True)  # one write, so that no two threads share a line

    opened(survey).send(OWN)  # what is loaded once
    print("siap", flush=True)
    with ThreadPoolExecutor(clients) as threads:
        for done in [threads.submit(work) for _client in range(clients)]:
            done.result()


def breed_senders() -> None:
    """Send once, so that what is loaded once is, then breed processes that send until they are killed."""
    opened(open_survey()).send(OWN)
    breed(send_until_killed)


def kept_once(survey: Survey, thanked: list[str]) -> dict[str, int]:
    """How many of those thanked for are lost, and how far answers and pages that were sent differ in number."""
    kiosk = Kiosk.objects.get(survey=survey)
    kept = set(SentPage.objects.values_list("digest", flat=True))
    answers = Response.objects.filter(survey=survey, is_trial=False).count()
    return {
        "acknowledged": len(thanked),
        "lost": sum(page_digest(survey, f"kiosk:{kiosk.pk}:{once}") not in kept for once in thanked),
        "answers": answers,
        "answers_without_page": answers - len(kept),
    }
