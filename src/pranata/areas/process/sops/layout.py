"""Where the symbols and arrows of a flow chart stand: rows are steps, columns are actors; numbers, no drawing.

Each row has one symbol, in the middle of its actor's column, so a line along the middle of a row meets no other symbol.
Arrows to the row below end on top of its symbol; every other arrow leaves sideways, runs along the edge of a column,
where no symbol stands, and enters its target from the side. So no arrow crosses a symbol. An arrow to another page
ends in an off-page connector, and begins anew at one of the same letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from string import ascii_uppercase

from pranata.areas.process.sops.rules import Stop, Symbol, targets

WIDTH, HEIGHT = 72.0, 30.0  # of a symbol
COLUMN = 120.0
STRIP = 30.0  # above and below the rows of a page, for connectors
CONNECTOR = 14.0
TRACKS = (-8.0, 8.0, 0.0)  # side by side along the edge of a column
SIDE_PORT = HEIGHT / 4  # arrows come in that far below the middle of a side, and leave from the middle

Point = tuple[float, float]


class Way(StrEnum):
    """What stands beside an arrow."""

    PLAIN = ""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Box:
    """One symbol; ``x`` and ``y`` are its middle."""

    place: int
    symbol: Symbol
    x: float
    y: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (self.x - WIDTH / 2, self.y - HEIGHT / 2, self.x + WIDTH / 2, self.y + HEIGHT / 2)


@dataclass(frozen=True)
class Arrow:
    """One line of upright and level pieces; its head is at the last point unless it ends in a connector."""

    source: int
    target: int
    points: tuple[Point, ...]
    way: Way = Way.PLAIN
    has_head: bool = True


@dataclass(frozen=True)
class Connector:
    """A connector between pages; ``x`` and ``y`` are its middle, ``page`` the number of the other one, 1 first."""

    letter: str
    x: float
    y: float
    page: int


@dataclass
class Page:
    """What is drawn of the rows from place ``first`` on; ``tops`` are the upper edges of rows and the lowest edge."""

    first: int
    tops: list[float]
    width: float
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    connectors: list[Connector] = field(default_factory=list)

    @property
    def height(self) -> float:
        return self.tops[-1] + STRIP

    @property
    def count(self) -> int:
        return len(self.tops) - 1

    def has(self, place: int) -> bool:
        return self.first <= place < self.first + self.count

    def box(self, place: int) -> Box:
        return self.boxes[place - self.first]


@dataclass(frozen=True)
class _Link:
    source: int
    target: int
    way: Way


def lay_out(
    stops: Sequence[Stop], actors: int, heights: Sequence[float], *, limit: float | None = None
) -> tuple[Page, ...]:
    """The pages of a chart whose rows are ``heights`` high; a page's rows are at most ``limit`` high together."""
    pages = _pages(heights, max(actors, 1) * COLUMN, limit)
    for page in pages:
        for place in range(page.first, page.first + page.count):
            at = place - page.first
            column = min(stops[place].actor or 0, max(actors - 1, 0))
            middle = (page.tops[at] + page.tops[at + 1]) / 2
            page.boxes.append(Box(place, stops[place].symbol, (column + 0.5) * COLUMN, middle))
    _Router(pages).draw(_links(stops))
    return tuple(pages)


def _pages(heights: Sequence[float], width: float, limit: float | None) -> list[Page]:
    pages: list[Page] = []
    for place, height in enumerate(heights):
        used = pages[-1].tops[-1] - STRIP if pages else 0.0
        if not pages or (limit is not None and used + height > limit):
            pages.append(Page(place, [STRIP], width))
        pages[-1].tops.append(pages[-1].tops[-1] + height)
    return pages


def _links(stops: Sequence[Stop]) -> list[_Link]:
    found = []
    for place, stop in enumerate(stops):
        ways = (Way.YES, Way.NO) if stop.symbol == Symbol.DECISION else (Way.PLAIN,)
        to = targets(stops, place)
        if len(to) == 1 and stop.symbol == Symbol.DECISION and stop.no is not None and stop.yes is not None:
            ways = (Way.YES,)
        found += [_Link(place, target, way) for target, way in zip(to, ways, strict=False)]
    return found


