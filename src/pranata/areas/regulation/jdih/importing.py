"""A feed of another program becomes documents: what it would change is shown first, then all is written or none."""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.regulation.jdih.feed_changes import Change, Outcome
from pranata.areas.regulation.jdih.feed_values import folded
from pranata.areas.regulation.jdih.feed_writing import write_changes
from pranata.areas.regulation.jdih.metadata import is_library, known_names
from pranata.areas.regulation.jdih.models import BOOK_FIELDS, EDIT, LegalRecord
from pranata.areas.regulation.jdih.reading import Fault, FeedDocument, Reading, read_feed
from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.engines.documents.models import Document
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

MOST_DOCUMENTS = 2000  # of one import; others wait to write meanwhile
LARGEST = 25 * 1024 * 1024
PRINTED = ("kind", "number", "year", "issued_on", "title")  # what a decree kept with its printed parts says itself
OWN_AUTHORS = ("", "indonesia")


@dataclass
class Preview:
    """What a feed would do; nothing when it has faults."""

    reading: Reading
    changes: list[Change] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        return self.reading.faults

    @property
    def is_empty(self) -> bool:
        return all(each.outcome == Outcome.UNCHANGED for each in self.changes)

    def of(self, outcome: Outcome) -> list[Change]:
        return [each for each in self.changes if each.outcome == outcome]

    @property
    def added(self) -> list[Change]:
        return self.of(Outcome.ADDED)

    @property
    def changed(self) -> list[Change]:
        return self.of(Outcome.CHANGED)

    @property
    def unchanged(self) -> list[Change]:
        return self.of(Outcome.UNCHANGED)

    @property
    def mark(self) -> str:
        """A mark of all that would change; whoever saves carries it, so that nobody saves what nobody saw."""
        told = [
            (each.outcome, each.document.pk if each.document else 0, each.read.feed_id, each.differences)
            for each in self.changes
        ]
        return sha256(repr(told).encode()).hexdigest()[:32]


def preview(office: Office, content: bytes, *, by: User | None) -> Preview:
    """What the feed would change at ``office``, among the documents that ``by`` may read."""
    reading = read_feed(content, known_names(), needs_number=lambda kind: not is_library(kind))
    if len(reading.documents) > MOST_DOCUMENTS:
        words = _("Umpan ini memuat %(count)d dokumen; paling banyak %(most)d sekali impor. Bagilah berkasnya.")
        reading.faults.append(Fault(0, "", words % {"count": len(reading.documents), "most": MOST_DOCUMENTS}))
    if reading.faults:
        return Preview(reading)
    known = _Known(office, by)
    made = Preview(reading, [_change(office, each, known) for each in reading.documents])
    _refuse_twice(made)
    return made


class _Known:
    """The documents that are there, by the feed they came from and by their numbers."""

    def __init__(self, office: Office, by: User | None) -> None:
        seen = Document.objects.all() if by is None else Document.objects.visible_to(by)
        rows = list(seen.filter(office=office).legal().select_related("office", "legal_record"))
        records = [each.legal_record for each in rows if hasattr(each, "legal_record") and each.legal_record.feed_id]
        by_pk = {each.pk: each for each in rows}
        self.read = {(each.feed_host, each.feed_id): by_pk[each.document_id] for each in records}
        numbered = [each for each in rows if each.number]
        self.numbered = {_key(each.kind, each.author_entity, each.year, each.number): each for each in numbered}

    def of(self, each: FeedDocument, author: str) -> Document | None:
        found = self.read.get((each.host, each.feed_id))
        if found is None and each.number:
            found = self.numbered.get(_key(each.kind, author, each.year, each.number))
        return found


def _key(kind: str, author: str, year: int, number: str) -> tuple[str, str, int, str]:
    return kind, folded(author), year, " ".join(number.split()).casefold()


