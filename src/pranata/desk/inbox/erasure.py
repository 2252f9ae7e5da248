"""What is personal in closed cases and soon erased by rule, told before; and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.inbox.holding import numbered_case
from pranata.desk.inbox.listing import readable_kinds
from pranata.desk.inbox.menu import SECTION
from pranata.desk.navigation import navigation
from pranata.engines.cases.queries import SEALED
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.retention import ANNOUNCED, day_of_erasure, expired, retention_of, weighed
from pranata.engines.deadlines.wording import CERTAINTY_CHIPS
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind

CASES_ON_A_PAGE = 30
LONGEST_NUMBER = 24


@staff_page
def erasure_page(request: HttpRequest, code: str) -> HttpResponse:
    """For who may see all cases of a kind; others find no such page."""
    office = office_or_404(request, code)
    readable = readable_kinds(request.user, office)
    if not readable:
        raise Http404
    typed = request.GET.get("nomor", "").strip()[:LONGEST_NUMBER]
    if typed and (found := numbered_case(request.user, office, typed)):
        return redirect("desk:case_hold", office.code, found[0].code, found[1].pk)
    lines = announced(request.user, office, readable)
    rules = [(kind, retention_of(kind)) for kind in readable]
    context = {
        **navigation(request.user, office, section=SECTION),
        "page": Paginator(lines, CASES_ON_A_PAGE).get_page(request.GET.get("halaman")),
        "days": ANNOUNCED.days,
        "may_hold": {kind.code for kind in readable if request.user.can(kind.process, office)},
        "held": held(request.user, office),
        "typed": typed,
        "rules": [(kind, rule, CERTAINTY_CHIPS[rule.certainty]) for kind, rule in rules],
    }
    return render(request, "desk/inbox/erasure.html", context)


def announced(user: User, office: Office, readable: list[CaseKind]) -> list[tuple[date, CaseKind, Case]]:
    """The cases of ``office`` that are erased within ``ANNOUNCED``, the next first; a query for each kind."""
    found = []
    for kind in readable:
        seen = kind.model.objects.visible_to(user).filter(office=office)
        due = expired(kind, clock.today() + ANNOUNCED).filter(pk__in=seen.values("pk"))
        found += [(day_of_erasure(kind, case), kind, case) for case in due.select_related("office").defer(*SEALED)]
    return sorted(found, key=lambda line: (line[0], line[2].closed_on, line[2].pk))


def held(user: User, office: Office) -> list[tuple[CaseKind, Case]]:
    """The cases of ``office`` whose erasure somebody put off, the next to be free first; a query for each kind."""
    found = [
        (kind, case)
        for kind in kinds()
        if user.can(kind.process, office)
        for case in weighed(kind)
        .filter(pk__in=kind.model.objects.visible_to(user).filter(office=office).values("pk"), erased_at=None)
        .filter(held_until__gte=clock.today())
        .select_related("office")
        .defer(*SEALED)
    ]
    return sorted(found, key=lambda line: (line[1].held_until, line[1].pk))
