"""Time limits for programs: which there are, and when something is due, step by step; no office is asked for."""

from datetime import date, datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from pranata.base.endpoints.schemas import PUBLIC_REFUSALS, one_of
from pranata.engines.deadlines.clocks import UnknownClock, clocks
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.model import Clock, Unit
from pranata.engines.deadlines.sentences import as_rows, plain_text
from pranata.lib import clock

public = Router(tags=["public"])
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class ClockOut(Schema):
    """One time limit in force in a while of its own; ``name`` is what it is asked for by."""

    name: str
    title: str
    actor: str
    starts_when: str
    amount: int
    unit: one_of(Unit)
    basis: str
    certainty: str
    valid_from: date
    valid_to: date | None


class ExplanationOut(Schema):
    """When it is due and why; ``steps`` as the house counts them, ``text`` the same in sentences."""

    clock: str
    due: date | None
    due_at: datetime | None
    amount: int
    unit: one_of(Unit)
    basis: str
    certainty: str
    source: str
    remark: str
    is_provisional: bool
    undecided_years: list[int]
    estimated_days: list[date]
    steps: list[dict[str, str | int | bool | None]]
    text: str


class Start(Schema):
    """``on`` is the day of receipt; ``at`` the moment, for limits that count hours."""

    on: Annotated[date, Field(ge=EARLIEST, le=LATEST)] | None = None
    at: datetime | None = None


@public.get("/clocks", response={200: list[ClockOut], **PUBLIC_REFUSALS}, summary="Jangka waktu")
def all_clocks(request: HttpRequest):
    """Semua jangka waktu dengan dasar hukumnya."""
    return [clock_out(each) for each in sorted(clocks(), key=lambda it: (it.name, it.valid_from))]


def clock_out(found: Clock) -> ClockOut:
    return ClockOut(
        name=found.name,
        title=found.title,
        actor=found.actor,
        starts_when=found.starts_when,
        amount=found.amount,
        unit=found.unit,
        basis=found.basis,
        certainty=str(found.certainty),
        valid_from=found.valid_from,
        valid_to=found.valid_to,
    )


@public.get("/clocks/{name}", response={200: ExplanationOut, **PUBLIC_REFUSALS}, summary="Tenggat dijelaskan")
def explanation(request: HttpRequest, name: str, wanted: Query[Start]):
    """Tenggat dari hari diterima (`on`, tanpa itu hari ini) langkah demi langkah."""
    if name not in {each.name for each in clocks()}:
        raise Http404
    try:
        found = explain(name, started(wanted))
    except (UnknownClock, ValueError) as error:
        raise ValidationError({"on": str(error)}) from error
    return {**as_rows(found), "text": plain_text(found)}


def started(wanted: Start) -> date | datetime:
    """The day or moment it is counted from. Raises ``ValidationError``."""
    if wanted.at is None:
        return wanted.on or clock.today()
    moment = wanted.at if wanted.at.tzinfo else wanted.at.replace(tzinfo=clock.zone())
    if not EARLIEST.year <= moment.year <= LATEST.year:
        raise ValidationError({"at": _("Di luar tahun yang dapat dihitung.")})
    return moment
