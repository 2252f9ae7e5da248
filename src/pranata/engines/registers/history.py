"""What was done to a row, as the audit keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.base.audit.actions import target_name
from pranata.base.audit.models import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.engines.registers.models import Entry


def history_of(entry: Entry) -> QuerySet[Event]:
    """The events about a row that the caller may see, newest first."""
    found = Event.objects.filter(office_code=entry.office.code, target=target_name(entry))
    return found.order_by("-sequence")
