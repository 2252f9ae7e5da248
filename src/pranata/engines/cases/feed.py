"""Cases as events of an account's calendar: number and the words staff gave them, nothing that is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.cases.queries import own_cases, own_other_days
from pranata.lib.ical import DayEvent

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.cases.queries import Entry
    from pranata.engines.cases.registry import OtherDay


def day_events(user: User, *, site: str) -> list[DayEvent]:
    """An event on the day by which each case is due that the account or its unit is charged with, and on other days.

    ``site`` is how addresses begin, without a slash at its end.
    """
    others = [other_event(entry, day, site) for entry, day in own_other_days(user)]
    return [*(day_event(entry, site) for entry in own_cases(user)), *others]


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


def other_event(entry: Entry, other: OtherDay, site: str) -> DayEvent:
    """An event of its own; moved to another day it is a later version of the same."""
    case = entry.case
    return DayEvent(
        uid=f"{case._meta.label_lower}-{case.pk}-{other.code}@pranata",
        day=other.day,
        summary=f"{entry.title}: {other.words}",
        description=str(entry.kind.title),
        address=f"{site}{entry.address}",
        sequence=other.day.toordinal(),
    )
