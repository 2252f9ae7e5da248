"""One indicator: its page, what reads it, a corrected reading, a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.indicators.page import IndicatorPage
from pranata.engines.indicators.actions import MANAGE, correct, enter_baseline
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.rules import Kind
from pranata.engines.plan.actions import bindings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_page
def indicator(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    return IndicatorPage(request, code, plan_key, row, position).answer()


@staff_post
def indicator_bind(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    """Lets a measure read the indicator."""
    page = IndicatorPage(request, code, plan_key, row, position)
    request.user.require(bindings.BIND, page.office)
    form = page.form("bind", request.POST)

    def write() -> str:
        bindings.bind(page.indicator, by=request.user, **form.cleaned_data)
        return _("Ukuran indikator ini diganti.") if page.binding else _("Indikator ini diikat dengan ukuran.")

    return page.carry_out(form, write)


@staff_post
def indicator_confirm(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    """Accepts the suggested measure."""
    page = IndicatorPage(request, code, plan_key, row, position)
    request.user.require(bindings.BIND, page.office)
    if page.binding is None:
        raise Http404
    form = page.form("confirm", request.POST)

    def write() -> str:
        bindings.confirm(page.binding, by=request.user, **form.cleaned_data)
        return _("Usulan ukuran disetujui.")

    return page.carry_out(form, write)


@staff_post
def indicator_by_hand(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    """Leaves the indicator to people."""
    page = IndicatorPage(request, code, plan_key, row, position)
    request.user.require(bindings.BIND, page.office)
    form = page.form("by_hand", request.POST)

    def write() -> str:
        bindings.read_by_hand(page.indicator, by=request.user, **form.cleaned_data)
        return _("Indikator ini sekarang diisi tangan.")

    return page.carry_out(form, write)


@staff_post
def indicator_correct(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    """Reads a sealed month again, beside what was sealed."""
    page = IndicatorPage(request, code, plan_key, row, position)
    request.user.require(MANAGE, page.office)
    if page.measure is None:
        raise Http404
    form = page.form("correct", request.POST)

    def write() -> str:
        own = Reading.objects.visible_to(request.user).filter(office=page.office, measure=page.measure.key)
        shown = own.filter(pk=form.cleaned_data["reading"]).select_related("office").first()
        if shown is None:
            raise Http404
        made = correct(shown, by=request.user, reason=form.cleaned_data["reason"])
        if made.pk == shown.pk:
            return _("Dihitung ulang: nilainya tetap sama.")
        return _("Bacaan dikoreksi; yang lama tetap tersimpan.")

    return page.carry_out(form, write)


@staff_post
def indicator_baseline(request: HttpRequest, code: str, plan_key: str, row: str, position: int) -> HttpResponse:
    """Says what a change is compared with."""
    page = IndicatorPage(request, code, plan_key, row, position)
    request.user.require(MANAGE, page.office)
    if page.measure is None or page.measure.kind != Kind.CHANGE:
        raise Http404
    form = page.form("baseline", request.POST)

    def write() -> str:
        year = page.plan.year - 1
        enter_baseline(page.office, page.measure.key, year, by=request.user, **form.cleaned_data)
        return _("Nilai awal tahun %d tersimpan.") % year

    return page.carry_out(form, write)
