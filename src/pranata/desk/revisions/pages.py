"""What the pages of a plan's steps share: who may take one and when, the form, the plain page of a conflict."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.revisions.steps import STEPS, PlanStep, series

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pranata.engines.plan.models import Plan

StepView = Callable[..., "HttpResponse"]


def step_page(name: str) -> Callable[[StepView], StepView]:
    """A view ``(request, plan, siblings)`` as the page of the step ``name``.

    What one may not see is not there, who may not take the step is refused, and a plan that is in no state for it, or
    that somebody moved meanwhile, gets a page that says so.
    """
    step = STEPS[name]

    def decorate(view: StepView) -> StepView:
        @staff_form
        @wraps(view)
        def page(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
            plan, siblings = plan_or_404(request, code, plan_key)
            request.user.require(step.permission, plan.office)
            try:
                if not step.is_open(plan, siblings):
                    raise Stale(name)
                return view(request, plan, siblings)
            except Stale:
                return conflict_page(request, *plan_or_404(request, code, plan_key), step)

        return page

    return decorate


def conflict_page(request: HttpRequest, plan: Plan, siblings: list[Plan], step: PlanStep) -> HttpResponse:
    """What stands where ``step`` cannot be taken: the plan's state as it is now, and the way back."""
    context = {**plan_context(request, plan, siblings), "step": step}
    return render(request, "desk/revisions/conflict.html", context, status=409)


def plan_context(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> dict[str, Any]:
    """The context of every page about one plan; ``current`` is the plan in force beside it, if it is another."""
    current = next((each for each in series(plan, siblings) if each.is_current), None)
    return {
        **navigation(request.user, plan.office, siblings, section="plan", plan=plan, areas=plan.areas.all()),
        "current": current if current != plan else None,
    }


def plan_address(name: str, plan: Plan) -> str:
    """The address of the page ``name`` of the plan."""
    return reverse(f"desk:{name}", args=[plan.office.code, plan.key])


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, None when its page is only asked for."""
    return request.POST if request.method == "POST" else None


def question_page(
    request: HttpRequest, plan: Plan, siblings: list[Plan], form: forms.Form, *, status: int = 200, **words: Any
) -> HttpResponse:
    """The page that asks before a step: ``title``, ``lead`` (sentences), ``facts`` (words and numbers), ``submit``."""
    context = {**plan_context(request, plan, siblings), "form": form, **words}
    return render(request, "desk/revisions/question.html", context, status=422 if form.errors else status)
