"""Lists of plans, and what is to be said of each in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from pranata.engines.plan.models import Plan, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.org.models import Office


def public_plans(office: Office) -> list[Plan]:
    """The office's published plans, newest year first."""
    return list(Plan.objects.public().filter(office=office).select_related("office", "document").order_by("-year"))


def remark_counts(plans: Iterable[Plan]) -> dict[int, int]:
    """How many remarks each plan has, by plan id, in one query; a plan without remarks is left out."""
    return dict(
        Remark.objects.filter(plan__in=list(plans)).order_by().values_list("plan_id").annotate(count=Count("pk"))
    )
