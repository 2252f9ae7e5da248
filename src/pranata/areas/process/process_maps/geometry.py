"""Where each box, word and arrow of a picture stands; whole pixels, nothing drawn yet.

Every box is as tall as its words need, so no word is cut off. Level 0 and the processes below one are grids of arrow
shapes, relations are rows, and a cross-functional map gives each activity a column of its own: an arrow therefore never
has to pass through a box.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LETTER, LINE = 8, 17  # pixels that a letter of 13 pixels takes at most on average, and a line of them
PAD, GAP = 10, 16
CELL, PER_ROW = 190, 4
LANE_LABEL, STEP, GUTTER, CHANNEL = 130, 160, 36, 18
SIDE = 170
POINT = 14  # how far the tip of an arrow shape reaches


@dataclass(frozen=True)
class Node:
    """What a box says; ``address`` is where it leads, "" nowhere."""

    words: str
    code: str = ""
    address: str = ""


@dataclass(frozen=True)
class Step:
    """One activity for the picture in lanes; ``yes`` is the number it goes on to, ``no`` that of a refused decision."""

    number: int
    lane: str
    words: str
    kind: str = "kegiatan"
    yes: int | None = None
    no: int | None = None


@dataclass(frozen=True)
class Box:
    """A shape with its words; ``kind`` is how it looks: band, chevron, unit, flow, lane, mulai, kegiatan, keputusan."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...] = ()
    kind: str = "unit"
    address: str = ""
    is_heading: bool = False

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def center(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Arrow:
    """A line through ``points``, its tip at the last; ``words`` stand beside the first."""

    points: tuple[tuple[int, int], ...]
    words: str = ""


@dataclass(frozen=True)
class Picture:
    """A whole picture; ``frames`` lie behind the boxes."""

    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    frames: tuple[Box, ...] = ()


def lines_of(words: str, width: int) -> tuple[str, ...]:
    """``words`` in lines that fit into ``width`` pixels; a word too long is broken."""
    return tuple(wrap(" ".join(words.split()), max(3, width // LETTER))) or ("",)


def height_of(lines: Sequence[str]) -> int:
    """How tall a box of these lines is."""
    return len(lines) * LINE + 2 * PAD


def map_picture(title: str, bands: Sequence[tuple[str, Sequence[Node]]]) -> Picture:
    """Level 0: one band for each group that has processes, its name above them."""
    frames: list[Box] = []
    boxes: list[Box] = []
    top, columns = GAP, min(PER_ROW, max([2, *(len(nodes) for _name, nodes in bands)]))
    for name, nodes in bands:
        if not nodes:
            continue
        heading = lines_of(name, grid_width(columns))
        placed = grid(nodes, x=2 * GAP, y=top + height_of(heading), columns=columns)
        bottom = max(each.bottom for each in placed) + GAP
        frames.append(Box(GAP, top, grid_width(columns) + 2 * GAP, bottom - top, heading, "band", is_heading=True))
        boxes += placed
        top = bottom + GAP
    return Picture(title, grid_width(columns) + 4 * GAP, top, tuple(boxes), frames=tuple(frames))


def children_picture(title: str, children: Sequence[Node], *, before: Node, after: Node) -> Picture:
    """The processes below one, between what comes in (``before``) and what goes out (``after``)."""
    columns = max(1, min(PER_ROW, len(children)))
    left = GAP + SIDE + GUTTER
    words = lines_of(title, grid_width(columns))
    top = GAP + height_of(words)
    placed = grid(children, x=left + GAP, y=top, columns=columns)
    bottom = max((each.bottom for each in placed), default=top) + GAP
    sides = [lines_of(each.words, SIDE - 2 * PAD) for each in (before, after)]
    headed = [(each.code, *lines) for each, lines in zip((before, after), sides, strict=True)]
    height = max(bottom - GAP, *(height_of(each) for each in headed))
    frame = Box(left, GAP, grid_width(columns) + 2 * GAP, height, words, "band", is_heading=True)
    first = Box(GAP, GAP, SIDE, height, headed[0], "flow", is_heading=True)
    last = Box(frame.right + GUTTER, GAP, SIDE, height, headed[1], "flow", is_heading=True)
    arrows = tuple(
        Arrow(((one.right, first.middle), (other.x, first.middle))) for one, other in ((first, frame), (frame, last))
    )
    return Picture(title, last.right + GAP, GAP + height + GAP, (first, *placed, last), arrows, (frame,))


def grid(nodes: Iterable[Node], *, x: int, y: int, columns: int = PER_ROW) -> list[Box]:
    """Arrow shapes side by side, ``columns`` in a row, a row as tall as its tallest."""
    boxes: list[Box] = []
    waiting = list(nodes)
    while waiting:
        row, waiting = waiting[:columns], waiting[columns:]
        texts = [node_lines(each, CELL - 2 * PAD - 2 * POINT) for each in row]
        height = max(map(height_of, texts))
        boxes += [
            Box(x + place * (CELL + GAP), y, CELL, height, text, "chevron", node.address, is_heading=bool(node.code))
            for place, (node, text) in enumerate(zip(row, texts, strict=True))
        ]
        y += height + GAP
    return boxes


def grid_width(columns: int) -> int:
    return columns * CELL + (columns - 1) * GAP


def node_lines(node: Node, width: int) -> tuple[str, ...]:
    """Its code in a line of its own, then its words."""
    return (*(lines_of(node.code, width) if node.code else ()), *lines_of(node.words, width))


def relation_picture(title: str, relations: Iterable[tuple[str, str, str]]) -> Picture:
    """Who (left) hands what (between) to whom (right); who hands several things stands once, as tall as all of them."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    middle, right, top = GAP + SIDE + GUTTER, GAP + 2 * (SIDE + GUTTER), GAP
    for source, found in groupby(relations, key=lambda each: each[0]):
        first, rows = top, []
        for _source, thing, target in found:
            said, to = lines_of(thing, SIDE - 2 * PAD), lines_of(target, SIDE - 2 * PAD)
            height = max(height_of(said), height_of(to))
            rows += [Box(middle, top, SIDE, height, said, "flow"), Box(right, top, SIDE, height, to, "unit")]
            top += height + GAP
        own = lines_of(source, SIDE - 2 * PAD)
        height = max(top - GAP - first, height_of(own))
        boxes += [Box(GAP, first, SIDE, height, own, "unit"), *rows]
        top = first + height + GAP
        arrows += [Arrow(((GAP + SIDE, each.middle), (each.x, each.middle))) for each in rows[::2]]
        arrows += [Arrow(((each.right, each.middle), (right, each.middle))) for each in rows[::2]]
    return Picture(title, right + SIDE + GAP, top, tuple(boxes), tuple(arrows))


def lane_picture(title: str, steps: Sequence[Step], *, yes: str, no: str) -> Picture:
    """The activities in lanes, time going right; ``yes`` and ``no`` are the words at a decision's ways."""
    lanes = list(dict.fromkeys(each.lane for each in steps))
    texts = {each.number: lines_of(f"{each.number}. {each.words}", step_width(each)) for each in steps}
    tops, heights, top = {}, {}, GAP
    for lane in lanes:
        tall = [step_height(each, texts[each.number]) for each in steps if each.lane == lane]
        tops[lane] = top
        heights[lane] = max(*tall, height_of(lines_of(lane, LANE_LABEL - 2 * PAD)), LINE) + 2 * PAD
        top += heights[lane]
    boxes = {}
    for place, each in enumerate(steps):
        height = step_height(each, texts[each.number])
        y = tops[each.lane] + (heights[each.lane] - height) // 2
        x = GAP + LANE_LABEL + GUTTER + place * (STEP + GUTTER)
        boxes[each.number] = Box(x, y, STEP, height, texts[each.number], each.kind)
    width = GAP + LANE_LABEL + GUTTER + len(steps) * (STEP + GUTTER) + GAP
    labels = [lines_of(lane, LANE_LABEL - 2 * PAD) for lane in lanes]
    frames = [
        Box(GAP, tops[lane], width - 2 * GAP, heights[lane], text, "lane")
        for lane, text in zip(lanes, labels, strict=True)
    ]
    arrows, bottom = _ways(steps, boxes, top, yes=yes, no=no)
    return Picture(title, width, bottom + GAP, tuple(boxes.values()), tuple(arrows), tuple(frames))


def step_width(step: Step) -> int:
    """How wide its words may be; a diamond has less room."""
    return STEP // 2 + PAD if step.kind == "keputusan" else STEP - 2 * PAD


def step_height(step: Step, lines: Sequence[str]) -> int:
    """A diamond is taller than its words, so that they stand where it is wide."""
    return 2 * len(lines) * LINE + 2 * PAD if step.kind == "keputusan" else height_of(lines)


def _ways(steps: Sequence[Step], boxes: dict[int, Box], top: int, *, yes: str, no: str) -> tuple[list[Arrow], int]:
    """The arrows, and how far down they reach: a way to the next column goes straight, any other below the lanes."""
    places = {each.number: place for place, each in enumerate(steps)}
    arrows: list[Arrow] = []
    arrived: dict[int, int] = {}
    for place, each in enumerate(steps):
        for target, words in _targets(each, steps, place, yes=yes, no=no):
            if target not in places:
                continue
            start, end = boxes[each.number], boxes[target]
            if places[target] == place + 1:
                turn = start.right + GUTTER // 2
                points = ((start.right, start.middle), (turn, start.middle), (turn, end.middle), (end.x, end.middle))
                arrows.append(Arrow(points, words))
                continue
            top += CHANNEL
            leave = start.center - 8
            arrived[target] = arrived.get(target, 0) + 1
            reach = end.center + 8 * arrived[target]
            reach = min(reach, end.right - 4)
            points = ((leave, bottom_at(start, leave)), (leave, top), (reach, top), (reach, bottom_at(end, reach)))
            arrows.append(Arrow(points, words))
    return arrows, top


def _targets(step: Step, steps: Sequence[Step], place: int, *, yes: str, no: str) -> list[tuple[int, str]]:
    """The numbers a step goes on to, and what stands at the way."""
    if step.kind == "selesai" and step.yes is None:
        return []
    following = steps[place + 1].number if place + 1 < len(steps) else None
    is_choice = step.kind == "keputusan"
    ways = [(step.yes if step.yes is not None else following, yes if is_choice else "")]
    if is_choice:
        ways.append((step.no, no))
    return [(number, words) for number, words in ways if number is not None]


def bottom_at(box: Box, x: int) -> int:
    """Where the lower edge of a box is at ``x``; a diamond rises towards its corners."""
    if box.kind != "keputusan":
        return box.bottom
    return box.bottom - abs(x - box.center) * box.height // box.width
