"""The upper branches of a plan's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.plan.models import Activity, Area

if TYPE_CHECKING:
    from pranata.engines.plan.models import Plan


def areas_and_activities(plan: Plan) -> tuple[list[Area], list[Activity]]:
    """The areas of ``plan`` and their activities, in the plan's order; one query for both."""
    areas: dict[int, Area] = {}
    activities = []
    rows = Area.objects.filter(plan=plan).order_by("no", "activities__position")
    own = ("activities__pk", "activities__position", "activities__no", "activities__name")
    for pk, area_no, area_name, key, position, no, name in rows.values_list("pk", "no", "name", *own):
        area = areas.setdefault(pk, Area(pk=pk, plan=plan, no=area_no, name=area_name))
        if key is not None:  # an area may have no activity yet
            activities.append(Activity(pk=key, area=area, position=position, no=no, name=name))
    return list(areas.values()), activities
