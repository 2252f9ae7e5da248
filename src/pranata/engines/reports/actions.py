"""Every write on issued reports: issued, superseded, joined by the signed copy."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import hold, record
from pranata.base.audit.models import ChainHead
from pranata.base.files.actions import store, store_made
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.permission import require
from pranata.base.paper.queries import letterhead_of
from pranata.engines.documents.actions import next_decree_number
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.queries import is_filed
from pranata.engines.indicators.actions import seal_month
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.rules import has_ended
from pranata.engines.reports.editions import Imprint
from pranata.engines.reports.errors import NotIssued
from pranata.engines.reports.making import check_length, make, name_of, plain_facts
from pranata.engines.reports.models import IssuedReport, Publication, Status
from pranata.engines.reports.rules import Signature, new_code, public_address
from pranata.engines.reports.signing import Order, signer
from pranata.engines.reports.signing.reading import is_signed
from pranata.lib import clock
from pranata.lib.periods import Length

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.reports.registry import Report
    from pranata.lib.periods import Period

ISSUE = "reports.issue"
FLOW = Flow(
    Step("supersede", sources=(Status.ISSUED,), target=Status.SUPERSEDED, permission=ISSUE, label=_("Gantikan")),
)
HASH_SHOWN = 16  # characters of the chain's end that stand on paper


@dataclass(frozen=True)
class Edition:
    """What is entered to issue a report. ``number`` None takes the next of the office's series; ``reason`` says why
    an issued one is replaced, ``publication`` what the public gets of it."""

    issued_on: date
    place: str
    signatory_role: str
    signatory_name: str
    number: str | None = None
    remarks: str = ""
    reason: str = ""
    publication: Publication = Publication.NONE


@transaction.atomic
def issue(report: Report, office: Office, period: Period, edition: Edition, *, by: User) -> IssuedReport:
    """Fix the report as it stands now under a number, as PDF; the one issued before, if any, is superseded.

    Raises ``Forbidden`` without "reports.issue"; ``NoFacts``, ``NotIssued`` and ``SigningFailed`` with a sentence;
    ``NumberRefused`` for a number that is blank or used; ``ValidationError`` naming the field that is blank.
    """
    require(by, ISSUE, office)
    check_length(report, period)
    hold(office)
    texts = _texts(edition)
    is_replacing = _supersede(report, office, period, edition, by=by)
    if report.seals:
        _seal_months(office, period, reason=edition.reason if is_replacing else "", by=by)
    facts = report.facts(office, period)
    if facts.obstacles:
        raise NotIssued(facts.obstacles[0])
    number = _number(office, edition, by=by)
    code, head = new_code(), _chain_head(office)
    address = public_address(settings.SITE_URL, code)
    imprint = Imprint(
        role=texts["signatory_role"],
        name=texts["signatory_name"],
        place=texts["place"],
        number=number,
        issued_on=edition.issued_on,
        remarks=edition.remarks.strip(),
        code=code,
        address=address,
        qr=_qr(address),
        chain_head=head[: head.index(":") + 1 + HASH_SHOWN],
    )
    made = make(report, facts, letterhead_of(office), imprint, name_of(report, office, period), "pdf")
    back_end = signer()
    order = Order(name=imprint.name, reason=f"{facts.title} {number}", place=imprint.place)
    content = back_end.sign(made.content, order)
    stored = store_made(office, content, by=by, name=made.file_name)
    issued = IssuedReport.objects.create(
        office=office,
        report=report.code,
        period=str(period),
        number=number,
        title=facts.title,
        issued_on=edition.issued_on,
        **texts,
        file=stored,
        sha256=stored.sha256,
        signature=back_end.kind.value,
        public_code=code,
        facts=plain_facts(facts) | ({"issuer_remarks": imprint.remarks} if imprint.remarks else {}),
        chain_head=head,
        publication=edition.publication,
        issued_by=by,
        issued_at=clock.now(),
    )
    after = {
        "report": report.code,
        "period": str(period),
        "number": number,
        "sha256": stored.sha256,
        "publication": str(edition.publication),
    }
    record(office=office, actor=by, action="reports.issued", target=issued, after=after)
    return issued


def _texts(edition: Edition) -> dict[str, str]:
    """The signature block with white space folded; every part of it is needed."""
    texts = {name: " ".join(getattr(edition, name).split()) for name in ("place", "signatory_role", "signatory_name")}
    blank = {name: _now("Bagian ini belum diisi.") for name, text in texts.items() if not text}
    if blank:
        raise ValidationError(blank)
    return texts


def _seal_months(office: Office, period: Period, *, reason: str, by: User) -> None:
    """Close the readings that the report names: the month of a monthly one, of a longer one those that have ended.

    The month of a monthly report is closed though it still runs, for its report is out; one that has not begun has
    nothing to close. Only a monthly report that replaces another one corrects what was sealed.
    """
    today = clock.today()
    if period.length == Length.MONTH:
        if period.start <= today:
            seal_month(office, period.year, period.position, by=by, reason=reason)
        return
    ended = [month for month in period.months if has_ended(period.year, month, today)]
    open_still = Reading.objects.current().filter(office=office, year=period.year, month__in=ended, sealed_at=None)
    for month in sorted(set(open_still.values_list("month", flat=True))):
        seal_month(office, period.year, month, by=by)


def _supersede(report: Report, office: Office, period: Period, edition: Edition, *, by: User) -> bool:
    """Let the issued report of the period, if there is one, give way; that needs a reason. Whether there was one."""
    standing = IssuedReport.objects.filter(office=office, report=report.code, period=str(period), status=Status.ISSUED)
    found = standing.select_related("office").first()
    if found is None:
        return False
    if not edition.reason.strip():
        raise ValidationError({"reason": _now("Laporan periode ini sudah terbit; isi alasan menggantikannya.")})
    FLOW.take(found, "supersede", by=by, note=edition.reason.strip())
    return True


def _number(office: Office, edition: Edition, *, by: User) -> str:
    """The number entered, or the next of the office's series of numbers."""
    if edition.number is None:
        return next_decree_number(office, on=edition.issued_on, by=by)
    number = " ".join(edition.number.split())
    if not number:
        raise NumberRefused(_now("Nomor laporan belum diisi."))
    if is_filed(office, number) or IssuedReport.objects.filter(office=office, number=number).exists():
        raise NumberRefused(_now("Nomor %(number)s sudah dipakai di kantor ini.") % {"number": number})
    return number


