"""Staff pages of complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.actions.receiving import receive_complaint
from pranata.areas.oversight.complaints.days import dispute_days
from pranata.areas.oversight.complaints.figures import complaint_figures
from pranata.areas.oversight.complaints.forms import StaffReportForm
from pranata.areas.oversight.complaints.kinds import COMPLAINTS
from pranata.areas.oversight.complaints.letters import letters_for
from pranata.areas.oversight.complaints.menu import SECTION
from pranata.areas.oversight.complaints.models import (
    HANDLE,
    PROCESS,
    VIEW,
    Channel,
    Classification,
    Complaint,
    ReportKind,
    Status,
)
from pranata.areas.oversight.complaints.queries import ALL, DISPUTES, ComplaintFilter, way_of
from pranata.areas.oversight.complaints.reports import CODES
from pranata.areas.oversight.complaints.steps import MAIN, PAGES, pages_for
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.files.downloads import download_response
from pranata.base.files.errors import RefusedFile
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.queries import due_words, entries
from pranata.engines.cases.rules import State
from pranata.engines.reports.registry import by_code
from pranata.lib import clock
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.areas.oversight.complaints.steps import StepPage
    from pranata.base.org.models import Office
    from pranata.engines.cases.queries import Entry

ROWS_ON_A_PAGE = 50
CHIPS = {
    State.LATE: ("bad", "!"),
    State.TODAY: ("warn", "◔"),
    State.SOON: ("warn", "◔"),
    State.MET_LATE: ("warn", "✓"),
    State.MET: ("ok", "✓"),
}


def menu(request: HttpRequest, office: Office, tab: str) -> dict[str, Any]:
    """The context of every page here; ``tab`` is "list", "figures" or "lapor"."""
    return {
        **menu_context(request.user, office, section=SECTION),
        "tab": tab,
        "may_view": request.user.can(VIEW, office),
        "may_process": request.user.can(PROCESS, office),
    }


def due_chip(entry: Entry) -> tuple[str, str, str]:
    """Words, kind and sign of how a complaint stands by its clock; no words where none runs."""
    if entry.case.due_on is None or (entry.case.closed_on and entry.case.answered_on is None):
        return ("", "", "")
    return (due_words(entry), *CHIPS.get(entry.standing.state, ("info", "")))


@staff_page
def complaints(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, HANDLE)
    wanted = ComplaintFilter.from_query(request.GET)
    page = Paginator(wanted.complaints(request.user, office), ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    found = entries([(COMPLAINTS, case) for case in page], reader=request.user)
    context = {
        **menu(request, office, "list"),
        "page": page,
        "wanted": wanted,
        "lines": [(entry, due_chip(entry)) for entry in found],
        "states": [(ALL, _("Semua")), (DISPUTES, _("Sengketa pelayanan")), *Status.choices],
        "kinds": ReportKind.choices,
        "classes": Classification.choices,
    }
    return render(request, "complaints/list.html", context)


def visible_complaint(request: HttpRequest, code: str, pk: int) -> Complaint:
    return get_visible_or_404(Complaint, request.user, pk=pk, office__code=code)


@staff_page
def complaint(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_complaint(request, code, pk)
    offered = pages_for(shown, request.user)
    entry = entries([(COMPLAINTS, shown)])[0]
    may_process = request.user.can(PROCESS, shown.office)
    context = {
        **menu(request, shown.office, "list"),
        "case": shown,
        "due": due_chip(entry),
        "way": way_of(shown),
        "contact": shown.contact if shown.shows_reporter_to(request.user) else {},
        "is_reporter_hidden": not shown.shows_reporter_to(request.user),
        "officers": shown.officers.select_related("person") if may_process else [],
        "messages_of": shown.messages.select_related("by__person", "case"),
        "notes": shown.notes.select_related("by__person", "case") if may_process else [],
        "attachments": shown.attachments.select_related("file", "case"),
        "explanation": explain_case(shown),
        "dispute_days": dispute_days(shown),
        "letters": letters_for(shown) if may_process else [],
        "share": {"text": entry.line, "rows": 4, "address": f"https://wa.me/?text={quote(entry.line)}"},
        "main_pages": [page for page in offered if page.slug in MAIN],
        "other_pages": [page for page in offered if page.slug not in MAIN and page.step],
        "side_pages": [page for page in offered if not page.step],
    }
    return render(request, "complaints/complaint.html", context)


@staff_page
def attachment(request: HttpRequest, code: str, pk: int, position: int) -> HttpResponse:
    """One file of the complaint, by its place in the list."""
    attached = list(visible_complaint(request, code, pk).attachments.select_related("file", "case"))
    if not 1 <= position <= len(attached):
        raise Http404
    return download_response(attached[position - 1].file, attached[position - 1].name)


@staff_form
def step(request: HttpRequest, code: str, pk: int, slug: str) -> HttpResponse:
    """The page of one step; one that is not open to the reader now leads back to the complaint."""
    shown, chosen = visible_complaint(request, code, pk), PAGES[slug]
    if request.method != "POST":
        if chosen not in pages_for(shown, request.user):
            return redirect(shown)
        return step_page(request, shown, chosen, chosen.form(case=shown))
    form = chosen.form(request.POST, case=shown)
    if form.is_valid():
        try:
            chosen.action(shown, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%s: sudah dicatat.") % chosen.title)
            return left(request, shown)
    return step_page(request, shown, chosen, form, status=422)


def left(request: HttpRequest, shown: Complaint) -> HttpResponse:
    """Back to the complaint, or to the list for whoever has no part in it any more."""
    if Complaint.objects.visible_to(request.user).filter(pk=shown.pk).exists():
        return redirect(shown)
    return redirect("desk:complaints:complaints", shown.office.code)


def step_page(
    request: HttpRequest, shown: Complaint, chosen: StepPage, form: Any, *, status: int = 200
) -> HttpResponse:
    context = {**menu(request, shown.office, "list"), "case": shown, "page": chosen, "form": form}
    return render(request, "complaints/step.html", context, status=status)


@staff_form
def complaint_add(request: HttpRequest, code: str) -> HttpResponse:
    """A report that came by letter, telephone or SP4N-LAPOR!; its receipt is shown this once, as the answer."""
    office = office_or_404(request, code, HANDLE)
    request.user.require(PROCESS, office)
    number = request.GET.get("lapor", "")[:40]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StaffReportForm(
        *sent,
        initial={"lapor_number": number, "channel": Channel.LAPOR if number else Channel.DESK},
    )
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        try:
            files = [(scan, scan.name)] if scan else []
            receipt = receive_complaint(office, form.report(), by=request.user, files=files)
        except ValidationError as error:
            form.add_error(None, error)
        except RefusedFile as refused:
            form.add_error("scan", str(refused))
        else:
            is_kept = Complaint.objects.visible_to(request.user).filter(pk=receipt.case.pk).exists()
            context = {**menu(request, office, "list"), "receipt": receipt, "is_visible": is_kept}
            return render(request, "complaints/receipt.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "complaints/add.html", {**menu(request, office, "list"), "form": form}, status=status)


@staff_page
def statistics(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    period = asked_period(request.GET.get("masa", ""))
    context = {
        **menu(request, office, "figures"),
        "figures": complaint_figures(office, period, reader=request.user),
        "period": period,
        "report": by_code(CODES.get(period.length, "")),
        "periods": offered_periods(),
    }
    return render(request, "complaints/statistics.html", context)


def asked_period(text: str) -> Period:
    """The period of ``?masa=``; this month for what is none."""
    try:
        return Period.parse(text)
    except ValueError:
        today = clock.today()
        return Period(today.year, Length.MONTH, today.month)


def offered_periods() -> list[tuple[str, str]]:
    """The months, quarters and years up to today that can be asked for: this year and the one before."""
    today = clock.today()
    found = []
    for year in (today.year, today.year - 1):
        lengths = ((Length.YEAR, 1), (Length.QUARTER, 4), (Length.MONTH, 12))
        periods = [Period(year, length, place + 1) for length, count in lengths for place in range(count)]
        found += [(str(each), each.words) for each in periods if each.start <= today]
    return found
