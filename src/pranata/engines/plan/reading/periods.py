"""Schedules by quarter, four months or half-year: which columns they are, and which months each stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .months import ROMAN


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the year (Triwulan, Caturwulan, Semester): its length in months and how remarks count them."""

    name: str
    length: int
    all_months: str


QUARTER = Period("triwulan", 3, "ketiga")
PERIODS = (
    (re.compile(r"\b(?:tri ?wulan|tw|kuartal|kwartal|quarter|q)(?![a-z])"), QUARTER),
    (re.compile(r"\b(?:catur ?wulan|cawu)(?![a-z])"), Period("caturwulan", 4, "keempat")),
    (re.compile(r"\b(?:semester|smt|sem)(?![a-z])"), Period("semester", 6, "keenam")),
)
ORDINAL = re.compile(r"[\W_]*(?:ke[\W_]*)?(iv|i{1,3}|[1-4])(?![a-z0-9])")
MOST_WORDS = 5  # words of a heading of a period: "TW I", "Triwulan ke-1 (Jan s.d. Mar)"
LEAST_PERIODS = 2  # columns of periods that make a schedule
QUARTERS = 4


def period_in(words: str) -> Period | None:
    """The kind of period a heading speaks of ("PELAKSANAAN (TRIWULAN)"), or None."""
    return next((period for pattern, period in PERIODS if pattern.search(words.lower())), None)


def period_named(cell: str) -> tuple[Period, int] | None:
    """(kind, rank in the year) of a heading such as "TW I", "Triwulan 2", "Semester ke-1 (Jan–Jun)", or None."""
    words = cell.lower().strip()
    for pattern, period in PERIODS:
        match = pattern.match(words)
        ordinal = ORDINAL.match(words, match.end()) if match else None
        if ordinal is not None and len(words.split()) <= MOST_WORDS:
            rank = ROMAN.get(ordinal.group(1)) or int(ordinal.group(1))
            return (period, rank) if rank * period.length <= len(ROMAN) else None
    return None


def period_columns(cells: list[str]) -> tuple[dict[int, int], Period | None]:
    """(first month of each period by column index, their kind) of a row of such headings, else ({}, None).

    Decides: at least two of one kind, counted from 1 on.
    """
    found = {index: named for index, cell in enumerate(cells) if cell.strip() and (named := period_named(cell))}
    kinds = {period for period, _ in found.values()}
    ranks = [rank for _, rank in found.values()]
    if len(ranks) < LEAST_PERIODS or len(kinds) > 1 or ranks != list(range(1, len(ranks) + 1)):
        return {}, None
    (period,) = kinds
    return first_months({index: rank for index, (_, rank) in found.items()}, period), period


def numbered_period(count: int, words: str) -> Period | None:
    """What columns that are only numbered 1 to `count` stand for below a heading of these `words`; None for months.

    Decides: the heading says it; four columns are quarters.
    """
    period = period_in(words)
    if period is not None and count * period.length <= len(ROMAN):
        return period
    return QUARTER if count == QUARTERS else None


def first_months(ranks: dict[int, int], period: Period) -> dict[int, int]:
    """The first month of each period by column index."""
    return {index: (rank - 1) * period.length + 1 for index, rank in ranks.items()}


def months_within(firsts: list[int], period: Period) -> list[int]:
    """All months of periods, by the first month of each."""
    return [month for first in firsts for month in range(first, first + period.length)]
