"""Which report of which period a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from pranata.base.ui.pages import office_or_404
from pranata.engines.reports.registry import Report, by_slug
from pranata.lib.periods import Period

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.org.models import Office

VIEW = "reports.view"


@dataclass(frozen=True)
class Wanted:
    """The office, the report and the period that an address names."""

    office: Office
    report: Report
    period: Period


def wanted_or_404(request: HttpRequest, code: str, slug: str, period: str) -> Wanted:
    """What the address names, if the reader may see reports there and the report covers such a period."""
    office = office_or_404(request, code, VIEW)
    report = by_slug(slug)
    try:
        asked = Period.parse(period)
    except ValueError:
        raise Http404 from None
    if report is None or report.length != asked.length:
        raise Http404
    return Wanted(office, report, asked)
