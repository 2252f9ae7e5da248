"""What can be measured of score sheets: totals, whether one was handed in, how much of one is answered.

A total is what the sheet is worth as it stands when it is read, an assessor's answer before the office's own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Answer, Item, Level, Sheet
from pranata.engines.assessments.queries import rescore
from pranata.engines.indicators.registry import INDEX, NO_UNIT, PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Existence, Index, Ratio
from pranata.lib.exact_json import exact

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.assessments.models import SheetQuerySet
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("assessments.sheet", "assessments.item")
STORED = Decimal("0.000001")  # what a reading keeps
INSTRUMENTS = {
    "zona_integritas": ("zona-integritas", _("Zona Integritas")),
    "pmprb_unit": ("pmprb-unit", _("LKE RB Unit")),
    "standar_pelayanan": ("standar-pelayanan", _("komponen standar pelayanan")),
    "ombudsman": ("ombudsman", _("kepatuhan pelayanan publik (Ombudsman)")),
    "spip": ("spip", _("maturitas SPIP")),
    "kelembagaan": ("kelembagaan", _("evaluasi kelembagaan")),
    "sakip": ("sakip", _("SAKIP")),
}


def handed_in(office: Office, code: str, period: Stretch) -> SheetQuerySet:
    """The office's sheets of an instrument for the period's year that were handed in by its end."""
    return Sheet.objects.filter(office=office, instrument=code, year=period.end.year, submitted_on__lte=period.end)


def total(office: Office, code: str, period: Stretch) -> Index:
    """The mean total of those sheets, which is one sheet but for instruments filled in per service."""
    rows = handed_in(office, code, period)
    totals = [outcome.total for outcome in rescore(rows).values()]
    value = exact(sum(totals) / len(totals)).quantize(STORED) if totals else None
    return Index(value, rows)


def answered(office: Office, code: str, period: Stretch) -> Ratio:
    """Of the scored questions of the year's sheets, those that the office answered."""
    sheets = Sheet.objects.filter(office=office, instrument=code, year=period.end.year)
    scored = {each.code for sheet in sheets for each in by_key(sheet.key).questions.values() if each.is_scored}
    whole = Item.objects.filter(section__sheet__in=sheets, code__in=scored)
    own = Answer.objects.filter(level=Level.SELF, is_confirmed=True)
    return Ratio(whole.filter(pk__in=own.values("item")), whole)


def _declare(key: str, code: str, title: object) -> None:
    measure(
        f"assessments.{key}_total",
        format_lazy(_("Nilai lembar {title}"), title=title),
        kind=Kind.INDEX,
        unit=INDEX,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("Nilai lembar tahun ini yang diajukan sampai {end}: {value}."),
        fed_by=FED_BY,
    )(lambda office, period: total(office, code, period))
    measure(
        f"assessments.{key}_submitted",
        format_lazy(_("Lembar {title} diajukan"), title=title),
        kind=Kind.EXISTENCE,
        unit=NO_UNIT,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("Lembar tahun ini yang diajukan sampai {end}: {value}."),
        fed_by=FED_BY,
    )(lambda office, period: Existence(handed_in(office, code, period)))
    measure(
        f"assessments.{key}_answered",
        format_lazy(_("Butir lembar {title} yang terjawab"), title=title),
        kind=Kind.RATIO,
        unit=PERCENT,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("{numerator} dari {denominator} butir lembar tahun ini sudah dijawab."),
        fed_by=FED_BY,
    )(lambda office, period: answered(office, code, period))


for _key, (_code, _title) in INSTRUMENTS.items():
    _declare(_key, _code, _title)
