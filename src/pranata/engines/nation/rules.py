"""Decisions about many offices: how their values are summed up, and from how many on."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MINIMUM_SAMPLE = 5  # fewer offices are listed, never summed up; our own rule
BAR_COUNT = 10


@dataclass(frozen=True)
class Summary:
    """Five numbers of some values, exact; ``count`` of them."""

    count: int
    minimum: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    maximum: Decimal


def summary(values: Sequence[Decimal]) -> Summary | None:
    """
    Decides: how the values of many offices are summed up: by median and quartiles, never by a mean; None of no value.
    Basis: none, our own; quartiles interpolate between neighbours, the least and the greatest value included.
    """
    if not values:
        return None
    ordered = sorted(values)
    quartiles = statistics.quantiles(ordered, n=4, method="inclusive") if len(ordered) > 1 else [ordered[0]] * 3
    return Summary(len(ordered), ordered[0], quartiles[0], quartiles[1], quartiles[2], ordered[-1])


def is_enough(count: int) -> bool:
    """
    Decides: whether there are enough offices to speak of them together.
    Basis: none, our own: the median of three tells little and points at somebody.
    """
    return count >= MINIMUM_SAMPLE


def scale(is_share: bool, minimum: Decimal, maximum: Decimal) -> tuple[Decimal, Decimal]:
    """
    Decides: from where to where a picture of values reaches: 0 to 100 for shares, else what there is, 0 included.
    Basis: none, our own: two pictures of shares are compared by eye.
    """
    if is_share:
        return min(Decimal(0), minimum), max(Decimal(100), maximum)
    return min(Decimal(0), minimum), max(maximum, Decimal(1))


def bars(values: Sequence[Decimal], low: Decimal, high: Decimal) -> list[int]:
    """
    Decides: how many values fall into each of ten equal parts from ``low`` to ``high``; a border belongs to the upper.
    Basis: none, our own.
    """
    counts = [0] * BAR_COUNT
    for value in values:
        counts[min(int((value - low) * BAR_COUNT / (high - low)), BAR_COUNT - 1)] += 1
    return counts


def supersedes(sequence: int, newest: int | None) -> bool:
    """
    Decides: whether a snapshot is taken over: it is later than the newest one taken over of that office and year.
    Basis: none, our own; ``sequence`` is the number of events in the office's audit chain when it was taken.
    """
    return newest is None or sequence > newest
