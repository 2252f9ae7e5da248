"""What anyone reads of a survey whose result is published: the page, and the figures as open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pranata.areas.public_service.satisfaction import open_data
from pranata.areas.public_service.satisfaction.acting import public_lines
from pranata.areas.public_service.satisfaction.results_views import result_context
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page
from pranata.engines.surveys.models import Survey

if TYPE_CHECKING:
    from django.http import HttpRequest

FORMATS = {"csv": open_data.as_csv, "json": open_data.as_json}


def published_or_404(code: str, survey: str) -> Survey:
    office = active_office_or_404(code)
    found = Survey.objects.filter(office=office, code=survey).public().select_related("office").first()
    if found is None:
        raise Http404
    return found


@current_page
def result(request: HttpRequest, code: str, survey: str) -> HttpResponse:
    """The index, its elements and services, what follows from it, and the results before."""
    item = published_or_404(code, survey)
    context = {
        "office": item.office,
        "section": "surveys",
        "item": item,
        "follows": public_lines(item),
        **result_context(item, only_public=True),
    }
    context |= {"channels": [], "added": [], "warnings": []}  # what is the office's own to look at
    return render(request, "satisfaction/public_result.html", context)


@current_page
def result_data(request: HttpRequest, code: str, survey: str, file_format: str) -> HttpResponse:
    """The figures of a published result, as CSV or JSON."""
    item = published_or_404(code, survey)
    if file_format not in FORMATS:
        raise Http404
    response = HttpResponse(FORMATS[file_format](item), content_type=open_data.MEDIA_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="survei-{code}-{item.code}.{file_format}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
