"""The front door, an office's home and its plan. What is not published and what does not exist look the same."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from pranata.base.org.active import active_office_or_404, active_offices
from pranata.base.org.models import Office
from pranata.base.ui.caching import public_page
from pranata.base.ui.cards import cards_of
from pranata.engines.plan.filters import PlanFilter, whole_number
from pranata.engines.plan.models import Plan
from pranata.engines.plan.publication.evidence import public_evidence, public_evidence_counts
from pranata.engines.plan.publication.progress import public_progress, public_year
from pranata.engines.plan.publication.readings import public_values
from pranata.engines.plan.publication.rules import PublicState
from pranata.engines.plan.queries import adopted_revisions, plan_matrix, public_plans
from pranata.engines.plan.schedule import laid_out, legend
from pranata.engines.reports.models import Status as ReportStatus
from pranata.engines.reports.queries import public_reports
from pranata.lib import clock

SEARCH_LIMIT = 100
NEWEST_REPORTS = 3


def public_plan_or_404(office: Office, year: int) -> tuple[Plan, list[Plan]]:
    """The office's published plan of ``year``, and all its published plans, newest first."""
    plans = public_plans(office)
    plan = next((each for each in plans if each.year == year), None)
    if plan is None:
        raise Http404
    return plan, plans


@public_page
def home(request: HttpRequest) -> HttpResponse:
    offices = list(active_offices()[:2])
    if len(offices) == 1:
        return redirect("portal:office", offices[0].code)
    text = request.GET.get("q", "").strip()[:SEARCH_LIMIT]
    found = active_offices().annotate(publishes=Exists(Plan.objects.public().filter(office=OuterRef("pk"))))
    if text:
        found = found.filter(name__icontains=text)
    return render(request, "portal/offices.html", {"offices": list(found), "text": text})


@public_page
def office_home(request: HttpRequest, code: str) -> HttpResponse:
    """What the office offers; a card only for what is there."""
    office = active_office_or_404(code)
    today = clock.today()
    plans = public_plans(office)
    matrix = plan_matrix(plans[0], with_people=False) if plans else None
    context = {
        "office": office,
        "cards": cards_of(office),
        "plans": plans,
        "matrix": matrix,
        "progress": public_progress(matrix, public_year(matrix, today)) if matrix else None,
        "largest": max((area.planned_count for area in matrix.areas), default=0) if matrix else 0,
        "reports": list(public_reports(office).filter(status=ReportStatus.ISSUED)[:NEWEST_REPORTS]),
        "evidence_count": public_evidence(office, today).count(),
    }
    return render(request, "portal/office.html", context)


@public_page
def reform(request: HttpRequest, code: str) -> HttpResponse:
    """The newest published plan, or the one of ``?tahun=``."""
    office = active_office_or_404(code)
    plans = public_plans(office)
    if "tahun" in request.GET:
        year = whole_number(request.GET["tahun"], 9999)
        if year not in [each.year for each in plans]:
            raise Http404
        return redirect("portal:plan", office.code, year)
    if not plans:
        return render(request, "portal/no_plan.html", {"office": office, "plans": plans})
    return plan_page(request, plans[0], plans)


@public_page
def plan(request: HttpRequest, code: str, year: int) -> HttpResponse:
    office = active_office_or_404(code)
    return plan_page(request, *public_plan_or_404(office, year))


def plan_page(request: HttpRequest, shown: Plan, plans: list[Plan]) -> HttpResponse:
    wanted = PlanFilter.from_query(request.GET)
    today = clock.today()
    matrix = plan_matrix(shown, area=wanted.area, month=wanted.month, text=wanted.text, with_people=False)
    year = public_year(matrix, today)
    areas = laid_out(matrix, year)
    decrees = adopted_revisions(shown) if shown.revision > 1 else []
    context = {
        "office": shown.office,
        "section": "reform",
        "plan": shown,
        "plans": plans,
        "decrees": decrees,
        "change_count": max(len(decrees) - 1, 0),
        "has_doubts": bool(matrix.totals.low or any(matrix.totals.remarks.values())),
        "matrix": matrix,
        "progress": public_progress(matrix, year),
        "areas": areas,
        "public_values": public_values(matrix, year),
        "evidence_counts": public_evidence_counts(shown, today),
        "wanted": wanted,
        "legend": legend(areas, PublicState),
        "found": len(matrix.rows),
    }
    return render(request, "portal/plan.html", context)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    maps = [f"{settings.SITE_URL}{reverse('portal:jdih:addresses', args=[each.code])}" for each in active_offices()]
    lines = ["User-agent: *", f"Disallow: {reverse('desk:home')}", "Disallow: /masuk/"]
    lines += [f"Sitemap: {each}" for each in maps]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("ui/favicon.svg"))
