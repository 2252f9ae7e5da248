"""What leaves a case as a file: a letter as a draft, and how its due day came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from pranata.base.paper.queries import letterhead_of
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.letters.drafts import file_name
from pranata.engines.deadlines.sentences import plain_text

if TYPE_CHECKING:
    from pranata.engines.cases.letters.model import Letter
    from pranata.engines.cases.models import Case

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def letter_response(case: Case, letter: Letter, file_format: str) -> HttpResponse:
    """The draft as a download. Raises ``Http404`` for a format there is not."""
    if file_format not in MEDIA_TYPES:
        raise Http404
    from pranata.engines.cases.letters.pdf import print_pdf  # noqa: PLC0415 -- slow import
    from pranata.engines.cases.letters.word import print_docx  # noqa: PLC0415 -- slow import

    letterhead = letterhead_of(case.office)
    written = print_pdf(letter, letterhead) if file_format == "pdf" else print_docx(letter, letterhead)
    return as_download(written.content, MEDIA_TYPES[file_format], file_name(case, letter.title, file_format))


def calculation_response(case: Case) -> HttpResponse:
    """The explained clock as text. Raises ``Http404`` where none runs."""
    found = explain_case(case)
    if found is None:
        raise Http404
    text = "\n".join([case.number, plain_text(found)]).lstrip("\n")
    return as_download(text.encode(), "text/plain; charset=utf-8", f"perhitungan-{case.number or case.pk}.txt")


def as_download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that is saved, not shown."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
