"""How a case is followed without account: number and code in a POST, and the page itself is the answer.

An unknown number and a wrong code read alike and take equally long; nothing tells whether a number exists. Misses are
slow and counted; who has too many waits. Neither number nor code stands in an address, and no cache keeps the page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.engines.intake.answering import time_words, until_later
from pranata.engines.intake.limits import note_attempt, refused_until, source_of
from pranata.engines.intake.posted import TooMuch, Unreadable, read_post, tidy_form
from pranata.engines.intake.rules import Limits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.base.org.models import Office

    Then = Callable[[Any, QueryDict], HttpResponse]

MOST_BYTES = 10_000
MISSES = Limits(busy=30, per_source=10, ceiling=300)  # in ten minutes


class TrackerForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Nomor pendaftaran"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Kosongkan bila tanda terima Anda belum bernomor."),
    )
    code = forms.CharField(
        label=gettext_lazy("Kode rahasia"),
        max_length=60,
        help_text=gettext_lazy("Tertulis pada tanda terima. Huruf besar dan kecil sama saja."),
    )


@dataclass(frozen=True)
class Tracker:
    """One door to cases. ``find(office, number, code)`` returns the case as ``template`` shows it, or ``None``.

    A receipt given before registration bears no number: ``number`` is "" then. ``slowest`` is how long every miss
    takes; ``limits`` count misses alone.
    """

    code: str
    find: Callable[[Office, str, str], Any]
    template: str
    page_template: str = "intake/tracker.html"
    limits: Limits = MISSES
    slowest: timedelta = timedelta(seconds=0.7)
    most_bytes: int = MOST_BYTES


def track(request: HttpRequest, tracker: Tracker, office: Office, *, then: Then | None = None) -> HttpResponse:
    """The form, or the case that number and code open. Called by a view that ``anonymous_page`` guards.

    ``then(case, data)`` answers instead of the case's page where the same POST asks for more; ``data`` is as it came.
    """
    if request.method != "POST":
        return tracker_page(request, office, TrackerForm(), tracker)
    started = time.monotonic()
    try:
        data, _uploads = read_post(request, most_bytes=tracker.most_bytes)
    except (TooMuch, Unreadable):
        return tracker_page(request, office, TrackerForm(), tracker, status=413)
    form = tidy_form(TrackerForm, data.copy())  # what more it holds is another form's to tidy
    if not form.is_valid():
        return tracker_page(request, office, form, tracker, status=422)
    door, source = f"{tracker.code}/{office.code}", source_of(request)
    if until := refused_until(door, source, tracker.limits):
        form.add_error(
            None, _("Terlalu banyak percobaan. Coba lagi pukul %(time)s.") % {"time": time_words(until, office)}
        )
        return until_later(tracker_page(request, office, form, tracker, status=429), until)
    case = tracker.find(office, form.cleaned_data["number"], form.cleaned_data["code"])
    if case is not None:
        return then(case, data) if then else case_page(request, tracker, office, case)
    note_attempt(door, source)
    wait_until(started + tracker.slowest.total_seconds())
    form.add_error(None, _("Nomor dan kode itu tidak cocok. Periksa keduanya pada tanda terima Anda."))
    return tracker_page(request, office, form, tracker, status=422)


def case_page(
    request: HttpRequest, tracker: Tracker, office: Office, case: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a case that was found; ``more`` goes into its context."""
    context = {"office": office, "section": tracker.code, "case": case, **more}
    return render(request, tracker.template, context, status=status)


def wait_until(moment: float) -> None:
    """Every miss ends at the same time after it began, whatever the search for it took."""
    time.sleep(max(0.0, moment - time.monotonic()))


def tracker_page(
    request: HttpRequest, office: Office, form: forms.Form, tracker: Tracker, *, status: int = 200
) -> HttpResponse:
    context = {"office": office, "section": tracker.code, "form": form}
    return render(request, tracker.page_template, context, status=status)
