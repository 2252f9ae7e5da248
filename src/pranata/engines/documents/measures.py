"""What can be read of decrees: how many were issued, which change others, which are public.

Only what bears a number and a date was issued; a draft has neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.kinds import DECREE
from pranata.engines.documents.models import Document
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Ratio

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.documents.models import DocumentQuerySet
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("documents.document",)
UNIT = _("keputusan")


def issued(office: Office) -> DocumentQuerySet:
    """The office's decrees that were issued."""
    found = Document.objects.filter(office=office, kind=DECREE, issued_on__isnull=False)
    return found.exclude(number="")


@measure(
    "documents.decrees_issued",
    _("Keputusan yang ditetapkan"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} keputusan bernomor ditetapkan dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def decrees_issued(office: Office, period: Stretch) -> Count:
    return Count(issued(office).filter(issued_on__range=(period.start, period.end)))


@measure(
    "documents.amending_decrees",
    _("Keputusan perubahan yang ditetapkan"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} keputusan yang menurut judulnya mengubah keputusan lain ditetapkan {start} sampai {end}."),
    fed_by=FED_BY,
    basis=_("tata naskah dinas: judul keputusan perubahan berbunyi “Perubahan (Kedua, ...) atas Keputusan ...”"),
    certainty="own",
)
def amending_decrees(office: Office, period: Stretch) -> Count:
    """By the words that the title of such a decree begins with; a correction (ralat) changes nothing and is none."""
    found = issued(office).filter(issued_on__range=(period.start, period.end))
    return Count(found.filter(title__iregex=r"^\s*perubahan\s+(\w+\s+)?atas\s"))


@measure(
    "documents.decrees_on_record",
    _("Data keputusan satuan kerja"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} keputusan satuan kerja yang tercatat dengan nomor, tanggal, dan judulnya."),
    fed_by=FED_BY,
)
def decrees_on_record(office: Office, period: Stretch) -> Existence:
    return Existence(issued(office).filter(issued_on__lte=period.end))


@measure(
    "documents.public_share",
    _("Keputusan yang terbuka untuk umum"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} keputusan yang ditetapkan sampai {end} terbuka untuk umum."),
    fed_by=FED_BY,
)
def public_share(office: Office, period: Stretch) -> Ratio:
    found = issued(office).filter(issued_on__lte=period.end)
    return Ratio(found.public(), found)
