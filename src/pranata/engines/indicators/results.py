"""What a measure's function returns: the querysets behind a value, by kind. ``reckon`` makes numbers of them.

``None`` instead of a result means that there is nothing to measure; so does an empty whole, a change from nothing, and
a freshness without rows. None is never 0. An existence is yes or no, never None, unless the function returns None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pranata.engines.indicators.rules import Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

    Rows = QuerySet[Any]


@dataclass(frozen=True)
class Count:
    """How many rows; 0 where there are none, for that is a measured number."""

    rows: Rows
    kind = Kind.COUNT


@dataclass(frozen=True)
class Sum:
    """The sum of ``field`` over the rows; blank ones add nothing."""

    rows: Rows
    field: str
    kind = Kind.SUM


@dataclass(frozen=True)
class Ratio:
    """``part`` in per cent of ``whole``; every row of the part must be one of the whole. None without a whole."""

    part: Rows
    whole: Rows
    kind = Kind.RATIO


@dataclass(frozen=True)
class Punctuality:
    """Those done ``on_time``, in per cent of those ``due`` in the period. None when nothing was due."""

    on_time: Rows
    due: Rows
    kind = Kind.PUNCTUALITY


@dataclass(frozen=True)
class Index:
    """A value computed elsewhere (a survey's index, a sheet's score) out of ``rows``. None without value or rows."""

    value: Decimal | None
    rows: Rows
    kind = Kind.INDEX


@dataclass(frozen=True)
class Freshness:
    """The newest day in ``field`` of the rows; a moment counts as its local day. None without one."""

    rows: Rows
    field: str
    kind = Kind.DATE


@dataclass(frozen=True)
class Existence:
    """Whether there is any row, being what is in force on ``period.end``: 1 for yes, 0 for no."""

    rows: Rows
    kind = Kind.EXISTENCE


@dataclass(frozen=True)
class Change:
    """``now`` against ``before``, the same a year earlier: counts, sums, ratios, punctualities or indices.

    Counts and sums change by per cent, shares and indices by points; more is positive. Where ``before`` is None, has
    nothing to measure or is zero, the baseline that a person entered for that whole year takes its place, so an amount
    is best compared over ``Span.LAST_12_MONTHS``. None without either, and from zero.
    """

    now: Count | Sum | Ratio | Punctuality | Index
    before: Count | Sum | Ratio | Punctuality | Index | None
    kind = Kind.CHANGE


Result = Count | Sum | Ratio | Punctuality | Index | Freshness | Existence | Change
