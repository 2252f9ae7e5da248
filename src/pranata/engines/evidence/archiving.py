"""Every item of evidence with bytes or a link of its own is born an archive; a record is one where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.actions import born, left
from pranata.engines.archives.contents import Content, Kind, declare_contents
from pranata.engines.evidence.models import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.org.models import Office

LABEL = "evidence.evidence"


def archive(item: Evidence) -> None:
    """Keep the item in the archive as it is described now; in the transaction that writes it."""
    if item.record_id is not None:
        return
    born(
        office=item.office,
        source_label=LABEL,
        source_id=item.pk,
        title=item.title,
        dated_on=item.dated_on,
        archive_class=item.archive_class,
        confidentiality=item.confidentiality,
    )


def unarchive(item: Evidence) -> None:
    """Say in the archive that the item was taken back."""
    left(item.office, LABEL, item.pk)


def files(office: Office, ids: Iterable[int]) -> dict[int, list[Content]]:
    """The file of each item that has one; of a link the copy that was captured."""
    found = Evidence.objects.filter(office=office, pk__in=list(ids), file__isnull=False).select_related("file")
    return {
        item.pk: [Content(item.file_name or f"bukti-{item.pk}", item.file)]
        for item in found
        if item.file is not None and not item.file.is_sealed
    }


def address(office: Office, pk: int) -> str:
    return reverse("desk:evidence", args=[office.code, pk])


declare_contents(Kind(LABEL, _("Bukti"), "BUKTI", files, address))
