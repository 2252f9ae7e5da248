"""Which plan a page is about, and the plans beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from pranata.engines.plan.keys import PlanKey
from pranata.engines.plan.models import Plan

if TYPE_CHECKING:
    from django.http import HttpRequest


def office_plans(request: HttpRequest, code: str) -> list[Plan]:
    """The visible plans of one office with all their revisions, newest first, with office, agent and decree's head."""
    plans = Plan.objects.visible_to(request.user).filter(office__code=code)
    return list(
        plans.select_related("office__paper", "document", "agent")
        .defer("document__body")
        .order_by("-year", "agent_id", "-revision")
    )


def plan_or_404(request: HttpRequest, code: str, key: str) -> tuple[Plan, list[Plan]]:
    """The plan that ``key`` names at the office, and every plan of that office. Raises Http404."""
    wanted = PlanKey.parse(key)
    siblings = office_plans(request, code)
    for each in siblings:
        series = (each.year, each.agent_id) == (wanted.year, wanted.agent)
        if series and (each.revision == wanted.revision if wanted.revision else each.is_current):
            return each, siblings
    raise Http404
