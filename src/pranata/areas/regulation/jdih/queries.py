"""Reads of the legal documentation: what anyone sees, what a document lacks, when it is due, what the feed says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Case, CharField, F, Q, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pranata.areas.regulation.jdih.feed import FeedFacts
from pranata.areas.regulation.jdih.metadata import is_library, library_kinds, type_of
from pranata.areas.regulation.jdih.models import PARTS, LegalRecord
from pranata.areas.regulation.jdih.rules import (
    Abstract,
    AbstractFacts,
    Upload,
    abstract_of,
    citation,
    missing_metadata,
    upload_state,
)
from pranata.engines.deadlines.explaining import explain
from pranata.engines.documents.kinds import kind_of
from pranata.engines.documents.models import STANDING_WORDS, Document
from pranata.engines.documents.queries import file_of
from pranata.engines.documents.rules import Standing, is_in_force
from pranata.engines.plan.models import Plan

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.documents.models import DocumentQuerySet, Relation

CLOCK = "jdih.upload"
IN_FORCE = (Standing.IN_FORCE.value, Standing.CHANGED.value)
CHIPS = {
    Standing.IN_FORCE.value: ("ok", "✓"),
    Standing.CHANGED.value: ("warn", "≠"),
    Standing.NOT_YET.value: ("info", "◔"),
    Standing.DRAFT.value: ("", ""),
}
METADATA_WORDS = {
    "number": _("nomor"),
    "year": _("tahun"),
    "issued_on": _("tanggal penetapan"),
    "title": _("judul"),
    "place": _("tempat"),
    "publisher": _("penerbit"),
    "source": _("sumber"),
    "subject": _("subjek"),
    "abstract": _("abstrak"),
    "author_entity": _("T.E.U. badan"),
    "file": _("berkas"),
    "language": _("bahasa"),
    "signatory_name": _("penanda tangan"),
}


def legal_documents(office: Office) -> DocumentQuerySet:
    """What of the office belongs to the legal documentation, with its record and file; drafts are left out."""
    made = Q(issued_on__isnull=False, number__gt="") | Q(kind__in=library_kinds())
    return Document.objects.filter(made, office=office).legal().select_related("office", "file", "legal_record")


def public_documents(office: Office) -> DocumentQuerySet:
    """Of these what anyone may read."""
    return legal_documents(office).public()


def with_legal_standing(documents: DocumentQuerySet, day: date) -> DocumentQuerySet:
    """Each with ``legal_standing``, how it stands on ``day``; "" of books and articles, which are no law."""
    still = Q(standing_value__in=IN_FORCE, legal_record__known_ended_on__lte=day)
    return documents.with_standing(day).annotate(
        legal_standing=Case(
            When(kind__in=library_kinds(), then=Value("")),
            When(still, then=Value(Standing.ENDED.value)),
            default=F("standing_value"),
            output_field=CharField(),
        )
    )


def record_of(document: Document) -> LegalRecord:
    """The document's record; an empty one, not saved, where it has none."""
    found = getattr(document, "legal_record", None)
    return found or LegalRecord(office=document.office, document=document)


def public_path(document: Document) -> str:
    """The document's page for anyone: by its stable address, else by its number for good."""
    record = getattr(document, "legal_record", None)
    if record is not None and record.address:
        return reverse("portal:jdih:document", args=[document.office.code, *record.address.split("/")])
    return reverse("portal:jdih:document_by_id", args=[document.office.code, document.pk])


def page_url(document: Document) -> str:
    """The whole address of the document's public page, in Indonesian whoever asks."""
    with override("id"):
        return f"{settings.SITE_URL}{public_path(document)}"


def file_url(document: Document) -> str:
    """The whole address from which anyone downloads the document's file."""
    with override("id"):
        return f"{settings.SITE_URL}{reverse('portal:jdih:file', args=[document.office.code, document.pk])}"


@lru_cache(maxsize=2048)
def upload_due(issued_on: date) -> date | None:
    """By when a document issued that day stands in JDIH."""
    return explain(CLOCK, issued_on).due


def due_on(document: Document) -> date | None:
    """By when it stands in JDIH; None of another body's document, which nobody here is late with."""
    if document.author_entity or document.issued_on is None or is_library(document.kind):
        return None
    return upload_due(document.issued_on)


def published_on(document: Document) -> date | None:
    """The day on which it was opened in JDIH; None of one that is not open, or was opened elsewhere."""
    return record_of(document).published_on if document.is_public else None


def state_of(document: Document, today: date) -> Upload:
    """How far the publication is."""
    if document.is_public:
        return Upload.PUBLISHED
    return upload_state(published_on=None, due_on=due_on(document), today=today)


