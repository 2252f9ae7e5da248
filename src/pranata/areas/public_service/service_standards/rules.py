"""Decisions about service standards and the pledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date


def missing_components(texts: Mapping[str, str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Decides: which components a standard still lacks before it is legalized, in their order.

    Basis: UU 25/2009 ps. 21, a standard contains all fourteen; blank is missing (own).
    """
    return tuple(code for code in wanted if not texts.get(code, "").strip())


def publishable_on(effective_from: date | None, today: date) -> bool:
    """Decides: whether a legalized standard or pledge may be shown, and take the place of the one before it.

    Basis: own; what is not yet in force would hide what still is.
    """
    return effective_from is not None and effective_from <= today


def review_refused(reviewed_on: date, *, effective_from: date | None, today: date) -> bool:
    """Decides: whether a review may bear this day: from the day the standard is in force until today.

    Basis: own; a standard is reviewed as it was applied (UU 25/2009 ps. 20 asks for standards that are kept up).
    """
    return reviewed_on > today or (effective_from is not None and reviewed_on < effective_from)
