"""The list, one request, one objection, their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pranata.areas.process.information_requests.actions.requests import PARTS
from pranata.areas.process.information_requests.kinds import OBJECTIONS, REQUESTS
from pranata.areas.process.information_requests.letters import LETTERS
from pranata.areas.process.information_requests.models import Dispute, InformationRequest, Objection
from pranata.areas.process.information_requests.places import case_or_404, page_context
from pranata.areas.process.information_requests.queries import STANDS, Wanted, listed, way_of
from pranata.areas.process.information_requests.rules import masked
from pranata.areas.process.information_requests.steps import buttons
from pranata.base.files.downloads import download_response
from pranata.base.flow.models import Activity
from pranata.base.ui.pages import office_or_404, staff_page
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.queries import due_words, entries
from pranata.engines.deadlines.explaining import explain

if TYPE_CHECKING:
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind
    from pranata.engines.deadlines.model import Explanation

ROWS_ON_A_PAGE = 50
WORKING = "disposition.answer"  # whoever works at the office; what of it is seen, the rows decide
DISPUTE_CLOCKS = ("dispute_registration", "dispute_beginning", "dispute_end")


def case_list(request: HttpRequest, code: str, kind: CaseKind, template: str) -> HttpResponse:
    """The cases of one kind that the reader may see, a page of them."""
    office = office_or_404(request, code, WORKING)
    wanted = Wanted.from_query(request.GET)
    page = Paginator(listed(kind.model, request.user, office, wanted), ROWS_ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    found = [
        (entry, due_words(entry) if entry.case.due_on else "") for entry in entries([(kind, each) for each in page])
    ]
    context = {"wanted": wanted, "stands": STANDS, "page": page, "entries": found}
    return render(request, template, context | page_context(request, office))


@staff_page
def requests(request: HttpRequest, code: str) -> HttpResponse:
    return case_list(request, code, REQUESTS, "information_requests/list.html")


@staff_page
def objections(request: HttpRequest, code: str) -> HttpResponse:
    return case_list(request, code, OBJECTIONS, "information_requests/objections.html")


@staff_page
def one_request(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case = case_or_404(InformationRequest, request, code, pk)
    contact = case.contact
    context = {
        **case_context(request, case, REQUESTS),
        "missing": [PARTS[name] for name in case.missing] if case.is_open and not case.erased_at else [],
        "contact": contact,
        "identity": masked(contact.get("identity_number", "")),
        "objections": case.objections.order_by("received_at", "pk"),
        "letters": [(slug, each.title) for slug, each in LETTERS.items() if each.is_ready(case)],
    }
    return render(request, "information_requests/request.html", context)


@staff_page
def one_objection(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    case = case_or_404(Objection, request, code, pk)
    dispute = Dispute.objects.filter(objection=case).first()
    context = {
        **case_context(request, case, OBJECTIONS),
        "contact": case.contact,
        "dispute": dispute,
        "dispute_days": dispute_days(dispute) if dispute else [],
        "dispute_window": explain("information_requests.dispute_window", case.answered_on)
        if case.answered_on
        else None,
        "letters": [(slug, each.title) for slug, each in LETTERS.items() if each.is_ready(case)],
    }
    return render(request, "information_requests/objection.html", context)


def case_context(request: HttpRequest, case: Case, kind: CaseKind) -> dict[str, Any]:
    """What the page of any case shows."""
    entry = entries([(kind, case)], reader=request.user)[0]
    return {
        **page_context(request, case.office),
        "case": case,
        "entry": entry,
        "due_words": due_words(entry) if case.due_on else "",
        "explanation": explain_case(case),
        "way": way_of(case),
        "messages_both_ways": case.messages.select_related("by__person"),
        "notes": case.notes.select_related("by__person"),
        "attachments": case.attachments.select_related("file"),
        "history": [
            {"words": kind.flow.steps[each.step].label, "by": each.by, "at": each.at}
            for each in Activity.objects.of(case).select_related("by__person")
        ],
        "buttons": buttons(case, request.user),
        "share": {"text": entry.line, "rows": 4, "address": f"https://wa.me/?text={quote(entry.line)}"},
    }


def dispute_days(dispute: Dispute) -> list[tuple[str, Explanation]]:
    """By when the Komisi Informasi registers, begins and ends, counted from the filing."""
    found = [explain(f"information_requests.{name}", dispute.filed_on) for name in DISPUTE_CLOCKS]
    return [(each.clock.title, each) for each in found]


@staff_page
def request_file(request: HttpRequest, code: str, pk: int, position: int) -> HttpResponse:
    return attached_file(case_or_404(InformationRequest, request, code, pk), position)


@staff_page
def objection_file(request: HttpRequest, code: str, pk: int, position: int) -> HttpResponse:
    return attached_file(case_or_404(Objection, request, code, pk), position)


def attached_file(case: Case, position: int) -> HttpResponse:
    """The file at that place among those of the case, the oldest first, as a download."""
    attachment = next(iter(case.attachments.select_related("file")[max(position, 1) - 1 :][:1]), None)
    if attachment is None or position < 1:
        raise Http404
    return download_response(attachment.file, attachment.name)
