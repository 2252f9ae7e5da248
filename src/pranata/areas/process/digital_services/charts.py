"""Where the bars of a year of use stand; the template draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.ui.templatetags.ui import MONTH_NAMES
from pranata.engines.indicators.sentences import number_words

if TYPE_CHECKING:
    from pranata.areas.process.digital_services.queries import MonthOfUse

WIDTH, HEIGHT = 600, 170
TOP, BASE = 22, 142  # between them the bars; above the highest stands its number, below the base the month
STEP = WIDTH // 12
BAR = 26


@dataclass(frozen=True)
class Bar:
    """One month: the bar of what went through the application inside that of all; numbers of the drawing's grid."""

    x: int
    middle: int
    name: str
    words: str
    y: int
    height: int
    whole_y: int
    whole_height: int

    @property
    def label_y(self) -> int:
        """Above which the number stands."""
        return min(self.y, self.whole_y)


@dataclass(frozen=True)
class Chart:
    """Twelve bars and their size; without a number in any month there are none."""

    bars: tuple[Bar, ...]
    has_whole: bool
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def chart_of(months: list[MonthOfUse]) -> Chart:
    """The months as bars, the highest as high as there is room; what is counted is transactions, else users."""
    parts = [_counted(each, months) for each in months]
    wholes = [each.whole or 0 for each in months] if _is_by_transactions(months) else [0] * len(months)
    highest = max([*(part or 0 for part in parts), *wholes], default=0)
    if not highest:
        return Chart((), has_whole=False)
    bars = []
    for number, (month, part, whole) in enumerate(zip(months, parts, wholes, strict=True)):
        height, whole_height = _height(part or 0, highest), _height(whole, highest)
        x = number * STEP + (STEP - BAR) // 2
        name = str(MONTH_NAMES[month.month - 1][0])
        words = "" if part is None else number_words(part)
        bars.append(Bar(x, x + BAR // 2, name, words, BASE - height, height, BASE - whole_height, whole_height))
    return Chart(tuple(bars), has_whole=any(wholes))


def _is_by_transactions(months: list[MonthOfUse]) -> bool:
    return any(each.transactions is not None for each in months)


def _counted(month: MonthOfUse, months: list[MonthOfUse]) -> int | None:
    return month.transactions if _is_by_transactions(months) else month.users


def _height(number: int, highest: int) -> int:
    return round((BASE - TOP) * number / highest)


def counted_words(months: list[MonthOfUse]) -> str:
    """What the bars count."""
    return _("jumlah lewat aplikasi") if _is_by_transactions(months) else _("pengguna atau pengunjung")