def _chain_head(office: Office) -> str:
    """Where the office's audit chain ends now: count and hash."""
    head = ChainHead.objects.filter(office_code=office.code).first()
    return f"{head.count}:{head.last_hash}" if head else "0:"


def _qr(address: str) -> bytes:
    """The address as a QR picture (SVG) that is read even when a quarter of it is dirty."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue()


@transaction.atomic
def attach_signed(item: IssuedReport, upload: File, *, name: str, kind: Signature, by: User) -> IssuedReport:
    """Let a signed copy join an issued report: the scan of what was signed by hand, or a file signed electronically.

    Once for all: another copy needs another edition. Raises ``Forbidden``, ``RefusedFile``, and ``Stale`` when the
    report was superseded or is signed already.
    """
    require(by, ISSUE, item.office)
    hold(item.office)
    if not name.lower().endswith(".pdf"):
        raise RefusedFile(_now("Salinan bertanda tangan harus berkas PDF."))
    if kind == Signature.ELECTRONIC and not is_signed(upload):
        raise RefusedFile(_now("Berkas ini tidak memuat tanda tangan elektronik."))
    stored = store(item.office, upload, by=by, name=name)
    open_still = IssuedReport.objects.filter(
        pk=item.pk, status=Status.ISSUED, signature=Signature.NONE.value, signed_copy=None
    )
    changes = {"signed_copy": stored, "signed_sha256": stored.sha256, "signature": kind.value}
    if stored.sha256 == item.sha256:
        raise RefusedFile(_now("Ini berkas yang diterbitkan, belum ditandatangani."))
    if not open_still.update(**changes):
        raise Stale("attach_signed")
    for field, value in changes.items():
        setattr(item, field, value)
    after = {"signature": kind.value, "sha256": stored.sha256}
    record(office=item.office, actor=by, action="reports.signed_copy_added", target=item, after=after)
    return item


@transaction.atomic
def publish(item: IssuedReport, publication: Publication, *, by: User) -> IssuedReport:
    """Let the public get so much of an issued report from now on, or nothing; the same again changes nothing.

    Raises ``Forbidden`` without "reports.issue".
    """
    require(by, ISSUE, item.office)
    hold(item.office)
    item.refresh_from_db(fields=["publication"])
    before = item.publication
    if publication == before:
        return item
    item.publication = publication
    item.save(update_fields=["publication"])
    changed = {"before": {"publication": str(before)}, "after": {"publication": str(publication)}}
    record(office=item.office, actor=by, action="reports.publication_changed", target=item, **changed)
    return item


@transaction.atomic
def note_export_set(report: Report, office: Office, period: Period, *, recipient: str, sha256: str, by: User) -> None:
    """Write down that a set of files about a period was taken out for somebody. Raises ``Forbidden``."""
    require(by, ISSUE, office)
    after = {"report": report.code, "period": str(period), "recipient": recipient, "sha256": sha256}
    record(office=office, actor=by, action="reports.set_exported", after=after)
