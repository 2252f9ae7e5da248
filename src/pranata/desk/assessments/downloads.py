"""A sheet to take away: workbook, papers, the evidence as an archive, one item of evidence."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect

from pranata.base.files.downloads import download_response
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import staff_page
from pranata.desk.assessments.place import sheet_or_404
from pranata.desk.exchange import workbook_response
from pranata.engines.assessments.models import Level
from pranata.engines.assessments.opened import evidence_open_to
from pranata.engines.assessments.packing import evidence_rows, write_evidence
from pranata.engines.assessments.papers import consensus_paper, file_stem, sheet_paper, working_paper
from pranata.engines.assessments.printing import print_docx, print_pdf
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.workbook import write_sheet
from pranata.engines.evidence.records import content_of, record_of
from pranata.engines.reports.registry import MEDIA_TYPES
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from pranata.engines.assessments.papers import Paper
    from pranata.engines.assessments.queries import SheetView

PAPERS: dict[str, Callable[[SheetView, date], Paper]] = {
    "kertas-kerja-internal": lambda view, today: working_paper(view, Level.INTERNAL, today),
    "kertas-kerja-eksternal": lambda view, today: working_paper(view, Level.EXTERNAL, today),
    "berita-acara": consensus_paper,
}
SHEET = "lembar"
PRINTERS = {"pdf": print_pdf, "docx": print_docx}
WORKBOOK, ARCHIVE = "lembar.xlsx", "bukti.zip"


@staff_page
def sheet_download(request: HttpRequest, code: str, pk: int, what: str) -> HttpResponseBase:
    """One file of the sheet as its reader may see it: ``what`` is a name such as "berita-acara.pdf"."""
    sheet, today = sheet_or_404(request, code, pk), clock.today()
    name, _dot, ending = what.rpartition(".")
    if what not in (WORKBOOK, ARCHIVE) and (name not in (SHEET, *PAPERS) or ending not in PRINTERS):
        raise Http404
    view = read_sheet(sheet, reader=request.user, today=today)
    if what == WORKBOOK:
        return workbook_response(write_sheet(view), f"{file_stem(view, 'lembar')}.xlsx")
    if what == ARCHIVE:
        target = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
        write_evidence(target, view, reader=request.user, today=today)
        target.seek(0)
        stem = file_stem(view, "bukti")
        response = FileResponse(target, as_attachment=True, filename=f"{stem}.zip", content_type="application/zip")
        response["Content-Encoding"] = "identity"  # packed already
        return response
    if name == SHEET:
        paper = sheet_paper(view, today, evidence_rows(view, reader=request.user))
    else:
        paper = PAPERS[name](view, today)
    written = PRINTERS[ending](paper, letterhead_of(sheet.office))
    answer = HttpResponse(written.content, content_type=MEDIA_TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="{paper.name}.{ending}"'
    return answer


@staff_page
def sheet_evidence_file(request: HttpRequest, code: str, pk: int, evidence: int) -> HttpResponseBase:
    """One item of evidence of the sheet, for whoever may open it there, assessors of elsewhere too.

    Its file, or without one the address that was given as evidence.
    """
    sheet = sheet_or_404(request, code, pk)
    found = evidence_open_to(sheet, request.user).select_related("file", "office")
    item = found.filter(pk=evidence).first()
    if item is None:
        raise Http404
    content = content_of(item, record_of(item, reader=request.user))
    if content is not None:
        return download_response(content.stored, content.name)
    if item.link:
        return redirect(item.link)
    raise Http404
