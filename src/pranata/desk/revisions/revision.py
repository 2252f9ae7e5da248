"""A revision is begun, what it changes is shown, and the history of a year's plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.flow.models import Activity
from pranata.base.ui.pages import staff_page
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.revisions.difference import plan_difference
from pranata.desk.revisions.forms import KindForm
from pranata.desk.revisions.pages import plan_context, sent, step_page
from pranata.desk.revisions.steps import series
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.models import Plan, RevisionKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise


STEP_WORDS = {
    "adopt": gettext_lazy("ditetapkan"),
    "supersede": gettext_lazy("digantikan"),
    "close": gettext_lazy("ditutup"),
    "reopen": gettext_lazy("dibuka lagi"),
}


@step_page("amend")
def plan_revise(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """A copy to be edited, or the way to the import of the decree's file; ``?jenis=`` chooses the kind."""
    kind = request.GET.get("jenis", "")
    initial = kind if kind in (RevisionKind.AMENDMENT, RevisionKind.CORRECTION) else RevisionKind.AMENDMENT
    form = KindForm(sent(request), initial={"kind": initial})
    if form.is_valid():
        revision = revisions.open_revision(plan, kind=form.cleaned_data["kind"], by=request.user)
        messages.success(request, _("Rancangan %s dibuat. Ubah isinya, lalu tetapkan.") % revision.edition)
        return redirect(revision.get_absolute_url())
    context = {**plan_context(request, plan, siblings), "form": form, "kind": initial}
    return render(request, "desk/revisions/revise.html", context, status=422 if form.is_bound else 200)


@staff_page
def plan_difference_page(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """What the plan changes in the one it is based on; fit for printing."""
    plan, siblings = plan_or_404(request, code, plan_key)
    context = {**plan_context(request, plan, siblings), "difference": plan_difference(plan, siblings)}
    return render(request, "desk/revisions/difference.html", context)


@dataclass(frozen=True)
class Chapter:
    """One revision with the steps it has been through, oldest first: (what, activity)."""

    plan: Plan
    has_base: bool
    steps: list[tuple[_StrPromise | str, Activity]]


@staff_page
def plan_history(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """Every revision of the plan's year with its decree, and who did what when."""
    plan, siblings = plan_or_404(request, code, plan_key)
    context = {**plan_context(request, plan, siblings), "chapters": chapters(plan, siblings)}
    return render(request, "desk/revisions/history.html", context)


def chapters(plan: Plan, siblings: list[Plan]) -> list[Chapter]:
    """The revisions of the plan's year, newest first, in one query more."""
    found = series(plan, siblings)
    taken = (
        Activity.objects.filter(target_label=Plan._meta.label_lower, target_id__in=[each.pk for each in found])
        .select_related("by__person")
        .order_by("pk")
    )
    known = {each.pk for each in siblings}
    steps: dict[int, list[tuple[_StrPromise | str, Activity]]] = {each.pk: [] for each in found}
    for activity in taken:
        words = STEP_WORDS.get(activity.step, activity.step)
        steps[activity.target_id].append((words, activity))
    return [Chapter(each, each.based_on_id in known, steps[each.pk]) for each in found]
