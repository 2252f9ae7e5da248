"""A plan's files: exports, and the file its decree was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from pranata.base.files.downloads import download_response
from pranata.base.ui.pages import staff_page
from pranata.desk.plan_lookup import plan_or_404
from pranata.engines.documents.queries import source_file
from pranata.engines.plan.exports import FORMATS, export

if TYPE_CHECKING:
    from django.http import FileResponse, HttpRequest

# The forms on offer, by ending; every one that ``export`` writes.
OFFERED = {
    "pdf": _("Keputusan (PDF)"),
    "docx": _("Keputusan (Word)"),
    "xlsx": _("Lampiran keputusan (Excel)"),
    "csv": _("Tabel (CSV)"),
    "json": _("Data lengkap (JSON)"),
}


@staff_page
def plan_export(request: HttpRequest, code: str, plan_key: str, file_format: str) -> HttpResponse:
    """The plan as a file; needs "plan.export" besides seeing it. The menu says what is blank in it."""
    if file_format not in FORMATS:
        raise Http404
    plan, _siblings = plan_or_404(request, code, plan_key)
    request.user.require("plan.export", plan.office)
    file = export(plan, file_format)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return response


@staff_page
def plan_source(request: HttpRequest, code: str, plan_key: str) -> FileResponse:
    """The file that the plan's decree was read from, as it was uploaded."""
    plan, _siblings = plan_or_404(request, code, plan_key)
    source = source_file(plan.document, reader=request.user)
    return download_response(source.stored, source.name)
