"""What a token reads of the plans of its office."""

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from pranata.base.endpoints.schemas import READ_REFUSALS, MonthNumber, Paging, Rows, Word, one_of, rows_of
from pranata.engines.plan.api.places import plan_or_404, plans_of, row_or_404
from pranata.engines.plan.api.schemas import (
    AreaOut,
    CellOut,
    IndicatorOut,
    MonthFigure,
    PlanHead,
    PlanOut,
    RowDetail,
    RowOut,
)
from pranata.engines.plan.models import Figure, Indicator, Plan
from pranata.engines.plan.queries import ActivityGroup, SubactivityRow, plan_matrix
from pranata.engines.plan.rules import CellState, bits_to_months
from pranata.engines.plan.schedule import Year, year_of
from pranata.lib import clock

router = Router(tags=["plans"])
PLAN = "/offices/{code}/plans/{plan_key}"
IN_PLAN_ORDER = ("activity__area__no", "activity__position", "position")


class RowsWanted(Paging):
    area: Annotated[int, Field(ge=1, le=99)] | None = None
    month: MonthNumber | None = None
    q: Word = ""


class CellsWanted(Paging):
    area: Annotated[int, Field(ge=1, le=99)] | None = None
    month: MonthNumber | None = None
    state: one_of(CellState) | None = None  # type: ignore[valid-type]


class FiguresWanted(Paging):
    month: MonthNumber | None = None


@router.get("/offices/{code}/plans", response={200: Rows[PlanHead], **READ_REFUSALS}, summary="Rencana")
def plans(request: HttpRequest, code: str, paging: Query[Paging]):
    """Rencana satuan kerja dengan semua revisinya, tahun terbaru lebih dahulu."""
    if not request.user.offices_with("plan.view").filter(code=code).exists():
        raise Http404
    return rows_of(plans_of(request, code), paging, lambda each: PlanHead(**head(each)))


@router.get(PLAN, response={200: PlanOut, **READ_REFUSALS}, summary="Satu rencana")
def plan(request: HttpRequest, code: str, plan_key: str):
    """Kepala rencana, area perubahannya, dan tenggat bulanannya."""
    found = plan_or_404(request, code, plan_key)
    matrix = plan_matrix(found, with_people=False)
    year = year_of(found, clock.today(), matrix.deadlines)
    areas = [
        AreaOut(no=each.no, name=each.name, subactivities=each.subactivity_count, planned=each.planned_count)
        for each in matrix.areas
    ]
    return PlanOut(**head(found), areas=areas, due=[year.due.get(month) for month in range(1, 13)])


@router.get(f"{PLAN}/subactivities", response={200: Rows[RowOut], **READ_REFUSALS}, summary="Subkegiatan")
def rows(request: HttpRequest, code: str, plan_key: str, wanted: Query[RowsWanted]):
    """Subkegiatan menurut urutan keputusan, dengan keadaan bulan-bulannya."""
    found = plan_or_404(request, code, plan_key)
    matrix = plan_matrix(found, area=wanted.area, month=wanted.month, text=wanted.q, reader=request.user)
    year = year_of(found, clock.today(), matrix.deadlines)
    every = [(group, row) for group in matrix.groups for row in group.rows]
    return rows_of(every, wanted, lambda each: RowOut(**row_values(*each, year)))


@router.get(f"{PLAN}/subactivities/{{row}}", response={200: RowDetail, **READ_REFUSALS}, summary="Satu subkegiatan")
def row(request: HttpRequest, code: str, plan_key: str, row: str):
    """Satu subkegiatan dengan indikator dan targetnya."""
    item = row_or_404(request, code, plan_key, row)
    matrix = plan_matrix(item.plan, reader=request.user)
    year = year_of(item.plan, clock.today(), matrix.deadlines)
    group, found = next((g, r) for g in matrix.all_groups for r in g.rows if r.pk == item.pk)
    details = [indicator_out(each, item.code, item.month_bits) for each in item.indicators.all()]
    return RowDetail(**row_values(group, found, year), details=details)


