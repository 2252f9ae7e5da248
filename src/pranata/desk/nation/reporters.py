"""Which offices below have not issued their monthly report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render

from pranata.base.ui.pages import staff_page
from pranata.desk.nation.place import Month, month_asked, page_context, scope_or_404
from pranata.engines.nation.models import SnapshotReport
from pranata.engines.nation.queries import newest_snapshots, offices_below
from pranata.engines.reports.models import IssuedReport, Status
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office

MONTHLY = "monthly"
OFFICES_ON_A_PAGE = 50


def without_report(scope: Office, asked: Month):
    """The offices below that have issued no monthly report of the month, here or by a snapshot."""
    wanted = {"report": MONTHLY, "period": str(asked.period)}
    issued = IssuedReport.objects.filter(office=OuterRef("pk"), status=Status.ISSUED, **wanted)
    received = SnapshotReport.objects.filter(snapshot__in=newest_snapshots(), snapshot__office=OuterRef("pk"), **wanted)
    return offices_below(scope).filter(~Q(Exists(issued)), ~Q(Exists(received)))


@staff_page
def reporters(request: HttpRequest, code: str) -> HttpResponse:
    scope = scope_or_404(request, code)
    asked = month_asked(request, scope)
    late = without_report(scope, asked).select_related("parent").order_by("code")
    page = Paginator(late, OFFICES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = page_context(
        request,
        scope,
        "laporan",
        asked=asked,
        page=page,
        office_count=offices_below(scope).count(),
        has_ended=asked.period.end < clock.today(),
    )
    return render(request, "desk/nation/reporters.html", context)
