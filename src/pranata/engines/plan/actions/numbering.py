"""Positions and codes of a draft's rows after something was put in, moved or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, F, Max, Value
from django.db.models.functions import Cast, Concat

from pranata.engines.plan.models import Activity, Remark, Subactivity

if TYPE_CHECKING:
    from pranata.engines.plan.models import Area, Plan


NEW = 5_000  # the places of rows that are put in; behind every place of a plan, whose rows are 2,000 at most
FAR = 10_000  # behind those


def next_position(area: Area) -> int:
    """The place behind the area's last activity."""
    return (area.activities.aggregate(last=Max("position"))["last"] or 0) + 1


def renumber(plan: Plan, *, moved: Subactivity | None = None, to: tuple[Activity, int | None] | None = None) -> None:
    """Count activities and rows anew, from 1 without gaps; remarks follow the rows they speak of.

    ``moved`` is put to a place (activity, position from 1 or None for the end) on the way.
    """
    activities = list(Activity.objects.filter(area__plan=plan).select_related("area").order_by("area__no", "position"))
    rows = list(Subactivity.objects.filter(plan=plan).order_by("position", "pk"))
    by_activity: dict[int, list[Subactivity]] = {each.pk: [] for each in activities}
    for row in rows:
        if moved is None or row.pk != moved.pk:
            by_activity[row.activity_id].append(row)
    if moved is not None and to is not None:
        activity, position = to
        target = by_activity[activity.pk]
        own = next(row for row in rows if row.pk == moved.pk)
        target.insert(len(target) if position is None else max(position, 1) - 1, own)
    old_codes = {row.pk: row.code for row in rows}
    subjects: dict[str, str] = {}
    _number_activities(activities, subjects)
    for activity in activities:
        for position, row in enumerate(by_activity[activity.pk], start=1):
            row.activity, row.position = activity, position
            row.code = f"{activity.area.no}.{activity.position}.{position}"
            subjects[old_codes[row.pk]] = row.code
    # Two steps, because places and codes are unique and some of them swap.
    Subactivity.objects.filter(plan=plan).update(
        code=Concat(Value("~"), Cast("pk", CharField())), position=F("position") + FAR
    )
    Subactivity.objects.bulk_update(rows, ["activity", "position", "code"])
    _follow(plan, subjects)


def _number_activities(activities: list[Activity], subjects: dict[str, str]) -> None:
    counts: dict[int, int] = {}
    for activity in activities:
        position = counts.get(activity.area_id, 0) + 1
        counts[activity.area_id] = position
        if position != activity.position:
            subjects[f"{activity.area.no}.{activity.position}"] = f"{activity.area.no}.{position}"
            activity.position = position
            activity.save(update_fields=["position"])  # ascending, so the place is free


def _follow(plan: Plan, subjects: dict[str, str]) -> None:
    moved = {old: new for old, new in subjects.items() if old != new}
    remarks = [each for each in Remark.objects.filter(plan=plan) if each.subject in moved]
    for remark in remarks:
        remark.subject = moved[remark.subject]
    Remark.objects.bulk_update(remarks, ["subject"])
