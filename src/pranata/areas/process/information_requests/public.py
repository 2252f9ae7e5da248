"""The public's door to information: the service page, the form, and the objection of who holds a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.actions import objections, requests
from pranata.areas.process.information_requests.forms import ObjectionForm, PublicRequestForm, asked_of
from pranata.areas.process.information_requests.models import InformationRequest
from pranata.areas.process.information_requests.queries import offers
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import public_page
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.wording import CERTAINTY_CHIPS, amount_words
from pranata.engines.intake.answering import answer
from pranata.engines.intake.declaration import AnonymousForm, declare
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.intake.posted import tidy_form
from pranata.engines.intake.staging import Attachments
from pranata.engines.intake.tracking import Tracker, case_page, track
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.base.org.models import Office
    from pranata.engines.deadlines.model import Clock
    from pranata.engines.intake.declaration import Submission

SHOWN_CLOCKS = (
    "information_requests.answer",
    "election_information_requests.answer",
    "information_requests.objection_window",
    "information_requests.objection_decision",
    "information_requests.dispute_window",
)
MOST_BYTES = 100_000  # the longest objection, each sign as four bytes and each byte as %XX


def accept(submission: Submission) -> Mapping[str, Any]:
    """The request of a form that came in; its receipt bears no number, which is given when it is complete."""
    files = [(each.name, each.file) for each in submission.files]
    receipt = requests.submit(submission.office, asked_of(submission.data), files=files)
    return {"code": receipt.code}


FORM = declare(
    AnonymousForm(
        code="information_requests",
        title=_("Permohonan informasi publik"),
        lead=_("Tidak perlu akun dan tidak dipungut biaya. Setelah lengkap, permohonan Anda mendapat nomor."),
        form=PublicRequestForm,
        accept=accept,
        receipt_template="information_requests/public_receipt.html",
        attachments=Attachments(_("Salinan KTP, SK badan hukum, atau surat kuasa")),
    )
)


def find(office: Office, number: str, code: str) -> InformationRequest | None:
    """The request of ``office`` that the receipt opens."""
    case = find_by_receipt(number, code)
    return case if isinstance(case, InformationRequest) and case.office_id == office.pk else None


TRACKER = Tracker(
    code="tracking", find=find, template="information_requests/public_objection.html", most_bytes=MOST_BYTES
)


def offering_office_or_404(code: str) -> Office:
    """The office ``code`` if somebody there answers requests."""
    office = active_office_or_404(code)
    if not offers(office):
        raise Http404
    return office


@public_page
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Who may ask, how, how long it takes, what it costs, and what to do when the answer falls short."""
    office = offering_office_or_404(code)
    today = clock.today()
    clocks = [clock_line(clock_for(name, on=today)) for name in SHOWN_CLOCKS]
    return render(
        request, "information_requests/service.html", {"office": office, "section": FORM.code, "clocks": clocks}
    )


def clock_line(found: Clock) -> dict[str, Any]:
    """A time limit as the page tells it: how long, its extension, what it rests on and how sure that is."""
    extension = amount_words(found.extension.amount, found.unit) if found.extension else ""
    return {
        "clock": found,
        "amount": amount_words(found.amount, found.unit),
        "extension": extension,
        "chip": CERTAINTY_CHIPS[found.certainty],
    }


@anonymous_page
def send(request: HttpRequest, code: str) -> HttpResponse:
    return answer(request, FORM, offering_office_or_404(code))


@anonymous_page
def object_to(request: HttpRequest, code: str) -> HttpResponse:
    """The objection of who holds the receipt, first the form and then its own receipt; number and code come along."""
    office = active_office_or_404(code)
    if request.method != "POST":
        return redirect("portal:tracking", code)

    def take(case: InformationRequest, data: QueryDict) -> HttpResponse:
        keys = {"number": data.get("number", ""), "code": data.get("code", "")}
        form = tidy_form(ObjectionForm, data) if "ground" in data or "text" in data else ObjectionForm()
        if form.is_bound and form.is_valid():
            try:
                receipt = objections.submit(case, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return case_page(request, TRACKER, office, keys, receipt=receipt)
        status = 422 if form.is_bound else 200
        return case_page(request, TRACKER, office, keys, status=status, form=form, number=case.number)

    return track(request, TRACKER, office, then=take)
