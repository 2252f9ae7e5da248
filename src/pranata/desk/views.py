"""Staff pages. What one may not see and what does not exist look the same."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.desk.matrix import figures, remark_choices
from pranata.desk.navigation import navigation
from pranata.desk.pages import office_or_404, readable_offices, staff_page, wants_part
from pranata.desk.plan_lookup import office_plans, plan_or_404
from pranata.desk.remark_kinds import remark_kind
from pranata.engines.plan.exports import export
from pranata.engines.plan.filters import PlanFilter
from pranata.engines.plan.models import Remark, Severity, Subactivity
from pranata.engines.plan.queries import GRAVEST_FIRST, Matrix, plan_matrix, remark_counts, subactivity_detail
from pranata.engines.plan.rules import bits_to_months
from pranata.engines.plan.schedule import legend, schedule, year_of
from pranata.lib import clock

EXPORT_FORMATS = ("xlsx", "json")
REMARKS_ON_A_PAGE = 50


@staff_page
def home(request: HttpRequest) -> HttpResponse:
    offices = readable_offices(request)
    if len(offices) == 1:
        return redirect("desk:office", offices[0].code)
    return render(request, "desk/home.html", {"offices": offices})


@staff_page
def office(request: HttpRequest, code: str) -> HttpResponse:
    """The desk (Meja kerja): what waits for the reader."""
    shown = office_or_404(request, code)
    plans = office_plans(request, code)
    counts = remark_counts(plans)
    context = {
        **navigation(request.user, shown, plans, section="desk"),
        "tasks": [(plan, counts[plan.pk]) for plan in plans if counts.get(plan.pk)],
        "many_offices": len(readable_offices(request)) > 1,
    }
    return render(request, "desk/office.html", context)


@staff_page
def plans(request: HttpRequest, code: str) -> HttpResponse:
    shown = office_or_404(request, code)
    found = office_plans(request, code)
    counts = remark_counts(found)
    rows = [(plan, counts.get(plan.pk, 0)) for plan in found]
    return render(request, "desk/plans.html", {**navigation(request.user, shown, found, section="plans"), "rows": rows})


@staff_page
def plan(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The matrix; for htmx only the table and what changes with it."""
    shown, siblings = plan_or_404(request, code, plan_key)
    wanted = PlanFilter.from_query(request.GET)
    matrix = plan_matrix(
        shown, area=wanted.area, month=wanted.month, remark=wanted.remark, text=wanted.text, party=wanted.party
    )
    context = {
        **navigation(request.user, shown.office, siblings, section="plan", plan=shown, areas=matrix.areas),
        **matrix_context(matrix, wanted),
        "is_part": wants_part(request),
        "may_export": request.user.can("plan.export", shown.office),
    }
    if not context["is_part"]:
        return render(request, "desk/plan.html", context)
    response = render(request, "desk/plan.html#matrix", context)
    asked = wanted.parameters.urlencode()
    address = shown.get_absolute_url() + (f"?{asked}" if asked else "")
    response["HX-Push-Url"] = "false" if address == request.htmx.current_url_abs_path else address
    return response


def matrix_context(matrix: Matrix, wanted: PlanFilter) -> dict[str, object]:
    """What ``desk/plan.html`` shows of a plan narrowed to ``wanted``."""
    today = clock.today()
    year = matrix.plan.year
    areas = schedule(matrix, today)
    area = next((each for each in matrix.areas if each.no == wanted.area), None)
    return {
        "matrix": matrix,
        "areas": areas,
        "area": area,
        "found": len(matrix.rows),
        "figures": figures(matrix, area),
        "wanted": wanted,
        "highlighted_month": wanted.month or (today.month if year == today.year else None),
        "remark_choices": remark_choices(wanted.remark),
        "legend": legend(areas),
        "is_closed": year < today.year,
    }


@staff_page
def subactivity(request: HttpRequest, code: str, plan_key: str, row: str) -> HttpResponse:
    """One sub-activity with all that belongs to it: a page, or for htmx the content of the drawer."""
    shown, siblings = plan_or_404(request, code, plan_key)
    try:
        detail = subactivity_detail(shown, row)
    except Subactivity.DoesNotExist as error:
        raise Http404 from error
    year = year_of(shown, clock.today(), detail.deadlines)
    context = {
        **navigation(request.user, shown.office, siblings, section="plan", plan=shown, areas=shown.areas.all()),
        "is_part": wants_part(request),
        "area": detail.area,
        "detail": detail,
        "item": detail.subactivity,
        "states": year.states(set(detail.subactivity.months), detail.reports),
        "indicators": [(each.text, bits_to_months(each.month_bits or 0)) for each in detail.indicators],
        "remarks": remark_lines(detail.remarks),
    }
    if not context["is_part"]:
        return render(request, "desk/subactivity.html", context)
    response = render(request, "desk/subactivity.html#detail", context)
    response["HX-Push-Url"] = "false"
    return response


@staff_page
def remarks(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """All remarks of a plan, narrowed by ``?tingkat=`` (severity) and ``?jenis=`` (code)."""
    shown, siblings = plan_or_404(request, code, plan_key)
    every = list(shown.remarks.all())
    severity = request.GET.get("tingkat", "")
    kind = request.GET.get("jenis", "")
    severity = severity if severity in Severity.values else ""
    counts = Counter(each.code for each in every)
    kind = kind if kind in counts else ""
    found = [each for each in every if severity in ("", each.severity) and kind in ("", each.code)]
    context = {
        **navigation(request.user, shown.office, siblings, section="remarks", plan=shown, areas=shown.areas.all()),
        "total": len(every),
        "page": Paginator(remark_lines(found), REMARKS_ON_A_PAGE).get_page(request.GET.get("halaman")),
        "found": len(found),
        "severity": severity,
        "severities": [(level.value, level.label.capitalize()) for level in GRAVEST_FIRST],
        "kind": kind,
        "kinds": sorted((str(remark_kind(each)), each, count) for each, count in counts.items()),
    }
    return render(request, "desk/remarks.html", context)


@dataclass(frozen=True)
class RemarkLine:
    """A remark, what its code is called, and what it speaks of."""

    remark: Remark
    kind: str

    @property
    def row(self) -> str:
        """The code of the sub-activity, "" when the remark speaks of something wider."""
        return self.remark.subject if self.remark.subject.count(".") == 2 else ""

    @property
    def place(self) -> str:
        """The area or the activity in words, for a remark that speaks of one."""
        words = _("kegiatan %s") if "." in self.remark.subject else _("area %s")
        return words % self.remark.subject


def remark_lines(remarks: list[Remark]) -> list[RemarkLine]:
    return [RemarkLine(each, str(remark_kind(each.code))) for each in remarks]


@staff_page
def plan_export(request: HttpRequest, code: str, plan_key: str, file_format: str) -> HttpResponse:
    """The plan as a file; needs "plan.export" besides seeing it."""
    if file_format not in EXPORT_FORMATS:
        raise Http404
    shown, _siblings = plan_or_404(request, code, plan_key)
    request.user.require("plan.export", shown.office)
    file = export(shown, file_format)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return response
