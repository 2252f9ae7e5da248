"""Reads of documents that other engines need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.documents.models import Document, Kind

if TYPE_CHECKING:
    from pranata.base.org.models import Office


def is_filed(office: Office, number: str) -> bool:
    """Whether a decree of this number is already filed; one without number never is."""
    return bool(number) and Document.objects.filter(office=office, kind=Kind.DECREE, number=number).exists()
