"""Which offices stand below another, which of them are known here, and what was read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from pranata.base.org.models import Level, Office
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.rules import Better
from pranata.engines.nation.models import Snapshot

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.engines.indicators.registry import Measure


def known_offices():
    """Offices that work in this installation, or of which a snapshot was received."""
    received = Snapshot.objects.filter(office=OuterRef("pk"))
    return Office.objects.filter(Q(is_active=True) | Exists(received))


def offices_below(scope: Office):
    """The known offices below ``scope``: all others for KPU RI, those of the province, none below a regency."""
    return known_offices().filter(Q(parent=scope) | Q(parent__parent=scope))


def looks_down(office: Office) -> bool:
    """Whether offices stand below it at all."""
    return office.level != Level.REGENCY


def somebody_looks_down() -> bool:
    """Whether an office that works in this installation stands above a known one."""
    below = known_offices().filter(Q(parent=OuterRef("pk")) | Q(parent__parent=OuterRef("pk")))
    return Office.objects.active().filter(Exists(below)).exists()


def newest_snapshots():
    """The last snapshot of each office and year; what an earlier one said counts no more."""
    later = Snapshot.objects.filter(office=OuterRef("office"), year=OuterRef("year"), sequence__gt=OuterRef("sequence"))
    return Snapshot.objects.filter(~Exists(later))


def readings_below(scope: Office, measure: Measure, year: int, month: int) -> QuerySet[Reading]:
    """The readings of the offices below, the worst first; offices with nothing to measure come last."""
    found = Reading.objects.current().filter(measure=measure.key, year=year, month=month, secrecy="")
    below = found.filter(office__in=offices_below(scope)).select_related("office__parent")
    order = F("value").desc(nulls_last=True) if measure.better == Better.LOWER else F("value").asc(nulls_last=True)
    return below.order_by(order, F("value_on").asc(nulls_last=True), "office__code")
