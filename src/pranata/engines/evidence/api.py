"""Evidence for programs that hold a token: what the office keeps, as far as the account may see it."""

from datetime import date
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pranata.base.endpoints.schemas import READ_REFUSALS, Key, Paging, Rows, Word, one_of, rows_of
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.models import Confidentiality, Evidence, Status
from pranata.engines.evidence.rules import Proof
from pranata.lib import clock

router = Router(tags=["evidence"])
Security = one_of(Confidentiality)


class EvidenceOut(Schema):
    """One item: a file (``sha256``), a link, or a record of the house (``record`` names its kind)."""

    id: int
    title: str
    dated_on: date
    valid_to: date | None
    confidentiality: Security
    archive_class: str
    status: one_of(Status)
    proof: one_of(Proof)
    file_name: str
    sha256: str
    size: int | None
    link: str
    record: str
    published_on: date | None


class EvidenceIn(Schema):
    """What is said of a file; without ``title`` it is called as the file is."""

    dated_on: date
    title: Word = ""
    valid_to: date | None = None
    confidentiality: Security = Confidentiality.ORDINARY.value
    archive_class: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")] = ""
    keep_place: bool = False
    again: bool = False

    def description(self, title: str) -> Description:
        """For the action; called ``title`` where nothing is said."""
        return Description(
            title=self.title.strip() or title,
            dated_on=self.dated_on,
            valid_to=self.valid_to,
            confidentiality=self.confidentiality,
            archive_class=self.archive_class,
        )


class EvidenceWanted(Paging):
    q: Word = ""


@router.get("/offices/{code}/evidence", response={200: Rows[EvidenceOut], **READ_REFUSALS}, summary="Bukti")
def evidence(request: HttpRequest, code: str, wanted: Query[EvidenceWanted]):
    """Bukti satuan kerja yang boleh dilihat pemilik token, terbaru lebih dahulu."""
    if not request.user.offices_with("evidence.view").filter(code=code).exists():
        raise Http404
    found = Evidence.objects.visible_to(request.user).filter(office__code=code).said(wanted.q)
    return rows_of(found.select_related("file"), wanted, evidence_out)


@router.get("/offices/{code}/evidence/{pk}", response={200: EvidenceOut, **READ_REFUSALS}, summary="Satu bukti")
def item(request: HttpRequest, code: str, pk: Key):
    """Keterangan satu bukti; berkasnya diunduh di halamannya."""
    found = Evidence.objects.visible_to(request.user).filter(office__code=code, pk=pk).select_related("file").first()
    if found is None:
        raise Http404
    return evidence_out(found)


def evidence_out(found: Evidence) -> EvidenceOut:
    return EvidenceOut(
        id=found.pk,
        title=found.title,
        dated_on=found.dated_on,
        valid_to=found.valid_to,
        confidentiality=found.confidentiality,
        archive_class=found.archive_class,
        status=found.status,
        proof=found.proof_on(clock.today()),
        file_name=found.file_name,
        sha256=found.file.sha256 if found.file else "",
        size=found.file.size if found.file else None,
        link=found.link,
        record=found.record_label,
        published_on=found.published_on,
    )
