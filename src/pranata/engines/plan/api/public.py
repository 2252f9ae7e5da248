"""What anyone reads of plans without a token: as the portal and its open data show it."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router

from pranata.base.endpoints.schemas import PUBLIC_REFUSALS, Paging, Rows, rows_of
from pranata.base.org.active import active_office_or_404
from pranata.base.org.models import Office
from pranata.engines.evidence.models import Evidence
from pranata.engines.plan.api.schemas import PlanCell, PublicArea, PublicEvidence, PublicPlan, PublicPlanHead, PublicRow
from pranata.engines.plan.models import Plan
from pranata.engines.plan.publication.evidence import proved_cells, public_evidence
from pranata.engines.plan.publication.progress import Achievement, public_progress, public_year
from pranata.engines.plan.queries import plan_matrix, public_plans
from pranata.lib import clock

router = Router(tags=["public"])


@router.get("/offices/{code}/plans", response={200: list[PublicPlanHead], **PUBLIC_REFUSALS}, summary="Rencana terbit")
def plans(request: HttpRequest, code: str):
    """Rencana aksi yang diterbitkan satuan kerja, tahun terbaru lebih dahulu."""
    return [PublicPlanHead(**head(each)) for each in public_plans(active_office_or_404(code))]


@router.get(
    "/offices/{code}/plans/{year}", response={200: PublicPlan, **PUBLIC_REFUSALS}, summary="Satu rencana terbit"
)
def plan(request: HttpRequest, code: str, year: int):
    """Seluruh baris rencana dengan keadaan bulan-bulannya, dan capaian per area."""
    found = next((each for each in public_plans(active_office_or_404(code)) if each.year == year), None)
    if found is None:
        raise Http404
    matrix = plan_matrix(found, with_people=False)
    seen = public_year(matrix, clock.today())
    progress = public_progress(matrix, seen)
    figures = {each.area.no: each.figures for each in progress.areas} if progress else {}
    return PublicPlan(
        **head(found),
        as_of=seen.year.today,
        counted_through=seen.through,
        areas=[area_out(area.no, area.name, figures.get(area.no, Achievement())) for area in matrix.areas],
        rows=[
            PublicRow(
                code=row.code,
                area=group.area_no,
                activity=group.name,
                text=row.text,
                indicators=list(row.indicators),
                months=sorted(row.months),
                states=seen.states(row.months, row.reports),
            )
            for group in matrix.groups
            for row in group.rows
        ],
    )


def area_out(no: int, name: str, figures: Achievement) -> PublicArea:
    return PublicArea(
        no=no,
        name=name,
        planned=figures.planned,
        done=figures.done,
        late=figures.late,
        pending=figures.pending,
        unreported=figures.unreported,
    )


@router.get("/offices/{code}/evidence", response={200: Rows[PublicEvidence], **PUBLIC_REFUSALS}, summary="Bukti terbit")
def evidence(request: HttpRequest, code: str, paging: Query[Paging]):
    """Bukti yang dibuka untuk umum, terbaru lebih dahulu, dengan bulan rencana yang dibuktikannya."""
    office = active_office_or_404(code)
    found = public_evidence(office, clock.today()).select_related("file")
    part = rows_of(found, paging, lambda item: item)
    cells = proved_cells(office, part["items"])
    proves = {pk: [PlanCell(year=it.year, code=it.code, month=it.month) for it in each] for pk, each in cells.items()}
    return {**part, "items": [evidence_out(office, item, proves.get(item.pk, [])) for item in part["items"]]}


def evidence_out(office: Office, item: Evidence, proves: list[PlanCell]) -> PublicEvidence:
    address = reverse("portal:evidence_file", args=[office.code, item.pk]) if item.file else ""
    return PublicEvidence(
        id=item.pk,
        title=item.title,
        dated_on=item.dated_on,
        valid_to=item.valid_to,
        published_on=item.published_on,
        file_name=item.file_name,
        sha256=item.file.sha256 if item.file else "",
        link=item.link,
        file=f"{settings.SITE_URL}{address}" if address else "",
        proves=proves,
    )


def head(found: Plan) -> dict[str, object]:
    return {
        "year": found.year,
        "revision": found.revision,
        "decree": found.document.number,
        "title": found.document.title,
        "status": found.status,
        "page": f"{settings.SITE_URL}{reverse('portal:plan', args=[found.office.code, found.year])}",
    }
