"""One page of a PDF: its lines of text and its ruled tables, from top to bottom."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..pages import LEAST_CELLS
from .assembly import Assembly
from .grids import Cell, Grid
from .pdf_lines import TextLine, Word, is_turned, parted, text_lines, turned_text, words_of
from .pdf_words import Words
from .symbols import is_symbol_font, printed, symbol

TABLES: dict[str, Any] = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 4}
BRING = "bawa berkas DOCX aslinya, atau PDF yang disimpan langsung dari Word"
LEAST_COLUMNS, LEAST_ROWS = 3, 2  # of a ruled table; less is a frame
GAP = 0.9  # share of a line's height that makes an empty line
FULL_PAGE = 0.6  # share of the page that an image must cover to be a scan
WHITE = 0.97  # lightness from which a colour is white
LEAST_MARK = 2.0  # points
STRIKE = 0.85  # share of a cell's width and height from which a drawn line strikes it out
TOLERANCE = 2.0  # points by which edges of cells may differ

Box = tuple[float, ...]  # left, top, right, bottom in points


@dataclass(slots=True)
class PageText:
    """A page: lines outside of tables, tables with their height on the page, and whether it is an image."""

    number: int
    height: float
    lines: list[TextLine] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    is_image: bool = False
    is_scanned: bool = False

    def texts(self) -> Iterator[str]:
        """Every printed line, for learning words."""
        for line in self.lines:
            yield line.text
        for grid in self.grids:
            for cell in grid.cells:
                yield from cell.paragraphs

    def into(self, assembly: Assembly, words: Words) -> None:
        """Hand the page's lines and tables over in printed order."""
        parts: list[tuple[float, TextLine | Grid]] = [(line.top, line) for line in self.lines]
        parts += list(zip(self.tops, self.grids, strict=True))
        before: TextLine | None = None
        for _, part in sorted(parts, key=lambda item: item[0]):
            if isinstance(part, Grid):
                fold_cells(part, words)
                assembly.add_grid(part)
                before = None
            else:
                if before is None or part.top - before.bottom > GAP * (part.bottom - part.top):
                    assembly.add_blank()
                assembly.add_line(part.text)
                before = part
        assembly.add_blank()


def fold_cells(grid: Grid, words: Words) -> None:
    """The printed lines of each cell as one text; a word put together by guess is noted on its row."""
    for cell in grid.cells:
        text, cell.guessed = words.joined_lines(cell.paragraphs)
        cell.paragraphs = [text] if text else []


def read_page(page: Any) -> PageText:
    """A page of pdfplumber."""
    found = PageText(page.page_number, float(page.height))
    characters = [character for character in map(seen, page.chars) if character["text"]]
    images = sum(
        max(0.0, image["x1"] - image["x0"]) * max(0.0, image["bottom"] - image["top"]) for image in page.images
    )
    is_full = images > FULL_PAGE * float(page.width) * float(page.height)
    found.is_image, found.is_scanned = is_full and not characters, is_full and bool(characters)
    turned = [character for character in characters if is_turned(character)]
    fills, marks = fills_of(page), marks_of(page)
    tables = [TableReader(table, fills, marks) for table in page.find_tables(TABLES | closing_lines(page))]
    tables = [table for table in tables if table.is_table]
    rest = [character for character in characters if not is_turned(character)]
    for table in tables:
        places = [table.place(*middle(character)) for character in rest]
        own = [(character, place) for character, place in zip(rest, places, strict=True) if place is not None]
        rest = [character for character, place in zip(rest, places, strict=True) if place is None]
        grid, loose = table.grid(own, turned, found.number)
        found.grids.append(grid)
        found.tops.append(table.top)
        found.lines += text_lines(loose)
    found.lines += text_lines(words_of(rest))
    return found


def closing_lines(page: Any) -> dict[str, list[float]]:
    """The heights at which the uprights of a page begin and end, as lines: a table cut by the page is open there."""
    uprights = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = [min(edge["top"] for edge in uprights), max(edge["bottom"] for edge in uprights)] if uprights else []
    return {"explicit_horizontal_lines": ends}


def seen(character: dict[str, Any]) -> dict[str, Any]:
    """A character as the mark it prints."""
    text = character["text"]
    if len(text) == 1 and is_symbol_font(character.get("fontname") or ""):
        return {**character, "text": symbol(ord(text), character["fontname"])}
    marked = printed(text)
    return character if marked == text else {**character, "text": marked}


