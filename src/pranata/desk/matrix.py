"""What stands around the matrix: the figures above it and the choices of its filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.desk.remark_kinds import remark_kind
from pranata.engines.plan.models import Severity
from pranata.engines.plan.queries import GRAVEST_FIRST, INTERPRETED

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pranata.engines.plan.queries import AreaSummary, Matrix

SEVERITY_FIGURES = (
    (Severity.ERROR, _("catatan kesalahan")),
    (Severity.DOUBT, _("catatan meragukan")),
    (Severity.INFO, _("catatan keterangan")),
)


@dataclass(frozen=True)
class Figure:
    """One number above the matrix; ``remark`` is the filter that lists what it counts, "" when there is none."""

    value: int
    words: str | _StrPromise
    remark: str = ""


def figures(matrix: Matrix, area: AreaSummary | None) -> list[Figure]:
    """Counts of the chosen area, or of the whole plan; never narrowed by month, remark or text."""
    if area is not None:
        return [
            Figure(area.subactivity_count, _("subkegiatan")),
            Figure(area.planned_count, _("pelaksanaan bulanan")),
            Figure(area.remark_count, _("catatan pembacaan"), "ada"),
        ]
    totals = matrix.totals
    return [
        Figure(totals.subactivities, _("subkegiatan")),
        Figure(totals.planned, _("pelaksanaan bulanan")),
        Figure(totals.indicators, _("indikator keberhasilan")),
        Figure(totals.low, _("subkegiatan perlu ditinjau"), INTERPRETED),
        *(Figure(totals.remarks[level], words, level) for level, words in SEVERITY_FIGURES if totals.remarks[level]),
    ]


def remark_choices(chosen: str) -> list[tuple[str, str | _StrPromise]]:
    """The values of ``?catatan=`` with their words; a chosen code joins them."""
    choices: list[tuple[str, str | _StrPromise]] = [
        ("ada", _("Ada catatan")),
        (INTERPRETED, _("Perlu ditinjau")),
        *((str(level), level.label.capitalize()) for level in GRAVEST_FIRST),
    ]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, remark_kind(chosen)))
    return choices
