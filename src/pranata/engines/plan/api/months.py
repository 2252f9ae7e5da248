"""A month of a row: what was noted of it, and the same steps as on its page, over the state that was read."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from pranata.base.endpoints.conditions import name_state, named_state
from pranata.base.endpoints.schemas import READ_REFUSALS, WRITE_REFUSALS, IfMatch, MonthNumber
from pranata.engines.evidence.queries import evidence_of
from pranata.engines.evidence.rules import Proof
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.api.places import month_or_404
from pranata.engines.plan.api.schemas import FigureOut, MonthIn, MonthOut, ProofOut, ReturnIn
from pranata.engines.plan.models import Progress, Subactivity
from pranata.engines.plan.queries.live import month_deadlines, reported
from pranata.engines.plan.schedule import year_of
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.engines.plan.actions.figures import Amount

router = Router(tags=["months"])
MONTH = "/offices/{code}/plans/{plan_key}/subactivities/{row}/months/{month}"


@router.get(MONTH, response={200: MonthOut, **READ_REFUSALS}, summary="Satu bulan")
def month(request: HttpRequest, response: HttpResponse, code: str, plan_key: str, row: str, month: MonthNumber):
    """Realisasi satu bulan. `ETag`-nya dipakai sebagai `If-Match` saat menulis."""
    return month_out(request, response, code, plan_key, row, month)


@router.put(MONTH, response={200: MonthOut, **WRITE_REFUSALS}, summary="Simpan konsep")
def note(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    plan_key: str,
    row: str,
    month: MonthNumber,
    body: MonthIn,
    if_match: IfMatch = None,
):
    """Menyimpan catatan dan angka sebagai konsep; perlu `If-Match`."""
    item, _progress = month_or_404(request, code, plan_key, row, month)
    figures: dict[int, Amount] = {each.position: (each.value, each.out_of) for each in body.figures}
    said = {name: getattr(body, name) for name in actions.TEXTS}
    actions.note(item, month, **said, figures=figures, seen=named_state(if_match), by=request.user)
    return month_out(request, response, code, plan_key, row, month)


@router.post(f"{MONTH}/submit", response={200: MonthOut, **WRITE_REFUSALS}, summary="Ajukan")
def submit(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    plan_key: str,
    row: str,
    month: MonthNumber,
    if_match: IfMatch = None,
):
    """Mengajukan bulan itu untuk verifikasi; perlu `If-Match`."""
    actions.submit(noted_or_404(request, code, plan_key, row, month), seen=named_state(if_match), by=request.user)
    return month_out(request, response, code, plan_key, row, month)


@router.post(f"{MONTH}/verify", response={200: MonthOut, **WRITE_REFUSALS}, summary="Verifikasi")
def verify(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    plan_key: str,
    row: str,
    month: MonthNumber,
    if_match: IfMatch = None,
):
    """Memverifikasi bulan yang diajukan orang lain; perlu `If-Match`."""
    actions.verify(noted_or_404(request, code, plan_key, row, month), seen=named_state(if_match), by=request.user)
    return month_out(request, response, code, plan_key, row, month)


@router.post(f"{MONTH}/return", response={200: MonthOut, **WRITE_REFUSALS}, summary="Kembalikan")
def send_back(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    plan_key: str,
    row: str,
    month: MonthNumber,
    body: ReturnIn,
    if_match: IfMatch = None,
):
    """Mengembalikan bulan yang diajukan, dengan alasan; perlu `If-Match`."""
    progress = noted_or_404(request, code, plan_key, row, month)
    actions.send_back(progress, reason=body.reason, seen=named_state(if_match), by=request.user)
    return month_out(request, response, code, plan_key, row, month)


def noted_or_404(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> Progress:
    """What was noted of the month; nobody hands in or verifies what nobody wrote."""
    _item, progress = month_or_404(request, code, plan_key, row, month)
    if progress is None:
        raise Http404
    return progress


def month_out(request: HttpRequest, response: HttpResponse, code: str, plan_key: str, row: str, month: int) -> MonthOut:
    """The month as it stands, and its state in the head of the answer."""
    item, progress = month_or_404(request, code, plan_key, row, month)
    name_state(response, actions.progress_token(item, month, progress))
    year = year_of(item.plan, clock.today(), month_deadlines(item.plan))
    reports = {month: reported(progress.status, progress.submitted_at)} if progress else {}
    texts = {name: getattr(progress, name) if progress else "" for name in actions.TEXTS}
    return MonthOut(
        code=item.code,
        month=month,
        state=year.states(set(item.months), reports)[month - 1],
        due_on=year.due.get(month),
        status=progress.status if progress else None,
        **texts,
        figures=figures_out(item, progress),
        evidence=proofs_out(request, progress),
        submitted_at=progress.submitted_at if progress else None,
        verified_at=progress.verified_at if progress else None,
    )


def figures_out(item: Subactivity, progress: Progress | None) -> list[FigureOut]:
    found = sorted(progress.figures.all(), key=lambda each: (each.indicator.position, each.pk)) if progress else []
    return [
        FigureOut(position=each.indicator.position, value=each.value, out_of=each.out_of, share=each.share)
        for each in found
    ]


def proofs_out(request: HttpRequest, progress: Progress | None) -> list[ProofOut]:
    """The evidence that the asker may see."""
    if progress is None:
        return []
    return [
        ProofOut(
            id=each.item.pk,
            title=each.item.title,
            dated_on=each.item.dated_on,
            is_proving=each.proof == Proof.PROVEN,
        )
        for each in evidence_of(progress, reader=request.user, today=clock.today())
    ]
