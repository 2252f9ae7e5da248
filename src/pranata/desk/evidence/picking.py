"""What the office holds already, and its records, to be picked as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.functional import Promise

from pranata.base.ui.pages import staff_page
from pranata.desk.evidence.place import MonthPlace
from pranata.desk.evidence.words import chips
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.records import RecordKind, RecordWords, kinds
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.desk.evidence.place import ProofPlace

ITEMS_ON_A_PAGE = 20
RECORDS_OF_A_KIND = 8


@staff_page
def month_pick(request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> HttpResponse:
    """Items and records found by ``?q=``, the newest first."""
    return pick_page(MonthPlace(request, code, plan_key, row, month))


def pick_page(place: ProofPlace) -> HttpResponse:
    """What may be picked as evidence of ``place``."""
    place.require_writer()
    request = place.request
    text = request.GET.get("q", "").strip()[:100]
    today = clock.today()
    page = Paginator(possible_items(place, text), ITEMS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context: dict[str, Any] = {
        **place.context(),
        "evidence": place.evidence(),
        "text": text,
        "page": page,
        "items": [(each, chips(each, today)) for each in page],
        "records": [(title, found) for title, found in possible_records(place, text) if found],
    }
    return render(request, place.pick_template, context)


def possible_items(place: ProofPlace, text: str) -> Any:
    """What the reader may see, what proves something today, and does not prove it yet."""
    found = Evidence.objects.visible_to(place.user).proving_on(clock.today()).filter(office=place.office)
    found = found.exclude(pk__in=place.uses().values("evidence"))
    return found.said(text).select_related("file", "thumbnail", "office")


def possible_records(place: ProofPlace, text: str) -> list[tuple[str | Promise, list[tuple[str, RecordWords]]]]:
    """The records of each kind, as (what ``item`` is to say, how it reads)."""
    return [(kind.title, _of_kind(kind, place, text)) for kind in kinds()]


def _of_kind(kind: RecordKind, place: ProofPlace, text: str) -> list[tuple[str, RecordWords]]:
    rows = kind.search(place.office, place.user, text)[:RECORDS_OF_A_KIND]
    return [(f"{kind.label}:{row.pk}", kind.describe(row)) for row in rows]
