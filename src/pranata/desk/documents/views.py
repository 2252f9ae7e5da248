"""One document: its facts, its standing on a day, its files, what it does to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from pranata.base.files.downloads import download_response
from pranata.base.ui.pages import staff_page
from pranata.desk.documents.place import day_asked, document_or_404, page_context, permitted
from pranata.desk.evidence.item import shape
from pranata.engines.documents.models import STANDING_WORDS, Document
from pranata.engines.documents.queries import file_of, standing_of
from pranata.engines.documents.register import DOCUMENTS
from pranata.engines.documents.rules import Standing
from pranata.engines.registers.sheets import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from pranata.base.access.models import User

CHIPS = {Standing.IN_FORCE: "ok", Standing.CHANGED: "ok", Standing.REVOKED: "bad", Standing.ENDED: "bad"}
SHOWN_ELSEWHERE = ("title", "abstract", "kind", "number")


@dataclass(frozen=True)
class Related:
    """A relation as the page of one of its documents tells it; ``pk`` is 0 where it is told from the other's side."""

    words: str
    other: Document | None
    other_words: str
    since: date | None
    note: str
    pk: int = 0


@staff_page
def document(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    day = day_asked(request.GET.get("pada", ""))
    standing = standing_of(shown, day)
    fields = [each for each in DOCUMENTS.model_fields(DOCUMENTS.fields) if each.name not in SHOWN_ELSEWHERE]
    facts = [(each.verbose_name, words) for each in fields if (words := in_words(each, shown))]
    content = file_of(shown)
    context = {
        **page_context(request, shown),
        **permitted(request, shown),
        "day": day,
        "standing": STANDING_WORDS[standing],
        "standing_chip": CHIPS.get(standing, ""),
        "facts": facts,
        "content": content,
        "shape": shape(content.stored if content else None),
        "text": getattr(shown, "text", None),
        "related": list(related_to(shown, request.user)),
        "versions": shown.versions.select_related("replaced_by__person"),
    }
    return render(request, "desk/documents/document.html", context)


def related_to(shown: Document, reader: User) -> Iterator[Related]:
    """What the document does and undergoes, as far as the reader may see the other."""
    seen = Document.objects.visible_to(reader)
    for each in shown.relations.select_related("target__office"):
        if each.target is None or seen.filter(pk=each.target_id).exists():
            words = str(each.get_kind_display())
            yield Related(words, each.target, each.target_words, each.since, each.note, each.pk)
    for each in shown.mirrored.filter(source__in=seen).select_related("source__office"):
        yield Related(each.undergone, each.source, "", each.since, each.note)


@staff_page
def document_file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    shown = document_or_404(request, code, pk)
    content = file_of(shown)
    if content is None:
        raise Http404(_("Dokumen ini belum berberkas."))
    return download_response(content.stored, content.name, inline="tampil" in request.GET, framed=True)


@staff_page
def document_version(request: HttpRequest, code: str, pk: int, version: int) -> HttpResponseBase:
    """A file that the document had before."""
    shown = document_or_404(request, code, pk)
    old = get_object_or_404(shown.versions.select_related("file"), number=version)
    return download_response(old.file, old.file_name)
