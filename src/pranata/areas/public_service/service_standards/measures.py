"""What can be read of services, their standards and the pledge (decree 8.1.1, 8.1.2, 8.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models import Pledge, Review, Service, Standard, Status
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.models import Status as FollowUpStatus
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Ratio

if TYPE_CHECKING:
    from pranata.areas.public_service.service_standards.models.catalogue import ServiceQuerySet
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

SERVICES = ("service_standards.service",)
STANDARDS = ("service_standards.standard", *SERVICES)
BASIS = _("UU 25/2009 Pasal 20 sampai 22")


def offered(office: Office) -> ServiceQuerySet:
    return Service.objects.filter(office=office).offered()


@measure(
    "service_standards.services_count",
    _("Jenis layanan yang tercatat"),
    kind=Kind.COUNT,
    unit=_("layanan"),
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("{numerator} jenis layanan tercatat dalam daftar layanan pada {end}."),
    fed_by=SERVICES,
)
def services_count(office: Office, period: Stretch) -> Count:
    return Count(offered(office))


@measure(
    "service_standards.complete_share",
    _("Layanan dengan standar lengkap yang berlaku"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} layanan pada {end} memiliki standar berlaku dengan 14 komponen."),
    fed_by=STANDARDS,
    basis=BASIS,
    certainty="source",
)
def complete_share(office: Office, period: Stretch) -> Ratio:
    """A standard is legalized only with all fourteen components."""
    whole = offered(office)
    return Ratio(whole.with_standard(period.end), whole)


@measure(
    "service_standards.published_share",
    _("Layanan dengan standar yang diterbitkan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} layanan pada {end} memiliki standar yang diterbitkan untuk umum."),
    fed_by=STANDARDS,
    basis=BASIS,
    certainty="source",
)
def published_share(office: Office, period: Stretch) -> Ratio:
    whole = offered(office)
    return Ratio(whole.with_standard(period.end, is_published=True), whole)


@measure(
    "service_standards.reviewed_share",
    _("Layanan yang standarnya ditinjau tahun ini"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Standar {numerator} dari {denominator} layanan ditinjau dari {start} sampai {end}."),
    fed_by=("service_standards.review", *STANDARDS),
)
def reviewed_share(office: Office, period: Stretch) -> Ratio:
    reviews = Review.objects.filter(office=office, reviewed_on__range=(period.start, period.end))
    whole = offered(office)
    return Ratio(whole.filter(pk__in=reviews.values("standard__service")), whole)


@measure(
    "service_standards.recommendations_done",
    _("Rekomendasi tinjauan layanan yang dilaksanakan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_(
        "{numerator} dari {denominator} rekomendasi tinjauan standar pelayanan selesai ditindaklanjuti pada {end}."
    ),
    fed_by=("followups.followup", "service_standards.review"),
)
def recommendations_done(office: Office, period: Stretch) -> Ratio:
    label = Review._meta.label_lower
    whole = FollowUp.objects.filter(office=office, source_label=label, opened_on__lte=period.end)
    return Ratio(whole.filter(status=FollowUpStatus.CLOSED), whole)


@measure(
    "service_standards.standard_exists",
    _("Standar pelayanan diterbitkan"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} standar pelayanan yang diterbitkan untuk umum."),
    fed_by=STANDARDS,
    basis=BASIS,
    certainty="source",
)
def standard_exists(office: Office, period: Stretch) -> Existence:
    return Existence(Standard.objects.filter(office=office).shown_on(period.end))


@measure(
    "service_standards.pledge_published",
    _("Maklumat pelayanan diterbitkan"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} maklumat pelayanan yang ditandatangani dan diterbitkan."),
    fed_by=("service_standards.pledge",),
    basis=_("UU 25/2009 Pasal 22"),
    certainty="own",
)
def pledge_published(office: Office, period: Stretch) -> Existence:
    shown = Pledge.objects.filter(office=office, status=Status.PUBLISHED, published_on__lte=period.end)
    return Existence(shown)


@measure(
    "service_standards.electronic_services",
    _("Pelayanan berbasis teknologi informasi"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} layanan berbasis teknologi informasi dalam daftar layanan."),
    fed_by=SERVICES,
)
def electronic_services(office: Office, period: Stretch) -> Existence:
    return Existence(offered(office).filter(is_electronic=True))


@measure(
    "service_standards.one_door",
    _("Pelayanan satu pintu"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} layanan pada pelayanan satu pintu dalam daftar layanan."),
    fed_by=SERVICES,
)
def one_door(office: Office, period: Stretch) -> Existence:
    return Existence(offered(office).filter(is_one_door=True))
