"""Items of evidence that somebody has published on purpose: their list, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pranata.base.files.downloads import download_response
from pranata.base.files.names import extension
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page, public_file
from pranata.engines.plan.filters import whole_number
from pranata.engines.plan.publication.evidence import proved_cells, public_evidence
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.engines.evidence.models import Evidence
    from pranata.engines.plan.publication.evidence import Cell

PAGE_LENGTH = 50
LONGEST_CODE = 20


@dataclass(frozen=True)
class Shown:
    """An item with the cells of published plans that it stands behind."""

    item: Evidence
    cells: list[Cell]


@current_page
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """The office's published items; those behind one row with ``?tahun=&kode=``."""
    office = active_office_or_404(code)
    year = whole_number(request.GET.get("tahun", ""), 9999)
    row = request.GET.get("kode", "").strip()[:LONGEST_CODE] if year else ""
    found = public_evidence(office, clock.today(), year=year if row else None, code=row)
    page = Paginator(found.select_related("file"), PAGE_LENGTH).get_page(request.GET.get("halaman"))
    cells = proved_cells(office, page.object_list)
    context = {
        "office": office,
        "year": year,
        "row": row,
        "page": page,
        "shown": [Shown(item, cells.get(item.pk, [])) for item in page.object_list],
    }
    return render(request, "portal/evidence.html", context)


@public_file
def evidence_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The file of a published item, called by its title; gone the moment the item is taken back."""
    office = active_office_or_404(code)
    item = public_evidence(office, clock.today()).filter(pk=pk).select_related("file").first()
    if item is None or item.file is None:
        raise Http404
    ending = extension(item.file_name)
    return download_response(item.file, f"{item.title}.{ending}" if ending else item.title)
