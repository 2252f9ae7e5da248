"""What the plan of the sheet's year already does for a question: rows whose indicators are read by its measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.assessments.suggestions import measures_of
from pranata.engines.plan.models import Binding, Plan

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Sheet
    from pranata.engines.plan.models import Subactivity


@dataclass(frozen=True)
class Planned:
    """The first row of the plan that serves a question, with the months in which it is to be done."""

    row: Subactivity
    months: tuple[int, ...]


def planned_for(sheet: Sheet, *, reader: User) -> dict[str, Planned]:
    """By question, as far as the reader may see the plan; one query, none where no measure speaks of the questions."""
    wanted = measures_of(sheet.key)
    if not wanted:
        return {}
    plans = Plan.objects.filter(office=sheet.office, year=sheet.year).of_office().current()
    bound = Binding.objects.visible_to(reader).measured().filter(indicator__subactivity__plan__in=plans)
    rows = bound.filter(measure_key__in={key for keys in wanted.values() for key in keys})
    rows = rows.select_related("indicator__subactivity__plan__office").order_by("indicator__subactivity", "indicator")
    found: dict[str, Planned] = {}
    for each in rows:
        row = each.indicator.subactivity
        months = tuple(month for month in row.months if each.indicator.is_of(month))
        for question, keys in wanted.items():
            if each.measure_key in keys:
                found.setdefault(question, Planned(row, months))
    return found
