"""One office below: its readings of a month, and the reports it has issued; never its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from pranata.base.files.downloads import download_response
from pranata.base.ui.pages import staff_page
from pranata.desk.nation.place import month_asked, page_context, scope_or_404
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.sentences import number_words, value_words
from pranata.engines.nation.models import Snapshot, SnapshotReport
from pranata.engines.nation.queries import newest_snapshots, offices_below
from pranata.engines.reports.making import issued_name
from pranata.engines.reports.models import IssuedReport, Status

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from pranata.base.org.models import Office


def below_or_404(scope: Office, code: str) -> Office:
    """The office ``code`` below ``scope``; one that stands elsewhere looks as if it did not exist."""
    found = offices_below(scope).filter(code=code).select_related("parent").first()
    if found is None:
        raise Http404
    return found


@staff_page
def office_page(request: HttpRequest, code: str, below: str) -> HttpResponse:
    scope = scope_or_404(request, code)
    found, asked = below_or_404(scope, below), month_asked(request, scope)
    readings = Reading.objects.current().filter(office=found, year=asked.year, month=asked.month, secrecy="")
    issued = IssuedReport.objects.filter(office=found, status=Status.ISSUED).defer("facts")
    received = SnapshotReport.objects.filter(snapshot__in=newest_snapshots().filter(office=found))
    lines = [
        (measure, each)
        for each in readings.order_by("measure")
        if (measure := by_key(each.measure)) and not measure.sealed
    ]
    context = page_context(
        request,
        scope,
        "sebaran",
        asked=asked,
        below=found,
        lines=[
            (measure, value_words(measure.kind, each.found), *map(number_words, (each.numerator, each.denominator)))
            for measure, each in lines
            if each.found is not None
        ],
        without_value=[measure for measure, each in lines if each.found is None],
        issued=list(issued.order_by("-period", "report")),
        received=list(received.order_by("-period", "report")),
        snapshot=Snapshot.objects.filter(office=found).order_by("-year", "-sequence").first(),
    )
    return render(request, "desk/nation/office.html", context)


@staff_page
def issued_file(request: HttpRequest, code: str, below: str, pk: int) -> HttpResponseBase:
    """The issued report as it was handed out; the signed copy where there is one."""
    found = below_or_404(scope_or_404(request, code), below)
    report = IssuedReport.objects.filter(office=found, status=Status.ISSUED, pk=pk).defer("facts")
    item = report.select_related("file", "signed_copy", "office").first()
    if item is None:
        raise Http404
    return download_response(item.signed_copy or item.file, issued_name(item))


@staff_page
def received_file(request: HttpRequest, code: str, below: str, pk: int) -> HttpResponseBase:
    """A report that came with a snapshot."""
    found = below_or_404(scope_or_404(request, code), below)
    item = SnapshotReport.objects.filter(snapshot__office=found, pk=pk).select_related("file").first()
    if item is None:
        raise Http404
    return download_response(item.file, f"laporan-{found.code}-{item.period}.pdf")
