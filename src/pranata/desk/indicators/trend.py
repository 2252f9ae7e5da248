"""Twelve months of one measure as a small line. The numbers stand in a table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pranata.base.ui.templatetags.ui import month_name
from pranata.engines.indicators.queries import TREND_MONTHS, read
from pranata.engines.indicators.rules import Kind, month_before
from pranata.engines.plan.queries.readings import parts_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.engines.indicators.models import Reading
    from pranata.engines.indicators.registry import Measure

WIDTH, HEIGHT = 330, 64
STEP = WIDTH // (TREND_MONTHS - 1)
MARGIN = 6  # so that a dot at the edge is whole


@dataclass(frozen=True)
class Point:
    """One month in words, and where it stands in the picture; ``y`` is None of a month without a number."""

    name: str
    words: str
    parts: str
    is_sealed: bool
    x: int
    y: int | None


@dataclass(frozen=True)
class Trend:
    """The months, oldest first; ``target_y`` is the height of the target, None where there is none to draw."""

    points: list[Point]
    target_y: int | None
    width: int = WIDTH + 2 * MARGIN
    height: int = HEIGHT + 2 * MARGIN

    @property
    def path(self) -> str:
        """The line; a month without a number leaves a gap."""
        drawn, is_down = [], False
        for each in self.points:
            if each.y is not None:
                drawn.append(f"{'L' if is_down else 'M'}{each.x} {each.y}")
            is_down = each.y is not None
        return "".join(drawn)

    @property
    def dots(self) -> list[Point]:
        return [each for each in self.points if each.y is not None]


def trend(
    measure: Measure, readings: Iterable[Reading], *, year: int, month: int, target: Decimal | None = None
) -> Trend:
    """The twelve months up to a month. ``target`` only when it is told in the measure's own unit."""
    known = {(each.year, each.month): each for each in readings}
    months = [(year, month)]
    while len(months) < TREND_MONTHS:
        months.insert(0, month_before(*months[0]))
    numbers = [each.value for each in known.values() if each.value is not None]
    low = min([Decimal(0), *numbers])
    high = max([*numbers, *([target] if target is not None else []), low + 1])

    def height(value: Decimal | None) -> int | None:
        if value is None or measure.kind == Kind.DATE:
            return None
        return MARGIN + HEIGHT - int((value - low) * HEIGHT / (high - low))

    points = [
        _point(measure, known.get(each), each, MARGIN + place * STEP, height) for place, each in enumerate(months)
    ]
    return Trend(points, height(target))


def _point(measure: Measure, reading: Reading | None, month: tuple[int, int], x: int, height) -> Point:
    name = f"{month_name(month[1])} {month[0]}"
    if reading is None:
        return Point(name, "", "", is_sealed=False, x=x, y=None)
    computed = read(reading, measure)
    sealed = reading.sealed_at is not None
    return Point(name, value_of(computed), parts_of(computed), is_sealed=sealed, x=x, y=height(reading.value))
