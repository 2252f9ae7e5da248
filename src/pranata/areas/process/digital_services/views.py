"""The overview of an office's applications, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.areas.process.digital_services.charts import chart_of, counted_words
from pranata.areas.process.digital_services.menu import SECTION
from pranata.areas.process.digital_services.models import EDIT, VIEW, Application, BudgetLine
from pranata.areas.process.digital_services.queries import (
    budget_of_year,
    reach_by_month,
    use_by_month,
    uses_of_year,
    with_reach,
)
from pranata.areas.process.digital_services.register import APPLICATIONS, BUDGET, INDICES, USAGE
from pranata.areas.process.digital_services.samples import load_samples, missing_samples
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.registers.sheets import in_words
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

CHECKS_SHOWN = 12
SHOWN_BY_THE_PAGE = ("name", "function", "note")


@staff_page
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """Counts, the seven uses of the secretariat this year, watched addresses, this year's spending."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    own = Application.objects.visible_to(request.user).filter(office=office)
    lines = BudgetLine.objects.visible_to(request.user).filter(office=office, year=today.year)
    amount, realized = budget_of_year(lines)
    in_use = list(own.in_use())
    context = {
        **menu_context(request.user, office, section=SECTION),
        "counts": (
            (_("dipakai"), len(in_use)),
            (_("berbagi pakai"), sum(each.is_shared for each in in_use)),
            (_("terintegrasi"), sum(each.is_integrated for each in in_use)),
            (_("inovasi kantor"), sum(each.is_innovative for each in in_use)),
            (_("dengan SOP"), sum(bool(each.sop_reference) for each in in_use)),
        ),
        "uses": uses_of_year(own, today.year),
        "watched": with_reach(own.watched()).select_related("office"),
        "year": today.year,
        "amount": amount,
        "realized": realized,
        "registers": [(each.title, each.address(office)) for each in (APPLICATIONS, USAGE, BUDGET, INDICES)],
        "may_edit": request.user.can(EDIT, office),
        "missing": len(missing_samples(office)) if request.user.can(EDIT, office) else 0,
    }
    return render(request, "digital_services/overview.html", context)


@staff_page
def application(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One application: its facts, a year of use, reach, budget, indices."""
    item, today = get_visible_or_404(Application, request.user, pk=pk, office__code=code), clock.today()
    months = use_by_month(item, today)
    fields = APPLICATIONS.model_fields(name for name in APPLICATIONS.fields if name not in SHOWN_BY_THE_PAGE)
    context = {
        **menu_context(request.user, item.office, section=SECTION),
        "item": item,
        "facts": [(each.verbose_name, in_words(each, item)) for each in fields],
        "months": list(reversed(months)),
        "chart": chart_of(months),
        "counted": counted_words(months),
        "checks": item.checks.all()[:CHECKS_SHOWN],
        "reach": reach_by_month(item, today),
        "budget": item.budget.all(),
        "indices": item.indices.all(),
        "may_edit": request.user.can(EDIT, item.office),
    }
    return render(request, "digital_services/application.html", context)


@staff_form
def samples(request: HttpRequest, code: str) -> HttpResponse:
    """What the sample would add; POST adds it."""
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    if request.method == "POST":
        number = load_samples(office, by=request.user)
        words = ngettext("%d aplikasi contoh ditambahkan.", "%d aplikasi contoh ditambahkan.", number) % number
        messages.success(request, words)
        return redirect(APPLICATIONS.address(office))
    context = {**menu_context(request.user, office, section=SECTION), "missing": missing_samples(office)}
    return render(request, "digital_services/samples.html", context)
