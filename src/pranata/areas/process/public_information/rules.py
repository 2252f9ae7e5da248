"""Decisions about exempted information."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pranata.lib.workdays import working_days_between

if TYPE_CHECKING:
    from collections.abc import Container

REVIEW_WORKING_DAYS = 30  # Perki 1/2021, as services of the Komisi Informasi describe it; article not checked


class Exemption(StrEnum):
    """How an exemption stands on a day."""

    CLOSED = "closed"
    TO_REVIEW = "to_review"
    OPEN = "open"


def exemption_on(day: date, *, expires_on: date | None, days_off: Container[date]) -> Exemption:
    """
    Decides: whether information is still exempted, is to be reviewed now, or has become open.
    Basis: Perki 1/2021 (own reading of secondary sources): PPID re-opens an exemption at least 30 working days before
    it expires; what is not tested anew is open when it expires.
    """
    if expires_on is None:
        return Exemption.CLOSED
    if day > expires_on:
        return Exemption.OPEN
    left = working_days_between(day, expires_on, days_off)
    return Exemption.TO_REVIEW if left <= REVIEW_WORKING_DAYS else Exemption.CLOSED
