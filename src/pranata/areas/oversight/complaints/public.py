"""The public's door to complaints: the service page, the form, and the one question at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.actions.ending import rate
from pranata.areas.oversight.complaints.actions.receiving import receive_complaint
from pranata.areas.oversight.complaints.forms import RatingForm, ReportForm, report_of
from pranata.areas.oversight.complaints.models import PROCESS, Complaint
from pranata.areas.oversight.complaints.rules import (
    ANSWER_CLOCKS,
    CLOSING,
    COMPLETENESS,
    COMPLETION,
    DECISION,
    DELIVERY,
    LODGING,
    VERIFICATION,
)
from pranata.base.access.serving import permissions_at
from pranata.base.flow.errors import Stale
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import public_page
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.deadlines.clocks import clock_for
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
    from pranata.engines.intake.declaration import Submission

SHOWN_CLOCKS = (VERIFICATION, *ANSWER_CLOCKS.values(), COMPLETION, CLOSING)
DISPUTE_CLOCKS = (LODGING, COMPLETENESS, DECISION, DELIVERY)


def accept(submission: Submission) -> Mapping[str, Any]:
    """The complaint of a form that came in; its receipt bears no number, which is given when it is verified."""
    files = [(each.file, each.name) for each in submission.files]
    receipt = receive_complaint(submission.office, report_of(submission.data), by=VISITOR, files=files)
    return {"code": receipt.code, "verified_by": receipt.case.verification_due_on}


FORM = declare(
    AnonymousForm(
        code="complaints",
        title=_("Pengaduan, aspirasi, dan permintaan informasi"),
        lead=_("Tidak perlu akun dan tidak dipungut biaya. Anda boleh tidak menyebut nama."),
        form=ReportForm,
        accept=accept,
        receipt_template="complaints/public_receipt.html",
        attachments=Attachments(_("Bukti atau lampiran")),
        keeps_draft=False,
    )
)


def find(office: Office, number: str, code: str) -> Complaint | None:
    """The complaint of ``office`` that the receipt opens."""
    case = find_by_receipt(number, code)
    return case if isinstance(case, Complaint) and case.office_id == office.pk else None


TRACKER = Tracker(code="tracking", find=find, template="complaints/rated.html")


def offering_office_or_404(code: str) -> Office:
    """The office ``code`` if somebody there processes complaints."""
    office = active_office_or_404(code)
    if PROCESS not in permissions_at(office):
        raise Http404
    return office


@public_page
def service(request: HttpRequest, code: str) -> HttpResponse:
    """What happens to a complaint, how long that takes, and where else one may turn to."""
    office = offering_office_or_404(code)
    today = clock.today()
    context = {
        "office": office,
        "section": FORM.code,
        "clocks": [clock_for(name, on=today) for name in SHOWN_CLOCKS],
        "dispute_clocks": [clock_for(name, on=today) for name in DISPUTE_CLOCKS],
    }
    return render(request, "complaints/service.html", context)


@anonymous_page
def send(request: HttpRequest, code: str) -> HttpResponse:
    return answer(request, FORM, offering_office_or_404(code))


@anonymous_page
def rating(request: HttpRequest, code: str) -> HttpResponse:
    """The answer to the one question, sent from the page that follows a complaint."""
    office = active_office_or_404(code)
    if request.method != "POST":
        return redirect("portal:tracking", code)

    def take(case: Complaint, data: QueryDict) -> HttpResponse:
        form = tidy_form(RatingForm, data)
        if not form.is_valid():
            return case_page(request, TRACKER, office, case, status=422, form=form)
        try:
            rate(case, satisfaction=form.cleaned_data["satisfaction"], by=VISITOR)
        except Stale:
            return case_page(request, TRACKER, office, case, status=422, is_closed=True)
        return case_page(request, TRACKER, office, case)

    return track(request, TRACKER, office, then=take)
