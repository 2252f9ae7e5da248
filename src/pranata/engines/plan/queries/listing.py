"""Lists of plans, and what is to be said of each in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from pranata.engines.plan.models import Plan, Remark, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.org.models import Office


def public_plans(office: Office) -> list[Plan]:
    """The office's published plans, newest year first."""
    return list(Plan.objects.public().filter(office=office).select_related("office", "document").order_by("-year"))


def adopted_revisions(plan: Plan) -> list[Plan]:
    """The revisions of the plan's year that are or were in force, first one first, each with its decree."""
    found = Plan.objects.series_of(plan).exclude(status=Status.DRAFT)
    return list(found.select_related("document").defer("document__body").order_by("revision"))


def remark_counts(plans: Iterable[Plan]) -> dict[int, int]:
    """How many remarks of each plan wait for a decision, by plan id, in one query; a plan without is left out.

    Nobody decides remarks of a plan that was replaced or closed.
    """
    waiting = Remark.objects.undecided().filter(plan__in=list(plans), plan__status__in=(Status.DRAFT, Status.ADOPTED))
    return dict(waiting.order_by().values_list("plan_id").annotate(count=Count("pk")))
