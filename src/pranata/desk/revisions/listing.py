"""The plans of an office by year, and how a new one begins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import office_plans
from pranata.desk.revisions.forms import AgentForm, YearForm
from pranata.desk.revisions.pages import sent
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.models import Plan, Status
from pranata.engines.plan.queries import remark_counts
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class PlanCard:
    """One plan in the list; ``earlier`` counts the revisions it has replaced."""

    plan: Plan
    remarks: int
    earlier: int


@dataclass(frozen=True)
class PlanYear:
    """The plans of one year: the office's own, then those of its change agents."""

    year: int
    own: list[PlanCard]
    agents: list[PlanCard]


@staff_page
def plans(request: HttpRequest, code: str) -> HttpResponse:
    """By year: the plan in force or first draft, a draft that would change it, and the agents' plans."""
    office = office_or_404(request, code)
    found = office_plans(request, code)
    context = {
        **navigation(request.user, office, found, section="plans"),
        "years": plan_years(found, remark_counts(found)),
        "may_begin": request.user.can("plan.import", office),
    }
    return render(request, "desk/plans.html", context)


def plan_years(found: Sequence[Plan], remarks: dict[int, int]) -> list[PlanYear]:
    """Replaced revisions are not listed but counted with the plan that replaced them."""
    years = []
    for year, group in groupby(sorted(found, key=lambda each: -each.year), key=lambda each: each.year):
        plans_of_year = list(group)
        cards = [
            PlanCard(each, remarks.get(each.pk, 0), earlier_revisions(each, plans_of_year))
            for each in sorted(plans_of_year, key=lambda each: (not each.is_current, -each.revision))
            if each.status != Status.SUPERSEDED
        ]
        agents = sorted((each for each in cards if each.plan.agent), key=lambda each: str(each.plan.agent))
        years.append(PlanYear(year, [each for each in cards if not each.plan.agent], agents))
    return years


def earlier_revisions(plan: Plan, plans_of_year: Sequence[Plan]) -> int:
    """How many revisions ``plan`` has replaced."""
    return sum(
        each.agent_id == plan.agent_id and each.status == Status.SUPERSEDED and each.revision < plan.revision
        for each in plans_of_year
        if plan.is_current
    )


@staff_form
def plan_begin(request: HttpRequest, code: str) -> HttpResponse:
    """An empty draft of the office's plan."""
    office = office_or_404(request, code)
    request.user.require("plan.import", office)
    form = YearForm(sent(request), initial={"year": clock.today().year})
    if form.is_valid():
        year = form.cleaned_data["year"]
        try:
            plan = revisions.begin(office=office, year=year, by=request.user)
        except Stale:
            form.add_error("year", _("Tahun %d sudah punya rencana.") % year)
        else:
            messages.success(request, _("Rancangan %d dibuat. Tambahkan kegiatan dan subkegiatannya.") % year)
            return redirect(plan.get_absolute_url())
    words = {"title": _("Susun rencana dari awal"), "submit": _("Buat rancangan")}
    lead = _("Rancangan dimulai dengan area perubahan dari rencana terakhir kantor ini, tanpa kegiatan.")
    context = {**navigation(request.user, office, section="plans"), "form": form, "lead": lead, **words}
    return render(request, "desk/revisions/begin.html", context, status=422 if form.errors else 200)


@staff_form
def agent_plan_begin(request: HttpRequest, code: str) -> HttpResponse:
    """An empty draft of one change agent's own plan (Rencana Aksi Agen Perubahan)."""
    office = office_or_404(request, code)
    request.user.require("plan.import", office)
    form = AgentForm(sent(request), office=office, user=request.user, initial={"year": clock.today().year})
    if form.is_valid():
        year, agent = form.cleaned_data["year"], form.cleaned_data["person"]
        try:
            plan = revisions.begin(office=office, year=year, agent=agent, by=request.user)
        except Stale:
            words = _("%(name)s sudah punya rencana tahun %(year)d.")
            form.add_error("person", words % {"name": agent, "year": year})
        else:
            messages.success(request, _("Rancangan %(year)d untuk %(name)s dibuat.") % {"name": agent, "year": year})
            return redirect(plan.get_absolute_url())
    words = {"title": _("Rencana agen perubahan"), "submit": _("Buat rancangan")}
    lead = _("Rencana kecil milik satu agen perubahan. Tidak perlu nomor keputusan dan tidak tampil untuk umum.")
    context = {**navigation(request.user, office, section="plans"), "form": form, "lead": lead, **words}
    return render(request, "desk/revisions/begin.html", context, status=422 if form.errors else 200)
