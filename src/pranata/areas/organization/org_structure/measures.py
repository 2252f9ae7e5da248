"""What can be read of units and posts on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from pranata.areas.organization.org_structure.models import Holding, UnitMandate
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


@measure(
    "org_structure.units_with_mandate",
    _("Unit kerja dengan tugas yang tercatat"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} unit kerja memiliki tugas menurut peraturan yang tercatat pada {end}."),
    fed_by=("org.unit", "org_structure.unitmandate"),
)
def units_with_mandate(office: Office, period: Stretch) -> Ratio:
    whole = Unit.objects.valid_on(period.end).filter(office=office)
    return Ratio(whole.filter(Exists(UnitMandate.objects.filter(unit=OuterRef("pk")))), whole)


@measure(
    "org_structure.units_led",
    _("Unit kerja yang pimpinannya terisi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} unit kerja memiliki jabatan struktural yang terisi pada {end}."),
    fed_by=(*FED_BY, "org_structure.holding"),
)
def units_led(office: Office, period: Stretch) -> Ratio:
    whole = Unit.objects.valid_on(period.end).filter(office=office)
    posts = Post.objects.valid_on(period.end).filter(unit=OuterRef("pk"), kind=PostKind.STRUCTURAL)
    return Ratio(whole.filter(Exists(posts.filter(_held(period)))), whole)


@measure(
    "org_structure.posts_held",
    _("Jabatan yang terisi"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} jabatan terisi pada {end}, termasuk oleh Plt. atau Plh."),
    fed_by=(*FED_BY, "org_structure.holding"),
)
def posts_held(office: Office, period: Stretch) -> Ratio:
    whole = Post.objects.valid_on(period.end).filter(unit__office=office)
    return Ratio(whole.filter(_held(period)), whole)


def _held(period: Stretch) -> Exists:
    """The condition that somebody holds a post at the end of the period."""
    return Exists(Holding.objects.valid_on(period.end).filter(post=OuterRef("pk")))