def missing_in(document: Document) -> list[str]:
    """The metadata that its type wants and it lacks, by the names of ``METADATA_WORDS``."""
    wanted = type_of(document.kind)
    return missing_metadata(wanted.wanted, _present(document)) if wanted else []


def _present(document: Document) -> set[str]:
    record = record_of(document)
    names = [name for name in METADATA_WORDS if name not in ("file", "publisher", "abstract")]
    found = {name for name in names if getattr(document, name)}
    found |= {"file"} if document.file_id or record.file_address else set()
    found |= {"publisher"} if record.publisher else set()
    return found | ({"abstract"} if document.abstract or record.content else set())


def abstract_lines(document: Document) -> Abstract | None:
    """The abstract by its lines; None without one."""
    record, kind = record_of(document), kind_of(document.kind)
    parts = {name: getattr(record, name) for name in PARTS}
    if not any(parts.values()):
        if not document.abstract:
            return None
        parts["reason"] = document.abstract
    return abstract_of(
        AbstractFacts(
            subjects=document.subjects,
            year=document.year,
            kind=str(document.get_kind_display()),
            abbreviation=kind.abbreviation if kind else "",
            number=document.number,
            source=document.source,
            pages=record.pages,
            title=document.title,
            **parts,
        )
    )


def plan_of(document: Document) -> Plan | None:
    """The published plan of action that the document laid down; None when there is none."""
    return Plan.objects.public().filter(document=document).first()


def author_of(document: Document) -> str:
    """The body that made the document (T.E.U. Badan)."""
    return document.author_entity or document.office.name


def citation_of(document: Document) -> str:
    """How the document is cited, with its page's address."""
    return citation(
        author=author_of(document),
        kind=str(document.get_kind_display()),
        number=document.number,
        year=document.year,
        title=document.title,
        place=document.place,
        issued=_in_indonesian(document.issued_on),
        address=page_url(document),
    )


def _in_indonesian(day: date | None) -> str:
    with override("id"):
        return date_format(day, "j F Y") if day else ""


def feed_facts(document: Document) -> FeedFacts:
    """What the feed says of a document read with ``with_legal_standing``."""
    record, kind, file = record_of(document), kind_of(document.kind), file_of(document)
    standing = document.legal_standing  # type: ignore[attr-defined]  # annotated
    return FeedFacts(
        id=document.pk,
        year=document.year,
        kind=str(document.get_kind_display()),
        number=document.number,
        title=document.title,
        is_in_force=is_in_force(Standing(standing)) if standing else None,
        author_entity=author_of(document),
        detail_address=page_url(document),
        issued_on=document.issued_on,
        promulgated_on=document.promulgated_on,
        abbreviation=kind.abbreviation if kind else "",
        place=document.place,
        source=document.source,
        subjects=tuple(document.subjects),
        language=document.language,
        law_field=document.law_field,
        file_name=file.name if file else "",
        file_address=file_url(document) if file else record.file_address,
        call_number=record.call_number,
        publisher=record.publisher,
        physical_description=record.physical_description,
        isbn=record.isbn,
        register_number=record.register_number,
    )


@dataclass(frozen=True)
class Related:
    """One relation as the public page tells it: in which words, which document, from when.

    ``address`` is "" of a document that is not kept here, or not open.
    """

    words: str
    title: str
    address: str
    since: date | None
    note: str


def relations_of(document: Document) -> list[Related]:
    """What the document does and undergoes; documents that are not open are not named."""
    acting = document.relations.select_related("target__office", "target__legal_record")
    undergoing = document.mirrored.exclude(since=None).select_related("source__office", "source__legal_record")
    does = [_related(str(each.get_kind_display()), each.target, each.target_words, each) for each in acting]
    return does + [_related(each.undergone, each.source, "", each) for each in undergoing]


def _related(words: str, other: Document | None, outside: str, relation: Relation) -> Related:
    since, note = relation.since, relation.note
    if other is None:
        return Related(words, outside, "", since, note)
    if not other.is_public:
        return Related(words, str(_("dokumen yang tidak dibuka untuk umum")), "", since, "")
    return Related(words, f"{other}: {other.title}", public_path(other), since, note)


def standing_of(document: Document) -> dict[str, str]:
    """How a document read with ``with_legal_standing`` stands, as its chip says it; no words of what is no law."""
    value = document.legal_standing  # type: ignore[attr-defined]  # annotated
    kind, sign = CHIPS.get(value, ("bad", "×"))
    return {"words": str(STANDING_WORDS[Standing(value)]) if value else "", "kind": kind, "sign": sign}
