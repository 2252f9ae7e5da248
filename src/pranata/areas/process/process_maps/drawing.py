"""A picture as SVG. Colours are attributes that the style sheet replaces, so that paper shows them too."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pranata.areas.process.process_maps.geometry import LINE, PAD, POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.areas.process.process_maps.geometry import Arrow, Box, Picture

FILLS = {"band": "#f4f5f7", "lane": "#ffffff", "chevron": "#e8eefc", "flow": "#fff7e6", "keputusan": "#fdecea"}
PLAIN = "#ffffff"
INK, EDGE = "#1b1f24", "#5b6672"


def as_svg(picture: Picture, *, is_linked: bool = True) -> str:
    """The whole picture; every text is escaped. Boxes lead where they say if ``is_linked``."""
    role = "group" if is_linked and any(each.address for each in picture.boxes) else "img"  # no links inside an image
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="{role}" viewBox="0 0 {picture.width} '
        f'{picture.height}" width="{picture.width}" height="{picture.height}" font-size="13" '
        f'font-family="sans-serif"><title>{escape(picture.title)}</title>'
    )
    parts = [head, *(_box(each) for each in picture.frames)]
    parts += [_arrow(each) for each in picture.arrows]
    parts += [_linked(each) if is_linked and each.address else _box(each) for each in picture.boxes]
    return "".join([*parts, "</svg>"])


def _linked(box: Box) -> str:
    return f'<a href="{escape(box.address)}">{_box(box)}</a>'


def _box(box: Box) -> str:
    return (
        f'<path class="drawn drawn-{box.kind}" d="{outline(box)}" fill="{FILLS.get(box.kind, PLAIN)}" '
        f'stroke="{EDGE}"/>{_words(box)}'
    )


def outline(box: Box) -> str:
    """The shape of a box as a path: an arrow, a diamond, a capsule, else a rectangle."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    if box.kind == "chevron":
        tip = right - POINT
        return f"M{x} {y}H{tip}L{right} {box.middle}L{tip} {bottom}H{x}L{x + POINT} {box.middle}Z"
    if box.kind == "keputusan":
        return f"M{box.center} {y}L{right} {box.middle}L{box.center} {bottom}L{x} {box.middle}Z"
    if box.kind in ("mulai", "selesai"):
        round_ = min(box.height // 2, box.width // 2)
        return (
            f"M{x + round_} {y}H{right - round_}A{round_} {round_} 0 0 1 {right - round_} {y + 2 * round_}"
            f"H{x + round_}A{round_} {round_} 0 0 1 {x + round_} {y}Z"
        )
    return f"M{x} {y}H{right}V{bottom}H{x}Z"


def _words(box: Box) -> str:
    """The lines, in the middle of the box; those of a band or a list at its top, of a lane at its left."""
    if not any(box.lines):
        return ""
    is_left = box.kind in ("band", "lane")
    x = box.x + PAD if is_left else box.center
    y = box.y + PAD if box.kind in ("band", "flow") and box.is_heading else box.middle - len(box.lines) * LINE // 2
    anchor = "start" if is_left else "middle"
    lines = "".join(
        f'<tspan x="{x}" y="{y + place * LINE + LINE - 5}"{_weight(box, place)}>{escape(line)}</tspan>'
        for place, line in enumerate(box.lines)
    )
    return f'<text class="drawn-words" text-anchor="{anchor}" fill="{INK}">{lines}</text>'


def _weight(box: Box, place: int) -> str:
    is_bold = box.kind == "lane" or (box.is_heading and (place == 0 or box.kind == "band"))
    return ' font-weight="bold"' if is_bold else ""


def _arrow(arrow: Arrow) -> str:
    path = "M" + "L".join(f"{x} {y}" for x, y in arrow.points)
    drawn = f'<path class="drawn-arrow" d="{path}" fill="none" stroke="{EDGE}"/>{_tip(arrow.points)}'
    if not arrow.words:
        return drawn
    x, y = arrow.points[0]
    words = escape(arrow.words)
    return f'{drawn}<text class="drawn-words" x="{x + 4}" y="{y + 14}" font-size="11" fill="{INK}">{words}</text>'


def _tip(points: Sequence[tuple[int, int]]) -> str:
    """The arrow head at the last point, along its last stretch."""
    (before_x, before_y), (x, y) = points[-2], points[-1]
    if before_y == y:
        back = -7 if x > before_x else 7
        path = f"M{x} {y}L{x + back} {y - 4}V{y + 4}Z"
    else:
        back = -7 if y > before_y else 7
        path = f"M{x} {y}L{x - 4} {y + back}H{x + 4}Z"
    return f'<path class="drawn-tip" d="{path}" fill="{EDGE}"/>'
