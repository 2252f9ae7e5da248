"""What anyone reads: the services with a published standard, one of them, the pledge; on screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pranata.areas.public_service.service_standards.components import standard_basis
from pranata.areas.public_service.service_standards.models import Pledge
from pranata.areas.public_service.service_standards.queries import (
    delivery_parts,
    management_parts,
    shown_standards,
)
from pranata.base.org.active import active_office_or_404
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.caching import current_page, public_file
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.areas.public_service.service_standards.models import Standard
    from pranata.base.org.models import Office


def standard_or_404(office: Office, service: int) -> Standard:
    """The published standard of a service in force today. Raises Http404."""
    found = shown_standards(office, clock.today()).filter(service=service).first()
    if found is None:
        raise Http404
    return found


def pledge_or_404(office: Office) -> Pledge:
    found = Pledge.objects.filter(office=office).public().select_related("office").first()
    if found is None:
        raise Http404
    return found


@current_page
def services(request: HttpRequest, code: str) -> HttpResponse:
    """The catalogue: services whose standard is published, and the pledge."""
    office = active_office_or_404(code)
    standards = shown_standards(office, clock.today()).prefetch_related("components")
    rows = [(each, {part.kind.code: part.text for part in delivery_parts(each.texts)}) for each in standards]
    pledge = Pledge.objects.filter(office=office).public().first()
    return render(request, "service_standards/public_services.html", {"office": office, "rows": rows, "pledge": pledge})


@current_page
def service(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office = active_office_or_404(code)
    item = standard_or_404(office, pk)
    texts = item.texts
    context = {
        "office": office,
        "item": item,
        "service": item.service,
        "delivery": delivery_parts(texts),
        "management": management_parts(texts) if item.shows_all else [],
        "basis": standard_basis(),
    }
    return render(request, "service_standards/public_service.html", context)


@current_page
def pledge(request: HttpRequest, code: str) -> HttpResponse:
    office = active_office_or_404(code)
    return render(request, "service_standards/public_pledge.html", {"office": office, "item": pledge_or_404(office)})


@public_file
def standard_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    from pranata.areas.public_service.service_standards.papers import standard_pdf  # noqa: PLC0415 -- slow import

    office = active_office_or_404(code)
    item = standard_or_404(office, pk)
    return _paper(standard_pdf(item, letterhead_of(office), whole=item.shows_all), f"standar-pelayanan-{pk}.pdf")


@public_file
def pledge_file(request: HttpRequest, code: str) -> HttpResponse:
    from pranata.areas.public_service.service_standards.papers import pledge_pdf  # noqa: PLC0415 -- slow import

    office = active_office_or_404(code)
    return _paper(pledge_pdf(pledge_or_404(office), letterhead_of(office)), "maklumat-pelayanan.pdf")


def _paper(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
