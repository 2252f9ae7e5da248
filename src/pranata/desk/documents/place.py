"""Which document a page is about, and what its menu and its reader have there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.dateparse import parse_date

from pranata.desk.navigation import navigation
from pranata.engines.documents.models import EDIT, PUBLISH, Confidentiality, Document
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

SECTION = "register-dokumen"


def document_or_404(request: HttpRequest, code: str, pk: int) -> Document:
    """The document ``pk`` of the office, if the reader may see it."""
    found = Document.objects.visible_to(request.user).filter(office__code=code, pk=pk)
    document = found.select_related("office", "unit", "file", "text").first()
    if document is None:
        raise Http404
    return document


def page_context(request: HttpRequest, document: Document) -> dict[str, Any]:
    return {**navigation(request.user, document.office, section=SECTION), "document": document}


def permitted(request: HttpRequest, document: Document) -> dict[str, bool]:
    """What the reader may do with the document as it stands."""
    user, office = request.user, document.office
    is_issued = bool(document.number) and document.issued_on is not None
    may_publish = user.can(PUBLISH, office)
    may_edit = user.can(EDIT, office)
    return {
        "may_edit": may_edit,
        "may_number": may_edit and not document.number and not document.body and not document.author_entity,
        "may_publish": may_publish
        and is_issued
        and not document.is_public
        and document.confidentiality == Confidentiality.ORDINARY,
        "may_withdraw": may_publish and document.is_public,
    }


def day_asked(text: str) -> date:
    """The day "2022-06-26" that somebody asked for; today when it is none."""
    try:
        return parse_date(text) or clock.today()
    except ValueError:  # 31 February
        return clock.today()
