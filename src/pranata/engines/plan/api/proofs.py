"""Evidence of a month: a new file, an item that is there already, or one that proves the month no more."""

from functools import partial
from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router, UploadedFile
from ninja.responses import Status as Answer

from pranata.base.endpoints.schemas import WRITE_REFUSALS, Key, MonthNumber
from pranata.base.files.names import clean_name
from pranata.engines.evidence.actions import add_prepared
from pranata.engines.evidence.api import EvidenceIn, EvidenceOut, evidence_out
from pranata.engines.evidence.intake import prepared
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.plan.actions.proofs import prove, prove_no_more
from pranata.engines.plan.api.places import month_or_404

router = Router(tags=["evidence"])
PROOFS = "/offices/{code}/plans/{plan_key}/subactivities/{row}/months/{month}/evidence"
LONGEST_TITLE = 200


@router.post(PROOFS, response={201: EvidenceOut, **WRITE_REFUSALS}, summary="Unggah bukti")
def upload(
    request: HttpRequest,
    code: str,
    plan_key: str,
    row: str,
    month: MonthNumber,
    file: File[UploadedFile],
    said: Form[EvidenceIn],
):
    """Mengunggah satu berkas sebagai bukti bulan itu (`multipart/form-data`)."""
    item, _progress = month_or_404(request, code, plan_key, row, month)
    request.user.require("evidence.add", item.plan.office)
    request.user.require("plan.report", item.plan.office)
    name = clean_name(file.name or "")
    kept = prepared(file, name, keep_place=said.keep_place)
    description = said.description(PurePath(name).stem[:LONGEST_TITLE])
    add = partial(add_prepared, item.plan.office, kept, description, again=said.again, by=request.user)
    used = prove(item, month, add, by=request.user)
    return Answer(201, evidence_out(used.evidence))


@router.put(f"{PROOFS}/{{pk}}", response={200: EvidenceOut, **WRITE_REFUSALS}, summary="Pasang bukti")
def link(request: HttpRequest, code: str, plan_key: str, row: str, month: MonthNumber, pk: Key):
    """Memakai bukti yang sudah ada untuk bulan itu; mengulanginya tidak mengubah apa pun."""
    item, _progress = month_or_404(request, code, plan_key, row, month)
    seen = Evidence.objects.visible_to(request.user).filter(office=item.plan.office)
    found = seen.filter(pk=pk).select_related("file").first()
    if found is None:
        raise Http404
    prove(item, month, lambda: found, by=request.user)
    return evidence_out(found)


@router.delete(f"{PROOFS}/{{pk}}", response={204: None, **WRITE_REFUSALS}, summary="Lepas bukti")
def unlink(request: HttpRequest, code: str, plan_key: str, row: str, month: MonthNumber, pk: Key):
    """Melepas bukti dari bulan itu; buktinya sendiri tetap ada."""
    item, progress = month_or_404(request, code, plan_key, row, month)
    seen = Evidence.objects.visible_to(request.user)
    uses = Use.objects.of(progress).filter(evidence=pk, evidence__in=seen) if progress else Use.objects.none()
    used = uses.select_related("evidence__office").first()
    if used is None:
        raise Http404
    prove_no_more(used, item, month, by=request.user)
    return HttpResponse(status=204)
