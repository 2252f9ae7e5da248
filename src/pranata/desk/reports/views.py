"""The list of reports, one report as it stands today, and its drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import office_plans
from pranata.desk.reports.export_set import RECIPIENTS
from pranata.desk.reports.pages import VIEW, wanted_or_404
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.making import make_draft
from pranata.engines.reports.models import IssuedReport, Status
from pranata.engines.reports.queries import issued_of
from pranata.engines.reports.registry import Report, declared
from pranata.lib import clock
from pranata.lib.periods import Period, periods_of

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Line:
    """One period of a report: the edition that stands, how many were replaced, and whether the period has ended."""

    period: Period
    current: IssuedReport | None
    replaced_count: int
    has_ended: bool


@dataclass(frozen=True)
class Section:
    """One report with the periods of a year that have begun, the latest first."""

    report: Report
    lines: list[Line]


@staff_page
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """Every report of a year: ``?tahun=``, else the newest year of a plan that has begun."""
    office = office_or_404(request, code, VIEW)
    today = clock.today()
    plans = office_plans(request, code)
    years = sorted({plan.year for plan in plans if plan.agent_id is None and plan.year <= today.year}, reverse=True)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else next(iter(years), None)
    issued = issued_of(office, reader=request.user, year=year) if year else []
    context = {
        **navigation(request.user, office, plans, section="reports"),
        "years": years,
        "year": year,
        "sections": list(sections(office, year, issued, today)) if year else [],
        "has_future_plan": not years and any(plan.agent_id is None for plan in plans),
    }
    return render(request, "desk/reports/list.html", context)


def sections(office: Office, year: int, issued: list[IssuedReport], today: date) -> Iterator[Section]:
    """A section for each report the office makes."""
    for report in (each for each in declared() if each.concerns(office)):
        lines = [
            line_of(
                period, [each for each in issued if (each.report, each.period) == (report.code, str(period))], today
            )
            for period in periods_of(year, report.length)
            if period.start <= today
        ]
        yield Section(report, lines[::-1])


def line_of(period: Period, issued: list[IssuedReport], today: date) -> Line:
    current = next((each for each in issued if each.status == Status.ISSUED), None)
    replaced = sum(each.status == Status.SUPERSEDED for each in issued)
    return Line(period, current, replaced, has_ended=period.end < today)


@staff_page
def report(request: HttpRequest, code: str, slug: str, period: str) -> HttpResponse:
    """What the report says today, its drafts, and its editions."""
    wanted = wanted_or_404(request, code, slug, period)
    try:
        facts = wanted.report.facts(wanted.office, wanted.period)
    except NoFacts:
        raise Http404 from None
    issued = issued_of(wanted.office, reader=request.user)
    context = {
        **navigation(request.user, wanted.office, section="reports"),
        "wanted": wanted,
        "facts": facts,
        "editions": [each for each in issued if (each.report, each.period) == (wanted.report.code, period)],
        "recipients": RECIPIENTS,
        "may_issue": request.user.can("reports.issue", wanted.office),
    }
    return render(request, "desk/reports/report.html", context)


@staff_page
def report_draft(request: HttpRequest, code: str, slug: str, period: str, file_format: str) -> HttpResponse:
    """The draft, marked KONSEP, as a file."""
    wanted = wanted_or_404(request, code, slug, period)
    if file_format not in wanted.report.formats:
        raise Http404
    try:
        made = make_draft(wanted.report, wanted.office, wanted.period, file_format)
    except NoFacts:
        raise Http404 from None
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return response
