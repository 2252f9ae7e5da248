"""What can be read of both registers of public information."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import ExemptedInformation, PublicInformation
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Freshness, Ratio

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

LISTED, EXEMPTED = ("public_information.publicinformation",), ("public_information.exemptedinformation",)


@measure(
    "public_information.published_count",
    _("Informasi publik yang tampil untuk umum"),
    kind=Kind.COUNT,
    unit=_("informasi"),
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} informasi dalam Daftar Informasi Publik tampil untuk umum pada {end}."),
    fed_by=LISTED,
)
def published_count(office: Office, period: Stretch) -> Count:
    return Count(PublicInformation.objects.filter(office=office).public())


@measure(
    "public_information.published_share",
    _("Daftar Informasi Publik yang tampil untuk umum"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} informasi dalam Daftar Informasi Publik tampil untuk umum pada {end}."),
    fed_by=LISTED,
)
def published_share(office: Office, period: Stretch) -> Ratio:
    listed = PublicInformation.objects.filter(office=office)
    return Ratio(listed.public(), listed)


@measure(
    "public_information.newest",
    _("Informasi publik termutakhir"),
    kind=Kind.DATE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Informasi termuda dalam Daftar Informasi Publik yang tampil untuk umum dibuat pada {value}."),
    fed_by=LISTED,
)
def newest(office: Office, period: Stretch) -> Freshness:
    shown = PublicInformation.objects.filter(office=office, made_on__lte=period.end).public()
    return Freshness(shown, "made_on")


@measure(
    "public_information.exempted_count",
    _("Informasi yang dikecualikan"),
    kind=Kind.COUNT,
    unit=_("informasi"),
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("{numerator} informasi dikecualikan dan belum habis masanya pada {end}."),
    fed_by=EXEMPTED,
)
def exempted_count(office: Office, period: Stretch) -> Count:
    decided = ExemptedInformation.objects.filter(office=office, decided_on__lte=period.end)
    return Count(decided.filter(Q(expires_on=None) | Q(expires_on__gte=period.end)))
