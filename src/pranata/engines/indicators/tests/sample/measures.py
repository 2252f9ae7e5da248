"""A measure of every kind over errands; ``declare`` puts them into the registry of a test."""

from decimal import Decimal

from django.db.models import Avg, F

from pranata.engines.indicators.registry import NO_UNIT, PERCENT, POINTS, Better, Kind, Span, measure
from pranata.engines.indicators.results import Change, Count, Existence, Freshness, Index, Punctuality, Ratio, Sum
from pranata.engines.indicators.tests.sample.models import Errand

FED_BY = ("errands.errand",)


def due_in(office, period):
    return Errand.objects.filter(office=office, due_on__range=(period.start, period.end))


def done_in(office, period):
    return Errand.objects.filter(office=office, done_on__range=(period.start, period.end))


def done_count(office, period):
    return Count(done_in(office, period))


def cost_sum(office, period):
    return Sum(done_in(office, period), "cost")


def points_sum(office, period):
    return Sum(done_in(office, period), "points")


def done_share(office, period):
    due = due_in(office, period)
    return Ratio(due.filter(done_on__isnull=False), due)


def on_time(office, period):
    due = due_in(office, period)
    return Punctuality(due.filter(done_on__lte=F("due_on")), due)


def mean_points(office, period):
    rated = done_in(office, period).filter(points__isnull=False)
    mean = rated.aggregate(mean=Avg("points"))["mean"]
    return Index(None if mean is None else Decimal(str(mean)), rated)


def newest(office, period):
    return Freshness(Errand.objects.filter(office=office, done_on__lte=period.end), "done_on")


def newest_told(office, period):
    return Freshness(Errand.objects.filter(office=office), "told_at")


def in_force(office, period):
    return Existence(Errand.objects.filter(office=office, valid_to__gte=period.end))


def count_change(office, period):
    return Change(done_count(office, period), done_count(office, period.a_year_before))


def share_change(office, period):
    return Change(done_share(office, period), done_share(office, period.a_year_before))


def nothing(office, period):
    return None


PARTS = "{numerator} dari {denominator} tugas yang jatuh tempo {start} sampai {end}."
MEASURES = {
    "done": (done_count, Kind.COUNT, "tugas", Span.MONTH, "{value} tugas selesai dalam {month}."),
    "cost": (cost_sum, Kind.SUM, "rupiah", Span.YEAR_TO_DATE, "Biaya {value} rupiah dari {start} sampai {end}."),
    "points": (points_sum, Kind.SUM, "angka", Span.MONTH, "{value} angka."),
    "done_share": (done_share, Kind.RATIO, PERCENT, Span.YEAR_TO_DATE, PARTS),
    "on_time": (on_time, Kind.PUNCTUALITY, PERCENT, Span.MONTH, PARTS),
    "mean_points": (mean_points, Kind.INDEX, "indeks", Span.MONTH, "Rata-rata {value} dari {denominator} tugas."),
    "newest": (newest, Kind.DATE, NO_UNIT, Span.ON_DAY, "Tugas terakhir selesai {value}."),
    "newest_told": (newest_told, Kind.DATE, NO_UNIT, Span.ON_DAY, "Terakhir dikabarkan {value}."),
    "in_force": (in_force, Kind.EXISTENCE, NO_UNIT, Span.ON_DAY, "Pada {end} {value} tugas yang berlaku."),
    "change": (
        count_change, Kind.CHANGE, PERCENT, Span.LAST_12_MONTHS, "{direction} {value} persen: {before} menjadi {now}.",
    ),
    "share_change": (share_change, Kind.CHANGE, POINTS, Span.MONTH, "{direction} {value} poin."),
    "nothing": (nothing, Kind.COUNT, "tugas", Span.MONTH, "{value}"),
}  # fmt: skip


def declare(name, *, sealed=False, key=None, **changes):
    """Declare the sample measure ``name``; ``changes`` replace parts of the declaration."""
    function, kind, unit, span, sentence = MEASURES[name]
    declared = {"kind": kind, "unit": unit, "span": span, "sentence": sentence, "fed_by": FED_BY} | changes
    key = key or f"errands.{name}"
    measure(key, f"Tugas contoh: {name}", better=Better.HIGHER, sealed=sealed, **declared)(function)
    return key


def declare_all():
    for name in MEASURES:
        declare(name)
