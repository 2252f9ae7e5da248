"""What can be measured of the maps in force at the end of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.process_maps.models import MapEvaluation, Process, ProcessMap
from pranata.base.org.models import Unit
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Existence, Ratio

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("process_maps.processmap", "process_maps.process")


def maps_in_force(office: Office, period: Stretch) -> QuerySet[ProcessMap]:
    """The editions in force at the end of the period that have processes."""
    processes = Process.objects.filter(process_map=OuterRef("pk"))
    return ProcessMap.objects.filter(Exists(processes), office=office).valid_on(period.end)


def processes_in_force(office: Office, period: Stretch) -> QuerySet[Process]:
    return Process.objects.filter(process_map__in=maps_in_force(office, period))


def leaves_in_force(office: Office, period: Stretch) -> QuerySet[Process]:
    """The processes that have none below them."""
    return processes_in_force(office, period).filter(~Exists(Process.objects.filter(parent=OuterRef("pk"))))


@measure(
    "process_maps.in_force",
    _("Peta proses bisnis berlaku"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} peta proses bisnis yang berlaku."),
    fed_by=FED_BY,
)
def in_force(office: Office, period: Stretch) -> Existence:
    return Existence(maps_in_force(office, period))


@measure(
    "process_maps.complete",
    _("Proses dengan pemilik dan SIPOC lengkap"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_(
        "{numerator} dari {denominator} proses memiliki pemilik, pemasok, input, output, dan pelanggan pada {end}."
    ),
    fed_by=FED_BY,
)
def complete(office: Office, period: Stretch) -> Ratio:
    whole = processes_in_force(office, period)
    empty = Q(owner=None) | Q(suppliers="") | Q(inputs="") | Q(outputs="") | Q(customers="")
    return Ratio(whole.exclude(empty), whole)


@measure(
    "process_maps.tied_to_plan",
    _("Proses level 0 yang terkait sasaran Renstra"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} proses level 0 menyebut sasaran Renstra yang dilayani pada {end}."),
    fed_by=FED_BY,
)
def tied_to_plan(office: Office, period: Stretch) -> Ratio:
    whole = processes_in_force(office, period).filter(parent=None)
    return Ratio(whole.exclude(goal=""), whole)


@measure(
    "process_maps.units_covered",
    _("Unit kerja yang memiliki proses"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} unit kerja memiliki proses pada peta yang berlaku pada {end}."),
    fed_by=(*FED_BY, "org.unit"),
)
def units_covered(office: Office, period: Stretch) -> Ratio:
    whole = Unit.objects.filter(office=office).valid_on(period.end)
    owned = processes_in_force(office, period).filter(owner=OuterRef("pk"))
    return Ratio(whole.filter(Exists(owned)), whole)


@measure(
    "process_maps.with_sop",
    _("Proses paling rinci yang memiliki SOP"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} proses paling rinci menyebut SOP pada {end}."),
    fed_by=FED_BY,
)
def with_sop(office: Office, period: Stretch) -> Ratio:
    whole = leaves_in_force(office, period)
    return Ratio(whole.exclude(sop_numbers=""), whole)


@measure(
    "process_maps.evaluated",
    _("Peta proses bisnis yang dievaluasi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} peta proses yang berlaku dievaluasi antara {start} dan {end}."),
    fed_by=(*FED_BY, "process_maps.mapevaluation"),
)
def evaluated(office: Office, period: Stretch) -> Ratio:
    whole = maps_in_force(office, period)
    held = MapEvaluation.objects.filter(process_map=OuterRef("pk"), evaluated_on__range=(period.start, period.end))
    return Ratio(whole.filter(Exists(held)), whole)
