"""A distribution as a small picture: how many offices stand at which value. The numbers stand in a table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pranata.engines.indicators.sentences import number_words

if TYPE_CHECKING:
    from pranata.engines.nation.models import Distribution

WIDTH, HEIGHT = 120, 28
BAR_WIDTH = WIDTH // 10


@dataclass(frozen=True)
class Bar:
    """One bar in the picture's own units: ``count`` offices from ``low`` to ``high``."""

    x: int
    height: int
    count: int
    low: Decimal
    high: Decimal

    @property
    def words(self) -> str:
        """From where to where, as people read it; only a table asks."""
        return f"{number_words(self.low)}–{number_words(self.high)}"


@dataclass(frozen=True)
class Picture:
    """``path`` draws all bars at once; ``median_x`` is where the median stands."""

    bars: list[Bar]
    median_x: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def path(self) -> str:
        return "".join(
            f"M{bar.x} {HEIGHT}v-{bar.height}h{BAR_WIDTH - 1}v{bar.height}z" for bar in self.bars if bar.count
        )


def picture(distribution: Distribution) -> Picture | None:
    """The picture of the values; None while too few offices have one."""
    if not distribution.is_enough:
        return None
    low, step = distribution.low, (distribution.high - distribution.low) / 10
    tallest = max(distribution.bars)
    bars = [
        Bar(
            x=place * BAR_WIDTH,
            height=_height(count, tallest),
            count=count,
            low=low + step * place,
            high=low + step * (place + 1),
        )
        for place, count in enumerate(distribution.bars)
    ]
    return Picture(bars, int((distribution.median - low) * WIDTH / (distribution.high - low)))


def _height(count: int, tallest: int) -> int:
    """At least 2 where there is anything at all."""
    return max(2, count * HEIGHT // tallest) if count else 0
