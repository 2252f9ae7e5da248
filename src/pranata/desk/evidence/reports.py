"""The issued reports that list an item of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models.fields.json import KeyTransform

from pranata.engines.plan.report.evidence import SHORT_HASH
from pranata.engines.reports.models import IssuedReport

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.evidence.models import Evidence


@dataclass(frozen=True)
class Listed:
    """An issued report that lists the item."""

    title: str
    address: str
    state: str


def reports_with(item: Evidence, *, reader: User) -> list[Listed]:
    """The issued reports of the item's office whose list of evidence has it, newest first; one query."""
    found = IssuedReport.objects.visible_to(reader).filter(office=item.office_id).select_related("office")
    found = found.exclude(facts__evidence=None).defer("facts").annotate(listed=KeyTransform("evidence", "facts"))
    return [
        Listed(str(each), each.get_absolute_url(), str(each.get_status_display()))
        for each in found
        if any(is_item(entry, item) for entry in each.listed or ())
    ]


def is_item(entry: dict[str, Any], item: Evidence) -> bool:
    """Whether a line of a report's facts means the item: the same bytes, or else the same day and title."""
    if item.file is not None:
        return entry.get("sha256") == item.file.sha256[:SHORT_HASH]
    return (entry.get("title"), entry.get("dated_on")) == (item.title, item.dated_on.isoformat())
