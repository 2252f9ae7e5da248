"""Documents of the office as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.models import Document
from pranata.engines.documents.queries import file_of
from pranata.engines.evidence.records import RecordKind, RecordWords, declare

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def search(office: Office, reader: User, text: str) -> QuerySet[Document]:
    """Documents that have a number, newest first; a text is looked for in number and title."""
    found = Document.objects.visible_to(reader).filter(office=office).exclude(number="")
    for word in text.split():
        found = found.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return found.select_related("office", "file").defer("body").order_by("-year", "-issued_on", "-pk")


def describe(document: Document) -> RecordWords:
    return RecordWords(f"{document}: {' '.join(document.title.split())}", document.issued_on)


def address(_document: Document) -> str:
    return ""


declare(RecordKind("documents.document", _("Dokumen"), search, describe, address, file_of))
