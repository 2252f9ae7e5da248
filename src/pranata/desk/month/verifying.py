"""Many rows verified or returned at once, each by itself and as it was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.desk.month.forms import TogetherForm
from pranata.engines.plan.actions import progress as actions

if TYPE_CHECKING:
    from django.http import HttpResponse

    from pranata.desk.month.page import Line, MonthPage


def verify_together(page: MonthPage) -> HttpResponse:
    """Verifies or returns the chosen rows and goes on; or those that could not be, each with why."""
    form = TogetherForm(page.request.POST)
    if not form.is_valid():
        return page.answer(status=422, together=form)
    problems = {key: problem for key in form.keys if (problem := decide(page, form, key))}
    done = done_words(len(form.keys) - len(problems), returns=form.returns)
    if not problems:
        messages.success(page.request, done)
        return HttpResponseRedirect(page.address())
    fresh = page.fresh()
    lines = [line for key, problem in problems.items() if (line := rest_line(fresh, key, problem))]
    return fresh.answer(lines, status=409, together=form, done=done, gone=len(problems) - len(lines))


def decide(page: MonthPage, form: TogetherForm, key: int) -> str:
    """Takes one row's step; why it could not, "" when it was taken."""
    item = next((item for item in page.rows if item.row.pk == key), None)
    try:
        if item is None or item.progress is None:
            raise Stale("verify")
        if form.returns:
            reason = form.cleaned_data["reason"]
            actions.send_back(item.progress, reason=reason, seen=form.marks[key], by=page.user)
        else:
            actions.verify(item.progress, seen=form.marks[key], by=page.user)
    except Stale:
        return _("Belum diputuskan: baris ini berubah sejak Anda membukanya. Periksa lagi.")
    except Forbidden:
        return _("Belum diputuskan: Anda yang mengajukan; verifikasinya oleh orang lain.")
    return ""


def rest_line(page: MonthPage, key: int, problem: str) -> Line | None:
    item = next((item for item in page.rows if item.row.pk == key), None)
    return page.line(item, form=None, problem=problem, is_ticked=True) if item else None


def done_words(count: int, *, returns: bool) -> str:
    if not count:
        return ""
    return (_("%d baris dikembalikan.") if returns else _("%d baris terverifikasi.")) % count
