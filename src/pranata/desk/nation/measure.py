"""One measure over the offices below: by province, and each office with its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from pranata.base.org.models import Level, Office
from pranata.base.ui.pages import staff_page
from pranata.desk.nation.overview import Line, line_of
from pranata.desk.nation.place import Month, csv_answer, month_asked, page_context, scope_or_404
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.registry import Measure, by_key
from pranata.engines.indicators.sentences import number_words, value_words
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.queries import readings_below

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

OFFICES_ON_A_PAGE = 50
SHOWN = ("value", "value_on", "numerator", "denominator", "office__code", "office__name", "office__parent__region_name")
SUMMED = ("asked_count", "count", "median", "numerator", "denominator", "low", "high", "bars", "scope__region_name")


@dataclass(frozen=True)
class OfficeLine:
    """One office with its value in words, and the parts where there are any."""

    office: Office
    value: str
    parts: str


def measure_or_404(key: str) -> Measure:
    """A declared measure whose values may stand beside those of other offices."""
    measure = by_key(key)
    if measure is None or measure.sealed:
        raise Http404
    return measure


def province_lines(scope: Office, measure: Measure, asked: Month) -> list[tuple[Office, Line]]:
    """For KPU RI the distribution in each province; nothing for a province."""
    if scope.level != Level.RI:
        return []
    found = Distribution.objects.filter(scope__parent=scope, measure=measure.key).of_month(asked.year, asked.month)
    found = found.select_related("scope").only(*SUMMED).order_by("scope__code")
    return [(each.scope, line_of(measure, each)) for each in found]


@staff_page
def measure_page(request: HttpRequest, code: str, measure_key: str) -> HttpResponse:
    scope, measure = scope_or_404(request, code), measure_or_404(measure_key)
    asked = month_asked(request, scope)
    whole = Distribution.objects.filter(scope=scope, measure=measure.key).of_month(asked.year, asked.month).first()
    readings = readings_below(scope, measure, asked.year, asked.month).only(*SHOWN)
    page = Paginator(readings, OFFICES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = page_context(
        request,
        scope,
        "sebaran",
        asked=asked,
        measure=measure,
        whole=line_of(measure, whole) if whole else None,
        provinces=province_lines(scope, measure, asked),
        page=page,
        lines=[office_line(measure, each) for each in page],
    )
    return render(request, "desk/nation/measure.html", context)


def office_line(measure: Measure, reading: Reading) -> OfficeLine:
    parts = ""
    if reading.denominator:
        parts = f"{number_words(reading.numerator)} / {number_words(reading.denominator)}"
    return OfficeLine(reading.office, value_words(measure.kind, reading.found), parts)


@staff_page
def measure_csv(request: HttpRequest, code: str, measure_key: str) -> HttpResponse:
    """Every office below with its exact numbers."""
    scope, measure = scope_or_404(request, code), measure_or_404(measure_key)
    asked = month_asked(request, scope)
    lines = [
        [each.office.code, each.office.name, measure.key, asked.period, each.found, each.numerator, each.denominator]
        for each in readings_below(scope, measure, asked.year, asked.month)
    ]
    head = ["kode", "satuan_kerja", "ukuran", "periode", "nilai", "pembilang", "penyebut"]
    return csv_answer(f"{measure.key}-{scope.code}-{asked.period}.csv", head, lines)
