"""Whether a document is in force on a day, and how its number is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a document stands on a day (Status): the words of JDIH, in English names."""

    DRAFT = "rancangan"
    NOT_YET = "belum-berlaku"
    IN_FORCE = "berlaku"
    CHANGED = "diubah"
    REVOKED = "dicabut"
    ENDED = "tidak-berlaku"


class RelationKind(StrEnum):
    """What one document does to another, from the acting one; the mirror is derived."""

    AMENDS = "mengubah"
    REVOKES = "mencabut"
    REVOKES_PARTLY = "mencabut-sebagian"
    IMPLEMENTS = "melaksanakan"
    SEE = "terkait"


CHANGING = (RelationKind.AMENDS, RelationKind.REVOKES_PARTLY)


@dataclass(frozen=True)
class Term:
    """From when to when a document is in force by itself: its own first and last day, None of what it does not say."""

    issued_on: date | None
    effective_from: date | None = None
    effective_until: date | None = None

    @property
    def first_day(self) -> date | None:
        """The day it comes into force; None of a draft."""
        return self.issued_on and (self.effective_from or self.issued_on)


@dataclass(frozen=True)
class Effect:
    """What another document did to it, and the first day on which that counts; None of one that is a draft."""

    kind: RelationKind
    since: date | None


def standing_on(day: date, term: Term, effects: Iterable[Effect]) -> Standing:
    """
    Decides: how a document stands on ``day``: revoked before ended, ended before changed.
    Basis: JDIHN, ILDIS table status (mencabut, dicabut, mengubah, diubah, Berlaku, Tidak Berlaku); that a revoked
    document is no longer in force from the day of the revoking one is our own derivation
    """
    if term.first_day is None:
        return Standing.DRAFT
    counting = {each.kind for each in effects if each.since is not None and each.since <= day}
    if RelationKind.REVOKES in counting:
        return Standing.REVOKED
    if term.effective_until is not None and term.effective_until < day:
        return Standing.ENDED
    if day < term.first_day:
        return Standing.NOT_YET
    return Standing.CHANGED if counting.intersection(CHANGING) else Standing.IN_FORCE


def is_in_force(standing: Standing) -> bool:
    """
    Decides: whether a document of that standing is law: an amended one is.
    Basis: JDIHN feed, key status (berlaku or tidak berlaku)
    """
    return standing in (Standing.IN_FORCE, Standing.CHANGED)
