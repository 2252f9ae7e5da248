"""Anyone may ask whether a paper in hand is a report that was issued, and whether a file is that very file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pranata.base.ui.caching import public_page
from pranata.engines.reports.models import Status
from pranata.engines.reports.queries import successor, verifiable
from pranata.engines.reports.rules import match

if TYPE_CHECKING:
    from pranata.engines.reports.models import IssuedReport

LONGEST_ENTRY = 200


@public_page
def verify(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in; ``?kode=`` leads to its page."""
    entered = "".join(request.GET.get("kode", "").split())[:LONGEST_ENTRY].strip("/")
    if entered:
        return redirect("portal:verification", entered.rpartition("/")[2] or "-")
    return render(request, "portal/verify.html")


@public_page
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What an issued report is worth today; ``?sha256=`` compares a file's hash. Every unknown code answers alike."""
    item = verifiable(code)
    if item is None:
        return render(request, "portal/verification_unknown.html", status=404)
    asked = request.GET.get("sha256", "")[:LONGEST_ENTRY]
    context = {
        "item": item,
        "office": item.office,
        "successor": replaced_by(item),
        "asked": asked,
        "match": match(asked, issued=item.sha256, signed=item.signed_sha256).value if asked else "",
    }
    return render(request, "portal/verification.html", context)


def replaced_by(item: IssuedReport) -> IssuedReport | None:
    return successor(item) if item.status == Status.SUPERSEDED else None
