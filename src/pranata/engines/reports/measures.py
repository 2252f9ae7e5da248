"""What can be read of issued reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Freshness, Ratio
from pranata.engines.reports.models import IssuedReport, Status

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch
    from pranata.engines.reports.models import IssuedReportQuerySet

FED_BY = ("reports.issuedreport",)


def in_force(office: Office) -> IssuedReportQuerySet:
    """The reports of the office that no other one has superseded."""
    return IssuedReport.objects.filter(office=office, status=Status.ISSUED)


@measure(
    "reports.issued_count",
    _("Laporan yang diterbitkan"),
    kind=Kind.COUNT,
    unit=_("laporan"),
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} laporan yang berlaku diterbitkan dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def issued_count(office: Office, period: Stretch) -> Count:
    return Count(in_force(office).filter(issued_on__range=(period.start, period.end)))


@measure(
    "reports.public_share",
    _("Laporan yang ditampilkan untuk umum"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} laporan yang diterbitkan {start} sampai {end} ditampilkan untuk umum."),
    fed_by=FED_BY,
)
def public_share(office: Office, period: Stretch) -> Ratio:
    found = in_force(office).filter(issued_on__range=(period.start, period.end))
    return Ratio(found.public(), found)


@measure(
    "reports.last_issued",
    _("Laporan terakhir"),
    kind=Kind.DATE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Laporan terakhir sampai {end} diterbitkan pada {value}."),
    fed_by=FED_BY,
)
def last_issued(office: Office, period: Stretch) -> Freshness:
    return Freshness(in_force(office).filter(issued_on__lte=period.end), "issued_on")
