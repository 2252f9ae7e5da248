"""Documents are filed, their files replaced, and put before the public or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.files.actions import store
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.archives.actions import born
from pranata.engines.documents.actions.numbering import take_number, use_reserved
from pranata.engines.documents.kinds import DECREE
from pranata.engines.documents.models import EDIT, PUBLISH, Confidentiality, Document, DocumentText, TextState, Version
from pranata.engines.documents.texts import ask_for_text
from pranata.engines.search.actions import put, put_many
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

LABEL = "documents.document"


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
        kind=DECREE,
        number=number,
        title=title,
        year=year,
        place=place,
        issued_on=issued_on,
        body=body,
        file=stored,
        file_name=file_name,
    )
    record(
        office=office,
        actor=by,
        action="documents.recorded",
        target=document,
        after={"kind": document.kind, "number": number, "sha256": stored.sha256},
    )
    wrote([document], by)
    put(document)
    return document


@transaction.atomic
def give_file(
    document: Document, file: File, *, file_name: str, reason: str = "", by: User, seen: str = ""
) -> Document:
    """Give a document its file; the one it had becomes a version of before, ``reason`` says why.

    Raises ``Forbidden``, ``RefusedFile``, ``ValidationError`` without a reason where one is replaced, or when the row
    is no longer as ``seen``.
    """
    require(by, EDIT, document.office)
    hold(document.office)
    take_row(document, seen=seen)
    before = {"file_name": document.file_name, "sha256": document.file.sha256 if document.file else ""}
    stored = store(document.office, file, by=by, name=file_name)
    if document.file is not None:
        _keep_version(document, reason=reason, by=by)
    document.file, document.file_name = stored, file_name
    document.full_clean()
    document.save(update_fields=["file", "file_name"])
    record(
        office=document.office,
        actor=by,
        action="documents.file_given",
        target=document,
        before=before,
        after={"file_name": file_name, "sha256": stored.sha256},
    )
    wrote([document], by)
    return document


def _keep_version(document: Document, *, reason: str, by: User) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Katakan mengapa berkas yang lama diganti.")})
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    Version.objects.create(
        document=document,
        number=last + 1,
        file=document.file,
        file_name=document.file_name,
        reason=" ".join(reason.split()),
        replaced_by=by,
        replaced_at=clock.now(),
    )


@transaction.atomic
def number_document(document: Document, *, on: date, by: User) -> Document:
    """Give a document without a number the next of its kind, and the day ``on``.

    Raises ``Forbidden``, ``NumberRefused``, ``ValidationError`` of one that has a number, or was made elsewhere.
    """
    require(by, EDIT, document.office)
    hold(document.office)
    take_row(document, seen="")
    if document.number:
        raise ValidationError(_("Dokumen ini sudah bernomor %s.") % document.number)
    if document.author_entity:
        raise ValidationError(_("Dokumen lembaga lain tidak diberi nomor di sini."))
    document.number = take_number(document.office, document.kind, on=on, by=by)
    document.issued_on, document.year = on, on.year
    document.full_clean()
    document.save(update_fields=["number", "issued_on", "year"])
    record(
        office=document.office,
        actor=by,
        action="documents.numbered",
        target=document,
        after={"number": document.number, "issued_on": on.isoformat()},
    )
    put(document)
    return document


@transaction.atomic
def open_to_public(document: Document, *, by: User | None) -> Document:
    """Put ``document`` before the public; the caller has checked the permission."""
    return _show(document, by=by, is_public=True)


@transaction.atomic
def publish(document: Document, *, by: User) -> Document:
    """Put an issued, ordinary document before the public. Raises ``Forbidden``, ``ValidationError``."""
    require(by, PUBLISH, document.office)
    hold(document.office)
    take_row(document, seen="")
    if not document.number or document.issued_on is None:
        raise ValidationError(_("Rancangan tidak dapat dibuka: nomor dan tanggalnya belum ada."))
    if document.confidentiality != Confidentiality.ORDINARY:
        raise ValidationError(_("Dokumen terbatas atau rahasia tidak dapat dibuka untuk umum."))
    return _show(document, by=by, is_public=True)


@transaction.atomic
def withdraw(document: Document, *, by: User) -> Document:
    """Take a document from the public again. Raises ``Forbidden``."""
    require(by, PUBLISH, document.office)
    hold(document.office)
    take_row(document, seen="")
    return _show(document, by=by, is_public=False)


def _show(document: Document, *, by: User | None, is_public: bool) -> Document:
    document.is_public = is_public
    document.save(update_fields=["is_public"])
    action = "documents.opened" if is_public else "documents.closed"
    record(office=document.office, actor=by, action=action, target=document, after={"is_public": is_public})
    put(document)
    return document


def wrote(documents: Sequence[Document], by: User | None) -> None:
    """What follows when documents were added or changed, in the same transaction: each stands in the archive, has its
    text read, and uses the number that was kept back for it."""
    texts = {each.document_id: each.sha256 for each in DocumentText.objects.filter(document__in=documents)}
    for each in documents:
        born(
            office=each.office,
            source_label=LABEL,
            source_id=each.pk,
            title=str(each) if not each.title else f"{each}: {each.title}" if each.number else each.title,
            dated_on=each.issued_on or clock.today(),
            archive_class=each.archive_class,
            unit=each.unit,
            confidentiality=each.confidentiality,
        )
        if each.number:
            use_reserved(each, by=by)
        if each.file is not None and texts.get(each.pk) != each.file.sha256:
            DocumentText.objects.update_or_create(
                document=each,
                defaults={
                    "sha256": each.file.sha256,
                    "state": TextState.WAITING,
                    "text": "",
                    "pages": 0,
                    "read_at": None,
                },
            )
            ask_for_text(each)


def file_again(documents: Sequence[Document]) -> None:
    """Put documents into the archive and the index that were there before either was; safe to repeat."""
    wrote(documents, None)
    put_many(documents)
