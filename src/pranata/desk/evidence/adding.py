"""Evidence joins a month or whatever else it proves, or leaves it: files, links, records, what the office holds."""

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
from pranata.engines.evidence.models import Evidence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.evidence.place import ProofPlace


@staff_form
def month_evidence(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """What proves a month; POST keeps the files that were sent, each by itself."""
    return take_files(MonthPlace(request, code, plan_key, row, month))


@staff_post
def month_link(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """Keeps an address outside as evidence, with a copy of what stands there where one can be had."""
    return take_link(MonthPlace(request, code, plan_key, row, month))


@staff_post
def month_use(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """Lets an item the office holds, or a record of the house, prove the month."""
    return take_item(MonthPlace(request, code, plan_key, row, month))


@staff_post
def month_unuse(request: HttpRequest, code: str, plan_key: str, row: str, month: int, pk: int) -> HttpResponse:
    """Lets an item prove the month no more; the item stays with the office."""
    return let_go(MonthPlace(request, code, plan_key, row, month), pk)


def take_files(place: ProofPlace) -> HttpResponse:
    request = place.request
    if request.method != "POST":
        return place.answer(place.evidence())
    place.require_writer()
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return place.answer(place.evidence(upload_form=form), status=422)
    return place.told([keep(place, upload, form) for upload in form.cleaned_data["files"]], form)


def take_link(place: ProofPlace) -> HttpResponse:
    place.require_writer()
    form = LinkForm(place.request.POST)
    if not form.is_valid():
        return place.answer(place.evidence(link_form=form), status=422)
    captured = capture(form.cleaned_data["link"])

    def write() -> str:
        place.prove(partial(add_captured_link, place.office, captured, form.description(), by=place.user))
        if captured.copy is None:
            return _("Tautan ditambahkan tanpa salinan. %s") % captured.refusal
        return _("Tautan ditambahkan dengan salinan isinya.")

    return place.carry_out(write)


def take_item(place: ProofPlace) -> HttpResponse:
    place.require_writer()
    label, _colon, number = place.request.POST.get("item", "").rpartition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    pk = int(number)
    if label:
        take = partial(add_record, place.office, label, pk, by=place.user)
    else:
        item = get_visible_or_404(Evidence, place.user, pk=pk, office=place.office)
        take = partial(_same, item)

    def write() -> str:
        return _("%s dipakai sebagai bukti.") % place.prove(take).evidence.title

    return place.carry_out(write)


def _same(item: Evidence) -> Evidence:
    return item


def let_go(place: ProofPlace, pk: int) -> HttpResponse:
    place.require_writer()
    seen = Evidence.objects.visible_to(place.user)
    used = place.uses().filter(pk=pk, evidence__in=seen).select_related("evidence__office").first()
    if used is None:
        raise Http404

    def write() -> str:
        place.prove_no_more(used)
        return str(place.let_go) % used.evidence.title

    return place.carry_out(write)
