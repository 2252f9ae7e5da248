"""Cases as events of an account's calendar: number and the words staff gave them, nothing that is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.cases.queries import own_cases
from pranata.lib.ical import DayEvent

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.cases.queries import Entry


def day_events(user: User, *, site: str) -> list[DayEvent]:
    """An event on the day by which each case is due that the account or its unit is charged with.

    ``site`` is how addresses begin, without a slash at its end.
    """
    return [day_event(entry, site) for entry in own_cases(user)]


def day_event(entry: Entry, site: str) -> DayEvent:
    case = entry.case
    return DayEvent(
        uid=f"{case._meta.label_lower}-{case.pk}@pranata",
        day=case.due_on,
        summary=entry.title,
        description=str(entry.kind.title),
        address=f"{site}{entry.address}",
        sequence=case.due_changes,
    )
