"""What every page that changes a draft begins with, and where it ends when the draft is one no longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.engines.plan.models import Activity, Area, Plan, Remark, Status

STALE = 409
INVALID = 422
FORM_KEYS = frozenset(["csrfmiddlewaretoken", "seen", "row", "kembali"])  # what nobody typed


@dataclass(frozen=True)
class Draft:
    """A plan that may be changed, and the office's other plans."""

    plan: Plan
    siblings: list[Plan]

    def context(self, request: HttpRequest, **extra: Any) -> dict[str, Any]:
        """What the page's template takes: the menus, the plan, and ``extra``."""
        areas = self.plan.areas.all()
        menus = navigation(
            request.user, self.plan.office, self.siblings, section="remarks", plan=self.plan, areas=areas
        )
        return {**menus, **extra}

    def area(self, pk: int) -> Area:
        """Raises Http404."""
        return found(self.plan.areas.filter(pk=pk).first())

    def activity(self, pk: int) -> Activity:
        """Raises Http404."""
        return found(Activity.objects.filter(area__plan=self.plan, pk=pk).select_related("area__plan__office").first())

    def remark(self, pk: int) -> Remark:
        """Raises Http404."""
        return found(self.plan.remarks.filter(pk=pk).select_related("asked__person", "decided_by__person").first())


def found(item: Any) -> Any:
    if item is None:
        raise Http404
    return item


def draft_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view(request, draft, …)`` for who may edit the plan; anybody else gets 403, and a plan that is no draft a page
    that says so. What was typed into a form that comes too late stands on that page."""

    @staff_form
    @wraps(view)
    def shown(request: HttpRequest, code: str, plan_key: str, **arguments: Any) -> HttpResponse:
        draft = Draft(*plan_or_404(request, code, plan_key))
        request.user.require("plan.edit", draft.plan.office)
        if draft.plan.status != Status.DRAFT:
            return changed_page(request, draft)
        try:
            return view(request, draft, **arguments)
        except (Stale, ObjectDoesNotExist):  # written, or removed, between our looking and our writing
            draft.plan.refresh_from_db(fields=["status"])
            return changed_page(request, draft)

    return shown


def changed_page(request: HttpRequest, draft: Draft, reason: str = "") -> HttpResponse:
    """Why nothing was saved, with everything that was typed; without ``reason`` the state of the plan says why."""
    context = draft.context(
        request,
        reason=reason,
        is_draft=draft.plan.status == Status.DRAFT,
        typed=[
            text
            for name, texts in request.POST.lists()
            if name.rpartition("-")[2] not in FORM_KEYS and not name.endswith("_FORMS")
            for text in texts
            if text.strip() and not text.isdigit()
        ],
    )
    return render(request, "desk/review/changed.html", context, status=STALE)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent to a form, None when it is only looked at."""
    return request.POST if request.method == "POST" else None


def chosen_remarks(request: HttpRequest, remarks: list[Remark]) -> list[Remark]:
    """Those of ``remarks`` that were ticked as mended and that nobody has decided meanwhile."""
    ticked = set(request.POST.getlist("selesai"))
    return [each for each in remarks if str(each.pk) in ticked and each.is_undecided]


def ticked_remarks(request: HttpRequest) -> set[str]:
    """The keys of the remarks ticked on the page: those that were sent, else the one its link named."""
    return set(request.POST.getlist("selesai") if request.method == "POST" else request.GET.getlist("catatan"))