class _Router:
    """Draws one arrow after the other; remembers which tracks and letters are taken."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        self.tracks: dict[tuple[int, int], int] = {}  # how many lines run along an edge of a column of a page
        self.left: dict[int, set[int]] = {}  # on which sides lines leave each symbol
        self.letters = 0

    def draw(self, links: list[_Link]) -> None:
        for link in links:
            source, target = self.page_of(link.source), self.page_of(link.target)
            if self.pages[source] is not self.pages[target]:
                self.across(link, source, target)
            elif link.target == link.source + 1:
                self.below(link, self.pages[source])
            else:
                self.aside(link, source)

    def page_of(self, place: int) -> int:
        return next(number for number, page in enumerate(self.pages) if page.has(place))

    def side(self, box: Box, towards: float) -> int:
        """-1 for left, 1 for right: towards ``towards`` where that side is free."""
        wanted = -1 if towards < box.x else 1
        taken = self.left.setdefault(box.place, set())
        chosen = -wanted if wanted in taken and -wanted not in taken else wanted
        taken.add(chosen)
        return chosen

    def below(self, link: _Link, page: Page) -> None:
        """To the row below: straight down, or along the own row and then down."""
        source, target = page.box(link.source), page.box(link.target)
        if source.x == target.x:
            points: tuple[Point, ...] = ((source.x, source.edges[3]), (target.x, target.edges[1]))
        else:
            side = -1 if target.x < source.x else 1
            self.left.setdefault(source.place, set()).add(side)
            points = (_out(source, side), (target.x, source.y), (target.x, target.edges[1]))
        page.arrows.append(Arrow(link.source, link.target, points, link.way))

    def aside(self, link: _Link, number: int) -> None:
        """To any other row of the page: sideways, along the edge of a column, in from the side."""
        page = self.pages[number]
        source, target = page.box(link.source), page.box(link.target)
        side = self.side(source, target.x if target.x != source.x else source.x + COLUMN)
        x = self.track(number, source, side)
        goal = _into(target, 1 if x > target.x else -1)
        points = (_out(source, side), (x, source.y), (x, goal[1]), goal)
        page.arrows.append(Arrow(link.source, link.target, points, link.way))

    def across(self, link: _Link, start: int, end: int) -> None:
        """To another page: to a connector at the nearer end of this one, and on from its like."""
        letter = _letter(self.letters)
        self.letters += 1
        here, there = self.pages[start], self.pages[end]
        source, target = here.box(link.source), there.box(link.target)
        is_down = end > start
        side = self.side(source, target.x if target.x != source.x else source.x + COLUMN)
        x, y = self.track(start, source, side), _strip(here, is_low=is_down)
        stop = y - CONNECTOR / 2 if is_down else y + CONNECTOR / 2
        points = (_out(source, side), (x, source.y), (x, stop))
        here.arrows.append(Arrow(link.source, link.target, points, link.way, has_head=False))
        here.connectors.append(Connector(letter, x, y, end + 1))
        x, y = self.track(end, target, 1 if source.x > target.x else -1), _strip(there, is_low=not is_down)
        goal = _into(target, 1 if x > target.x else -1)
        begin = y + CONNECTOR / 2 if is_down else y - CONNECTOR / 2
        there.arrows.append(Arrow(link.source, link.target, ((x, begin), (x, goal[1]), goal)))
        there.connectors.append(Connector(letter, x, y, start + 1))

    def track(self, number: int, box: Box, side: int) -> float:
        """Where a line runs along the edge of the column on that side of ``box``."""
        edge = round(box.x / COLUMN + side / 2)
        used = self.tracks.get((number, edge), 0)
        self.tracks[number, edge] = used + 1
        last = round(self.pages[number].width / COLUMN)
        offset = TRACKS[used % len(TRACKS)]
        inward = {0: abs(offset) / 2 + 4, last: -abs(offset) / 2 - 4}  # the outer edges have room on one side alone
        return edge * COLUMN + inward.get(edge, offset)


def _out(box: Box, side: int) -> Point:
    return (box.x + side * WIDTH / 2, box.y)


def _into(box: Box, side: int) -> Point:
    """Where an arrow enters a side: on the outline of the symbol, a quarter below its middle."""
    reach = WIDTH / 2
    if box.symbol == Symbol.DECISION:
        reach = WIDTH / 4
    elif box.symbol == Symbol.TERMINATOR:
        radius = HEIGHT / 2
        reach = WIDTH / 2 - radius + (radius**2 - SIDE_PORT**2) ** 0.5
    return (box.x + side * reach, box.y + SIDE_PORT)


def _strip(page: Page, *, is_low: bool) -> float:
    return page.tops[-1] + STRIP / 2 if is_low else STRIP / 2


def _letter(number: int) -> str:
    """A, B, … Z, A2, B2, …"""
    turn, at = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[at] + (str(turn + 1) if turn else "")
