"""Finding events, newest first, a stretch of the chain at a time; what a reader may not see is not there.

An event about a record is shown to who may see the record (its QuerySet's ``visible_to``). Of a record that is gone,
nobody can say any more whether it was open to the reader: then its app decides, and files, which may have been sealed,
stay hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from pranata.base.audit.chain import canonical_moment
from pranata.base.audit.models import Event
from pranata.desk.administration.event_words import model_of

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

EVENTS_AT_ONCE = 200
# The permission with which events about rows that are gone may be read, by the app whose rows they were.
WHEN_GONE = {
    "access": "access.view",
    "documents": "documents.view",
    "org": "org.view",
    "people": "people.view",
    "plan": "plan.view",
}


@dataclass(frozen=True)
class AuditFilter:
    """What is asked for. ``action`` is a code, or an app with its dot; ``kind`` and ``number`` name a record."""

    since: date | None = None
    until: date | None = None
    actor: str = ""
    action: str = ""
    kind: str = ""
    number: str = ""

    def narrow(self, events: QuerySet[Event], office: Office) -> QuerySet[Event]:
        """Days are those of the office's own time zone."""
        conditions: dict[str, Any] = {}
        if self.since:
            conditions["at__gte"] = start_of(self.since, office)
        if self.until:
            conditions["at__lt"] = start_of(self.until + timedelta(days=1), office)
        if self.actor:
            conditions["actor"] = self.actor
        if self.action:
            conditions["action__startswith" if self.action.endswith(".") else "action"] = self.action
        if self.kind and self.number:
            conditions["target"] = f"{self.kind}:{self.number}"
        elif self.kind:
            conditions["target__startswith"] = f"{self.kind}:"
        return events.filter(**conditions)


def start_of(day: date, office: Office) -> str:
    return canonical_moment(datetime.combine(day, time.min, ZoneInfo(office.time_zone)))


@dataclass(frozen=True)
class Found:
    """The events found, and the sequence number from which to look further back, ``None`` at the chain's beginning."""

    events: list[Event]
    older_than: int | None


def search(
    office: Office, reader: User, wanted: AuditFilter, *, limit: int, older_than: int | None = None, look_at: int = 5000
) -> Found:
    """Up to ``limit`` events among the next ``look_at`` at most: the cost is the same however long the chain."""
    rows = Event.objects.visible_to(reader).filter(office_code=office.code)
    rows = wanted.narrow(rows, office).order_by("-sequence")
    found: list[Event] = []
    for _stretch in range(0, look_at, EVENTS_AT_ONCE):
        earlier = rows if older_than is None else rows.filter(sequence__lt=older_than)
        stretch = list(earlier[:EVENTS_AT_ONCE])
        found += readable(stretch, office, reader)
        if len(found) > limit:
            return Found(found[:limit], found[limit - 1].sequence)
        if len(stretch) < EVENTS_AT_ONCE:
            return Found(found, None)
        older_than = stretch[-1].sequence
    return Found(found, older_than)


def readable(events: Iterable[Event], office: Office, reader: User) -> list[Event]:
    """Those of ``events`` that speak of no record, or of one the reader may see; two queries a kind of record."""
    events = list(events)
    asked: dict[str, set[str]] = defaultdict(set)
    for event in events:
        label, _colon, number = event.target.partition(":")
        asked[label].add(number)
    seen = {label: seen_numbers(label, numbers, office, reader) for label, numbers in asked.items() if label}
    return [event for event in events if not event.target or is_seen(event.target, seen)]


def is_seen(target: str, seen: dict[str, set[str]]) -> bool:
    label, _colon, number = target.partition(":")
    return number in seen.get(label, ())


def seen_numbers(label: str, numbers: set[str], office: Office, reader: User) -> set[str]:
    """Which of the rows ``numbers`` of a kind the reader may hear of; none of a kind that says not who may see it."""
    model = model_of(label)
    if model is None or not hasattr(model._default_manager, "visible_to"):
        return set()
    keys = {key: number for number in numbers if (key := key_from(model, number)) is not None}
    visible = set(model._default_manager.visible_to(reader).filter(pk__in=keys).values_list("pk", flat=True))
    permission = WHEN_GONE.get(model._meta.app_label)
    if len(visible) < len(keys) and permission and reader.can(permission, office):
        visible |= keys.keys() - set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    return {keys[key] for key in visible}


def key_from(model: type[models.Model], number: str) -> Any:
    """The key written as ``number``, ``None`` when no row can have it."""
    try:
        key = model._meta.pk.to_python(number)
    except ValidationError:
        return None
    return key if not isinstance(key, int) or abs(key) < 2**63 else None
