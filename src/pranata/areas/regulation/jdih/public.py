"""The legal documentation as anyone reads it: the list, a document, its file, and what programs collect."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F, Max
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from pranata.areas.regulation.jdih.feed import KEYS, feed_object
from pranata.areas.regulation.jdih.linked_data import linked_data
from pranata.areas.regulation.jdih.listing import STATES, Wanted, choices, find
from pranata.areas.regulation.jdih.queries import (
    abstract_lines,
    author_of,
    citation_of,
    feed_facts,
    page_url,
    plan_of,
    public_documents,
    public_path,
    record_of,
    relations_of,
    standing_of,
    with_legal_standing,
)
from pranata.areas.regulation.jdih.rules import is_ended
from pranata.areas.regulation.jdih.syndication import ATOM_TYPE, XML_TYPE, AtomEntry, atom, sitemap
from pranata.base.files.downloads import download_response
from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import current_page, public_file
from pranata.engines.documents.models import Document
from pranata.engines.documents.queries import file_of
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from pranata.base.org.models import Office
    from pranata.engines.documents.models import DocumentQuerySet

PAGE_LENGTH = 20
NEWEST = 5
ATOM_LENGTH = 50
CONSTANTS = ("operasi", "display")


@current_page
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """The list, narrowed; before anything is asked for, the newest uploads and what there is of each kind."""
    office, today = active_office_or_404(code), clock.today()
    wanted = Wanted.from_query(request.GET)
    found = find(office, wanted, today)
    page = Paginator(found.documents, PAGE_LENGTH).get_page(request.GET.get("halaman"))
    context = {
        "office": office,
        "section": "jdih",
        "wanted": wanted,
        "states": STATES.items(),
        "choices": choices(office),
        "page": page,
        "instead": found.instead,
        "is_capped": found.is_capped,
        "rows": [row(each, found.hits.get(each.pk)) for each in page],
        "newest": [] if wanted.is_narrow or page.paginator.count <= NEWEST else newest_uploads(office, today),
    }
    return render(request, "jdih/public_documents.html", context)


def row(document: Document, hit: object = None) -> dict[str, object]:
    """A document as the lists show it."""
    return {"item": document, "address": public_path(document), "standing": standing_of(document), "hit": hit}


def newest_uploads(office: Office, today: date) -> list[dict[str, object]]:
    found = with_legal_standing(public_documents(office), today).exclude(legal_record__published_on=None)
    return [row(each) for each in found.order_by("-legal_record__published_on", "-pk")[:NEWEST]]


@current_page
def document(request: HttpRequest, code: str, kind: str, year: str, slug: str) -> HttpResponse:
    """A document by its stable address."""
    office = active_office_or_404(code)
    found = one_or_404(request, office, public_documents(office).filter(legal_record__address=f"{kind}/{year}/{slug}"))
    return document_page(request, found)


@current_page
def document_by_id(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A public document by its number for good: leads to its stable address once it has one."""
    office = active_office_or_404(code)
    rows = Document.objects.public().filter(office=office, pk=pk)
    found = one_or_404(request, office, rows.select_related("office", "file", "legal_record"))
    if found.is_legal and record_of(found).address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(public_path(found) + (f"?{query}" if query else ""))
    return document_page(request, found)


def one_or_404(request: HttpRequest, office: Office, rows: DocumentQuerySet) -> Document:
    """The document as it stands on the day that is asked about. Raises Http404."""
    found = with_legal_standing(rows, asked_day(request) or clock.today()).first()
    if found is None:
        raise Http404
    return found


def asked_day(request: HttpRequest) -> date | None:
    """The day of ``?pada=``; None without one, and of what is no day."""
    try:
        return date.fromisoformat(request.GET.get("pada", ""))
    except ValueError:
        return None


