"""Where each unit stands in the chart: the highest on top, those below it side by side, deeper ones beneath theirs."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

LETTER, LINE = 8, 17  # pixels that a letter of 13 pixels takes at most on average, and a line of them
PAD, GAP, INDENT = 10, 20, 20
WIDTH = 210


@dataclass(frozen=True)
class Branch:
    """A unit with the lines that stand below its name, and the units below it."""

    name: str
    lines: tuple[str, ...] = ()
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Box:
    """One unit as drawn; the first ``heading_count`` of ``lines`` are its name."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    heading_count: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True)
class Chart:
    """The whole chart; ``links`` are lines through points."""

    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[tuple[tuple[int, int], ...], ...]


class _Drawing:
    """Boxes and links as they are placed."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.links: list[tuple[tuple[int, int], ...]] = []

    def box(self, branch: Branch, x: int, y: int) -> Box:
        heading = _lines(branch.name)
        lines = (*heading, *(line for text in branch.lines for line in _lines(text)))
        made = Box(x, y, WIDTH, len(lines) * LINE + 2 * PAD, lines, len(heading))
        self.boxes.append(made)
        return made

    def top(self, branch: Branch, x: int) -> int:
        """Place a highest unit and all below it from ``x`` on; returns the right end."""
        columns = [_width(each) for each in branch.below]
        width = max(WIDTH, sum(columns) + GAP * max(0, len(columns) - 1))
        own = self.box(branch, x + (width - WIDTH) // 2, GAP)
        middle, turn, left = own.x + WIDTH // 2, own.bottom + GAP, x
        for below, wide in zip(branch.below, columns, strict=True):
            center = left + WIDTH // 2
            self.links.append(((middle, own.bottom), (middle, turn), (center, turn), (center, turn + GAP)))
            self.column(below, left, turn + GAP)
            left += wide + GAP
        return x + width

    def column(self, branch: Branch, x: int, y: int) -> int:
        """Place a unit and, beneath and further in, what is below it; returns the lower end."""
        own = self.box(branch, x, y)
        bottom, spine = own.bottom, x + INDENT // 2
        for below in branch.below:
            y = bottom + GAP // 2
            middle = y + PAD + LINE // 2
            self.links.append(((spine, own.bottom), (spine, middle), (x + INDENT, middle)))
            bottom = self.column(below, x + INDENT, y)
        return bottom


def chart(title: str, tops: tuple[Branch, ...]) -> Chart:
    """The chart of these highest units, side by side."""
    drawing, x = _Drawing(), GAP
    for branch in tops:
        x = drawing.top(branch, x) + GAP
    bottom = max((each.bottom for each in drawing.boxes), default=0) + GAP
    return Chart(title, max(x, WIDTH), bottom, tuple(drawing.boxes), tuple(drawing.links))


def _width(branch: Branch) -> int:
    """How wide a column is: each level below stands further in."""
    return max([WIDTH, *(INDENT + _width(each) for each in branch.below)])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(wrap(" ".join(text.split()), (WIDTH - 2 * PAD) // LETTER)) or ("",)
