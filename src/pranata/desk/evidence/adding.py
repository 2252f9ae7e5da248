"""Evidence joins a month or leaves it: files, links, records, what the office holds already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.pages import staff_form, staff_post
from pranata.desk.evidence.forms import LinkForm, UploadForm
from pranata.desk.evidence.place import MonthPlace
from pranata.desk.evidence.uploads import keep
from pranata.engines.evidence.actions import add_record
from pranata.engines.evidence.capture import add_captured_link, capture
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.plan.actions.proofs import prove, prove_no_more

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_form
def month_evidence(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """What proves a month; POST keeps the files that were sent, each by itself."""
    place = MonthPlace(request, code, plan_key, row, month)
    if request.method != "POST":
        return place.answer(place.evidence())
    place.require_writer()
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return place.answer(place.evidence(upload_form=form), status=422)
    return place.told([keep(place, upload, form) for upload in form.cleaned_data["files"]], form)


@staff_post
def month_link(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """Keeps an address outside as evidence, with a copy of what stands there where one can be had."""
    place = MonthPlace(request, code, plan_key, row, month)
    place.require_writer()
    form = LinkForm(request.POST)
    if not form.is_valid():
        return place.answer(place.evidence(link_form=form), status=422)
    captured = capture(form.cleaned_data["link"])

    def write() -> str:
        add = partial(add_captured_link, place.office, captured, form.description(), by=request.user)
        prove(place.row, month, add, by=request.user)
        if captured.copy is None:
            return _("Tautan ditambahkan tanpa salinan. %s") % captured.refusal
        return _("Tautan ditambahkan dengan salinan isinya.")

    return place.carry_out(write)


@staff_post
def month_use(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """Lets an item the office holds, or a record of the house, prove the month."""
    place = MonthPlace(request, code, plan_key, row, month)
    place.require_writer()
    label, _colon, number = request.POST.get("item", "").rpartition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    pk = int(number)
    if label:
        take = partial(add_record, place.office, label, pk, by=request.user)
    else:
        item = get_visible_or_404(Evidence, request.user, pk=pk, office=place.office)
        take = partial(_same, item)

    def write() -> str:
        used = prove(place.row, month, take, by=request.user)
        return _("%s dipakai sebagai bukti.") % used.evidence.title

    return place.carry_out(write)


def _same(item: Evidence) -> Evidence:
    return item


@staff_post
def month_unuse(request: HttpRequest, code: str, plan_key: str, row: str, month: int, pk: int) -> HttpResponse:
    """Lets an item prove the month no more; the item stays with the office."""
    place = MonthPlace(request, code, plan_key, row, month)
    place.require_writer()
    seen = Evidence.objects.visible_to(request.user)
    found = Use.objects.of(place.progress).filter(pk=pk, evidence__in=seen) if place.progress else Use.objects.none()
    used = found.select_related("evidence__office").first()
    if used is None:
        raise Http404

    def write() -> str:
        prove_no_more(used, place.row, month, by=request.user)
        return _("%s dilepas dari bulan ini; buktinya tetap ada.") % used.evidence.title

    return place.carry_out(write)
