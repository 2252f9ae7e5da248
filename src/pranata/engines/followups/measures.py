"""What can be counted of follow-ups. What may not be done at all, and was called off for it, is no arrear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.followups.models import FollowUp, FollowUpQuerySet, Status
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Punctuality, Ratio
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("followups.followup",)
UNIT = _("tindak lanjut")


def due_by(office: Office, day: date) -> FollowUpQuerySet:
    """What was due by ``day``, those called off left out."""
    return FollowUp.objects.filter(office=office, due_on__lte=day).exclude(status=Status.NOT_FEASIBLE)


def last_day(period: Stretch) -> date:
    """The period's last day; while it runs, today: nothing is late before its time."""
    return min(period.end, clock.today())


def open_at(office: Office, day: date) -> FollowUpQuerySet:
    return FollowUp.objects.filter(office=office).open_on(day)


@measure(
    "followups.closed_share",
    _("Tindak lanjut yang selesai"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} tindak lanjut yang jatuh tempo sampai {end} sudah ditutup."),
    fed_by=FED_BY,
)
def closed_share(office: Office, period: Stretch) -> Ratio:
    """Of what was due by the end of the period and was not closed before it began: earlier years' arrears count too."""
    due = due_by(office, last_day(period)).filter(Q(ended_on=None) | Q(ended_on__gte=period.start))
    return Ratio(due.filter(ended_on__lte=period.end), due)


@measure(
    "followups.closed_on_time",
    _("Tindak lanjut yang selesai tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_(
        "{numerator} dari {denominator} tindak lanjut yang jatuh tempo {start} sampai {end} dilaporkan selesai tepat "
        "waktu dan sudah ditutup."
    ),
    fed_by=FED_BY,
)
def closed_on_time(office: Office, period: Stretch) -> Punctuality:
    """By the day its doer reported it done, once somebody else has closed it."""
    due = due_by(office, last_day(period)).filter(due_on__gte=period.start)
    return Punctuality(due.filter(ended_on__lte=period.end, claimed_on__lte=F("due_on")), due)


@measure(
    "followups.open_count",
    _("Tindak lanjut yang masih terbuka"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_("{numerator} tindak lanjut belum ditutup pada {end}."),
    fed_by=FED_BY,
)
def open_count(office: Office, period: Stretch) -> Count:
    return Count(open_at(office, period.end))


@measure(
    "followups.late_count",
    _("Tindak lanjut yang lewat tenggat"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_("{numerator} tindak lanjut belum dilaporkan selesai pada {end}, padahal tenggatnya sudah lewat."),
    fed_by=FED_BY,
)
def late_count(office: Office, period: Stretch) -> Count:
    not_done = Q(claimed_on=None) | Q(claimed_on__gt=period.end)
    return Count(open_at(office, period.end).filter(not_done, due_on__lt=last_day(period)))


@measure(
    "followups.from_earlier_years",
    _("Tindak lanjut terbuka dari tahun-tahun sebelumnya"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_("{numerator} tindak lanjut dari tahun-tahun sebelumnya belum ditutup pada {end}."),
    fed_by=FED_BY,
)
def from_earlier_years(office: Office, period: Stretch) -> Count:
    return Count(open_at(office, period.end).filter(year__lt=period.year))
