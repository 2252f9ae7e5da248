"""Decisions about legal products: until when a planned one is due, how its stages follow, what one does to another."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from pranata.lib.workdays import is_working_day

UPLOAD_DAYS = 3  # working days; no clock for the upload was found in the regulations, so this is our own


class Effect(StrEnum):
    """What a legal product does to an older one."""

    AMENDS = "mengubah"
    REPLACES = "mengganti"
    REVOKES = "mencabut"


class Purpose(StrEnum):
    """Why something is drafted."""

    NEW = "baru"
    REVISE = "ubah"
    DEREGULATE = "deregulasi"
    REPLACE = "ganti"
    REVOKE = "cabut"


EFFECTS = {
    Purpose.REVISE: Effect.AMENDS,
    Purpose.DEREGULATE: Effect.AMENDS,
    Purpose.REPLACE: Effect.REPLACES,
    Purpose.REVOKE: Effect.REVOKES,
}


def target_day(year: int, month: int) -> date:
    """
    Decides: until which day something planned for a month is on time: the month's last.
    Basis: decree 13/HK.03.1/3503/2022, the table's columns are months; the last day is our own reading
    """
    return date(year, month, monthrange(year, month)[1])


def upload_day(enacted_on: date, days_off: Container[date]) -> date:
    """
    Decides: until which day a legal product is uploaded to the JDIH after it was enacted.
    Basis: none, our own: three working days; Keputusan KPU 10/HK.04/08/2022 asks for current data without a number
    """
    day, left = enacted_on, UPLOAD_DAYS
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, days_off)
    return day


def effect_of(purpose: Purpose) -> Effect | None:
    """
    Decides: what a legal product made for that purpose does to the one it was made for; None of a new one.
    Basis: decree 13/HK.03.1/3503/2022, 2.2 to 2.4: revise, cut back, make anew; replacing and revoking are our own
    """
    return EFFECTS.get(purpose)


def is_ended_by(effect: Effect) -> bool:
    """
    Decides: whether a legal product is no longer in force once another one does this to it.
    Basis: JDIHN, ILDIS table status: mencabut ends the older one, mengubah does not
    """
    return effect in (Effect.REPLACES, Effect.REVOKES)


def late_or_future(days: Sequence[date | None], *, today: date) -> str:
    """
    Decides: whether the last of the stages' ``days`` may stand: "future", "before" the stage before it, or "" if so.
    Basis: none, our own: stages happen one after the other, and are noted once they have happened
    """
    given = [day for day in days if day is not None]
    if not given:
        return ""
    if given[-1] > today:
        return "future"
    return "before" if any(day > given[-1] for day in given[:-1]) else ""


def settled_lacks(*, is_settled: bool, said: Mapping[str, object]) -> list[str]:
    """
    Decides: what a finding lacks that is said to be settled: the decision and its day.
    Basis: none, our own
    """
    return sorted(name for name, value in said.items() if not value) if is_settled else []
