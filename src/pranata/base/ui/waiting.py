"""What waits for an account besides plan, cases and dispositions: capabilities offer it, desk and calendar show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Waiting:
    """One thing to do: ``head`` says of which kind, ``words`` what the button says that leads to ``address``.

    ``key`` names it and its day for good, without personal data; ``due_on`` is None where no day is set. ``line`` is
    what may leave the house of it, by calendar and by being passed on.
    """

    key: str
    head: str
    title: str
    words: str
    address: str
    line: str
    due_on: date | None = None
    note: str = ""


# What waits for an account at an office, or at all of its offices (None).
Source = Callable[["User", "Office | None"], list[Waiting]]

_sources: dict[str, Source] = {}


def offer_waiting(code: str, source: Source) -> None:
    """Let desk and calendar have ``source``. Raises ValueError when ``code`` is another's."""
    if _sources.setdefault(code, source) is not source:
        raise ValueError(f"{code} is offered twice")


def waiting_for_account(user: User, office: Office | None = None) -> list[Waiting]:
    """Everything that waits, the earliest day first, what has none at the end."""
    found = [each for source in _sources.values() for each in source(user, office)]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.key))
