"""What an address of the API is about, as its asker may see it; everything else looks as if it did not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from pranata.engines.plan.keys import PlanKey
from pranata.engines.plan.models import Plan, Progress, Subactivity
from pranata.engines.plan.queries.live import with_figures

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


def plans_of(request: HttpRequest, code: str) -> QuerySet[Plan]:
    """The visible plans of one office with all their revisions, newest first."""
    found = Plan.objects.visible_to(request.user).filter(office__code=code)
    return found.select_related("office", "document").defer("document__body").order_by("-year", "agent_id", "-revision")


def plan_or_404(request: HttpRequest, code: str, key: str) -> Plan:
    """The visible plan that ``key`` names at the office. Raises Http404."""
    try:
        wanted = PlanKey.parse(key)
    except ValueError as error:
        raise Http404 from error
    found = plans_of(request, code).filter(year=wanted.year, agent=wanted.agent)
    found = found.filter(revision=wanted.revision) if wanted.revision else found.current()
    plan = found.first()
    if plan is None:
        raise Http404
    return plan


def row_or_404(request: HttpRequest, code: str, key: str, row: str) -> Subactivity:
    """The sub-activity ``row`` of that plan, which it knows, with its indicators. Raises Http404."""
    plan = plan_or_404(request, code, key)
    found = Subactivity.objects.filter(plan=plan, code=row).select_related("activity__area")
    item = found.prefetch_related("indicators").first()
    if item is None:
        raise Http404
    item.plan = plan
    return item


def month_or_404(
    request: HttpRequest, code: str, key: str, row: str, month: int
) -> tuple[Subactivity, Progress | None]:
    """A month that is planned of a row, or was reported, and what was noted of it. Raises Http404."""
    item = row_or_404(request, code, key, row)
    progress = with_figures(Progress.objects.filter(subactivity=item, month=month)).first()
    if progress is None and month not in item.months:
        raise Http404
    if progress is not None:
        progress.subactivity = item
    return item, progress