@router.get(f"{PLAN}/cells", response={200: Rows[CellOut], **READ_REFUSALS}, summary="Sel (subkegiatan x bulan)")
def cells(request: HttpRequest, code: str, plan_key: str, wanted: Query[CellsWanted]):
    """Setiap bulan yang dijadwalkan atau dilaporkan, dengan keadaan dan tenggatnya."""
    found = plan_or_404(request, code, plan_key)
    matrix = plan_matrix(found, area=wanted.area, with_people=False, reader=request.user)
    year = year_of(found, clock.today(), matrix.deadlines)
    every = [
        cell
        for each in matrix.rows
        for cell in row_cells(each, year)
        if wanted.month in (None, cell.month) and wanted.state in (None, cell.state)
    ]
    return rows_of(every, wanted, lambda cell: cell)


@router.get(f"{PLAN}/indicators", response={200: Rows[IndicatorOut], **READ_REFUSALS}, summary="Indikator dan target")
def indicators(request: HttpRequest, code: str, plan_key: str, paging: Query[Paging]):
    """Indikator keberhasilan menurut urutan keputusan, dengan target satuan kerja."""
    found = Indicator.objects.filter(subactivity__plan=plan_or_404(request, code, plan_key))
    found = found.select_related("subactivity").order_by(
        *(f"subactivity__{each}" for each in IN_PLAN_ORDER), "position"
    )
    return rows_of(found, paging, lambda each: indicator_out(each, each.subactivity.code, each.subactivity.month_bits))


@router.get(f"{PLAN}/figures", response={200: Rows[MonthFigure], **READ_REFUSALS}, summary="Angka indikator")
def figures(request: HttpRequest, code: str, plan_key: str, wanted: Query[FiguresWanted]):
    """Angka yang dicatat untuk indikator, menurut urutan keputusan dan bulannya."""
    found = Figure.objects.filter(progress__subactivity__plan=plan_or_404(request, code, plan_key))
    if wanted.month:
        found = found.filter(progress__month=wanted.month)
    order = (f"progress__subactivity__{each}" for each in IN_PLAN_ORDER)
    found = found.select_related("indicator", "progress__subactivity")
    return rows_of(found.order_by(*order, "progress__month", "indicator__position", "pk"), wanted, figure_out)


def figure_out(each: Figure) -> MonthFigure:
    return MonthFigure(
        code=each.progress.subactivity.code,
        month=each.progress.month,
        status=each.progress.status,
        position=each.indicator.position,
        value=each.value,
        out_of=each.out_of,
        share=each.share,
    )


def head(found: Plan) -> dict[str, object]:
    return {
        "key": found.key,
        "year": found.year,
        "revision": found.revision,
        "kind": found.kind,
        "agent": found.agent_id,
        "status": found.status,
        "is_published": found.is_published,
        "decree": found.document.number,
        "title": found.document.title,
        "issued_on": found.document.issued_on,
    }


def row_values(group: ActivityGroup, each: SubactivityRow, year: Year) -> dict[str, object]:
    return {
        "code": each.code,
        "area": group.area_no,
        "activity": group.name,
        "text": each.text,
        "months": sorted(each.months),
        "states": year.states(each.months, each.reports),
        "responsible": each.party_name,
        "indicators": list(each.indicators),
    }


def row_cells(each: SubactivityRow, year: Year) -> list[CellOut]:
    """The months of a row that are planned or were reported."""
    return [
        CellOut(
            code=each.code,
            month=month,
            state=state,
            due_on=year.due.get(month),
            submitted_on=said.submitted_on if (said := each.reports.get(month)) else None,
            has_lost_proof=said.has_lost_proof if said else False,
        )
        for month, state in enumerate(year.states(each.months, each.reports), start=1)
        if state != CellState.EMPTY
    ]


def indicator_out(each: Indicator, code: str, row_months: int) -> IndicatorOut:
    return IndicatorOut(
        code=code,
        position=each.position,
        text=each.text,
        months=bits_to_months(each.month_bits or row_months),
        target=each.target,
        target_unit=each.target_unit,
        note=each.note,
    )
