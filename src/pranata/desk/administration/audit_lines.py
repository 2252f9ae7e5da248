"""Events as the audit page and its export show them: who, when, what, from what to what; never what is sealed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from pranata.base.access.models import RoleAssignment, User
from pranata.base.audit.actions import target_name
from pranata.base.audit.models import Event
from pranata.base.people.models import Person
from pranata.desk.administration.event_words import action_words, field_of, model_of, value_name, value_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.org.models import Office

Names = Mapping[tuple[str, int], str]
USER, PERSON = User._meta.label_lower, Person._meta.label_lower


@dataclass(frozen=True)
class Change:
    """One value of an event; "" where the event says nothing of before or after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class EventLine:
    """One event in words. ``words`` is "" for a code nobody named; ``number`` is the record's key."""

    event: Event
    at: datetime | None
    actor: str
    words: str
    kind: str
    number: str
    record: str
    changes: list[Change]

    @property
    def is_sealed(self) -> bool:
        """Whether the event holds personal values that no page shows."""
        return self.event.personal != ""


def event_lines(events: Iterable[Event], reader: User) -> list[EventLine]:
    """At most two queries, however many events: for the names of accounts and of persons."""
    events = list(events)
    names = known_names(events, reader)
    return [event_line(event, names) for event in events]


def event_line(event: Event, names: Names) -> EventLine:
    label, _colon, number = event.target.partition(":")
    model = model_of(label)
    kind = str(model._meta.verbose_name) if model is not None else label
    named = names.get((label, int(number))) if number.isascii() and number.isdigit() else None
    return EventLine(
        event=event,
        at=moment(event),
        actor=actor_words(event.actor, names),
        words=action_words(event.action),
        kind=label,
        number=number,
        record=f"{kind} {named or number}".strip(),
        changes=changes(event, model, names),
    )


def moment(event: Event) -> datetime | None:
    """When it was, ``None`` when somebody made the text unreadable."""
    try:
        return datetime.fromisoformat(event.at)
    except ValueError:
        return None


def actor_words(actor: str, names: Names) -> str:
    if actor == "system":
        return _("Sistem")
    if actor == "anonymous":
        return _("Pengunjung tanpa akun")
    number = key_of(actor, "user:")
    if number is None:
        return actor
    return names.get((USER, number)) or _("Akun nomor %(number)d") % {"number": number}


def key_of(text: str, prefix: str) -> int | None:
    rest = text.removeprefix(prefix)
    return int(rest) if text != rest and rest.isascii() and rest.isdigit() else None


def values(text: str) -> dict[str, Any]:
    """What ``before`` or ``after`` says; nothing when it is no such text."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def changes(event: Event, model: type[models.Model] | None, names: Names) -> list[Change]:
    """The values of the event in words; nothing is said of one that stayed the same, or was never there."""
    before, after = values(event.before), values(event.after)
    lines = []
    for name in sorted({*before, *after}, key=lambda name: value_name(model, name)):
        if before.get(name) == after.get(name):
            continue
        field = field_of(model, name)
        told = [value_words(field, side[name], names) if name in side else "" for side in (before, after)]
        lines.append(Change(value_name(model, name), *told))
    return lines


def mentioned(events: Iterable[Event]) -> Iterator[tuple[str, int]]:
    """(label, key) of every account and person that the events name as actor, record or value."""
    for event in events:
        label, _colon, number = event.target.partition(":")
        if (actor := key_of(event.actor, "user:")) is not None:
            yield USER, actor
        if label in (USER, PERSON) and number.isascii() and number.isdigit():
            yield label, int(number)
        for name, value in (*values(event.before).items(), *values(event.after).items()):
            field = field_of(model_of(label), name)
            if isinstance(field, models.ForeignKey) and type(value) is int:
                yield field.related_model._meta.label_lower, value


def known_names(events: Iterable[Event], reader: User) -> Names:
    """The names of those accounts and persons whom the reader may know."""
    keys: dict[str, set[int]] = {USER: set(), PERSON: set()}
    for label, key in mentioned(events):
        if label in keys and key < 2**63:
            keys[label].add(key)
    users = colleagues(reader).filter(pk__in=keys[USER])
    people = Person.objects.visible_to(reader).filter(pk__in=keys[PERSON])
    return {(USER, user.pk): str(user) for user in users} | {(PERSON, each.pk): str(each) for each in people}


def colleagues(reader: User) -> QuerySet[User]:
    """The accounts of persons, and of who holds or held a role, at offices whose people the reader may see."""
    offices = reader.offices_with("people.view")
    held = RoleAssignment.objects.filter(user=OuterRef("pk"), office__in=offices)
    return User.objects.filter(Exists(held) | Q(person__office__in=offices)).select_related("person")


def last_event(office: Office, action: str) -> EventLine | None:
    """The newest event of this action upon the office itself, without names."""
    found = Event.objects.filter(office_code=office.code, target=target_name(office), action=action)
    newest = found.order_by("-sequence").first()
    return event_line(newest, {}) if newest is not None else None