def document_page(request: HttpRequest, item: Document) -> HttpResponse:
    record, ended = record_of(item), record_of(item).known_ended_on
    context = {
        "office": item.office,
        "section": "jdih",
        "item": item,
        "record": record,
        "author": author_of(item),
        "standing": standing_of(item),
        "asked": asked_day(request),
        "is_unsure": ended is not None and not is_ended(ended, asked_day(request) or clock.today()),
        "today": clock.today(),
        "abstract": abstract_lines(item),
        "relations": relations_of(item),
        "plan": plan_of(item),
        "file": file_of(item),
        "citation": citation_of(item),
        "canonical": page_url(item),
    }
    return render(request, "jdih/public_document.html", context)


def public_or_404(code: str, pk: int) -> Document:
    """Any document that anyone may read. Raises Http404."""
    office = active_office_or_404(code)
    rows = Document.objects.public().filter(office=office, pk=pk).select_related("office", "file", "legal_record")
    found = with_legal_standing(rows, clock.today()).first()
    if found is None:
        raise Http404
    return found


@public_file
def file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """The file of a public document; gone the moment the document is taken back."""
    found = file_of(public_or_404(code, pk))
    if found is None:
        raise Http404
    return download_response(found.stored, found.name)


@current_page
def metadata(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What the document's page says, as linked data (schema.org Legislation)."""
    item = public_or_404(code, pk)
    content = json.dumps(linked_data(feed_facts(item), item.abstract), ensure_ascii=False, indent=1)
    return shared(content.encode(), "application/ld+json")


@current_page
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The array that the national network collects: one object for each document that is open."""
    content = json.dumps(feed_rows(active_office_or_404(code)), ensure_ascii=False, indent=1)
    return shared(content.encode(), "application/json")


def feed_rows(office: Office) -> list[dict[str, str]]:
    """The objects, the oldest document first, so that new ones come at the end."""
    found = with_legal_standing(public_documents(office), clock.today()).order_by("pk")
    with override("id"):
        return [feed_object(feed_facts(each)) for each in found]


@current_page
def data(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a table, without the network's constants."""
    office = active_office_or_404(code)
    out = io.StringIO()
    names = [key for key in KEYS if key not in CONSTANTS]
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: as_plain_cell(text) for key, text in each.items()} for each in feed_rows(office))
    response = shared(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jdih-{office.code}.csv"'
    return response


@current_page
def news(request: HttpRequest, code: str) -> HttpResponse:
    """The newest uploads as Atom."""
    office = active_office_or_404(code)
    found = public_documents(office).exclude(legal_record__published_on=None)
    with override("id"):
        entries = [
            AtomEntry(
                address=page_url(each),
                title=heading(each),
                summary=each.abstract,
                updated_on=each.legal_record.published_on,
                author=author_of(each),
                kind=each.get_kind_display(),
            )
            for each in found.order_by("-legal_record__published_on", "-pk")[:ATOM_LENGTH]
        ]
        content = atom(
            title=f"JDIH {office.name}",
            author=office.name,
            address=f"{settings.SITE_URL}{reverse('portal:jdih:news', args=[code])}",
            home=f"{settings.SITE_URL}{reverse('portal:jdih:documents', args=[code])}",
            entries=entries,
            empty_on=office.valid_from or clock.today(),
        )
    return shared(content, ATOM_TYPE)


def heading(item: Document) -> str:
    return f"{item}: {item.title}" if item.number else item.title


@current_page
def addresses(request: HttpRequest, code: str) -> HttpResponse:
    """The addresses of all documents, for search engines."""
    office = active_office_or_404(code)
    with override("id"):
        home = f"{settings.SITE_URL}{reverse('portal:jdih:documents', args=[code])}"
        found = public_documents(office).order_by("pk")
        changed = found.aggregate(last=Max(F("legal_record__published_on")))["last"]
        pages = [(page_url(each), record_of(each).published_on) for each in found]
    return shared(sitemap([(home, changed), *pages]), XML_TYPE)


def shared(content: bytes, media_type: str) -> HttpResponse:
    """What programs of other sites may read too."""
    response = HttpResponse(content, content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response
