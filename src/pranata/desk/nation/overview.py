"""All measures of a month over the offices below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_page
from pranata.desk.nation.pictures import Picture, picture
from pranata.desk.nation.place import Month, csv_answer, month_asked, page_context, scope_or_404
from pranata.engines.indicators.registry import Measure, by_key
from pranata.engines.indicators.rules import SHARES, Kind
from pranata.engines.indicators.sentences import number_words
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.rules import MINIMUM_SAMPLE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office

FIRST = ("plan.", "reports.", "evidence.")  # what is asked of every office stands above what only some have


@dataclass(frozen=True)
class Line:
    """One measure: its distribution, the numbers as people read them, "" where too few offices have a value."""

    measure: Measure
    distribution: Distribution
    median: str
    together: str
    picture: Picture | None

    @property
    def quartiles(self) -> str:
        """Between which values the half in the middle lies, "" as the median."""
        found = self.distribution
        return f"{number_words(found.lower_quartile)}–{number_words(found.upper_quartile)}" if self.median else ""

    @property
    def reach(self) -> str:
        """How many of the offices looked at have a value."""
        parts = {"count": self.distribution.count, "asked": self.distribution.asked_count}
        return _("%(count)s dari %(asked)s") % parts


def line_of(measure: Measure, found: Distribution) -> Line:
    is_told = found.is_enough and measure.kind not in (Kind.EXISTENCE, Kind.DATE)
    return Line(
        measure,
        found,
        number_words(found.median) if is_told else "",
        together(measure, found),
        picture(found) if is_told else None,
    )


def together(measure: Measure, found: Distribution) -> str:
    """What all offices come to together: "240 dari 300 (80%)" of shares, how many have it of what is there or not."""
    if not found.is_enough:
        return ""
    if measure.kind == Kind.EXISTENCE:
        having = sum(found.bars[5:])  # values are 0 or 1
        return _("ada di %(having)d dari %(count)d") % {"having": having, "count": found.count}
    if measure.kind in SHARES and found.denominator:
        parts = {"part": number_words(found.numerator), "whole": number_words(found.denominator)}
        share = number_words(found.numerator * 100 / found.denominator)
        return _("%(part)s dari %(whole)s (%(share)s%%)") % {**parts, "share": share}
    return number_words(found.numerator) if measure.kind in (Kind.COUNT, Kind.SUM) else ""


def lines_of(scope: Office, asked: Month) -> Iterator[Line]:
    """A line for each measure that is still declared; one query."""
    rows = Distribution.objects.filter(scope=scope).of_month(asked.year, asked.month)
    known = [(measure, each) for each in rows if (measure := by_key(each.measure))]
    for measure, each in sorted(known, key=lambda it: (not it[0].key.startswith(FIRST), it[0].key)):
        yield line_of(measure, each)


@staff_page
def overview(request: HttpRequest, code: str) -> HttpResponse:
    scope = scope_or_404(request, code)
    asked = month_asked(request, scope)
    lines = list(lines_of(scope, asked))
    context = page_context(request, scope, "sebaran", asked=asked, lines=lines, minimum=MINIMUM_SAMPLE)
    return render(request, "desk/nation/overview.html", context)


@staff_page
def overview_csv(request: HttpRequest, code: str) -> HttpResponse:
    scope = scope_or_404(request, code)
    asked = month_asked(request, scope)
    names = ["asked_count", "count", "minimum", "lower_quartile", "median", "upper_quartile", "maximum"]
    names += ["numerator", "denominator"]
    head = ["ukuran", "judul", "periode", "satuan_kerja", "dengan_nilai", "terendah", "kuartil_bawah", "median"]
    head += ["kuartil_atas", "tertinggi", "pembilang", "penyebut"]
    lines = [
        [each.measure.key, each.measure.title, asked.period, *told(each.distribution, names)]
        for each in lines_of(scope, asked)
    ]
    return csv_answer(f"sebaran-{scope.code}-{asked.period}.csv", head, lines)


def told(found: Distribution, names: list[str]) -> list[object]:
    """The numbers by name; below the minimum sample only how many offices there are."""
    return [getattr(found, name) if found.is_enough or name.endswith("count") else None for name in names]
