"""Records from before this version enter what came with it: the archive and the search. Safe to repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction
from django.db.models import Model, QuerySet

from pranata.engines.archives.models import ArchiveItem
from pranata.engines.documents.actions import file_again
from pranata.engines.documents.actions.filing import LABEL as DOCUMENT
from pranata.engines.documents.models import Document
from pranata.engines.evidence.archiving import LABEL as EVIDENCE
from pranata.engines.evidence.archiving import archive
from pranata.engines.evidence.models import Evidence, Status
from pranata.engines.search.actions import rebuild
from pranata.engines.search.models import SearchRow
from pranata.engines.search.sources import sources

BATCH = 200


def catch_up(say: Callable[[str], None]) -> None:
    """Archive what was never archived, index everything where nothing was ever indexed."""
    was_empty = not SearchRow.objects.exists()  # asked before documents bring their own rows
    documents = _unarchived(Document.objects.select_related("office", "unit", "file", "text"), DOCUMENT)
    items = _unarchived(Evidence.objects.filter(status=Status.HELD, record_id=None).select_related("office"), EVIDENCE)
    if documents.exists() or items.exists():
        say("Mengarsipkan dokumen dan bukti yang sudah ada ...")
        for batch in _batches(documents):
            with transaction.atomic():
                file_again(batch)
        for batch in _batches(items):
            with transaction.atomic():
                for item in batch:
                    archive(item)
    if was_empty and any(each.model._default_manager.exists() for each in sources()):
        say("Menyusun indeks pencarian ...")
        rebuild()


def _unarchived(records: QuerySet, label: str) -> QuerySet:
    kept = ArchiveItem.objects.filter(source_label=label).values("source_id")
    return records.exclude(pk__in=kept).order_by("pk")


def _batches(records: Iterable[Model]) -> Iterable[list]:
    found = iter(list(records))
    while batch := list(islice(found, BATCH)):
        yield batch
