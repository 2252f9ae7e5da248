"""Running numbers are taken, kept back, voided; each in the transaction of what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.kinds import DECREE, kind_choices
from pranata.engines.documents.models import EDIT, NumberSeries, ReservedNumber, ReservedState
from pranata.engines.documents.queries import free_number

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.documents.models import Document

HIGHEST_SEQUENCE = 999_999


def next_decree_number(office: Office, *, on: date, by: User | None) -> str:
    """``next_number`` of a decree of the office itself."""
    return take_number(office, DECREE, on=on, by=by)


def take_number(office: Office, kind: str, *, on: date, by: User | None) -> str:
    """Take the next number of that kind for a document of the day ``on``; numbers already filed are passed over.

    Belongs into the transaction that files the number, so that none is lost when it fails; raises
    ``TransactionManagementError`` outside one, and ``NumberRefused`` when no pattern of that day gives a number.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is taken in the transaction of the document that gets it.")
    series = _locked_series(office, kind, on.year)
    before = series.last_number
    series.last_number, number = free_number(office, kind, on=on, after=before)
    series.save(update_fields=["last_number"])
    record(
        office=office,
        actor=by,
        action="documents.number_taken",
        target=series,
        before={"last_number": before},
        after={"last_number": series.last_number, "number": number},
    )
    return number


@transaction.atomic
def reserve_number(office: Office, kind: str, *, on: date, reason: str, by: User) -> ReservedNumber:
    """
    Keep the next number back for a document of that day. Raises ``Forbidden``, ``NumberRefused``, ``ValidationError``
    without a reason and for a kind that there is not.
    """
    require(by, EDIT, office)
    if kind not in dict(kind_choices()):
        raise ValidationError({"kind": _("Jenis dokumen tidak dikenal.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Keperluan belum diisi.")})
    number = take_number(office, kind, on=on, by=by)
    kept = ReservedNumber(office=office, kind=kind, year=on.year, number=number, reason=" ".join(reason.split()))
    kept.full_clean()
    kept.save()
    record(office=office, actor=by, action="documents.number_reserved", target=kept, after=_facts(kept))
    return kept


@transaction.atomic
def void_number(kept: ReservedNumber, *, reason: str, by: User) -> ReservedNumber:
    """
    Say that a number kept back will never be used. Raises ``Forbidden``, ``ValidationError`` without a reason and of
    one that is used or void already.
    """
    require(by, EDIT, kept.office)
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    hold(kept.office)
    take_row(kept, seen="")
    if kept.state != ReservedState.RESERVED:
        raise ValidationError(_("Nomor %(number)s sudah %(state)s.") % _words(kept))
    before = _facts(kept)
    kept.state, kept.reason = ReservedState.VOID, " ".join(reason.split())
    kept.full_clean()
    kept.save()
    record(
        office=kept.office, actor=by, action="documents.number_voided", target=kept, before=before, after=_facts(kept)
    )
    return kept


def use_reserved(document: Document, *, by: User | None) -> None:
    """Mark the number kept back for ``document`` as used, if it bears one; in the transaction that files it."""
    kept = ReservedNumber.objects.filter(
        office=document.office_id, kind=document.kind, year=document.year, number=document.number
    ).first()
    if kept is None or kept.document_id == document.pk:
        return
    if kept.state != ReservedState.RESERVED:
        raise ValidationError({"number": _("Nomor %(number)s sudah %(state)s.") % _words(kept)})
    before = _facts(kept)
    kept.state, kept.document = ReservedState.USED, document
    kept.save(update_fields=["state", "document"])
    record(office=kept.office, actor=by, action="documents.number_used", target=kept, before=before, after=_facts(kept))


@transaction.atomic
def set_last_number(office: Office, *, year: int, last_number: int, by: User | None, kind: str = DECREE) -> None:
    """Say which running number of the year was the last one given outside this system; the next follows it.

    Raises ``Forbidden`` without "paper.manage", ``NumberRefused`` for a number that cannot be.
    """
    require(by, "paper.manage", office)
    if not 0 <= last_number <= HIGHEST_SEQUENCE:
        raise NumberRefused(_("Nomor urut terakhir harus antara 0 dan %(count)d.") % {"count": HIGHEST_SEQUENCE})
    series = _locked_series(office, kind, year)
    if series.last_number == last_number:
        return
    before, series.last_number = series.last_number, last_number
    series.save(update_fields=["last_number"])
    record(
        office=office,
        actor=by,
        action="documents.last_number_set",
        target=series,
        before={"last_number": before},
        after={"year": year, "last_number": last_number},
    )


def _locked_series(office: Office, kind: str, year: int) -> NumberSeries:
    """The office's series of numbers of a kind and year, locked until the transaction ends."""
    hold(office)
    series, _is_new = NumberSeries.objects.select_for_update().get_or_create(office=office, kind=kind, year=year)
    return series


def _facts(kept: ReservedNumber) -> dict[str, str | int | None]:
    return {"number": kept.number, "state": kept.state, "document": kept.document_id}


def _words(kept: ReservedNumber) -> dict[str, str]:
    return {"number": kept.number, "state": kept.get_state_display()}
