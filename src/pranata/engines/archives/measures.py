"""What can be measured of archives: how many are kept, in what order, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.models import (
    ArchiveItem,
    Category,
    Dossier,
    Loan,
    Medium,
    Status,
    TransferKind,
    TransferStatus,
)
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Ratio

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.archives.models.items import ArchiveItemQuerySet
    from pranata.engines.indicators.registry import Stretch

ITEM, DOSSIER, LOAN = "archives.archiveitem", "archives.dossier", "archives.loan"
TRANSFER, DISPOSAL = "archives.transfer", "archives.disposal"
ARCHIVES = _("arsip")
SPECIAL = (Category.VITAL, Category.PROTECTED)
PLACED = Q(dossier__isnull=False) | ~Q(location="") | ~Q(box="") | Q(medium=Medium.DIGITAL)


def kept(office: Office, period: Stretch) -> ArchiveItemQuerySet:
    """What the office keeps, of what was dated by the end of the period."""
    return ArchiveItem.objects.filter(office=office, dated_on__lte=period.end).kept()


def moved(office: Office, period: Stretch, kind: TransferKind) -> ArchiveItemQuerySet:
    """What moved by a berita acara of the period."""
    return ArchiveItem.objects.filter(
        office=office,
        transfer_lines__transfer__kind=kind,
        transfer_lines__transfer__status=TransferStatus.DONE,
        transfer_lines__transfer__moved_on__range=(period.start, period.end),
    )


@measure(
    "archives.dossiers_made",
    _("Berkas arsip dibuat"),
    kind=Kind.COUNT,
    unit=_("berkas"),
    better=Better.NONE,
    span=Span.MONTH,
    sentence=_("{numerator} berkas arsip dibuka {start} sampai {end}."),
    fed_by=(DOSSIER,),
)
def dossiers_made(office: Office, period: Stretch) -> Count:
    return Count(Dossier.objects.filter(office=office, opened_on__range=(period.start, period.end)))


@measure(
    "archives.filed_share",
    _("Arsip yang sudah diberkaskan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} arsip yang disimpan pada {end} sudah masuk berkas."),
    fed_by=(ITEM,),
)
def filed_share(office: Office, period: Stretch) -> Ratio:
    return Ratio(kept(office, period).filter(dossier__isnull=False), kept(office, period))


@measure(
    "archives.in_order",
    _("Arsip tertata"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} arsip yang disimpan pada {end} sudah berkode dan diketahui tempatnya."),
    fed_by=(ITEM,),
)
def in_order(office: Office, period: Stretch) -> Ratio:
    """Classified, and in a dossier, a box, a place or the system."""
    whole = kept(office, period)
    return Ratio(whole.filter(PLACED).exclude(archive_class="", dossier=None), whole)


@measure(
    "archives.digital_share",
    _("Arsip digital"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} arsip yang disimpan pada {end} ada dalam bentuk digital."),
    fed_by=(ITEM,),
)
def digital_share(office: Office, period: Stretch) -> Ratio:
    whole = kept(office, period)
    return Ratio(whole.filter(medium__in=(Medium.DIGITAL, Medium.BOTH)), whole)


@measure(
    "archives.dynamic_count",
    _("Arsip dinamis yang terkelola"),
    kind=Kind.COUNT,
    unit=ARCHIVES,
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("{numerator} arsip dinamis (aktif, inaktif, vital) tercatat pada {end}."),
    fed_by=(ITEM,),
)
def dynamic_count(office: Office, period: Stretch) -> Count:
    return Count(kept(office, period))


@measure(
    "archives.static_count",
    _("Arsip statis yang terkelola"),
    kind=Kind.COUNT,
    unit=ARCHIVES,
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("{numerator} arsip berketerangan permanen, termasuk yang sudah diserahkan, tercatat pada {end}."),
    fed_by=(ITEM,),
)
def static_count(office: Office, period: Stretch) -> Count:
    """Handed over, or to be when its time is over."""
    found = ArchiveItem.objects.filter(office=office, dated_on__lte=period.end)
    gone = (Status.DESTROYED, Status.WITHDRAWN)
    return Count(found.filter(Q(fate="permanen") | Q(state=Status.STATIC)).exclude(state__in=gone))


@measure(
    "archives.vital_count",
    _("Arsip vital dan terjaga yang terdokumentasi"),
    kind=Kind.COUNT,
    unit=ARCHIVES,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} arsip vital atau terjaga tercatat pada {end}."),
    fed_by=(ITEM,),
)
def vital_count(office: Office, period: Stretch) -> Count:
    return Count(kept(office, period).filter(category__in=SPECIAL))


@measure(
    "archives.vital_protected",
    _("Arsip vital yang terlindungi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_(
        "{numerator} dari {denominator} arsip vital atau terjaga pada {end} punya metode perlindungan dan lokasi."
    ),
    fed_by=(ITEM,),
)
def vital_protected(office: Office, period: Stretch) -> Ratio:
    whole = kept(office, period).filter(category__in=SPECIAL)
    return Ratio(whole.filter(PLACED).exclude(protection=""), whole)


@measure(
    "archives.moved",
    _("Arsip dipindahkan ke unit kearsipan"),
    kind=Kind.COUNT,
    unit=ARCHIVES,
    better=Better.NONE,
    span=Span.MONTH,
    sentence=_("{numerator} arsip inaktif dipindahkan dengan berita acara {start} sampai {end}."),
    fed_by=(TRANSFER,),
)
def moved_count(office: Office, period: Stretch) -> Count:
    return Count(moved(office, period, TransferKind.INACTIVE))


@measure(
    "archives.handed_over",
    _("Arsip statis diserahkan ke lembaga kearsipan daerah"),
    kind=Kind.COUNT,
    unit=ARCHIVES,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} arsip statis diserahkan dengan berita acara {start} sampai {end}."),
    fed_by=(TRANSFER,),
)
def handed_over(office: Office, period: Stretch) -> Count:
    return Count(moved(office, period, TransferKind.STATIC))


@measure(
    "archives.destroyed",
    _("Arsip dimusnahkan"),
    kind=Kind.COUNT,
    unit=ARCHIVES,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} arsip dimusnahkan dengan berita acara {start} sampai {end}."),
    fed_by=(DISPOSAL,),
)
def destroyed(office: Office, period: Stretch) -> Count:
    done = Q(disposal_lines__kept_reason="", disposal_lines__disposal__destroyed_on__range=(period.start, period.end))
    return Count(ArchiveItem.objects.filter(done, office=office, state=Status.DESTROYED))


@measure(
    "archives.loans_overdue",
    _("Peminjaman arsip yang lewat tenggat"),
    kind=Kind.COUNT,
    unit=_("peminjaman"),
    better=Better.LOWER,
    span=Span.ON_DAY,
    sentence=_("{numerator} arsip yang dipinjam belum kembali pada tenggatnya, {end}."),
    fed_by=(LOAN, ITEM),
)
def loans_overdue(office: Office, period: Stretch) -> Count:
    """As it stood at the end of the period, also of what has come back since."""
    late = Q(back_on=None) | Q(back_on__gt=period.end)
    return Count(Loan.objects.filter(late, office=office, due_on__lt=period.end))
