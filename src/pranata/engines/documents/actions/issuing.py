"""Every write on documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.files.actions import store
from pranata.base.org.permission import require
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.models import Document, Kind, NumberSeries
from pranata.engines.documents.printed_parts import issued_parts
from pranata.engines.documents.queries import free_number
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

LONGEST_NUMBER = 300
HIGHEST_SEQUENCE = 999_999


@transaction.atomic
def record_decree(
    *,
    office: Office,
    by: User | None,
    number: str,
    title: str,
    year: int,
    place: str,
    issued_on: date | None,
    body: dict[str, Any],
    file: File,
    file_name: str,
) -> Document:
    """File a decree (Keputusan) with its source ``file``; the caller has checked the permission.

    ``body`` is as ``Document.body``. Raises ``RefusedFile``, and ``IntegrityError`` for a number the office has filed.
    """
    stored = store(office, file, by=by, name=file_name)
    document = Document.objects.create(
        office=office,
        kind=Kind.DECREE,
        number=number,
        title=title,
        year=year,
        place=place,
        issued_on=issued_on,
        body=body,
        file=stored,
        file_name=file_name,
        created_at=clock.now(),
    )
    record(
        office=office,
        actor=by,
        action="documents.recorded",
        target=document,
        after={"kind": document.kind, "number": number, "sha256": stored.sha256},
    )
    return document


@transaction.atomic
def open_to_public(document: Document, *, by: User | None) -> Document:
    """Put ``document`` before the public; the caller has checked the permission."""
    document.is_public = True
    document.save(update_fields=["is_public"])
    record(office=document.office, actor=by, action="documents.opened", target=document, after={"is_public": True})
    return document


@transaction.atomic
def issue(
    document: Document,
    *,
    number: str | None = None,
    issued_on: date,
    place: str,
    signatory_role: str,
    signatory_name: str,
    by: User | None,
) -> Document:
    """Give a decree its number, date, place and signatory, in its printed parts too; the caller checks the permission.

    ``number`` is the one entered (SRIKANDI); None takes the next of the office's series, and keeps the number of a
    decree that has one. Raises ``NumberRefused`` for a number that is blank, too long or used in the office.
    """
    hold(document.office)
    row = Document.objects.select_for_update(of=("self",)).select_related("office").get(pk=document.pk)
    if number is None:
        given = row.number or next_decree_number(row.office, year=issued_on.year, month=issued_on.month, by=by)
    else:
        given = _entered(number)
    before = {name: _plain(getattr(row, name)) for name in ("number", "place", "issued_on")}
    row.number, row.place, row.issued_on = given, " ".join(place.split()), issued_on
    row.body = issued_parts(
        row.body,
        number=given,
        issued_on=issued_on,
        place=row.place,
        signatory_role=" ".join(signatory_role.split()),
        signatory_name=" ".join(signatory_name.split()),
    )
    _save_number(row)
    after = {name: _plain(getattr(row, name)) for name in before}
    record(office=row.office, actor=by, action="documents.issued", target=row, before=before, after=after)
    for name in (*before, "body"):
        setattr(document, name, getattr(row, name))
    return document


def _plain(value: str | date | None) -> str:
    return "" if value is None else str(value)


def _entered(number: str) -> str:
    """A number as somebody typed it, white space folded."""
    found = " ".join(number.split())
    if not found:
        raise NumberRefused(_("Nomor keputusan belum diisi."))
    if not found.isprintable():
        raise NumberRefused(_("Nomor keputusan memuat karakter yang tidak tercetak."))
    if len(found) > LONGEST_NUMBER:
        raise NumberRefused(_("Nomor keputusan lebih dari %(count)d huruf.") % {"count": LONGEST_NUMBER})
    return found


def _save_number(row: Document) -> None:
    """Save the issued row; raises ``NumberRefused`` when another document of the office has the number."""
    others = Document.objects.filter(office=row.office, kind=row.kind, number=row.number).exclude(pk=row.pk)
    if (other := others.first()) is not None:
        raise NumberRefused(
            _("Nomor %(number)s sudah dipakai keputusan lain di kantor ini: “%(title)s”.")
            % {"number": row.number, "title": other.title[:120]}
        )
    try:
        with transaction.atomic():
            row.save(update_fields=["number", "place", "issued_on", "body"])
    except IntegrityError as error:  # filed by another request in this moment
        words = _("Nomor %(number)s baru saja dipakai keputusan lain di kantor ini.")
        raise NumberRefused(words % {"number": row.number}) from error


def next_decree_number(office: Office, *, year: int, month: int, by: User | None) -> str:
    """Take the next decree number of the office's series; numbers already filed are passed over.

    Belongs into the transaction that files the number, so that none is lost when it fails; raises
    ``TransactionManagementError`` outside one, and ``NumberRefused`` when the office's pattern gives no number.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is taken in the transaction of the decree that gets it.")
    series = _locked_series(office, year)
    before = series.last_number
    series.last_number, number = free_number(office, year=year, month=month, after=before)
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
def set_last_number(office: Office, *, year: int, last_number: int, by: User | None) -> None:
    """Say which running number of the year was the last one given outside this system; the next follows it.

    Raises ``Forbidden`` without "paper.manage", ``NumberRefused`` for a number that cannot be.
    """
    require(by, "paper.manage", office)
    if not 0 <= last_number <= HIGHEST_SEQUENCE:
        raise NumberRefused(_("Nomor urut terakhir harus antara 0 dan %(count)d.") % {"count": HIGHEST_SEQUENCE})
    series = _locked_series(office, year)
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


def _locked_series(office: Office, year: int) -> NumberSeries:
    """The office's series of decree numbers of a year, locked until the transaction ends."""
    hold(office)
    series, _is_new = NumberSeries.objects.select_for_update().get_or_create(office=office, kind=Kind.DECREE, year=year)
    return series
