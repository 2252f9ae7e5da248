"""The inbox of an office: one page over all kinds of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.inbox.assigning import AssignForm, may_assign
from pranata.desk.inbox.filters import STATES, CaseFilter, counts
from pranata.desk.inbox.menu import SECTION
from pranata.desk.navigation import navigation
from pranata.desk.tasks.items import other_chip, standing_chip
from pranata.desk.tasks.sharing import share
from pranata.engines.cases.queries import inbox
from pranata.engines.cases.registry import kinds

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.queries import Entry
    from pranata.engines.cases.registry import CaseKind

ENTRIES_ON_A_PAGE = 30


@staff_page
def inbox_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every open case the reader may see, the most urgent first."""
    office = office_or_404(request, code)
    entries, wanted = inbox(request.user, office), CaseFilter.from_query(request.GET)
    found = wanted.applied(entries)
    page = Paginator(found, ENTRIES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    lines = [
        (entry, [standing_chip(entry), *map(other_chip, entry.other_days)], may_assign(entry, request.user))
        for entry in page
    ]
    address = request.build_absolute_uri(reverse("desk:inbox", args=[office.code]))
    context = {
        **navigation(request.user, office, section=SECTION),
        "case_count": len(entries),
        "wanted": wanted,
        "page": page,
        "lines": lines,
        "assign_form": AssignForm(office=office) if any(is_offered for _entry, _chips, is_offered in lines) else None,
        "counts": [(wanted.address(key), key, words, count) for key, words, count in counts(entries)],
        "query": request.GET.urlencode(),
        "kinds": offered_kinds(request.user, office, entries),
        "states": [(key, words) for key, (words, _is_meant) in STATES.items()],
        "share": share(f"{office.name}: {_('Kotak masuk')}", [entry.line for entry in found], address),
        "may_read_figures": bool(readable_kinds(request.user, office)),
    }
    return render(request, "desk/inbox/list.html", context)


def readable_kinds(user: User, office: Office) -> list[CaseKind]:
    """The kinds all of whose cases ``user`` may see at ``office``."""
    return [kind for kind in kinds() if user.can(kind.view, office)]


def offered_kinds(user: User, office: Office, entries: list[Entry]) -> list[CaseKind]:
    """The kinds to choose from: those it may see, and those of which something lies here."""
    readable, lying = readable_kinds(user, office), {entry.kind.code for entry in entries}
    return [kind for kind in kinds() if kind in readable or kind.code in lying]
