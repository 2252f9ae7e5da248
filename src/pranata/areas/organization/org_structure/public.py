"""The public chart, once the office publishes it: units and posts on any day, and nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe

from pranata.areas.organization.org_structure.drawing import as_svg
from pranata.areas.organization.org_structure.forms import DayForm, day_asked_for
from pranata.areas.organization.org_structure.models import is_public
from pranata.areas.organization.org_structure.queries import chart_of, rows_on
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@current_page
def structure(request: HttpRequest, code: str) -> HttpResponse:
    office, day = active_office_or_404(code), day_asked_for(request)
    if not is_public(office):
        raise Http404
    rows = rows_on(office, day, with_names=False)
    drawing = as_svg(chart_of(rows, office, day, with_names=False))
    context = {
        "office": office,
        "day": day,
        "rows": rows,
        "drawing": mark_safe(drawing),  # noqa: S308 -- drawing escapes every text
        "form": DayForm(initial={"pada": day}),
    }
    return render(request, "org_structure/public.html", context)
