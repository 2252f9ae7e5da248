"""What the decree counts of legal products (2.1.1 to 2.4.1), and how the program goes.

Every regulating or stipulating document is counted in the mapping, where it stands once, by the day it was issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.models import (
    DISHARMONIES,
    Effects,
    Finding,
    LegalProduct,
    ProgramItem,
    Result,
    Status,
)
from pranata.areas.regulation.legal_products.queries import own_documents
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Change, Count, Existence, Freshness, Punctuality, Ratio

if TYPE_CHECKING:
    from pranata.areas.regulation.legal_products.models.products import LegalProductQuerySet
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

MAPPED = ("legal_products.legalproduct",)
FOUND = ("legal_products.finding",)
PLANNED = ("legal_products.programitem",)
UNIT = _("naskah")
DECREE = _("keputusan rencana aksi 13/HK.03.1/3503/2022")


def issued(office: Office, period: Stretch) -> LegalProductQuerySet:
    return LegalProduct.objects.filter(office=office).issued_between(period.start, period.end)


def revising(office: Office, period: Stretch) -> LegalProductQuerySet:
    """What was issued to amend or replace an older one."""
    return issued(office, period).filter(effect__in=[Effects.AMENDS, Effects.REPLACES])


def mapped(office: Office, period: Stretch) -> LegalProductQuerySet:
    return LegalProduct.objects.filter(office=office).known_by(period.end)


@measure(
    "legal_products.mapped",
    _("Data peraturan perundang-undangan satuan kerja"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} naskah pengaturan atau penetapan yang sudah dipetakan."),
    fed_by=MAPPED,
    basis=DECREE,
    certainty="source",
)
def any_mapped(office: Office, period: Stretch) -> Existence:
    return Existence(mapped(office, period))


@measure(
    "legal_products.mapped_count",
    _("Naskah yang dipetakan"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} naskah pengaturan dan penetapan dipetakan sampai {end}."),
    fed_by=MAPPED,
)
def mapped_count(office: Office, period: Stretch) -> Count:
    return Count(mapped(office, period))


@measure(
    "legal_products.last_mapped",
    _("Pemetaan terakhir"),
    kind=Kind.DATE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Naskah terakhir dipetakan pada {value}."),
    fed_by=MAPPED,
)
def last_mapped(office: Office, period: Stretch) -> Freshness:
    return Freshness(mapped(office, period), "mapped_on")


@measure(
    "legal_products.documents_mapped_share",
    _("Dokumen hukum yang sudah dipetakan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} naskah pengaturan dan penetapan yang tercatat sampai {end} dipetakan."),
    fed_by=(*MAPPED, "documents.document"),
)
def documents_mapped_share(office: Office, period: Stretch) -> Ratio:
    whole = own_documents(office).filter(issued_on__lte=period.end)
    linked = mapped(office, period).filter(document__isnull=False).order_by().values("document")
    return Ratio(whole.filter(pk__in=linked), whole)


@measure(
    "legal_products.assessed_share",
    _("Naskah yang sudah dinilai dalam pemetaan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} naskah yang dipetakan sampai {end} sudah dinilai."),
    fed_by=MAPPED,
)
def assessed_share(office: Office, period: Stretch) -> Ratio:
    whole = mapped(office, period)
    return Ratio(whole.exclude(result=Result.UNASSESSED), whole)


@measure(
    "legal_products.revised_count",
    _("Naskah pengaturan dan penetapan yang direvisi"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} naskah yang mengubah atau mengganti naskah lama ditetapkan dari {start} sampai {end}."),
    fed_by=MAPPED,
    basis=DECREE,
    certainty="source",
)
def revised_count(office: Office, period: Stretch) -> Count:
    return Count(revising(office, period))


@measure(
    "legal_products.service_revised_count",
    _("Naskah terkait pelayanan yang direvisi"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_(
        "{numerator} naskah yang mengubah atau mengganti naskah terkait pelayanan ditetapkan {start} sampai {end}."
    ),
    fed_by=MAPPED,
    basis=DECREE,
    certainty="source",
)
def service_revised_count(office: Office, period: Stretch) -> Count:
    """By the mark of the new one or of the old one."""
    is_service = Q(is_service_related=True) | Q(changes__is_service_related=True)
    return Count(revising(office, period).filter(is_service))


@measure(
    "legal_products.revoked_count",
    _("Naskah yang dicabut atau diganti"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} naskah yang mencabut atau mengganti naskah lama ditetapkan dari {start} sampai {end}."),
    fed_by=MAPPED,
)
def revoked_count(office: Office, period: Stretch) -> Count:
    return Count(issued(office, period).filter(effect__in=[Effects.REVOKES, Effects.REPLACES]))


@measure(
    "legal_products.enacted_count",
    _("Naskah pengaturan dan penetapan yang disahkan"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} naskah pengaturan dan penetapan ditetapkan dari {start} sampai {end}."),
    fed_by=MAPPED,
    basis=DECREE,
    certainty="source",
)
def enacted_count(office: Office, period: Stretch) -> Count:
    return Count(issued(office, period))


@measure(
    "legal_products.new_count",
    _("Naskah baru yang disahkan"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} naskah yang tidak mengubah naskah lain ditetapkan dari {start} sampai {end}."),
    fed_by=MAPPED,
)
def new_count(office: Office, period: Stretch) -> Count:
    return Count(issued(office, period).filter(effect=""))


@measure(
    "legal_products.open_findings",
    _("Temuan harmonisasi yang belum selesai"),
    kind=Kind.COUNT,
    unit=_("temuan"),
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_("{numerator} temuan harmonisasi belum diputus pada {end}."),
    fed_by=FOUND,
)
def open_findings(office: Office, period: Stretch) -> Count:
    return Count(Finding.objects.filter(office=office).open_on(period.end))


@measure(
    "legal_products.findings_settled_share",
    _("Temuan harmonisasi yang sudah diputus"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} temuan harmonisasi sampai {end} sudah diputus."),
    fed_by=FOUND,
)
def findings_settled_share(office: Office, period: Stretch) -> Ratio:
    whole = Finding.objects.filter(office=office, found_on__lte=period.end)
    return Ratio(whole.filter(decided_on__lte=period.end), whole)


@measure(
    "legal_products.disharmony_change",
    _("Perubahan jumlah peraturan yang tidak harmonis"),
    kind=Kind.CHANGE,
    unit=PERCENT,
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_(
        "{now} temuan tidak harmonis belum selesai pada {end}, setahun sebelumnya {before}: {direction} {value}%."
    ),
    fed_by=FOUND,
)
def disharmony_change(office: Office, period: Stretch) -> Change:
    """Overlapping, or at odds with what stands above or beside it; against the same day a year earlier."""
    found = Finding.objects.filter(office=office, kind__in=DISHARMONIES)
    return Change(Count(found.open_on(period.end)), Count(found.open_on(period.a_year_before.end)))


@measure(
    "legal_products.program_on_time",
    _("Program produk hukum yang ditetapkan tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_(
        "{numerator} dari {denominator} naskah yang bulan targetnya {start} sampai {end} ditetapkan tepat waktu."
    ),
    fed_by=PLANNED,
)
def program_on_time(office: Office, period: Stretch) -> Punctuality:
    """Of what was planned until the month that is read, cancelled ones left out; on time within the planned month."""
    due = ProgramItem.objects.filter(office=office, year=period.year, target_month__lte=period.month)
    due = due.exclude(status=Status.CANCELLED)
    in_time = Q(enacted_on__year__lt=F("year")) | Q(
        enacted_on__year=F("year"), enacted_on__month__lte=F("target_month")
    )
    return Punctuality(due.filter(in_time, enacted_on__lte=period.end), due)


@measure(
    "legal_products.late_count",
    _("Program produk hukum yang lewat bulan targetnya"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_("{numerator} naskah dalam program belum ditetapkan pada {end}, padahal bulan targetnya sudah lewat."),
    fed_by=PLANNED,
)
def late_count(office: Office, period: Stretch) -> Count:
    return Count(ProgramItem.objects.filter(office=office).late_on(period.end))
