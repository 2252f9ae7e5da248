"""Decisions about exempted information and the proposals that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from pranata.lib.workdays import is_working_day, working_days_between

if TYPE_CHECKING:
    from collections.abc import Container

# What a proposal must say before it leaves the house, by the names of its form.
PARTS = ("title", "description", "ground", "statute", "consequence", "public_interest", "proposed_until")


class Exemption(StrEnum):
    """How an exemption stands on a day."""

    CLOSED = "closed"
    TO_REVIEW = "to_review"
    OPEN = "open"


def exemption_on(day: date, *, expires_on: date | None, days_off: Container[date], ahead: int) -> Exemption:
    """
    Decides: whether information is still exempted, is to be reviewed now, or has become open.
    Basis: clock exemption_review in data/clocks/information_requests.toml, whose amount is ``ahead``: PPID re-opens an
    exemption at least that many working days before it expires; what is not tested anew is open when it expires.
    """
    if expires_on is None:
        return Exemption.CLOSED
    if day > expires_on:
        return Exemption.OPEN
    left = working_days_between(day, expires_on, days_off)
    return Exemption.TO_REVIEW if left <= ahead else Exemption.CLOSED


def review_day(expires_on: date, *, days_off: Container[date], ahead: int) -> date:
    """
    Decides: the last working day on which an exemption may be tested anew in time, counted back from its end.
    Basis: as ``exemption_on``: ``ahead`` working days still follow it, the day of expiry included.
    """
    day, left = expires_on, 0
    while left < ahead or not is_working_day(day, days_off):
        left += is_working_day(day, days_off)
        day -= timedelta(days=1)
    return day


def missing_parts(given: Mapping[str, object]) -> tuple[str, ...]:
    """
    Decides: what a proposal of exemption lacks before it may be sent.
    Basis: Permenlu 1/2024 Pasal 29 as a pattern (description, statute, consequences, period); the ground is one of
    UU 14/2008 Pasal 17. That the public interest is weighed in words: Perki 1/2021, own reading of secondary sources.
    """
    return tuple(name for name in PARTS if not str(given.get(name) or "").strip())


def may_decide(decider: int | None, *, proposed_by: int | None) -> bool:
    """
    Decides: whether an account may decide a proposal: never the one that made it, whatever roles it holds.
    Basis: none, our own; PKPU 4/2025 has the test done at KPU and KPU Provinsi (abstract read, text not checked).
    """
    return decider is not None and decider != proposed_by
