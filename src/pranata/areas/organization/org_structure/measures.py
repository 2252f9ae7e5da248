"""What can be read of units and posts on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from pranata.base.org.models import Post, PostKind, Unit
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Ratio

if TYPE_CHECKING:
    from pranata.base.org.models import Office, UnitQuerySet
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("org.unit", "org.post")


def units_with_posts(office: Office, period: Stretch) -> UnitQuerySet:
    """The units in force that have a post in force."""
    posts = Post.objects.valid_on(period.end).filter(unit=OuterRef("pk"))
    return Unit.objects.valid_on(period.end).filter(Exists(posts), office=office)


@measure(
    "org_structure.recorded",
    _("Struktur organisasi tercatat"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} struktur organisasi: unit kerja dengan jabatannya."),
    fed_by=FED_BY,
)
def recorded(office: Office, period: Stretch) -> Existence:
    return Existence(units_with_posts(office, period))


@measure(
    "org_structure.units_with_posts",
    _("Unit kerja yang jabatannya tercatat"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} unit kerja memiliki jabatan yang tercatat pada {end}."),
    fed_by=FED_BY,
)
def units_with_posts_share(office: Office, period: Stretch) -> Ratio:
    return Ratio(units_with_posts(office, period), Unit.objects.valid_on(period.end).filter(office=office))


@measure(
    "org_structure.functional_posts",
    _("Jabatan fungsional"),
    kind=Kind.COUNT,
    unit=_("jabatan"),
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} jabatan fungsional ada dalam struktur satuan kerja pada {end}."),
    fed_by=FED_BY,
)
def functional_posts(office: Office, period: Stretch) -> Count:
    posts = Post.objects.valid_on(period.end).filter(unit__office=office, kind=PostKind.FUNCTIONAL)
    return Count(posts)
