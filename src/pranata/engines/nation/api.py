"""The offices below for programs that hold a token of an office above: distributions and readings, never the work."""

from decimal import Decimal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from pranata.base.endpoints.schemas import READ_REFUSALS, Rows, rows_of
from pranata.base.org.models import Office
from pranata.engines.indicators.api import MonthWanted, ReadingOut, month_of, reading_out
from pranata.engines.indicators.registry import by_key
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.queries import looks_down, readings_below

router = Router(tags=["nation"])
BELOW = "/offices/{code}/below"


class DistributionOut(Schema):
    """How a measure is spread over the offices below; the numbers are empty while fewer than five have a value."""

    measure: str
    month: str
    asked_count: int
    count: int
    minimum: Decimal | None
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None
    maximum: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


class OfficeReadingOut(ReadingOut):
    """A reading with the office it is of."""

    office: str
    office_name: str


@router.get(f"{BELOW}/distributions", response={200: Rows[DistributionOut], **READ_REFUSALS}, summary="Sebaran")
def distributions(request: HttpRequest, code: str, wanted: Query[MonthWanted]):
    """Sebaran setiap ukuran di antara satuan kerja di bawah, menurut kuncinya."""
    scope, month = scope_or_404(request, code), month_of(wanted.month)
    found = Distribution.objects.visible_to(request.user).filter(scope=scope).of_month(month.year, month.position)
    return rows_of(found.order_by("measure"), wanted, distribution_out)


@router.get(
    f"{BELOW}/readings/{{measure_key}}",
    response={200: Rows[OfficeReadingOut], **READ_REFUSALS},
    summary="Bacaan satuan kerja di bawah",
)
def readings(request: HttpRequest, code: str, measure_key: str, wanted: Query[MonthWanted]):
    """Bacaan sebuah ukuran dari satuan kerja di bawah, yang paling perlu perhatian lebih dahulu."""
    scope, month, measure = scope_or_404(request, code), month_of(wanted.month), by_key(measure_key)
    if measure is None or measure.sealed:
        raise Http404
    return rows_of(readings_below(scope, measure, month.year, month.position), wanted, office_reading_out)


def scope_or_404(request: HttpRequest, code: str) -> Office:
    """The office from which the program may look down."""
    office = request.user.offices_with("nation.view").filter(code=code).first()
    if office is None or not looks_down(office):
        raise Http404
    return office


def distribution_out(found: Distribution) -> DistributionOut:
    told = {name: getattr(found, name) if found.is_enough else None for name in NUMBERS}
    return DistributionOut(
        measure=found.measure, month=str(found.period), asked_count=found.asked_count, count=found.count, **told
    )


NUMBERS = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum", "numerator", "denominator")


def office_reading_out(found) -> OfficeReadingOut:
    return OfficeReadingOut(**reading_out(found).dict(), office=found.office.code, office_name=found.office.name)
