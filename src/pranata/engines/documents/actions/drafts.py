"""Every write on decrees that are not issued yet: begun, rewritten, thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pranata.base.audit.actions import record
from pranata.base.files.actions import release
from pranata.engines.archives.actions import left
from pranata.engines.documents.actions.filing import LABEL
from pranata.engines.documents.kinds import DECREE
from pranata.engines.documents.models import Document
from pranata.engines.search.actions import drop

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


@transaction.atomic
def begin_decree(*, office: Office, by: User | None, title: str, year: int, body: dict[str, Any]) -> Document:
    """A decree (Keputusan) still without number, date and file; the caller has checked the permission."""
    document = Document.objects.create(office=office, kind=DECREE, title=title, year=year, body=body)
    record(office=office, actor=by, action="documents.begun", target=document, after={"year": year})
    return document


@transaction.atomic
def rewrite(document: Document, *, title: str, body: dict[str, Any], by: User | None) -> Document:
    """Replace title and printed parts; the caller has checked the permission and that nobody wrote meanwhile.

    The words themselves are sealed in the audit: a decree names people.
    """
    old, new = {"title": document.title, **document.body}, {"title": title, **body}
    changed = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    document.title, document.body = title, body
    document.save(update_fields=["title", "body"])
    record(
        office=document.office,
        actor=by,
        action="documents.rewritten",
        target=document,
        after={"parts": changed},
        personal={name: [old.get(name), new.get(name)] for name in changed} if by else {},
        subject=by.seal_subject if by else "",
    )
    return document


@transaction.atomic
def discard(document: Document, *, by: User | None) -> None:
    """Remove a draft and give its file back; the audit keeps that it was there. The caller has checked the permission.

    Whatever points at the document must be gone before.
    """
    stored = document.file
    record(
        office=document.office,
        actor=by,
        action="documents.discarded",
        target=document,
        before={"number": document.number, "sha256": stored.sha256 if stored else ""},
    )
    left(document.office, LABEL, document.pk)
    drop(document)
    document.delete()
    if stored is not None:
        release(stored, by=by)
