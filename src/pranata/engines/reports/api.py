"""Issued reports for programs: those put before the public, and with a token those of one's office."""

from datetime import date
from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from pranata.base.endpoints.schemas import PUBLIC_REFUSALS, READ_REFUSALS, Paging, Rows, one_of, rows_of
from pranata.base.org.active import active_office_or_404
from pranata.engines.reports.models import IssuedReport, Publication, Status
from pranata.engines.reports.queries import public_reports
from pranata.engines.reports.registry import by_code

public = Router(tags=["public"])
router = Router(tags=["reports"])


class ReportOut(Schema):
    """An issued report; ``page`` is where anyone verifies it."""

    id: int
    kind: str
    period: str
    title: str
    number: str
    issued_on: date
    status: one_of(Status)
    sha256: str
    page: str


class PublicReport(ReportOut):
    """``file`` is empty while the office shares no file."""

    file: str


class StaffReport(ReportOut):
    publication: one_of(Publication)


class ReportsWanted(Paging):
    year: Annotated[int, Field(ge=2000, le=2099)] | None = None


@public.get("/offices/{code}/reports", response={200: Rows[PublicReport], **PUBLIC_REFUSALS}, summary="Laporan terbit")
def public_list(request: HttpRequest, code: str, paging: Query[Paging]):
    """Laporan yang ditampilkan untuk umum, terbaru lebih dahulu; yang sudah digantikan pun tetap tercantum."""
    return rows_of(public_reports(active_office_or_404(code)), paging, public_out)


@router.get("/offices/{code}/reports", response={200: Rows[StaffReport], **READ_REFUSALS}, summary="Laporan terbit")
def staff_list(request: HttpRequest, code: str, wanted: Query[ReportsWanted]):
    """Semua laporan terbit satuan kerja, terbaru lebih dahulu."""
    if not request.user.offices_with("reports.view").filter(code=code).exists():
        raise Http404
    found = IssuedReport.objects.visible_to(request.user).filter(office__code=code).defer("facts")
    if wanted.year:
        found = found.filter(period__startswith=str(wanted.year))
    return rows_of(found, wanted, lambda each: StaffReport(**values(each), publication=each.publication))


def public_out(item: IssuedReport) -> PublicReport:
    address = reverse("portal:report_file", args=[item.office.code, item.pk])
    return PublicReport(**values(item), file=f"{settings.SITE_URL}{address}" if item.is_offered else "")


def values(item: IssuedReport) -> dict[str, object]:
    declared = by_code(item.report)
    return {
        "id": item.pk,
        "kind": declared.slug if declared else item.report,
        "period": item.period,
        "title": item.title,
        "number": item.number,
        "issued_on": item.issued_on,
        "status": item.status,
        "sha256": item.sha256,
        "page": item.public_address,
    }
