"""One row: who is in charge, who stands in, what is to be reached, and what was done in a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.responsibility.row_page import RowPage
from pranata.engines.plan.actions import progress as progress_actions
from pranata.engines.plan.actions import responsibility as actions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_page
def subactivity(request: HttpRequest, code: str, plan_key: str, row: str) -> HttpResponse:
    """One sub-activity with all that belongs to it: a page, or for htmx the content of the drawer."""
    return RowPage(request, code, plan_key, row).answer()


@staff_post
def row_party(request: HttpRequest, code: str, plan_key: str, row: str) -> HttpResponse:
    """Puts somebody else in charge of the row."""
    page = RowPage(request, code, plan_key, row)
    request.user.require(actions.ASSIGN, page.plan.office)
    form = page.form("party", request.POST)

    def write() -> str:
        actions.assign([page.item], form.chosen, seen=form.cleaned_data["seen"], by=request.user)
        name = str(form.chosen) if form.chosen else _("belum ada")
        return _("Penanggung jawab %(code)s: %(name)s.") % {"code": row, "name": name}

    return page.carry_out(form, write)


@staff_post
def row_deputy(request: HttpRequest, code: str, plan_key: str, row: str) -> HttpResponse:
    """Lets somebody stand in for a while."""
    page = RowPage(request, code, plan_key, row)
    request.user.require(actions.ASSIGN, page.plan.office)
    if page.detail.responsibility is None:
        return page.stale()
    form = page.form("deputy", request.POST)

    def write() -> str:
        deputy = actions.add_deputy(page.detail.responsibility, by=request.user, **form.values())
        return _("%s dicatat sebagai pengganti.") % deputy

    return page.carry_out(form, write)


@staff_post
def row_deputy_end(request: HttpRequest, code: str, plan_key: str, row: str, pk: int) -> HttpResponse:
    """Sets the last day of somebody's standing in."""
    page = RowPage(request, code, plan_key, row)
    request.user.require(actions.ASSIGN, page.plan.office)
    held = page.detail.responsibility
    deputy = next((each for each in held.deputies.all() if each.pk == pk), None) if held else None
    if deputy is None:
        raise Http404
    form = page.form(f"end-{pk}", request.POST)

    def write() -> str:
        actions.end_deputy(deputy, on=form.cleaned_data["on"], by=request.user)
        return _("Hari terakhir %s sebagai pengganti dicatat.") % deputy

    return page.carry_out(form, write)


@staff_post
def row_target(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    """The office's own target and note of one indicator."""
    page = RowPage(request, code, plan_key, row)
    request.user.require(actions.ASSIGN, page.plan.office)
    form = page.form(f"target-{position}", request.POST)

    def write() -> str:
        actions.set_target(page.indicator(position), by=request.user, **form.cleaned_data)
        return _("Target indikator %d disimpan.") % position

    return page.carry_out(form, write)


@staff_form
def row_month(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """The row looking at one month; POST keeps what was done, and with ``step`` "submit" hands it in."""
    page = RowPage(request, code, plan_key, row, month=month)
    if not page.is_month_there and not request.POST.get("seen"):
        raise Http404
    if request.method != "POST":
        return page.answer()
    request.user.require(progress_actions.REPORT, page.plan.office)
    form = page.form("progress", request.POST)
    if not page.is_month_there:  # the row that was shown had the month
        return page.stale()
    submits = request.POST.get("step") == "submit"

    def write() -> str:
        with transaction.atomic():
            noted = progress_actions.note(page.item, month, by=request.user, **form.values())
            if submits:
                progress_actions.submit(noted, by=request.user)
        return _("%s diajukan untuk verifikasi.") % page.month.name if submits else _("Catatan disimpan.")

    return page.carry_out(form, write)


@staff_post
def row_verification(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """Verifies what was handed in, or with ``step`` "return" sends it back with a reason."""
    page = RowPage(request, code, plan_key, row, month=month)
    request.user.require(progress_actions.VERIFY, page.plan.office)
    if not page.is_month_there or page.progress is None:
        raise Http404
    form = page.form("verify", request.POST)

    def write() -> str:
        seen = form.cleaned_data["seen"]
        if request.POST.get("step") == "return":
            progress_actions.send_back(page.progress, reason=form.cleaned_data["reason"], seen=seen, by=request.user)
            return _("%s dikembalikan.") % page.month.name
        progress_actions.verify(page.progress, seen=seen, by=request.user)
        return _("%s terverifikasi.") % page.month.name

    return page.carry_out(form, write)
