"""What is personal in closed cases and soon erased by rule, told before; and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.inbox.listing import readable_kinds
from pranata.desk.inbox.menu import SECTION
from pranata.desk.navigation import navigation
from pranata.engines.cases.queries import SEALED
from pranata.engines.cases.retention import ANNOUNCED, day_of_erasure, expired, retention_of
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


@staff_page
def erasure_page(request: HttpRequest, code: str) -> HttpResponse:
    """For who may see all cases of a kind; others find no such page."""
    office = office_or_404(request, code)
    kinds = readable_kinds(request.user, office)
    if not kinds:
        raise Http404
    lines = announced(request.user, office, kinds)
    rules = [(kind, retention_of(kind)) for kind in kinds]
    context = {
        **navigation(request.user, office, section=SECTION),
        "page": Paginator(lines, CASES_ON_A_PAGE).get_page(request.GET.get("halaman")),
        "days": ANNOUNCED.days,
        "rules": [(kind, rule, CERTAINTY_CHIPS[rule.certainty]) for kind, rule in rules],
    }
    return render(request, "desk/inbox/erasure.html", context)


def announced(user: User, office: Office, kinds: list[CaseKind]) -> list[tuple[date, CaseKind, Case]]:
    """The cases of ``office`` that are erased within ``ANNOUNCED``, the next first; a query for each kind."""
    found = []
    for kind in kinds:
        visible = kind.model.objects.visible_to(user).filter(
            office=office, pk__in=expired(kind, clock.today() + ANNOUNCED)
        )
        found += [(day_of_erasure(kind, case), kind, case) for case in visible.select_related("office").defer(*SEALED)]
    return sorted(found, key=lambda line: (line[0], line[2].closed_on, line[2].pk))
