"""How the year stands, one mapped product, one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.areas.regulation.legal_products.actions.findings import follow_up
from pranata.areas.regulation.legal_products.actions.mapping import MOST_AT_ONCE, map_documents
from pranata.areas.regulation.legal_products.forms import FollowUpForm, RevisionForm
from pranata.areas.regulation.legal_products.models import EDIT, VIEW, Finding, LegalProduct, ProgramItem
from pranata.areas.regulation.legal_products.origin import LABEL
from pranata.areas.regulation.legal_products.pages import answer, page_context, row_or_404, sent
from pranata.areas.regulation.legal_products.program_views import rows_of
from pranata.areas.regulation.legal_products.queries import tally, unmapped
from pranata.areas.regulation.legal_products.register import FINDINGS, MAPPING, PROGRAM
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.documents.models import STANDING_WORDS, Document
from pranata.engines.documents.queries import standing_of
from pranata.engines.followups.models import OPEN
from pranata.engines.followups.queries import follow_ups_of
from pranata.engines.registers.actions import add_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User

ROWS_ON_A_PAGE = 30


@staff_page
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """The program of ``?tahun=``, and what is open in mapping and findings."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    items = ProgramItem.objects.visible_to(request.user).filter(office=office)
    years = sorted({today.year, *items.order_by().values_list("year", flat=True).distinct()}, reverse=True)
    asked = request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), today.year)
    found = items.filter(year=year).select_related("office", "unit", "product")
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        **page_context(request, office),
        "tally": tally(office, today=today),
        "unmapped": unmapped(office).visible_to(request.user).count(),
        "years": years,
        "year": year,
        "page": page,
        "rows": rows_of(page.object_list, today=today),
        "mapping": MAPPING,
        "findings": FINDINGS,
        "program": PROGRAM,
    }
    return render(request, "legal_products/overview.html", context)


@staff_form
def from_documents(request: HttpRequest, code: str) -> HttpResponse:
    """The documents that are not mapped yet; POST maps them."""
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    request.user.require(Document.VIEW, office)
    if request.method == "POST":
        made = map_documents(office, by=request.user)
        words = ngettext("%d naskah dipetakan.", "%d naskah dipetakan.", len(made)) % len(made)
        messages.success(request, words)
        return redirect("desk:legal_products:overview", code)
    found = unmapped(office).visible_to(request.user).select_related("office")
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {**page_context(request, office), "page": page, "most": MOST_AT_ONCE}
    return render(request, "legal_products/from_documents.html", context)


@staff_page
def product(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = row_or_404(LegalProduct, request, code, pk, "unit", "changes__office")
    context = {
        **page_context(request, shown.office),
        "item": shown,
        "register": MAPPING,
        "findings_register": FINDINGS,
        "changed_by": shown.changed_by.select_related("office"),
        "found": shown.findings.all(),
        "planned": shown.program_items.select_related("office"),
        **document_of(shown, request.user),
    }
    return render(request, "legal_products/product.html", context)


def document_of(shown: LegalProduct, reader: User) -> dict[str, Any]:
    """The document behind it, if ``reader`` may read it, and how that stands where the mapping says otherwise."""
    if shown.document_id is None:
        return {}
    document = Document.objects.visible_to(reader).filter(pk=shown.document_id).select_related("office").first()
    if document is None:
        return {}
    standing = standing_of(document, clock.today())
    return {"document": document, "other_standing": STANDING_WORDS[standing] if standing != shown.standing else ""}


@staff_form
def revision(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A mapped product is put on the program, to be revised, replaced or revoked."""
    shown = row_or_404(LegalProduct, request, code, pk)
    request.user.require(EDIT, shown.office)
    form = RevisionForm(sent(request), product=shown)

    def write() -> str:
        values = {
            **form.cleaned_data,
            "kind": shown.kind,
            "product": shown,
            "is_service_related": shown.is_service_related,
            "proposed_on": clock.today(),
        }
        made = add_entry(PROGRAM, shown.office, values, by=request.user)
        messages.success(request, _("Masuk program tahun %d.") % made.year)  # type: ignore[attr-defined]
        return made.get_absolute_url()  # type: ignore[attr-defined]

    words = {"title": _("Masukkan ke program"), "back": shown.get_absolute_url(), "lead": f"{shown}: {shown.title}"}
    return answer(request, shown.office, form, write, **words)


@staff_page
def finding(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = row_or_404(Finding, request, code, pk, "product__office", "product__unit")
    context = {
        **page_context(request, shown.office),
        "item": shown,
        "register": FINDINGS,
        "follow_ups": follow_ups_of(LABEL, shown.pk, reader=request.user),
        "may_open": request.user.can(OPEN, shown.office) and not shown.is_settled,
    }
    return render(request, "legal_products/finding.html", context)


@staff_form
def finding_follow_up(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = row_or_404(Finding, request, code, pk, "product__office", "product__unit")
    request.user.require(OPEN, shown.office)
    form = FollowUpForm(sent(request), finding=shown)

    def write() -> str:
        made = follow_up(shown, by=request.user, **form.cleaned_data)
        messages.success(request, _("Tindak lanjut %s dibuka.") % made.number)
        return shown.get_absolute_url()

    words = {"title": _("Jadikan tindak lanjut"), "back": shown.get_absolute_url(), "lead": str(shown)}
    return answer(request, shown.office, form, write, **words, submit=_("Buka tindak lanjut"))
