"""What can be counted of SOPs: in force, units with one, evaluated and revised in the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.models import Sop, SopQuerySet
from pranata.base.org.models import Unit
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Ratio

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

SOPS, LOOKS = ("sops.sop",), ("sops.sop", "sops.evaluation")
UNIT = _("SOP")


def held(office: Office, period: Stretch) -> SopQuerySet:
    """Those in force at some time of the period."""
    begun: SopQuerySet = Sop.objects.filter(office=office, effective_on__lte=period.end)  # type: ignore[assignment]
    return begun.filter(Q(ended_on=None) | Q(ended_on__gt=period.start))


@measure(
    "sops.in_force_count",
    _("SOP yang berlaku"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} SOP berlaku pada {end}."),
    fed_by=SOPS,
)
def in_force_count(office: Office, period: Stretch) -> Count:
    return Count(Sop.objects.filter(office=office).in_force(period.end))  # type: ignore[attr-defined]


@measure(
    "sops.units_with_sop_share",
    _("Unit kerja yang mempunyai SOP"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} unit kerja mempunyai SOP yang berlaku pada {end}."),
    fed_by=("sops.sop", "org.unit"),
)
def units_with_sop_share(office: Office, period: Stretch) -> Ratio:
    units = Unit.objects.filter(office=office).valid_on(period.end)
    owners = Sop.objects.filter(office=office, unit__isnull=False).in_force(period.end)  # type: ignore[attr-defined]
    return Ratio(units.filter(pk__in=owners.values("unit")), units)


@measure(
    "sops.evaluated_share",
    _("SOP yang dievaluasi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} SOP yang berlaku antara {start} dan {end} sudah dievaluasi."),
    fed_by=LOOKS,
)
def evaluated_share(office: Office, period: Stretch) -> Ratio:
    sops = held(office, period)
    return Ratio(sops.filter(evaluations__done_on__range=(period.start, period.end)).distinct(), sops)


@measure(
    "sops.legalized_count",
    _("SOP yang disahkan"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} SOP mulai berlaku {start} sampai {end}, termasuk revisi."),
    fed_by=SOPS,
)
def legalized_count(office: Office, period: Stretch) -> Count:
    return Count(Sop.objects.filter(office=office, effective_on__range=(period.start, period.end)))


@measure(
    "sops.revised_count",
    _("SOP yang direvisi"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} revisi SOP mulai berlaku {start} sampai {end}."),
    fed_by=SOPS,
)
def revised_count(office: Office, period: Stretch) -> Count:
    later = Q(revises__isnull=False) | Q(edition__gt=1)
    return Count(Sop.objects.filter(later, office=office, effective_on__range=(period.start, period.end)))
