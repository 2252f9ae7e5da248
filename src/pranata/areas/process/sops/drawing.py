"""A laid out page as SVG: the five symbols of PermenPANRB 35/2012, no other; lines take the colour of the text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pranata.areas.process.sops.layout import COLUMN, CONNECTOR, HEIGHT, WIDTH, Way
from pranata.areas.process.sops.rules import Symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.areas.process.sops.layout import Arrow, Box, Connector, Page

MARGIN = 210  # for number and activity beside the rows, on screen
HEAD = 34  # for the names of the actors, on screen
LINE, LETTERS, MOST_LINES = 13, 34, 3  # of the activity beside a row
SMALL = mark_safe('font-size="8" fill="currentColor"')  # letters that fit between a symbol and the edge of its column
TIP = 5.0  # half the width of an arrow's head


def chart(page: Page, actors: Sequence[str], activities: Sequence[tuple[int, str]], title: str) -> SafeString:
    """The chart for the screen: actors above, number and activity of each row on the left."""
    width, height = MARGIN + page.width, HEAD + page.height
    names = format_html_join("", "{}", ((_name(name, at),) for at, name in enumerate(actors)))
    rows = format_html_join("", "{}", ((_row(page, at, *activities[at]),) for at in range(page.count)))
    return format_html(
        '<svg class="sop-chart" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-size="11">'
        '<title>{title}</title>{names}{rows}<g transform="translate({x} {y})">{lanes}{body}</g></svg>',
        w=f"{width:g}", h=f"{height:g}", title=title, names=names, rows=rows, x=MARGIN, y=HEAD,
        lanes=_lanes(page), body=_body(page),
    )  # fmt: skip


def bare(page: Page, font: str) -> SafeString:
    """The symbols alone, to stand in the columns of the printed table, from the top of its first row to the last's end.

    Connectors stand in the strips above and below, which belong to the drawing.
    """
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" color="#000"'
        ' font-family="{font}" font-size="11">{body}</svg>',
        w=f"{page.width:g}", h=f"{page.height:g}", font=font, body=_body(page),
    )  # fmt: skip


def _body(page: Page) -> SafeString:
    parts = [_symbol(each) for each in page.boxes]
    parts += [_line(each) for each in page.arrows]
    parts += [_connector(each) for each in page.connectors]
    return format_html_join("", "{}", ((each,) for each in parts))


def _lanes(page: Page) -> SafeString:
    """Fine lines between rows and columns."""
    upright = [(x * COLUMN, 0, x * COLUMN, page.height) for x in range(round(page.width / COLUMN) + 1)]
    level = [(-MARGIN, y, page.width, y) for y in page.tops]
    return format_html_join(
        "",
        '<line class="sop-lane" x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" stroke-opacity=".15"/>',
        ([f"{each:g}" for each in line] for line in upright + level),
    )


def _name(name: str, at: int) -> SafeString:
    x = MARGIN + (at + 0.5) * COLUMN
    lines = textwrap.wrap(name, 19)[:2] or [""]
    return format_html(
        '<g text-anchor="middle" font-weight="bold" fill="currentColor">{}</g>',
        format_html_join(
            "", '<text x="{}" y="{}">{}</text>', ((f"{x:g}", 13 + LINE * n, each) for n, each in enumerate(lines))
        ),
    )


def _row(page: Page, at: int, number: int, activity: str) -> SafeString:
    top = HEAD + page.tops[at] + 14
    lines = textwrap.wrap(activity, LETTERS, max_lines=MOST_LINES, placeholder=" …") or [""]
    words = format_html_join(
        "", '<text x="26" y="{}">{}</text>', ((f"{top + LINE * n:g}", t) for n, t in enumerate(lines))
    )
    return format_html('<g fill="currentColor"><text x="4" y="{}">{}</text>{}</g>', f"{top:g}", number, words)


def _symbol(box: Box) -> SafeString:
    left, top, right, bottom = (f"{each:g}" for each in box.edges)
    drawn = {"kind": box.symbol.value, "x": left, "y": top, "w": f"{WIDTH:g}", "h": f"{HEIGHT:g}"}
    if box.symbol == Symbol.DECISION:
        points = f"{box.x:g},{top} {right},{box.y:g} {box.x:g},{bottom} {left},{box.y:g}"
        return format_html(
            '<polygon class="sop-{kind}" points="{points}" fill="none" stroke="currentColor" stroke-width="1.4"/>',
            points=points, **drawn,
        )  # fmt: skip
    radius = HEIGHT / 2 if box.symbol == Symbol.TERMINATOR else 0
    return format_html(
        '<rect class="sop-{kind}" x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="none"'
        ' stroke="currentColor" stroke-width="1.4"/>',
        r=f"{radius:g}", **drawn,
    )  # fmt: skip


def _line(arrow: Arrow) -> SafeString:
    points = " ".join(f"{x:g},{y:g}" for x, y in arrow.points)
    line = format_html(
        '<polyline class="sop-arrow" points="{}" fill="none" stroke="currentColor" stroke-width="1.2"/>', points
    )
    head = _head(arrow) if arrow.has_head else mark_safe("")
    return format_html("{}{}{}", line, head, _way(arrow))


def _head(arrow: Arrow) -> SafeString:
    (x, y), (from_x, from_y) = arrow.points[-1], arrow.points[-2]
    dx, dy = (x > from_x) - (x < from_x), (y > from_y) - (y < from_y)
    back_x, back_y = x - dx * 2 * TIP, y - dy * 2 * TIP
    ends = [(x, y), (back_x - dy * TIP, back_y - dx * TIP), (back_x + dy * TIP, back_y + dx * TIP)]
    return format_html('<polygon points="{}" fill="currentColor"/>', " ".join(f"{a:g},{b:g}" for a, b in ends))


def _way(arrow: Arrow) -> SafeString:
    """The word beside the first piece of an arrow that leaves a decision."""
    if not arrow.way:
        return mark_safe("")
    (x, y), (next_x, _next_y) = arrow.points[:2]
    words = _("Ya") if arrow.way == Way.YES else _("Tidak")
    if x == next_x:
        return format_html('<text x="{}" y="{}" {}>{}</text>', f"{x + 4:g}", f"{y + 11:g}", SMALL, words)
    anchor, shift = ("start", 2) if next_x > x else ("end", -2)
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" {}>{}</text>', f"{x + shift:g}", f"{y - 3:g}", anchor, SMALL, words
    )


def _connector(each: Connector) -> SafeString:
    """A pentagon that points down, its letter inside and the other page beside it."""
    half = CONNECTOR / 2
    corners = [(-half, -half), (half, -half), (half, 1), (0, half), (-half, 1)]
    points = " ".join(f"{each.x + x:g},{each.y + y:g}" for x, y in corners)
    return format_html(
        '<polygon class="sop-connector" points="{}" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="8" fill="currentColor">{}</text>'
        '<text x="{}" y="{}" font-size="7" fill="currentColor">{}</text>',
        points, f"{each.x:g}", f"{each.y + 2:g}", each.letter,
        f"{each.x + half + 2:g}", f"{each.y + 3:g}", _("bag. %d") % each.page,
    )  # fmt: skip


ROW_HEIGHT = 56.0  # on screen
