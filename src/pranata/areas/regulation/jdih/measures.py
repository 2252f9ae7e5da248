"""What can be read of the legal documentation."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.jdih.metadata import library_kinds
from pranata.areas.regulation.jdih.queries import legal_documents, missing_in, public_documents, upload_due
from pranata.areas.regulation.jdih.rules import CHECK_DAYS
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Freshness, Index, Punctuality, Ratio

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.documents.models import DocumentQuerySet
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("jdih.legalrecord", "documents.document")
UNIT = _("dokumen")
OWN_CLOCK = _("aturan rumah: tiga hari kerja sejak ditetapkan (data/clocks/jdih.toml)")
LOOK_BACK = timedelta(days=60)  # what was issued earlier is due before the period begins, whatever the days off


def published(office: Office, on: date) -> DocumentQuerySet:
    """What is open now and was opened in JDIH by that day."""
    return public_documents(office).filter(legal_record__published_on__lte=on)


def uploaded(office: Office, period: Stretch) -> DocumentQuerySet:
    """The office's own documents of law that were opened in the period."""
    found = public_documents(office).filter(legal_record__published_on__range=(period.start, period.end))
    return found.filter(author_entity="", issued_on__isnull=False).exclude(kind__in=library_kinds())


@measure(
    "jdih.exists",
    _("JDIH kantor ini ada dan berisi"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} dokumen hukum yang dapat dibaca umum di JDIH kantor ini."),
    fed_by=FED_BY,
)
def exists(office: Office, period: Stretch) -> Existence:
    return Existence(published(office, period.end))


@measure(
    "jdih.published_count",
    _("Dokumen hukum yang terbit di JDIH"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dokumen hukum terbit di JDIH kantor ini pada {end}."),
    fed_by=FED_BY,
)
def published_count(office: Office, period: Stretch) -> Count:
    return Count(published(office, period.end))


@measure(
    "jdih.newest_upload",
    _("Unggahan JDIH terakhir"),
    kind=Kind.DATE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Dokumen terakhir diterbitkan di JDIH kantor ini pada {value}."),
    fed_by=FED_BY,
)
def newest_upload(office: Office, period: Stretch) -> Freshness:
    return Freshness(published(office, period.end), "legal_record__published_on")


@measure(
    "jdih.days_to_publish",
    _("Hari dari penetapan sampai terbit di JDIH"),
    kind=Kind.INDEX,
    unit=_("hari"),
    better=Better.LOWER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Rata-rata {value} hari dari penetapan sampai terbit, dari dokumen yang terbit {start} sampai {end}."),
    fed_by=FED_BY,
)
def days_to_publish(office: Office, period: Stretch) -> Index:
    rows = uploaded(office, period)
    days = [(last - first).days for first, last in rows.values_list("issued_on", "legal_record__published_on")]
    return Index(Decimal(sum(days)) / len(days) if days else None, rows)


@measure(
    "jdih.uploaded_on_time",
    _("Produk hukum terbit di JDIH tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_(
        "{numerator} dari {denominator} produk hukum yang harus terbit {start} sampai {end} terbit tepat waktu."
    ),
    fed_by=FED_BY,
    basis=OWN_CLOCK,
    certainty="own",
)
def uploaded_on_time(office: Office, period: Stretch) -> Punctuality:
    """Those that may be read by anyone; whether a document may be is decided elsewhere."""
    own = legal_documents(office).filter(author_entity="").exclude(kind__in=library_kinds())
    rows = own.filter(issued_on__range=(period.start - LOOK_BACK, period.end)).filter(confidentiality="biasa")
    values = rows.values_list("pk", "issued_on", "is_public", "legal_record__published_on")
    due, on_time = [], []
    for pk, issued_on, is_public, opened_on in values:
        by = upload_due(issued_on)
        if by is None or not period.start <= by <= period.end:
            continue
        due.append(pk)
        if is_public and opened_on is not None and opened_on <= by:
            on_time.append(pk)
    return Punctuality(own.filter(pk__in=on_time), own.filter(pk__in=due))


@measure(
    "jdih.complete_share",
    _("Dokumen JDIH dengan metadata lengkap"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} dokumen yang terbit di JDIH bermetadata lengkap pada {end}."),
    fed_by=FED_BY,
    basis=_("isian wajib formulir ILDIS menurut Permenkumham 8/2019; subjek, abstrak, dan berkas ditambahkan sendiri"),
    certainty="own",
)
def complete_share(office: Office, period: Stretch) -> Ratio:
    rows = published(office, period.end)
    complete = [each.pk for each in rows if not missing_in(each)]
    return Ratio(rows.filter(pk__in=complete), rows)


@measure(
    "jdih.status_checked_share",
    _("Dokumen JDIH yang status berlakunya diperiksa setahun terakhir"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Status {numerator} dari {denominator} dokumen di JDIH diperiksa dalam setahun sampai {end}."),
    fed_by=FED_BY,
    basis=_("Keputusan KPU 134/2016: status berlaku dimutakhirkan; sekali setahun adalah aturan rumah"),
    certainty="own",
)
def status_checked_share(office: Office, period: Stretch) -> Ratio:
    rows = published(office, period.end).exclude(kind__in=library_kinds())
    since = period.end - timedelta(days=CHECK_DAYS)
    return Ratio(rows.filter(legal_record__status_checked_on__range=(since, period.end)), rows)
