"""The papers of a survey: report, publication card, data sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import override

from pranata.areas.public_service.satisfaction.pages import survey_or_404
from pranata.base.imports.writing import MEDIA_TYPE as XLSX
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import staff_page
from pranata.engines.surveys.queries.sums import sums
from pranata.engines.surveys.rules import SMALLEST
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.engines.surveys.models import Survey

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@staff_page
def survey_report(request: HttpRequest, code: str, pk: int, file_format: str) -> HttpResponse:
    """The report in the regulation's chapters, PDF or DOCX. Raises Http404 while the survey runs."""
    from pranata.areas.public_service.satisfaction.papers import report_paper  # noqa: PLC0415 -- slow import
    from pranata.engines.assessments.printing import print_docx, print_pdf  # noqa: PLC0415 -- slow import

    item = ended_or_404(request, code, pk)
    writers = {"pdf": (print_pdf, PDF), "docx": (print_docx, DOCX)}
    if file_format not in writers:
        raise Http404
    write, media_type = writers[file_format]
    with override("id"):
        written = write(report_paper(item, clock.today()), letterhead_of(item.office))
    return _file(written.content, media_type, f"laporan-{item.code}.{file_format}")


@staff_page
def survey_card(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    from pranata.areas.public_service.satisfaction.card import card_pdf  # noqa: PLC0415 -- slow import

    item = ended_or_404(request, code, pk)
    if item.questionnaire is None or sums(item).count < SMALLEST:
        raise Http404
    return _file(card_pdf(item), PDF, f"kartu-{item.code}.pdf")


@staff_page
def survey_sheet(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The answers with formulas that live; from five of them."""
    from pranata.areas.public_service.satisfaction.data_sheet import workbook_of  # noqa: PLC0415 -- slow import

    item = ended_or_404(request, code, pk)
    if item.questionnaire is None or sums(item).count < SMALLEST:
        raise Http404
    with override("id"):
        content = workbook_of(item)
    return _file(content, XLSX, f"olah-data-{item.code}.xlsx")


def ended_or_404(request: HttpRequest, code: str, pk: int) -> Survey:
    item = survey_or_404(request, code, pk)
    if not item.has_ended:
        raise Http404
    return item


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
