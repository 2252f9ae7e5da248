"""Time limits as data (Jangka Waktu): ``data/clocks/*.toml``, each with its basis and the days it is in force."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from django.conf import settings


class Unit(StrEnum):
    WORKING_DAY = "working_day"


@dataclass(frozen=True)
class Clock:
    """One time limit: ``amount`` of ``unit`` for an ``event`` of a ``service``."""

    service: str
    event: str
    amount: int
    unit: Unit
    basis: str
    certainty: str
    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def clock_for(name: str, *, on: date) -> Clock:
    """The clock ``"plan.escalation"`` as in force on that day. Raises ``LookupError`` when none or several are."""
    service, _dot, event = name.partition(".")
    found = [each for each in clocks() if (each.service, each.event) == (service, event) and each.is_in_force(on)]
    if len(found) != 1:
        raise LookupError(f"{name}: {len(found)} clocks in force on {on}")
    return found[0]


@cache
def clocks() -> tuple[Clock, ...]:
    """Every clock of every file; a misspelt key or unit fails here."""
    files = sorted((settings.DATA_DIR / "clocks").glob("*.toml"))
    rows = [row for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["clock"]]
    return tuple(Clock(**{**row, "unit": Unit(row["unit"])}) for row in rows)
