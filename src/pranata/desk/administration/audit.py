"""Pages of the audit: search, export, state of the chain."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pranata.base.audit.models import ChainHead
from pranata.base.audit.verification import Fault
from pranata.base.org.models import Office
from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.administration import actions, jobs
from pranata.desk.administration.audit_form import AuditForm
from pranata.desk.administration.audit_lines import EventLine, event_lines, last_event, values
from pranata.desk.administration.audit_search import AuditFilter, search
from pranata.desk.administration.tabs import tab_context, tab_office
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

EVENTS_ON_A_PAGE = 50
EVENTS_IN_A_FILE = 10_000
LONGEST_CHAIN_AT_ONCE = 10_000  # events; a longer chain is verified in the background


@staff_page
def audit(request: HttpRequest, code: str) -> HttpResponse:
    """The events found, newest first; ``?sebelum=`` goes on from a sequence number."""
    office = tab_office(request, code, "audit")
    form = AuditForm(request.GET, office=office, reader=request.user)
    wanted = form.wanted() if form.is_valid() else None
    before = request.GET.get("sebelum", "")
    older_than = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = wanted and search(office, request.user, wanted, limit=EVENTS_ON_A_PAGE, older_than=older_than)
    context = {
        **tab_context(request, office, "audit"),
        "form": form,
        "is_narrowed": wanted not in (None, AuditFilter()),
        "lines": event_lines(found.events, request.user) if found else [],
        "older_than": found.older_than if found else None,
        "is_later_page": older_than is not None,
        "query": request.GET,
        "chain": chain_state(office),
    }
    return render(request, "desk/administration/audit.html", context, status=200 if wanted else 422)


def chain_state(office: Office) -> dict[str, object]:
    """How long the chain is, and what was found when it was last verified."""
    verified = last_event(office, actions.VERIFIED)
    said = values(verified.event.after) if verified else {}
    return {
        "count": ChainHead.objects.filter(office_code=office.code).values_list("count", flat=True).first() or 0,
        "verified": verified,
        "is_whole": said.get("is_whole"),
        "events": said.get("events"),
        "sequence": said.get("sequence"),
        "fault": Fault(said["fault"]).label if said.get("fault") in Fault.values else "",
        "is_under_way": jobs.is_under_way(jobs.verify_chain, office),
    }


@staff_post
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Verifies the chain: at once when it is short."""
    office = tab_office(request, code, "audit")
    if chain_state(office)["count"] <= LONGEST_CHAIN_AT_ONCE:
        is_whole = actions.verify_chain(office, by=request.user).bad is None
        messages.success(request, _("Rantai utuh.")) if is_whole else messages.error(request, _("Rantai putus."))
    elif not jobs.is_under_way(jobs.verify_chain, office):
        jobs.verify_chain.enqueue(office.pk, request.user.pk)
        messages.success(request, _("Pemeriksaan berjalan di latar; hasilnya tampil di halaman ini."))
    return redirect("desk:audit", office.code)


@staff_page
def audit_export(request: HttpRequest, code: str) -> HttpResponse:
    """The events found as CSV: a cell is text, never a formula; UTF-8 with a mark that Excel understands."""
    office = tab_office(request, code, "audit")
    form = AuditForm(request.GET, office=office, reader=request.user)
    if not form.is_valid():
        return redirect(f"{request.path.removesuffix('unduh/')}?{request.GET.urlencode()}")
    limits = {"limit": EVENTS_IN_A_FILE, "look_at": 20 * EVENTS_IN_A_FILE}
    found = search(office, request.user, form.wanted(), **limits)
    rows = [HEADINGS, *csv_rows(event_lines(found.events, request.user), office)]
    if found.older_than is not None:
        rows.append([_("Ada kejadian yang lebih lama; persempit harinya untuk mengunduhnya.")])
    out = io.StringIO()
    csv.writer(out).writerows([as_plain_cell(str(cell)) for cell in row] for row in rows)
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = f"jejak-audit-{office.code}-{clock.today():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


HEADINGS = [
    "urutan",
    "waktu",
    "pelaku",
    "kode_pelaku",
    "tindakan",
    "kode_tindakan",
    "objek",
    "kode_objek",
    "sebelum",
    "sesudah",
    "data_pribadi",
]


def csv_rows(lines: Iterable[EventLine], office: Office) -> Iterable[list[object]]:
    for line in lines:
        event = line.event
        yield [
            event.sequence,
            local_moment(line, office),
            line.actor,
            event.actor,
            line.words,
            event.action,
            line.record,
            event.target,
            "; ".join(f"{each.name}: {each.before}" for each in line.changes if each.before),
            "; ".join(f"{each.name}: {each.after}" for each in line.changes if each.after),
            _("tersegel") if line.is_sealed else "",
        ]


def local_moment(line: EventLine, office: Office) -> str:
    """The moment in the office's own time zone, or the text as it stands."""
    if line.at is None:
        return line.event.at
    return f"{localtime(line.at, ZoneInfo(office.time_zone)):%Y-%m-%d %H:%M:%S} {office.get_time_zone_display()}"
