"""Public pages. What is not published and what does not exist look the same."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from pranata.base.org.models import Office
from pranata.engines.plan.exports import export
from pranata.engines.plan.filters import PlanFilter, whole_number
from pranata.engines.plan.models import Plan
from pranata.engines.plan.queries import adopted_revisions, plan_matrix, public_plans
from pranata.engines.plan.schedule import legend, schedule
from pranata.lib import clock
from pranata.portal.caching import public_page

OPEN_FORMATS = ("csv", "json")
SEARCH_LIMIT = 100


def active_offices():
    """The offices that use this installation today."""
    return Office.objects.active().valid_on(clock.today())


def active_office_or_404(code: str) -> Office:
    office = active_offices().filter(code=code).first()
    if office is None:
        raise Http404
    return office


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
    office = active_office_or_404(code)
    plans = public_plans(office)
    matrix = plan_matrix(plans[0], with_people=False) if plans else None
    largest = max((area.planned_count for area in matrix.areas), default=0) if matrix else 0
    return render(
        request, "portal/office.html", {"office": office, "plans": plans, "matrix": matrix, "largest": largest}
    )


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
    matrix = plan_matrix(shown, area=wanted.area, month=wanted.month, text=wanted.text, with_people=False)
    areas = schedule(matrix, clock.today())
    decrees = adopted_revisions(shown) if shown.revision > 1 else []
    context = {
        "office": shown.office,
        "plan": shown,
        "plans": plans,
        "decrees": decrees,
        "change_count": max(len(decrees) - 1, 0),
        "has_doubts": bool(matrix.totals.low or any(matrix.totals.remarks.values())),
        "matrix": matrix,
        "areas": areas,
        "wanted": wanted,
        "legend": legend(areas),
        "found": len(matrix.rows),
    }
    return render(request, "portal/plan.html", context)


@public_page
def plan_data(request: HttpRequest, code: str, year: int, file_format: str) -> HttpResponse:
    """Open data: the published plan as CSV or JSON."""
    office = active_office_or_404(code)
    if file_format not in OPEN_FORMATS:
        raise Http404
    shown, _plans = public_plan_or_404(office, year)
    file = export(shown, file_format)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = ("User-agent: *", f"Disallow: {reverse('desk:home')}", "Disallow: /masuk/", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public_page
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("ui/favicon.svg"))
