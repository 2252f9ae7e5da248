"""Measures and their readings for programs that hold a token: stored values with their sentence, never live ones."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pranata.base.endpoints.schemas import READ_REFUSALS, Paging, Rows, one_of, rows_of
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.queries import TREND_MONTHS, history, read
from pranata.engines.indicators.registry import Measure, by_key, measures
from pranata.engines.indicators.rules import Better, Kind
from pranata.lib import clock
from pranata.lib.periods import Length, Period

router = Router(tags=["readings"])
READINGS = "/offices/{code}/readings"
MonthText = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class MeasureOut(Schema):
    """A measure: what it counts and where its formula comes from; a ``sealed`` kind never opens into records."""

    key: str
    title: str
    kind: one_of(Kind)  # type: ignore[valid-type]  # the values of an enumeration
    unit: str
    better: one_of(Better)  # type: ignore[valid-type]
    basis: str
    rule_version: int
    sealed: bool


class ReadingOut(Schema):
    """What a measure said of a month. ``value`` is empty where there was nothing to measure, for a day (``value_on``),
    and where it may not be shown (``secrecy`` says why)."""

    measure: str
    title: str
    month: str
    value: Decimal | None
    value_on: date | None
    numerator: Decimal | None
    denominator: Decimal | None
    unit: str
    sentence: str
    secrecy: str
    rule_version: int
    edition: int
    computed_at: datetime
    sealed_at: datetime | None


class MonthWanted(Paging):
    """``month`` such as 2022-06; without it the running one."""

    month: MonthText | None = None


class TrendWanted(Schema):
    """The ``months`` up to ``month``."""

    month: MonthText | None = None
    months: Annotated[int, Field(ge=1, le=60)] = TREND_MONTHS


@router.get("/measures", response={200: list[MeasureOut], **READ_REFUSALS}, summary="Ukuran")
def all_measures(request: HttpRequest):
    """Ukuran yang dihitung sistem ini, menurut kuncinya."""
    return [measure_out(each) for each in sorted(measures(), key=lambda it: it.key)]


@router.get(READINGS, response={200: Rows[ReadingOut], **READ_REFUSALS}, summary="Bacaan satu bulan")
def readings(request: HttpRequest, code: str, wanted: Query[MonthWanted]):
    """Bacaan yang berlaku dari sebuah bulan, menurut kunci ukurannya."""
    if not request.user.offices_with("indicators.view").filter(code=code).exists():
        raise Http404
    month = month_of(wanted.month)
    found = Reading.objects.visible_to(request.user).current()
    found = found.filter(office__code=code, year=month.year, month=month.position)
    return rows_of(found.order_by("measure"), wanted, reading_out)


@router.get(f"{READINGS}/{{measure_key}}", response={200: list[ReadingOut], **READ_REFUSALS}, summary="Bacaan setahun")
def trend(request: HttpRequest, code: str, measure_key: str, wanted: Query[TrendWanted]):
    """Bacaan sebuah ukuran dari bulan ke bulan, yang terlama lebih dahulu; bulan tanpa bacaan tidak ada."""
    office = request.user.offices_with("indicators.view").filter(code=code).first()
    if office is None or by_key(measure_key) is None:
        raise Http404
    month = month_of(wanted.month)
    found = history(office, measure_key, year=month.year, month=month.position, months=wanted.months)
    return [reading_out(each) for each in found]


def month_of(text: str | None) -> Period:
    """The month asked for, else the running one."""
    today = clock.today()
    return Period.parse(text) if text else Period(today.year, Length.MONTH, today.month)


def measure_out(found: Measure) -> MeasureOut:
    return MeasureOut(
        key=found.key,
        title=str(found.title),
        kind=found.kind,
        unit=str(found.unit),
        better=found.better,
        basis=str(found.basis),
        rule_version=found.rule_version,
        sealed=found.sealed,
    )


def reading_out(found: Reading) -> ReadingOut:
    measure = by_key(found.measure)  # None of one that is no more
    return ReadingOut(
        measure=found.measure,
        title=str(measure.title) if measure else found.measure,
        month=str(found.period),
        value=found.value,
        value_on=found.value_on,
        numerator=found.numerator,
        denominator=found.denominator,
        unit=str(measure.unit) if measure else "",
        sentence=read(found, measure).sentence if measure else "",
        secrecy=found.secrecy,
        rule_version=found.rule_version,
        edition=found.edition,
        computed_at=found.computed_at,
        sealed_at=found.sealed_at,
    )
