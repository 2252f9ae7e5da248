"""Decisions about evidence: when it proves something."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Proof(StrEnum):
    """What an item of evidence is worth to what uses it."""

    PROVEN = "proven"
    REMOVED = "removed"
    EXPIRED = "expired"


def proof(*, is_removed: bool, valid_to: date | None, today: date) -> Proof:
    """Decides: whether an item of evidence proves what uses it today.

    Basis: none, our own: evidence that was taken back or whose validity has ended proves nothing any more.
    """
    if is_removed:
        return Proof.REMOVED
    return Proof.EXPIRED if valid_to is not None and valid_to < today else Proof.PROVEN
