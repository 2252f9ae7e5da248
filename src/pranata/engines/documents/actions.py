"""Every write on documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pranata.base.audit.actions import record
from pranata.base.files.actions import store
from pranata.engines.documents.models import Document, Kind
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


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
