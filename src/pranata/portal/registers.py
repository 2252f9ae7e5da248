"""The public pages of registers: what a declaration lets out, of rows that somebody published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page
from pranata.engines.registers.columns import in_words
from pranata.engines.registers.exports import as_csv
from pranata.engines.registers.narrowing import find, lines_of, page_of, with_related
from pranata.engines.registers.registry import UnknownRegister, register_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.engines.registers.registry import Register

ROWS_ON_A_PAGE = 50
LIST_COLUMNS = 4  # what fits beside each other; the rest stands on the row's own page


def public_register_or_404(code: str) -> Register:
    """The register ``code`` if it has a public page. Raises Http404."""
    try:
        found = register_of(code)
    except UnknownRegister as error:
        raise Http404 from error
    if not found.public:
        raise Http404
    return found


@current_page
def register(request: HttpRequest, code: str, register: str) -> HttpResponse:
    office, found = active_office_or_404(code), public_register_or_404(register)
    rows = found.model._default_manager.public().filter(office=office)
    columns = found.public[:LIST_COLUMNS]
    shown = find(found.for_public(), rows, request.GET, columns=columns)
    page = page_of(shown, request.GET.get("halaman"), size=ROWS_ON_A_PAGE)
    context = {
        "office": office,
        "register": found,
        "found": shown,
        "table": shown.table,
        "page": page,
        "lines": lines_of(page, office, found.public_row_address),
    }
    return render(request, "portal/register.html", context)


@current_page
def entry(request: HttpRequest, code: str, register: str, pk: int) -> HttpResponse:
    office, found = active_office_or_404(code), public_register_or_404(register)
    rows = found.model._default_manager.public().filter(office=office, pk=pk)
    shown = with_related(found, rows, found.public).first()
    if shown is None:
        raise Http404
    facts = [(each.verbose_name, in_words(each, shown)) for each in found.model_fields(found.public)]
    return render(
        request, "portal/register_entry.html", {"office": office, "register": found, "entry": shown, "facts": facts}
    )


@current_page
def register_data(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Open data: the public columns of every published row as CSV."""
    office, found = active_office_or_404(code), public_register_or_404(register)
    rows = with_related(found, found.model._default_manager.public().filter(office=office), found.public)
    response = HttpResponse(as_csv(found, found.public, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}-{office.code}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
