"""Issued reports that an office has put before the public: their list, one of them, its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pranata.base.files.downloads import download_response
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page, public_file
from pranata.engines.plan.filters import whole_number
from pranata.engines.reports.making import issued_name
from pranata.engines.reports.models import Publication, Status
from pranata.engines.reports.queries import public_reports, successor
from pranata.lib.periods import Period

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.reports.models import IssuedReport


@current_page
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """The reports on the periods of a year: ``?tahun=``, else the newest there is."""
    office = active_office_or_404(code)
    found = list(public_reports(office))
    years = sorted({Period.parse(each.period).year for each in found}, reverse=True)
    asked = whole_number(request.GET.get("tahun", ""), 9999)
    year = asked if asked in years else next(iter(years), None)
    context = {
        "office": office,
        "section": "reports",
        "years": years,
        "year": year,
        "reports": [each for each in found if Period.parse(each.period).year == year],
    }
    return render(request, "portal/reports.html", context)


@current_page
def report(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One edition of a report; what replaced it is named when the public may see that too."""
    item = public_report_or_404(active_office_or_404(code), pk)
    newer = successor(item) if item.status == Status.SUPERSEDED else None
    context = {
        "office": item.office,
        "section": "reports",
        "item": item,
        "period": Period.parse(item.period),
        "successor": newer if newer and newer.publication != Publication.NONE else None,
    }
    return render(request, "portal/report.html", context)


@public_file
def report_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = public_report_or_404(active_office_or_404(code), pk)
    if not item.is_offered:
        raise Http404
    return download_response(item.public_file, f"{issued_name(item)}.pdf")


def public_report_or_404(office: Office, pk: int) -> IssuedReport:
    item = public_reports(office).filter(pk=pk).select_related("office", "file", "signed_copy").first()
    if item is None:
        raise Http404
    return item
