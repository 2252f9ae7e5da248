"""What programs read and write of a plan. Numbers are exact decimals as texts, days ISO 8601, months 1 to 12."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from pranata.base.endpoints.schemas import PlainText, one_of
from pranata.engines.plan.models import ProgressStatus, RevisionKind, Status
from pranata.engines.plan.publication.rules import PublicState
from pranata.engines.plan.rules import CellState

PlanStatus, MonthStatus, Revision = one_of(Status), one_of(ProgressStatus), one_of(RevisionKind)
State, StateForAll = one_of(CellState), one_of(PublicState)
Number = Annotated[Decimal, Field(max_digits=14, decimal_places=4)]


class PublicArea(Schema):
    """How an area stands in the months counted; all 0 while none counts."""

    no: int
    name: str
    planned: int
    done: int
    late: int
    pending: int
    unreported: int


class PublicRow(Schema):
    """One sub-activity; ``states`` of January to December."""

    code: str
    area: int
    activity: str
    text: str
    indicators: list[str]
    months: list[int]
    states: list[StateForAll]


class PublicPlanHead(Schema):
    year: int
    revision: int
    decree: str
    title: str
    status: PlanStatus
    page: str


class PublicPlan(PublicPlanHead):
    """``counted_through`` is the last month whose figures count, 0 of none; ``as_of`` the day of the states."""

    as_of: date
    counted_through: int
    areas: list[PublicArea]
    rows: list[PublicRow]


class PlanCell(Schema):
    """One item of evidence's place in a published plan."""

    year: int
    code: str
    month: int


class PublicEvidence(Schema):
    """A published item; ``file`` is where it is downloaded, "" of a link without a copy."""

    id: int
    title: str
    dated_on: date
    valid_to: date | None
    published_on: date
    file_name: str
    sha256: str
    link: str
    file: str
    proves: list[PlanCell]


class PlanHead(Schema):
    """A plan; ``key`` is its name in addresses, ``agent`` the person whose small plan it is."""

    key: str
    year: int
    revision: int
    kind: Revision
    agent: int | None
    status: PlanStatus
    is_published: bool
    decree: str
    title: str
    issued_on: date | None


class AreaOut(Schema):
    no: int
    name: str
    subactivities: int
    planned: int


class PlanOut(PlanHead):
    """``due`` are the days by which the months of a plan in force are to be reported, January first."""

    areas: list[AreaOut]
    due: list[date | None]


class RowOut(Schema):
    """One sub-activity; ``states`` of January to December."""

    code: str
    area: int
    activity: str
    text: str
    months: list[int]
    states: list[State]
    responsible: str
    indicators: list[str]


class IndicatorOut(Schema):
    """An indicator; ``position`` counts within the sub-activity ``code``, ``target`` is the office's own."""

    code: str
    position: int
    text: str
    months: list[int]
    target: Decimal | None
    target_unit: str
    note: str


class RowDetail(RowOut):
    details: list[IndicatorOut]


class CellOut(Schema):
    """One planned or reported month of one sub-activity."""

    code: str
    month: int
    state: State
    due_on: date | None
    submitted_on: date | None
    has_lost_proof: bool


class FigureOut(Schema):
    """What an indicator came to: ``value``, or ``value`` out of ``out_of``."""

    position: int
    value: Decimal
    out_of: Decimal | None
    share: Decimal | None


class MonthFigure(FigureOut):
    code: str
    month: int
    status: MonthStatus


class ProofOut(Schema):
    """An item of evidence of the month; ``is_proving`` is false once it was taken back or its validity ended."""

    id: int
    title: str
    dated_on: date
    is_proving: bool


class MonthOut(Schema):
    """What was noted of a month; ``status`` is empty while nobody wrote of it."""

    code: str
    month: int
    state: State
    due_on: date | None
    status: MonthStatus | None
    achievement: str
    obstacle: str
    follow_up: str
    figures: list[FigureOut]
    evidence: list[ProofOut]
    submitted_at: datetime | None
    verified_at: datetime | None


class FigureIn(Schema):
    """``position`` of the indicator; without ``value`` the figure goes."""

    position: Annotated[int, Field(ge=1, le=999)]
    value: Number | None = None
    out_of: Number | None = None


class MonthIn(Schema):
    """All that is noted of a month; figures not named stay."""

    achievement: PlainText
    obstacle: PlainText = ""
    follow_up: PlainText = ""
    figures: Annotated[list[FigureIn], Field(max_length=200)] = []


class ReturnIn(Schema):
    reason: Annotated[PlainText, Field(min_length=1)]
