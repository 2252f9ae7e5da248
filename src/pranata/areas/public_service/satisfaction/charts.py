"""Where the points of a survey's history stand; the template draws them. The table beside it holds the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.areas.public_service.satisfaction.numbers import two
from pranata.areas.public_service.satisfaction.outcomes import MOST_PAST

if TYPE_CHECKING:
    from pranata.engines.surveys.queries.results import Past

WIDTH, HEIGHT = 340, 190  # so wide that its letters can be read on a phone
LEFT, RIGHT, TOP, BASE = 34, 326, 22, 154
LEAST_SPAN = 0.1  # of the whole scale


@dataclass(frozen=True)
class Point:
    """One survey: its dot, the whisker of its interval, and what is written above and below."""

    x: float
    y: float
    high: float
    low: float
    words: str
    name: str


@dataclass(frozen=True)
class Mark:
    """A line across where a grade begins."""

    y: float
    words: str


@dataclass(frozen=True)
class Chart:
    """Points from left to right, the line through them, and the grades within sight."""

    points: tuple[Point, ...]
    path: str
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    base: int = BASE


def chart_of(found: list[Past]) -> Chart | None:
    """The newest surveys of a history; None below two."""
    rows = found[-MOST_PAST:]
    if len(rows) < 2:
        return None
    known = rows[-1].survey.questionnaire
    lows = [each.interval.low if each.interval else float(each.result.index) for each in rows]
    highs = [each.interval.high if each.interval else float(each.result.index) for each in rows]
    least = LEAST_SPAN * float(known.most) if known else 1.0
    bottom, top = _stretch(min(lows), max(highs), least)

    def height(value: float) -> float:
        return round(BASE - (value - bottom) / (top - bottom) * (BASE - TOP), 1)

    step = (RIGHT - LEFT) / len(rows)
    points = tuple(
        Point(
            round(LEFT + step * (place + 0.5), 1),
            height(float(each.result.index)),
            height(high),
            height(low),
            two(each.result.index),
            each.survey.opens_on.strftime("%m/%y"),
        )
        for place, (each, low, high) in enumerate(zip(rows, lows, highs, strict=True))
    )
    bands = known.bands if known else ()
    marks = tuple(Mark(height(float(each.lowest)), each.code) for each in bands if bottom < each.lowest < top)
    return Chart(points, " ".join(f"{each.x},{each.y}" for each in points), marks)


def _stretch(low: float, high: float, least: float) -> tuple[float, float]:
    """The stretch of the scale that is drawn: a little more than it holds, never too little."""
    more = max(least - (high - low), 0) / 2 + (high - low) * 0.05
    return low - more, high + more
