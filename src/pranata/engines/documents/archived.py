"""Where the archive finds the files of a document, its versions of before among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.contents import Content, Kind, declare_contents
from pranata.engines.documents.actions.filing import LABEL
from pranata.engines.documents.models import Document
from pranata.engines.documents.queries import file_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.org.models import Office


def files(office: Office, ids: Iterable[int]) -> dict[int, list[Content]]:
    """The newest file of each document first, then those before it."""
    found = Document.objects.filter(office=office, pk__in=list(ids)).select_related("file")
    contents = {}
    for document in found.prefetch_related("versions__file"):
        newest = file_of(document)
        own = [Content(newest.name, newest.stored)] if newest else []
        old = [Content(f"versi-{each.number}-{each.file_name}", each.file) for each in document.versions.all()]
        contents[document.pk] = [each for each in (*own, *old) if not each.file.is_sealed]
    return contents


def address(office: Office, pk: int) -> str:
    return reverse("desk:document", args=[office.code, pk])


declare_contents(Kind(LABEL, _("Dokumen"), "DOK", files, address))