class TableReader:
    """A table of lines; `is_table` is False for a frame around text."""

    def __init__(self, table: Any, fills: list[dict[str, Any]], marks: list[dict[str, Any]]) -> None:
        self.boxes: list[Box] = list(table.cells)
        self.fills, self.marks = fills, marks
        self.lefts, self.tops = edges(box[0] for box in self.boxes), edges(box[1] for box in self.boxes)
        columns = len(self.lefts)
        self.is_table = columns >= LEAST_CELLS or (len(self.tops) >= LEAST_ROWS and columns >= LEAST_COLUMNS)
        self.top = self.tops[0]
        self.covered: dict[tuple[int, int], list[int]] = {}  # the boxes over each column and row
        for place, (left, top, right, bottom) in enumerate(self.boxes):
            for column in range(before(self.lefts, left + TOLERANCE), before(self.lefts, right - TOLERANCE) + 1):
                for row in range(before(self.tops, top + TOLERANCE), before(self.tops, bottom - TOLERANCE) + 1):
                    self.covered.setdefault((column, row), []).append(place)

    def place(self, across: float, down: float) -> int | None:
        """The box over a point, None outside of all boxes."""
        for nudge in (0.0, -TOLERANCE, TOLERANCE):
            key = before(self.lefts, across + nudge), before(self.tops, down + nudge)
            for place in self.covered.get(key, ()):
                left, top, right, bottom = self.boxes[place]
                if left <= across < right and top <= down < bottom:
                    return place
        return None

    def grid(
        self, characters: list[tuple[dict[str, Any], int]], turned: list[dict[str, Any]], number: int
    ) -> tuple[Grid, list[Word]]:
        """(the cells with their words, words that stand in no cell); turned text is read in its own direction."""
        inside: dict[int | None, list[Word]] = {}
        words = words_of([character for character, _ in characters], [place for _, place in characters])
        for word in (part for whole in words for part in parted(whole)):
            place = self.place((word.left + word.right) / 2, (word.top + word.bottom) / 2)
            inside.setdefault(place, []).append(word)
        upright: dict[int | None, list[dict[str, Any]]] = {}
        for character in turned:
            upright.setdefault(self.place(*middle(character)), []).append(character)
        cells = [self.cell(place, inside.get(place, []), upright.get(place, [])) for place in range(len(self.boxes))]
        for mark in self.marks:
            place = self.place(*middle(mark))
            if place is not None:
                draw(cells[place], mark, self.boxes[place])
        return Grid(cells, len(self.tops), number), inside.get(None, [])

    def cell(self, place: int, words: list[Word], turned: list[dict[str, Any]]) -> Cell:
        """One box with its text."""
        left, top, right, bottom = self.boxes[place]
        first, last = before(self.tops, top + TOLERANCE), before(self.tops, bottom - TOLERANCE)
        lines = text_lines(words)
        texts = [line.text for line in lines] + ([turned_text(turned)] if turned else [])
        cell = Cell(left, right, first, last + 1, texts)
        cell.fill = fill_at(self.fills, (left + right) / 2, (top + bottom) / 2)
        if lines:
            cell.room = (bottom - lines[-1].bottom) / max(lines[-1].bottom - lines[-1].top, 1.0)
        return cell


def middle(character: dict[str, Any]) -> tuple[float, float]:
    """The middle of a letter: (across, down)."""
    return (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2


def draw(cell: Cell, mark: dict[str, Any], box: Box) -> None:
    """Note a drawn mark in its cell; lines from edge to edge strike it out, what is larger than the cell is not its."""
    left, top, right, bottom = box
    width, height = (mark["x1"] - mark["x0"]) / (right - left), (mark["bottom"] - mark["top"]) / (bottom - top)
    if min(width, height) < STRIKE and max(width, height) <= 1:
        cell.is_pictured = True
    elif min(width, height) >= STRIKE and max(width, height) <= 2 - STRIKE and not mark.get("fill"):
        cell.is_struck = True


def before(places: list[float], place: float) -> int:
    """The index of the last of these ascending places that is not beyond a place; -1 without one."""
    return bisect_right(places, place) - 1


def edges(places: Any) -> list[float]:
    """Places in ascending order, those that differ by a hair once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > TOLERANCE:
            found.append(float(place))
    return found


def marks_of(page: Any) -> list[dict[str, Any]]:
    """What is drawn on a page and may be a mark: curves, slanting lines and images, but no rulings, nothing white."""
    drawn = [shape for shape in itertools.chain(page.curves, page.lines) if is_seen(shape)]
    sized = (shape for shape in drawn if shape["x1"] - shape["x0"] > LEAST_MARK)
    return [shape for shape in (*sized, *page.images) if shape["bottom"] - shape["top"] > LEAST_MARK]


def is_seen(shape: dict[str, Any]) -> bool:
    """Whether a path is painted in a colour other than white."""
    colours = [shape["stroking_color"]] if shape.get("stroke") else []
    colours += [shape["non_stroking_color"]] if shape.get("fill") else []
    return any(lightness(colour) < WHITE for colour in colours)


def fills_of(page: Any) -> list[dict[str, Any]]:
    """The filled boxes of a page that are not white and not lines."""
    return [
        box
        for box in itertools.chain(page.rects, page.curves)
        if box.get("fill")
        and box["x1"] - box["x0"] > TOLERANCE * 2
        and box["bottom"] - box["top"] > TOLERANCE * 2
        and lightness(box.get("non_stroking_color")) < WHITE
    ]


def lightness(colour: Any) -> float:
    """How light a colour is, from 0 for black to 1 for white; patterns count as dark."""
    parts = [colour] if isinstance(colour, int | float) else colour or ()
    values = [part for part in parts if isinstance(part, int | float)]
    if len(values) == 4:
        return float((1 - max(values[:3])) * (1 - values[3]))
    return float(min(values)) if values else 0.0


def fill_at(fills: list[dict[str, Any]], across: float, down: float) -> str:
    """The colour of the last box drawn over a point, "" for none."""
    boxes = [box for box in fills if box["x0"] <= across <= box["x1"] and box["top"] <= down <= box["bottom"]]
    return str(boxes[-1]["non_stroking_color"]) if boxes else ""
