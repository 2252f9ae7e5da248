"""The staff menu's places that capabilities and registers offer; ``desk/shell.html`` lists them for every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


class Group(StrEnum):
    """Under which heading of the menu a place stands."""

    SERVICES = "services"
    DOCUMENTS = "documents"
    REGISTERS = "registers"


@dataclass(frozen=True)
class Place:
    """One place: ``section`` is what its pages call themselves, ``address`` where it begins at an office."""

    section: str
    title: str | Promise
    address: Callable[[Office], str]
    permission: str
    group: Group
    icon: str = "letter"


@dataclass(frozen=True)
class Entry:
    """A place as the menu of one office links it."""

    section: str
    title: str | Promise
    address: str
    icon: str


_places: dict[str, Place] = {}


def offer(place: Place) -> None:
    """Let the menu have ``place``; again changes nothing. Raises ValueError when its section is another's."""
    if _places.setdefault(place.section, place).title != place.title:
        raise ValueError(f"menu section {place.section} is offered twice")


def menu_context(user: User, office: Office, *, section: str) -> dict[str, Any]:
    """What ``desk/shell.html`` needs on a page of ``section``: the office, and the places ``user`` may enter there."""
    groups: dict[str, list[Entry]] = {group: [] for group in Group}
    for each in _places.values():
        if user.can(each.permission, office):
            groups[each.group].append(Entry(each.section, each.title, each.address(office), each.icon))
    ordered = {group: sorted(found, key=lambda entry: str(entry.title)) for group, found in groups.items()}
    return {"office": office, "section": section, "offered": ordered}
