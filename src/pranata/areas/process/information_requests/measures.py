"""What can be read of requests for information, objections and disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models import (
    Channel,
    Dispute,
    InformationRequest,
    Objection,
    RequestOutcome,
)
from pranata.engines.evidence.models import Evidence
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Punctuality, Ratio

if TYPE_CHECKING:
    from pranata.areas.process.information_requests.models.requests import OwnedCaseQuerySet
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("information_requests.informationrequest",)
UNIT = _("permohonan")
PAPERS = ("maklumat-informasi", "standar-informasi", "sop-informasi")


def received(office: Office, period: Stretch) -> OwnedCaseQuerySet:
    """What came in during the period; what was no request at all is left out."""
    found = InformationRequest.objects.filter(office=office, received_on__range=(period.start, period.end))
    return found.exclude(outcome=RequestOutcome.SPAM)


@measure(
    "information_requests.received_count",
    _("Permohonan informasi yang masuk"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} permohonan informasi masuk dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def received_count(office: Office, period: Stretch) -> Count:
    return Count(received(office, period))


@measure(
    "information_requests.through_portal",
    _("Permohonan informasi melalui aplikasi"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} permohonan informasi masuk melalui portal PPID dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def through_portal(office: Office, period: Stretch) -> Count:
    return Count(received(office, period).filter(channel=Channel.PORTAL))


@measure(
    "information_requests.finished_share",
    _("Permohonan informasi masuk yang sudah selesai"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{denominator} permohonan masuk {start} sampai {end}; {numerator} dijawab, sisanya masih diproses."),
    fed_by=FED_BY,
)
def finished_share(office: Office, period: Stretch) -> Ratio:
    whole = received(office, period)
    return Ratio(whole.filter(answered_on__lte=period.end), whole)


@measure(
    "information_requests.fulfilled_share",
    _("Permohonan informasi yang dipenuhi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_(
        "{numerator} dari {denominator} permohonan yang dijawab {start} sampai {end} dikabulkan, seluruhnya atau "
        "sebagian."
    ),
    fed_by=FED_BY,
)
def fulfilled_share(office: Office, period: Stretch) -> Ratio:
    """Of the answered ones."""
    answered = InformationRequest.objects.filter(office=office, answered_on__range=(period.start, period.end))
    granted = [RequestOutcome.GRANTED, RequestOutcome.PARTLY]
    return Ratio(answered.filter(outcome__in=granted), answered)


@measure(
    "information_requests.on_time",
    _("Permohonan informasi yang dijawab tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} permohonan yang jatuh tempo {start} sampai {end} dijawab tepat waktu."),
    fed_by=FED_BY,
    basis=_("UU 14/2008 Pasal 22 ayat (7) (data/clocks/information_requests.toml)"),
    certainty="source",
)
def on_time(office: Office, period: Stretch) -> Punctuality:
    due = InformationRequest.objects.filter(office=office, paused_on=None).registered()
    due = due.due_between(period.start, period.end)
    return Punctuality(due.on_time(), due)


@measure(
    "information_requests.objections_count",
    _("Keberatan informasi yang terdaftar"),
    kind=Kind.COUNT,
    unit=_("keberatan"),
    better=Better.LOWER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} keberatan informasi terdaftar dari {start} sampai {end}."),
    fed_by=("information_requests.objection",),
)
def objections_count(office: Office, period: Stretch) -> Count:
    found = Objection.objects.filter(office=office, registered_on__range=(period.start, period.end))
    return Count(found)


@measure(
    "information_requests.disputes_count",
    _("Sengketa informasi"),
    kind=Kind.COUNT,
    unit=_("sengketa"),
    better=Better.LOWER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} sengketa informasi diajukan ke Komisi Informasi dari {start} sampai {end}."),
    fed_by=("information_requests.dispute", "information_requests.objection"),
)
def disputes_count(office: Office, period: Stretch) -> Count:
    return Count(Dispute.objects.filter(objection__office=office, filed_on__range=(period.start, period.end)))


@measure(
    "information_requests.papers_published",
    _("Maklumat, standar, dan SOP permohonan informasi terbuka untuk umum"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} maklumat, standar pelayanan, dan SOP permohonan informasi, ketiganya, untuk umum."),
    fed_by=("evidence.evidence",),
)
def papers_published(office: Office, period: Stretch) -> Existence:
    """The public items of the three kinds, where there is one of each."""
    shown = Evidence.objects.filter(office=office, dated_on__lte=period.end).public(period.end)
    every = [Exists(shown.filter(document_kind=kind)) for kind in PAPERS]
    return Existence(shown.filter(*every, document_kind__in=PAPERS))
