"""The figures of each kind of cases in a year: counts, and how long an answer took as median with its number."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.inbox.listing import readable_kinds
from pranata.desk.inbox.menu import SECTION
from pranata.desk.navigation import navigation
from pranata.engines.cases.rules import MINIMUM_SAMPLE
from pranata.engines.cases.statistics import figures
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

YEARS_OFFERED = 5


@staff_page
def figures_page(request: HttpRequest, code: str) -> HttpResponse:
    """The kinds all of whose cases the reader may see; without one of them the page does not exist."""
    office, today = office_or_404(request, code), clock.today()
    kinds = readable_kinds(request.user, office)
    if not kinds:
        raise Http404
    years = [today.year - back for back in range(YEARS_OFFERED)]
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked in map(str, years) else today.year
    start, end = date(year, 1, 1), min(date(year, 12, 31), today)
    context = {
        **navigation(request.user, office, section=SECTION),
        "years": years,
        "year": year,
        "end": end,
        "minimum": MINIMUM_SAMPLE,
        "lines": [figures(kind, [office], start=start, end=end, reader=request.user) for kind in kinds],
    }
    return render(request, "desk/inbox/figures.html", context)
