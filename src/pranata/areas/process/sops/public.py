"""What anyone reads: the SOPs in force, their steps and chart, the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from pranata.areas.process.sops.delivery import paper_response
from pranata.areas.process.sops.models import Sop
from pranata.areas.process.sops.pictures import picture_of
from pranata.areas.process.sops.queries import in_force_at
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

ROWS_ON_A_PAGE = 50


def public_sop_or_404(code: str, pk: int) -> Sop:
    """The SOP if it holds today at an office that works here. Raises Http404."""
    found = (
        in_force_at(active_office_or_404(code), clock.today()).filter(pk=pk).select_related("office", "unit").first()
    )
    if found is None:
        raise Http404
    return found


@current_page
def sops(request: HttpRequest, code: str) -> HttpResponse:
    office = active_office_or_404(code)
    page = Paginator(in_force_at(office, clock.today()), ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "sops/public_sops.html", {"office": office, "page": page})


@current_page
def sop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = public_sop_or_404(code, pk)
    context = {"office": item.office, "item": item, "picture": picture_of(item, clock.today())}
    return render(request, "sops/public_sop.html", context)


@current_page
def paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return paper_response(public_sop_or_404(code, pk), "pdf", is_public=True)
