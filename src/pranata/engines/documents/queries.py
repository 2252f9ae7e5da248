"""Reads of documents that other engines and the desk need."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from pranata.base.files.kinds import ACCEPTED
from pranata.base.paper.numbering import NumberPatternError, decree_number
from pranata.base.paper.queries import paper_of
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.models import Document, Kind, NumberSeries

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile
    from pranata.base.org.models import Office


def is_filed(office: Office, number: str) -> bool:
    """Whether a decree of this number is already filed; one without number never is."""
    return bool(number) and Document.objects.filter(office=office, kind=Kind.DECREE, number=number).exists()


def last_number(office: Office, year: int) -> int:
    """The last running number given to a decree of that year, 0 before the first."""
    series = NumberSeries.objects.filter(office=office, kind=Kind.DECREE, year=year).first()
    return series.last_number if series else 0


def free_number(office: Office, *, year: int, month: int, after: int) -> tuple[int, str]:
    """(running number, decree number) of the first one above ``after`` that is not filed at the office.

    Raises ``NumberRefused`` when the office has no pattern or its pattern gives no number.
    """
    paper = paper_of(office)
    if not paper.number_pattern:
        raise NumberRefused(_("Pola nomor keputusan belum diisi; isi polanya atau ketik nomor dari SRIKANDI."))
    for sequence in count(after + 1):
        try:
            number = decree_number(
                paper.number_pattern,
                sequence=sequence,
                code=office.code,
                year=year,
                classification=paper.classification,
                month=month,
            )
        except NumberPatternError as error:
            raise NumberRefused(str(error)) from error
        if not is_filed(office, number):
            break
    return sequence, number


def next_number(office: Office, *, year: int, month: int) -> str:
    """The number that the next decree of that month would get; nothing is taken. Raises ``NumberRefused``."""
    return free_number(office, year=year, month=month, after=last_number(office, year))[1]


@dataclass(frozen=True)
class SourceFile:
    """The file a document came from and the name it is offered under, as ``download_response`` takes them."""

    stored: StoredFile
    name: str


def file_of(document: Document) -> SourceFile | None:
    """The file of ``document`` for whoever may see it; None when there is none."""
    if document.file is None:
        return None
    if document.file_name:
        return SourceFile(document.file, document.file_name)
    ending = next((ending for ending, media in ACCEPTED.items() if media == document.file.media_type), "bin")
    return SourceFile(document.file, f"{document.kind}-{document.year}.{ending}")


def source_file(document: Document, *, reader: User) -> SourceFile:
    """The file of ``document``; raises ``Http404`` when there is none or ``reader`` may not read documents there."""
    found = file_of(document) if reader.can("documents.view", document.office) else None
    if found is None:
        raise Http404
    return found
