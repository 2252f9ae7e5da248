"""One door for whoever holds a receipt of an office, whatever kind of case it opens: read on, reply, fetch a file.

Number and code come with each POST and stand in no address; ``engines/intake/tracking.py`` guards all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.files.downloads import download_response
from pranata.base.flow.errors import Stale
from pranata.base.org.active import active_office_or_404
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.messages import receive_reply
from pranata.engines.cases.offers import offers_after
from pranata.engines.cases.tracking import track as open_by_receipt
from pranata.engines.cases.tracking import tracked
from pranata.engines.intake.answering import time_words
from pranata.engines.intake.limits import Source, note_attempt, refused_until
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.intake.posted import tidy_form
from pranata.engines.intake.rules import Limits
from pranata.engines.intake.tracking import Tracker, case_page, track

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.offers import Offer
    from pranata.engines.cases.tracking import Tracked

LONGEST_REPLY = 4000
MOST_BYTES = 80_000  # the longest reply, each sign as four bytes and each byte as %XX, and the rest of the form
REPLIES = Limits(busy=5, per_source=5, ceiling=5)  # of one case in ten minutes


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Pesan Anda"), max_length=LONGEST_REPLY, widget=forms.Textarea(attrs={"rows": 4})
    )  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A case and what was typed to open it, which each further form of its page sends along."""

    tracked: Tracked
    number: str
    code: str

    @property
    def case(self) -> Case:
        return self.tracked.case

    @property
    def may_reply(self) -> bool:
        return self.case.is_open

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """What a closed case leads to, by code."""
        return offers_after(self.case)


def find(office: Office, number: str, code: str) -> Opened | None:
    """The case of ``office`` that the receipt opens."""
    found = open_by_receipt(number, code)
    return Opened(found, number, code) if found is not None and found.case.office_id == office.pk else None


TRACKER = Tracker(code="tracking", find=find, template="portal/tracking.html", most_bytes=MOST_BYTES)


@anonymous_page
def tracking(request: HttpRequest, code: str) -> HttpResponse:
    office = active_office_or_404(code)

    def show(opened: Opened, data: QueryDict) -> HttpResponse:
        return case_page(request, TRACKER, office, opened, form=ReplyForm())

    return track(request, TRACKER, office, then=show)


@anonymous_page
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """A message to the office; the page that follows is the case with it."""
    office = active_office_or_404(code)
    if request.method != "POST":
        return redirect("portal:tracking", code)

    def send(opened: Opened, data: QueryDict) -> HttpResponse:
        form = tidy_form(ReplyForm, data)
        if not (form.is_valid() and sent(form, opened.case, office)):
            return case_page(request, TRACKER, office, opened, form=form, status=422)
        now = Opened(tracked(opened.case), opened.number, opened.code)
        return case_page(request, TRACKER, office, now, form=ReplyForm(), is_sent=True)

    return track(request, TRACKER, office, then=send)


def sent(form: ReplyForm, case: Case, office: Office) -> bool:
    """Whether the message is with the office; why not stands in the form."""
    door = f"reply/{case.serial}"
    if until := refused_until(door, Source(), REPLIES):
        said = _now("Sudah beberapa pesan berturut-turut. Kirim lagi mulai pukul %(time)s.")
        form.add_error(None, said % {"time": time_words(until, office)})
        return False
    try:
        with transaction.atomic():
            if receive_reply(case, form.cleaned_data["text"], by=VISITOR):
                note_attempt(door, Source())
    except ValidationError as fault:
        form.add_error("text", fault.messages)
    except Stale:
        form.add_error(None, _now("Perkara ini sudah ditutup atau baru saja berubah. Buka lagi halamannya."))
    return form.is_valid()


@anonymous_page
def attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the case that the receipt opens, as a download."""
    office = active_office_or_404(code)
    if request.method != "POST":
        return redirect("portal:tracking", code)

    def fetch(opened: Opened, data: QueryDict) -> HttpResponse:
        chosen = next((each for each in opened.tracked.attachments if each.pk == pk), None)
        if chosen is None:
            raise Http404
        return download_response(chosen.file, chosen.name)

    return track(request, TRACKER, office, then=fetch)


@anonymous_page
def offer(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Take up what a closed case is offered; its page again where there is no such offer any more."""
    office = active_office_or_404(code)
    if request.method != "POST":
        return redirect("portal:tracking", code)

    def take(opened: Opened, data: QueryDict) -> HttpResponse:
        found = opened.offers.get(kind)
        if found is not None and found.button and (address := found.take()):
            return redirect(address)
        now = Opened(opened.tracked, opened.number, opened.code)
        return case_page(request, TRACKER, office, now, form=ReplyForm())

    return track(request, TRACKER, office, then=take)
