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
from pranata.engines.documents.kinds import DECREE
from pranata.engines.documents.models import Document, NumberPattern, NumberSeries, ReservedNumber
from pranata.engines.documents.rules import Effect, RelationKind, Standing, standing_on

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile
    from pranata.base.org.models import Office


def is_filed(office: Office, number: str, kind: str = DECREE) -> bool:
    """Whether a document of this kind and number is already filed; one without number never is."""
    return bool(number) and Document.objects.filter(office=office, kind=kind, number=number).exists()


def is_kept_back(office: Office, number: str, kind: str) -> bool:
    """Whether the number was reserved or voided."""
    return ReservedNumber.objects.filter(office=office, kind=kind, number=number).exists()


def last_number(office: Office, year: int, kind: str = DECREE) -> int:
    """The last running number given to a document of that kind and year, 0 before the first."""
    series = NumberSeries.objects.filter(office=office, kind=kind, year=year).first()
    return series.last_number if series else 0


@dataclass(frozen=True)
class Pattern:
    """How a number is made: the pattern, and the classification it may name."""

    text: str
    classification: str


def pattern_of(office: Office, kind: str, on: date) -> Pattern:
    """
    The pattern by which a document of that kind and day is numbered: the one of its period, else the office's own for
    its decrees. Raises ``NumberRefused`` without one.
    """
    dated = NumberPattern.objects.on(on).filter(office=office, kind=kind).first()
    if dated is not None:
        return Pattern(dated.pattern, dated.classification)
    paper = paper_of(office)
    if kind == DECREE and paper.number_pattern:
        return Pattern(paper.number_pattern, paper.classification)
    if kind == DECREE:
        raise NumberRefused(_("Pola nomor keputusan belum diisi; isi polanya atau ketik nomor dari SRIKANDI."))
    raise NumberRefused(_("Jenis dokumen ini belum punya pola nomor; catat polanya atau ketik nomornya."))


def free_number(office: Office, kind: str, *, on: date, after: int) -> tuple[int, str]:
    """(running number, number) of the first one above ``after`` that is neither filed at the office nor kept back.

    Raises ``NumberRefused`` when there is no pattern or it gives no number.
    """
    pattern = pattern_of(office, kind, on)
    for sequence in count(after + 1):
        try:
            number = decree_number(
                pattern.text,
                sequence=sequence,
                code=office.code,
                year=on.year,
                classification=pattern.classification,
                month=on.month,
            )
        except NumberPatternError as error:
            raise NumberRefused(str(error)) from error
        if not is_filed(office, number, kind) and not is_kept_back(office, number, kind):
            break
    return sequence, number


def next_number(office: Office, *, on: date, kind: str = DECREE) -> str:
    """The number that the next document of that kind and day would get; nothing is taken. Raises ``NumberRefused``."""
    return free_number(office, kind, on=on, after=last_number(office, on.year, kind))[1]


def standing_of(document: Document, day: date) -> Standing:
    """How ``document`` stands on ``day``."""
    effects = [Effect(RelationKind(each.kind), each.since) for each in document.mirrored.all()]
    return standing_on(day, document.term, effects)


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
