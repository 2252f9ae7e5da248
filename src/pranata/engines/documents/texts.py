"""The text of documents is read in the background, and looked for by the search."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task

from pranata.base.audit.actions import hold
from pranata.base.files.downloads import open_file
from pranata.engines.documents.extraction import extract
from pranata.engines.documents.models import Document, DocumentText, TextState
from pranata.engines.search.actions import put
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.engines.documents.extraction import Extract

log = logging.getLogger(__name__)
LATER = -20  # priority: nobody waits for it


def ask_for_text(document: Document) -> None:
    """Have the file of ``document`` read soon."""
    read_text.using(priority=LATER).enqueue(document.pk)


@task()
def read_text(document_id: int) -> None:
    """Read the text out of the file of a document and let the search find it; one that is gone is passed over."""
    document = Document.objects.select_related("file", "office").filter(pk=document_id).first()
    if document is None or document.file is None or document.file.is_sealed:
        return
    found, state = _read(document)
    with transaction.atomic():
        hold(document.office)
        text = DocumentText.objects.filter(document=document, sha256=document.file.sha256).first()
        if text is None:  # another file came meanwhile, and is read by itself
            return
        text.state, text.read_at = state, clock.now()
        if found is not None:
            text.text, text.pages, text.by_ocr = found.text, found.pages, found.by_ocr
        text.save()
        put(document)


def _read(document: Document) -> tuple[Extract | None, TextState]:
    try:
        with open_file(document.file) as file:
            found = extract(file.read(), document.file.media_type)
    except Exception:  # whatever a broken file makes its reader raise
        log.exception("document %d could not be read", document.pk)
        return None, TextState.FAILED
    return found, TextState(found.outcome.value)
