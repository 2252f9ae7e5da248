"""The documents of a feed are written together: changed ones first, new ones after them, an event for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from pranata.areas.regulation.jdih.models import LegalRecord
from pranata.base.audit.actions import lock_head, record
from pranata.engines.documents.models import Document
from pranata.engines.documents.register import DOCUMENTS
from pranata.engines.registers.actions import ADDED, CHANGED, facts, fill, tell_written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.areas.regulation.jdih.feed_changes import Change
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

BATCH = 200
Facts = dict[str, Any]


def write_changes(office: Office, changes: Iterable[Change], *, by: User | None) -> None:
    """Write what ``changes`` say; whoever calls holds the office and has checked the permission.

    Raises ``ValidationError`` with the place of the first document that is refused.
    """
    ordered = sorted(changes, key=lambda each: each.document is None)  # a new one may take a number that became free
    written: list[tuple[Change, Document, Facts | None]] = []
    for each in ordered:
        document = each.document or Document(office=office)
        before = facts(DOCUMENTS, document) if each.document else None
        _check(document, each)
        if each.document is not None:
            document.save()
        written.append((each, document, before))
    Document.objects.bulk_create([row for _each, row, _before in written if row.pk is None], batch_size=BATCH)
    head = lock_head(office.code)
    told = [(row, before, facts(DOCUMENTS, row)) for _each, row, before in written]
    differing = [(row, before, after) for row, before, after in told if before != after]
    for row, before, after in differing:
        action = ADDED if before is None else CHANGED
        record(office=office, actor=by, action=action, target=row, before=before, after=after, head=head)
    _write_records(office, [(each, row) for each, row, _before in written])
    tell_written(DOCUMENTS, [row for row, _before, _after in differing], by=by)


def _check(document: Document, each: Change) -> None:
    try:
        fill(DOCUMENTS, document, each.values)
        document.full_clean()
    except ValidationError as error:
        told = {"position": each.read.position, "words": "; ".join(error.messages)}
        raise ValidationError(_("Baris %(position)d: %(words)s") % told) from error


def _write_records(office: Office, written: list[tuple[Change, Document]]) -> None:
    """What the feed says beyond the documents; their lengths were checked when it was read."""
    rows = LegalRecord.objects.filter(document__in=[row.pk for _each, row in written])
    found = {each.document_id: each for each in rows}
    made, changed = [], []
    for each, row in written:
        kept = found.get(row.pk) or LegalRecord(office=office, document=row)
        for name, value in each.facts.items():
            setattr(kept, name, value)
        (changed if kept.pk else made).append(kept)
    names = sorted({name for each, _row in written for name in each.facts})
    try:
        LegalRecord.objects.bulk_create(made, batch_size=BATCH)
        if changed and names:
            LegalRecord.objects.bulk_update(changed, names, batch_size=BATCH)
    except IntegrityError as error:
        words = _("Sebagian umpan ini sudah tercatat pada dokumen yang tidak dapat Anda baca.")
        raise ValidationError(words) from error
