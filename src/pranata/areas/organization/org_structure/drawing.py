"""The chart as SVG. Colours are attributes that the style sheet replaces, so that paper shows them too."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pranata.areas.organization.org_structure.geometry import LINE, PAD

if TYPE_CHECKING:
    from pranata.areas.organization.org_structure.geometry import Box, Chart

INK, EDGE, FILL = "#1b1f24", "#5b6672", "#ffffff"
BOLD = ' font-weight="bold"'


def as_svg(chart: Chart) -> str:
    """The whole chart; every text is escaped."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" viewBox="0 0 {chart.width} '
        f'{chart.height}" width="{chart.width}" height="{chart.height}" font-size="13" '
        f'font-family="sans-serif"><title>{escape(chart.title)}</title>'
    )
    links = [_link(each) for each in chart.links]
    return "".join([head, *links, *map(_box, chart.boxes), "</svg>"])


def _link(points: tuple[tuple[int, int], ...]) -> str:
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    return f'<path class="drawn-arrow" d="{path}" fill="none" stroke="{EDGE}"/>'


def _box(box: Box) -> str:
    lines = "".join(
        f'<tspan x="{box.x + PAD}" y="{box.y + PAD + place * LINE + LINE - 5}"'
        f"{BOLD if place < box.heading_count else ''}>{escape(line)}</tspan>"
        for place, line in enumerate(box.lines)
    )
    return (
        f'<rect class="drawn drawn-unit" x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="6" '
        f'fill="{FILL}" stroke="{EDGE}"/><text class="drawn-words" fill="{INK}">{lines}</text>'
    )
