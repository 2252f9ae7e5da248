"""What can be read of evidence: whether a document of a kind is in force, and how much of what is used still proves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from pranata.engines.evidence.document_kinds import document_kinds
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Ratio

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.evidence.document_kinds import DocumentKind
    from pranata.engines.evidence.models import EvidenceQuerySet
    from pranata.engines.indicators.registry import Compute, Stretch

FED_BY = ("evidence.evidence",)
SENTENCES = {  # by whether only this year's count, and only public ones
    (False, False): _("Pada {end} %s bukti yang berlaku berjenis “%s”."),
    (True, False): _("Pada {end} %s bukti yang berlaku, bertanggal tahun {year}, berjenis “%s”."),
    (False, True): _("Pada {end} %s bukti yang berlaku dan terbuka untuk umum, berjenis “%s”."),
    (True, True): _("Pada {end} %s bukti yang berlaku dan terbuka untuk umum, bertanggal tahun {year}, berjenis “%s”."),
}


def in_force(office: Office, kind: DocumentKind, day: date) -> EvidenceQuerySet:
    """The items of a kind that prove on ``day``, as the kind asks: of that day's year, or public."""
    found = Evidence.objects.filter(office=office, document_kind=kind.code, dated_on__lte=day)
    if kind.each_year:
        found = found.filter(dated_on__gte=date(day.year, 1, 1))
    return found.public(day) if kind.is_public else found.proving_on(day)


def reader_of(kind: DocumentKind) -> Compute:
    """The function of the measure that asks for documents of ``kind``."""

    def document_in_force(office: Office, period: Stretch) -> Existence:
        return Existence(in_force(office, kind, period.end))

    return document_in_force


for each in document_kinds():
    measure(
        f"evidence.{each.name}",
        each.title,
        kind=Kind.EXISTENCE,
        unit="",
        better=Better.HIGHER,
        span=Span.ON_DAY,
        sentence=SENTENCES[each.each_year, each.is_public] % ("{value}", each.title),
        fed_by=FED_BY,
    )(reader_of(each))


@measure(
    "evidence.proving_share",
    _("Bukti terpakai yang masih membuktikan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} bukti yang dipakai masih berlaku pada {end}."),
    fed_by=FED_BY,
)
def proving_share(office: Office, period: Stretch) -> Ratio:
    """Of the items that something is proved with; two queries."""
    used = Evidence.objects.filter(office=office, dated_on__lte=period.end).filter(
        Exists(Use.objects.filter(evidence=OuterRef("pk")))
    )
    return Ratio(used.proving_on(period.end), used)


@measure(
    "evidence.dated_count",
    _("Bukti bertanggal bulan ini"),
    kind=Kind.COUNT,
    unit=_("bukti"),
    better=Better.NONE,
    span=Span.MONTH,
    sentence=_("{numerator} bukti yang masih berlaku bertanggal {start} sampai {end}."),
    fed_by=FED_BY,
)
def dated_count(office: Office, period: Stretch) -> Count:
    found = Evidence.objects.filter(office=office, dated_on__range=(period.start, period.end))
    return Count(found.proving_on(period.end))
