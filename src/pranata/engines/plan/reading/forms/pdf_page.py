"""One page of a PDF: its lines of text and its ruled tables, from top to bottom."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .assembly import Assembly
from .grids import Cell, Grid
from .pdf_lines import Box, TextLine, Word, is_inside, is_turned, text_lines, turned_text, words_of
from .pdf_words import Words
from .symbols import is_symbol_font, printed, symbol

TABLES: dict[str, Any] = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 4}
BRING = "bawa berkas DOCX aslinya, atau PDF yang disimpan langsung dari Word"
LEAST_COLUMNS, LEAST_ROWS = 3, 2  # of a ruled table; less is a frame
GAP = 0.9  # share of a line's height that makes an empty line
FULL_PAGE = 0.6  # share of the page that an image must cover to be a scan
WHITE = 0.97  # lightness from which a colour is white
TOLERANCE = 2.0  # points by which edges of cells may differ


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
    tables = [TableReader(table, fills_of(page)) for table in page.find_tables(TABLES | closing_lines(page))]
    tables = [table for table in tables if table.is_table]
    rest = [character for character in characters if not is_turned(character)]
    for table in tables:
        own = [character for character in rest if is_inside(as_word(character), table.box)]
        taken = set(map(id, own))
        rest = [character for character in rest if id(character) not in taken]
        grid, loose = table.grid(own, turned, found.number)
        found.grids.append(grid)
        found.tops.append(table.box[1])
        found.lines += text_lines(loose)
    found.lines += text_lines(words_of(rest, []))
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

    def __init__(self, table: Any, fills: list[dict[str, Any]]) -> None:
        self.box: Box = tuple(map(float, table.bbox))
        self.boxes: list[Box] = list(table.cells)
        self.fills = fills
        self.tops = edges(cell[1] for cell in self.boxes)
        self.is_table = len(self.tops) >= LEAST_ROWS and len(edges(cell[0] for cell in self.boxes)) >= LEAST_COLUMNS

    def grid(
        self, characters: list[dict[str, Any]], turned: list[dict[str, Any]], number: int
    ) -> tuple[Grid, list[Word]]:
        """(the cells with their words, words that stand in no cell); turned text is read in its own direction."""
        words = words_of(characters, edges(edge for box in self.boxes for edge in (box[0], box[2])))
        bottoms = [*self.tops[1:], float("inf")]
        cells = []
        for box in self.boxes:
            left, top, right, bottom = box
            first = min(range(len(self.tops)), key=lambda index: abs(self.tops[index] - top))
            last = next(index for index, end in enumerate(bottoms) if bottom <= end + TOLERANCE)
            lines = [line.text for line in text_lines([word for word in words if is_inside(word, box)])]
            words = [word for word in words if not is_inside(word, box)]
            upright = [character for character in turned if is_inside(as_word(character), box)]
            cell = Cell(left, right, first, last + 1, lines + ([turned_text(upright)] if upright else []))
            cell.fill = fill_at(self.fills, (left + right) / 2, (top + bottom) / 2)
            cells.append(cell)
        return Grid(cells, len(self.tops), number), words


def as_word(character: dict[str, Any]) -> Word:
    return Word(character["text"], character["x0"], character["x1"], character["top"], character["bottom"])


def edges(places: Any) -> list[float]:
    """Places in ascending order, those that differ by a hair once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > TOLERANCE:
            found.append(float(place))
    return found


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