def _change(office: Office, each: FeedDocument, known: _Known) -> Change:
    author = "" if folded(each.author_entity) in (*OWN_AUTHORS, folded(office.name)) else each.author_entity
    found = known.of(each, author)
    values = _document_values(each, author)
    facts = _record_values(each, found)
    if found is not None and found.body:
        values = {name: value for name, value in values.items() if name not in PRINTED}
    return Change(each, found, values, facts, _differences(found, values, facts) if found else ())


def _document_values(each: FeedDocument, author: str) -> dict[str, Any]:
    """What the feed says, by the document's fields; what it does not say stays as it is."""
    values = {
        "kind": each.kind,
        "number": each.number,
        "year": each.year,
        "title": each.title,
        "issued_on": each.issued_on,
        "promulgated_on": each.promulgated_on,
        "place": each.place,
        "source": each.source,
        "subject": "; ".join(each.subjects),
        "language": each.language,
        "law_field": each.law_field,
        "author_entity": author,
        "abstract": each.abstract,
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def _record_values(each: FeedDocument, found: Document | None) -> dict[str, Any]:
    record = getattr(found, "legal_record", None)
    values: dict[str, Any] = {name: getattr(each, name, "") for name in BOOK_FIELDS}
    values |= {
        "feed_host": each.host,
        "feed_id": each.feed_id,
        "detail_address": each.detail_address,
        "file_address": each.file_address,
    }
    if each.is_in_force is False:
        values["known_ended_on"] = (record.known_ended_on if record else None) or clock.today()
    values = {name: value for name, value in values.items() if value not in ("", None)}
    if each.is_in_force:
        values["known_ended_on"] = None
    return values


def _differences(found: Document, values: dict[str, Any], facts: dict[str, Any]) -> tuple[str, ...]:
    """Labels of what would change."""
    record = getattr(found, "legal_record", None) or LegalRecord()
    changed = [str(found._meta.get_field(name).verbose_name) for name in values if getattr(found, name) != values[name]]
    other = [str(record._meta.get_field(name).verbose_name) for name in facts if getattr(record, name) != facts[name]]
    return (*changed, *other)


def _refuse_twice(made: Preview) -> None:
    """Two documents of the feed that are one document here, or would be."""
    seen: dict[object, int] = {}
    for each in made.changes:
        said = each.values
        new = _key(each.read.kind, said.get("author_entity", ""), each.read.year, each.read.number)
        keys: list[object] = [new] if each.read.number else []
        keys += [each.document.pk] if each.document else []
        for key in keys:
            if (before := seen.setdefault(key, each.read.position)) != each.read.position:
                words = _("dokumen yang sama dengan baris %d") % before
                made.reading.faults.append(Fault(each.read.position, "noPeraturan", words))
                break


@transaction.atomic
def take_in(office: Office, content: bytes, *, mark: str, by: User | None) -> Preview | None:
    """Write all that the feed says, or nothing; None when it no longer does what was seen under ``mark``.

    New documents are not opened to the public. Raises ``Forbidden``, ``ValidationError`` with the place of a document
    that is refused.
    """
    require(by, EDIT, office)
    hold(office)
    made = preview(office, content, by=by)
    if made.faults or made.mark != mark:
        return None
    write_changes(office, [*made.added, *made.changed], by=by)
    counts = {each.value: len(made.of(each)) for each in Outcome}
    record(
        office=office, actor=by, action="jdih.feed_taken_in", after={**counts, "sha256": sha256(content).hexdigest()}
    )
    return made


def packed(content: bytes) -> str:
    """A feed as a form carries it from the preview to saving."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """The feed that a form carried. Raises ``ValidationError`` for what is none."""
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(text, validate=True), LARGEST)
    except (binascii.Error, ValueError, zlib.error):
        raise ValidationError(_("Pratinjau ini rusak; kirim lagi berkasnya.")) from None
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValidationError(_("Pratinjau ini rusak; kirim lagi berkasnya."))
    return content
