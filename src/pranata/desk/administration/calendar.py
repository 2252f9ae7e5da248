"""The pages of the calendar and of the clocks that are counted with it; both come from files and are only shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pranata.base.ui.pages import staff_page
from pranata.desk.administration.calendar_lines import clock_lines, day_lines, decree_lines, difference_lines
from pranata.desk.administration.tabs import tab_context, tab_office
from pranata.engines.deadlines.calendar import calendar_year, recorded_years
from pranata.engines.deadlines.clocks import clocks as all_clocks
from pranata.engines.deadlines.clocks import service_titles
from pranata.engines.deadlines.differences import differences
from pranata.lib.clock import today


@staff_page
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "calendar")
    years = years_shown()
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked in map(str, years) else today().year
    found = calendar_year(year)
    context = {
        **tab_context(request, office, "calendar"),
        "years": years,
        "calendar": found,
        "days": day_lines(found),
        "decrees": decree_lines(found),
        "differences": [(each, difference_lines(each)) for each in years if differences(each)],
    }
    return render(request, "desk/administration/calendar.html", context)


@staff_page
def clocks(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "calendar")
    services = sorted({each.service for each in all_clocks()}, key=service_title)
    asked = request.GET.get("layanan", "")
    wanted = asked if asked in services else services[0]
    context = {
        **tab_context(request, office, "calendar"),
        "services": [(each, service_title(each)) for each in services],
        "wanted": wanted,
        "title": service_title(wanted),
        "lines": clock_lines([each for each in all_clocks() if each.service == wanted], today()),
    }
    return render(request, "desk/administration/clocks.html", context)


def years_shown() -> list[int]:
    """The years of the files, the running one and the one after it, the newest first."""
    recorded, this = recorded_years(), today().year
    return sorted({*recorded, this, this + 1}, reverse=True)


def service_title(code: str) -> str:
    """What a service is called, its code when nobody has named it."""
    return service_titles().get(code, code)
