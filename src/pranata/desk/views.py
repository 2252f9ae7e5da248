"""Staff pages. What one may not see and what does not exist look the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pranata.base.ui.pages import readable_offices, staff_page, wants_part
from pranata.desk.matrix import MatrixPage
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.revisions.head import plan_head
from pranata.engines.plan.filters import PlanFilter
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.queries.readings import may_read, month_to_read
from pranata.lib import clock


@staff_page
def home(request: HttpRequest) -> HttpResponse:
    offices = readable_offices(request)
    if len(offices) == 1:
        return redirect("desk:office", offices[0].code)
    return render(request, "desk/home.html", {"offices": offices})


@staff_page
def plan(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """The matrix; for htmx only the table and what changes with it."""
    shown, siblings = plan_or_404(request, code, plan_key)
    wanted = PlanFilter.from_query(request.GET)
    matrix = plan_matrix(
        shown,
        area=wanted.area,
        month=wanted.month,
        remark=wanted.remark,
        text=wanted.text,
        party=wanted.party,
        reader=request.user,
        reading_month=month_to_read(shown, clock.today()) if may_read(request.user, shown.office) else None,
    )
    context = {
        **navigation(request.user, shown.office, siblings, section="plan", plan=shown),
        **MatrixPage(matrix, wanted, clock.today()).context(),
        "is_part": wants_part(request),
        "head": plan_head(request.user, shown, siblings),
    }
    if not context["is_part"]:
        return render(request, "desk/plan.html", context)
    response = render(request, "desk/plan.html#matrix", context)
    asked = wanted.parameters.urlencode()
    address = shown.get_absolute_url() + (f"?{asked}" if asked else "")
    response["HX-Push-Url"] = "false" if address == request.htmx.current_url_abs_path else address
    return response
