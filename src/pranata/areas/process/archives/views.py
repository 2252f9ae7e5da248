"""The archives of an office at a glance, one archive, what waits, what is lent, what is vital."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from pranata.areas.process.archives import queries
from pranata.areas.process.archives.lists import LISTS
from pranata.areas.process.archives.menu import SECTION
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_page
from pranata.engines.archives.counting import Schedule
from pranata.engines.archives.models import (
    APPROVE,
    EDIT,
    VIEW,
    ArchiveItem,
    Category,
    Confidentiality,
    Disposal,
    DisposalLine,
    Hold,
    Loan,
    Transfer,
    TransferLine,
)
from pranata.engines.archives.rules import ENDED, ON_ITS_WAY, Due
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

ON_A_PAGE = 50


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, the day, and what the reader may do."""
    user = request.user
    may = {"may_edit": user.can(EDIT, office), "may_approve": user.can(APPROVE, office)}
    return {**menu_context(user, office, section=SECTION), "today": clock.today(), **may}


def item_or_404(request: HttpRequest, code: str, pk: int) -> ArchiveItem:
    office_or_404(request, code, VIEW)
    return get_visible_or_404(ArchiveItem, request.user, pk=pk, office__code=code)


@staff_page
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """How many, what waits, where to go."""
    office = office_or_404(request, code, VIEW)
    found = queries.overview(office, request.user, clock.today())
    context = {
        **page_context(request, office),
        "overview": found,
        "transfers": Transfer.objects.visible_to(request.user).filter(office=office)[:5],
        "disposals": Disposal.objects.visible_to(request.user).filter(office=office)[:5],
        "lists": [(each.title, *list_addresses(office, each.code)) for each in LISTS.values()],
    }
    return render(request, "archives/overview.html", context)


def list_addresses(office: Office, code: str) -> list[str]:
    """A list as XLSX, PDF, DOCX."""
    return [reverse(f"desk:archives:list_{code}", args=[office.code, each]) for each in ("xlsx", "pdf", "docx")]


@staff_page
def item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One archive: what it is, its clock explained, what stops it, who has it, where it went."""
    found, today = item_or_404(request, code, pk), clock.today()
    schedule = Schedule(found.office, [found.class_code])
    rule = schedule.class_on(found.class_code, found.closed_on) if found.closed_on else None
    origin, address = queries.origin_of(found)
    loans = list(Loan.objects.filter(item=found).select_related("unit", "approved_by__person"))
    context = {
        **page_context(request, found.office),
        "item": found,
        "way": queries.way_of(found),
        "told": queries.clock_words(found, rule, today),
        "rule": rule,
        "origin": origin,
        "origin_address": address,
        "holds": Hold.objects.filter(item=found),
        "loans": loans,
        "transfers": TransferLine.objects.filter(item=found).select_related("transfer__office"),
        "disposals": DisposalLine.objects.filter(item=found).select_related("disposal__office"),
        **permitted(found, request.user, is_out=any(each.back_on is None for each in loans)),
    }
    return render(request, "archives/item.html", context)


def permitted(found: ArchiveItem, user: User, *, is_out: bool) -> dict[str, bool]:
    """What the reader may do with the archive as it stands."""
    may_edit, may_approve = user.can(EDIT, found.office), user.can(APPROVE, found.office)
    is_here = found.state not in ENDED
    is_free = is_here and found.state not in ON_ITS_WAY
    may_lend = may_edit if found.confidentiality == Confidentiality.ORDINARY else may_approve
    return {
        "is_lent": is_out,
        "may_change": may_edit and is_here,
        "may_hold": may_edit and is_here,
        "may_lend": may_lend and is_free and not is_out,
        "may_judge": may_approve and found.waits_for(clock.today()) == Due.TO_JUDGE,
        "may_withdraw": may_edit and is_free and not found.source_label and not found.is_held and not is_out,
    }


@staff_page
def loans(request: HttpRequest, code: str) -> HttpResponse:
    """What is out, the earliest day first; with ``?semua`` also what came back."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    found = Loan.objects.visible_to(request.user).filter(office=office).select_related("item", "unit")
    has_all = "semua" in request.GET
    found = found if has_all else found.out().order_by("due_on", "pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, each.back_on is None and each.due_on < today) for each in page]
    context = {**page_context(request, office), "page": page, "lines": lines, "has_all": has_all}
    return render(request, "archives/loans.html", context)


@staff_page
def vital(request: HttpRequest, code: str) -> HttpResponse:
    """The programme of vital archives: each with how it is protected, those without first."""
    office = office_or_404(request, code, VIEW)
    found = ArchiveItem.objects.visible_to(request.user).filter(office=office).kept()
    found = found.filter(category__in=(Category.VITAL, Category.PROTECTED)).select_related("unit", "office")
    page = Paginator(found.order_by("protection", "-dated_on", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    unprotected = found.filter(protection="").count()
    return render(
        request, "archives/vital.html", {**page_context(request, office), "page": page, "unprotected": unprotected}
    )


def due_items(office: Office, user: User, slug: str) -> Any:
    """What waits for the work of this word."""
    visible = ArchiveItem.objects.visible_to(user).filter(office=office)
    found = visible.due_on(clock.today(), queries.DUE_PAGES[slug]).select_related("unit", "office")
    return found.order_by("kept_until", "number")


@staff_page
def transfers(request: HttpRequest, code: str) -> HttpResponse:
    """Every list that was moved or handed over."""
    office = office_or_404(request, code, VIEW)
    page = Paginator(
        Transfer.objects.visible_to(request.user).filter(office=office).select_related("office"), ON_A_PAGE
    )
    context = {**page_context(request, office), "page": page.get_page(request.GET.get("page"))}
    return render(request, "archives/transfers.html", context)


@staff_page
def disposals(request: HttpRequest, code: str) -> HttpResponse:
    """Every proposal of destruction."""
    office = office_or_404(request, code, VIEW)
    page = Paginator(
        Disposal.objects.visible_to(request.user).filter(office=office).select_related("office"), ON_A_PAGE
    )
    context = {**page_context(request, office), "page": page.get_page(request.GET.get("page"))}
    return render(request, "archives/disposals.html", context)
