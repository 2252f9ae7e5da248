"""Every write on the legal documentation: described, published, taken back, its status looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.regulation.jdih.metadata import is_library
from pranata.areas.regulation.jdih.models import BOOK_FIELDS, EDIT, PARTS, PUBLISH, LegalRecord
from pranata.areas.regulation.jdih.queries import abstract_lines
from pranata.areas.regulation.jdih.rules import address_of
from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import STALE, copy_token
from pranata.base.org.permission import require
from pranata.engines.documents import actions as documents
from pranata.engines.documents.models import Confidentiality
from pranata.engines.documents.register import DOCUMENTS
from pranata.engines.registers.actions import change_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pranata.base.access.models import User
    from pranata.engines.documents.models import Document

DOCUMENT_FIELDS = ("subject", "author_entity", "source", "law_field", "language", "promulgated_on")
RECORD_FIELDS = ("pages", *PARTS, *BOOK_FIELDS, "known_ended_on")


def seen_token(document: Document) -> str:
    """A mark of the document and its record as they were read."""
    found = LegalRecord.objects.filter(document=document).first()
    return copy_token(document) + (copy_token(found) if found else "")


@transaction.atomic
def describe(document: Document, values: Mapping[str, Any], *, by: User | None, seen: str = "") -> LegalRecord:
    """Say what the legal documentation asks of a document; ``values`` by ``DOCUMENT_FIELDS`` and ``RECORD_FIELDS``.

    Raises ``Forbidden``, ``ValidationError`` at the fields that are wrong, for what is no legal document, or with the
    code ``STALE`` when it is no longer as ``seen``.
    """
    require(by, EDIT, document.office)
    hold(document.office)
    _refuse_other(document)
    document.refresh_from_db()
    if seen and seen != seen_token(document):
        raise ValidationError(
            _("Data ini diubah orang lain sesudah Anda membukanya. Bandingkan isian Anda, lalu simpan lagi."),
            code=STALE,
        )
    found = _held(document)
    changed = [name for name in RECORD_FIELDS if name in values and getattr(found, name) != _value(found, name, values)]
    for name in changed:
        setattr(found, name, _value(found, name, values))
    found.full_clean()
    if changed or found.pk is None:
        found.save()
        record(office=document.office, actor=by, action="jdih.described", target=found, after={"changed": changed})
    document.legal_record = found
    said = {name: values[name] for name in DOCUMENT_FIELDS if name in values}
    if any(getattr(found, name) for name in PARTS) and (lines := abstract_lines(document)):
        said["abstract"] = "\n".join([*lines.points, lines.note]).strip()
    if said:
        change_entry(DOCUMENTS, document, said, by=by)  # type: ignore[arg-type]  # None is the command line
    return found


def _value(found: LegalRecord, name: str, values: Mapping[str, Any]) -> Any:
    value = values[name]
    return found._meta.get_field(name).get_default() if value is None else value


@transaction.atomic
def publish(document: Document, *, by: User | None) -> LegalRecord:
    """Open a document in JDIH: it gets its address for good, and today as its day, each once.

    Raises ``Forbidden``, ``ValidationError`` for a draft, for what is not ordinary or no legal document.
    """
    require(by, PUBLISH, document.office)
    hold(document.office)
    _refuse_other(document)
    document.refresh_from_db()
    if not document.is_public:
        _open(document, by)
    found = _held(document)
    if not found.address:
        taken = LegalRecord.objects.filter(office=document.office).exclude(address="").values_list("address", flat=True)
        found.address = address_of(document.kind, document.year, document.number, document.title, set(taken))
    if found.published_on is None:
        found.published_on = clock.today()
    found.save()
    after = {"address": found.address, "published_on": found.published_on.isoformat()}
    record(office=document.office, actor=by, action="jdih.published", target=found, after=after)
    document.legal_record = found
    return found


def _open(document: Document, by: User | None) -> None:
    """Put it before the public; books and articles need neither number nor day."""
    if by is not None and not is_library(document.kind):
        documents.publish(document, by=by)
        return
    if document.confidentiality != Confidentiality.ORDINARY:
        raise ValidationError(_("Dokumen terbatas atau rahasia tidak dapat dibuka untuk umum."))
    if not is_library(document.kind) and (not document.number or document.issued_on is None):
        raise ValidationError(_("Rancangan tidak dapat dibuka: nomor dan tanggalnya belum ada."))
    documents.open_to_public(document, by=by)


@transaction.atomic
def publish_many(chosen: Sequence[Document], *, by: User | None) -> int:
    """Open several documents, all or none; returns how many. Raises as ``publish``."""
    for each in chosen:
        publish(each, by=by)
    return len(chosen)


@transaction.atomic
def withdraw(document: Document, *, by: User) -> None:
    """Take a document from the public; its address stays kept for it. Raises ``Forbidden``."""
    documents.withdraw(document, by=by)


@transaction.atomic
def check_status(document: Document, *, by: User) -> LegalRecord:
    """Keep that somebody looked today at whether the document is still in force. Raises ``Forbidden``."""
    require(by, EDIT, document.office)
    hold(document.office)
    _refuse_other(document)
    found = _held(document)
    found.status_checked_on = clock.today()
    found.save()
    after = {"status_checked_on": found.status_checked_on.isoformat()}
    record(office=document.office, actor=by, action="jdih.status_checked", target=found, after=after)
    document.legal_record = found
    return found


def _held(document: Document) -> LegalRecord:
    """The record as it stands now; a new one, not saved, where there is none. The office is held already."""
    found = LegalRecord.objects.filter(document=document).first()
    return found or LegalRecord(office=document.office, document=document)


def _refuse_other(document: Document) -> None:
    if not document.is_legal:
        raise ValidationError(_("Jenis dokumen ini tidak termasuk dokumentasi hukum."))
