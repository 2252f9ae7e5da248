"""A distribution as a small picture: how many offices stand at which value. The numbers stand in a table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pranata.engines.indicators.sentences import number_words

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from pranata.engines.nation.models import Distribution

WIDTH, HEIGHT = 120, 28
BAR_WIDTH = WIDTH // 10


@dataclass(frozen=True)
class Bar:
    """One bar: ``count`` offices from ``low`` to ``high``."""

    count: int
    low: Decimal
    high: Decimal

    @property
    def words(self) -> str:
        """From where to where, as people read it."""
        return f"{number_words(self.low)}–{number_words(self.high)}"


@dataclass(frozen=True)
class Picture:
    """``counts`` are the offices in ten equal parts from ``low`` to ``high``; ``median`` stands among them."""

    counts: tuple[int, ...]
    low: Decimal
    high: Decimal
    median: Decimal

    @property
    def bars(self) -> list[Bar]:
        """The bars with their numbers; only a table asks."""
        step = (self.high - self.low) / 10
        return [
            Bar(count, self.low + step * place, self.low + step * (place + 1))
            for place, count in enumerate(self.counts)
        ]

    @property
    def path(self) -> str:
        """All bars drawn at once."""
        tallest = max(self.counts)
        return "".join(
            f"M{place * BAR_WIDTH} {HEIGHT}v-{(height := _height(count, tallest))}h{BAR_WIDTH - 1}v{height}z"
            for place, count in enumerate(self.counts)
            if count
        )

    @property
    def svg(self) -> SafeString:
        """The picture itself; written here, for a page shows one a province."""
        x = int((self.median - self.low) * WIDTH / (self.high - self.low))
        return mark_safe(  # noqa: S308 -- numbers and one escaped word
            f'<svg class="spread" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img"'
            f' aria-label="{escape(_("Sebaran nilai"))}"><path d="{self.path}"/>'
            f'<line x1="{x}" x2="{x}" y1="0" y2="{HEIGHT}"/></svg>'
        )


def picture(distribution: Distribution) -> Picture | None:
    """The picture of the values; None while too few offices have one."""
    if not distribution.is_enough:
        return None
    return Picture(tuple(distribution.bars), distribution.low, distribution.high, distribution.median)


def _height(count: int, tallest: int) -> int:
    """Of a bar with anything in it; at least 2."""
    return max(2, count * HEIGHT // tallest)
