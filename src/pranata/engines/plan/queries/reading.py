"""The stored plan as the reader's value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from pranata.engines.plan import rules
from pranata.engines.plan.models import Activity, Area, Remark, Subactivity
from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    IndicatorReading,
    PlanReading,
    SubactivityReading,
    decree_from_json,
)
from pranata.engines.plan.reading import Remark as RemarkReading

if TYPE_CHECKING:
    from pranata.engines.plan.models import Plan


def plan_reading(plan: Plan) -> PlanReading:
    """The stored plan as the reader's value, for exports; equal to what was imported."""
    areas = Area.objects.filter(plan=plan).prefetch_related(
        Prefetch(
            "activities",
            Activity.objects.prefetch_related(
                Prefetch("subactivities", Subactivity.objects.order_by("position").prefetch_related("indicators"))
            ),
        )
    )
    return PlanReading(
        decree=decree_from_json(plan.document.body),
        areas=[
            AreaReading(
                no=area.no, name=area.name, activities=[_activity_reading(each) for each in area.activities.all()]
            )
            for area in areas
        ],
        remarks=[
            RemarkReading(
                code=remark.code,
                severity=remark.severity,
                lines=remark.lines,
                message=remark.message,
                subject=remark.subject,
            )
            for remark in Remark.objects.filter(plan=plan)
        ],
    )


def _activity_reading(activity: Activity) -> ActivityReading:
    return ActivityReading(
        no=activity.no,
        name=activity.name,
        subactivities=[_subactivity_reading(each) for each in activity.subactivities.all()],
    )


def _subactivity_reading(subactivity: Subactivity) -> SubactivityReading:
    return SubactivityReading(
        code=subactivity.code,
        no=subactivity.no,
        text=subactivity.text,
        indicators=[
            IndicatorReading(
                text=indicator.text,
                months=None if indicator.month_bits is None else rules.bits_to_months(indicator.month_bits),
            )
            for indicator in subactivity.indicators.all()
        ],
        months=subactivity.months,
        source_lines=subactivity.source_lines,
        confidence=subactivity.confidence,
        as_printed=subactivity.as_printed or None,
    )
