"""Word documents (DOCX): paragraphs and tables in document order, as lines."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

from ..model import UnreadablePlan
from .assembly import Assembly
from .docx_annex import OwnTable, read_own_table
from .docx_numbers import AutomaticNumbers, attribute, whole
from .flat import FlatNote, FlatText
from .grids import Cell, Grid
from .symbols import is_symbol_font, printed, symbol

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
UNSEEN = frozenset([f"{WORD}del", f"{WORD}moveFrom", f"{WORD}instrText", f"{WORD}delText", f"{WORD}rt", FALLBACK])
TEXT_BOX = f"{WORD}txbxContent"
WRAPPERS = frozenset(WORD + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
DRAWINGS = frozenset([f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"])
NO_FILL = frozenset(["", "auto", "ffffff", "none"])
MAX_SPAN = 200  # columns
MAX_NESTING = 8  # tables in tables


def flatten_docx(data: bytes) -> FlatText:
    """The lines of a Word document whose archive was found to be safe; raises UnreadablePlan when it is broken."""
    import docx  # noqa: PLC0415 -- slow import

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        reader = DocumentReader(document, own_table(body))
        reader.read(body)
    except (KeyError, ValueError, AttributeError, TypeError, SyntaxError, RecursionError) as error:
        raise UnreadablePlan("Berkas DOCX rusak dan tidak dapat dibaca.") from error
    flat = reader.assembly.flat_text("DOCX")
    if reader.own is not None:
        flat.table = reader.own.at(flat.lines.index(reader.own.lines[0]) + 1)
    rows = [number for number, line in enumerate(flat.lines, start=1) if "\t" in line]
    if rows:
        detail = f"dibaca sebagai {len(flat.lines)} baris: alinea satu per satu; tabel lampiran mulai baris {rows[0]}"
        flat.notes.insert(0, FlatNote("file_form", rows[:1], {"form": "DOCX", "detail": detail}))
    return flat


def part_element(document: Any, relation: str) -> Any:
    """The root of a part the document relates to ("numbering", "styles"), or None."""
    for related in document.part.rels.values():
        if related.reltype.endswith(f"/{relation}") and not related.is_external:
            return related.target_part.element
    return None


def own_table(body: Any) -> OwnTable | None:
    """The annex of a document of ours: its only table, if that still has the form in which we write it."""
    tables = list(body.iter(f"{WORD}tbl"))
    return read_own_table(tables[0]) if len(tables) == 1 and tables[0].getparent() is body else None


class DocumentReader:
    """Walks a document once; the order matters because lists are counted on the way. `own` is its table, if ours."""

    def __init__(self, document: Any, own: OwnTable | None) -> None:
        self.own = own
        self.numbers = AutomaticNumbers(part_element(document, "numbering"), part_element(document, "styles"))
        self.assembly = Assembly()
        self.alignment: str | None = None

    def read(self, container: Any, depth: int = 0) -> None:
        for block in blocks(container):
            if block.tag == f"{WORD}p":
                self.read_paragraph(block, depth)
            elif depth < MAX_NESTING:
                self.read_table(block, depth)

    def read_paragraph(self, paragraph: Any, depth: int) -> None:
        """One paragraph; a change of alignment parts a heading from what follows, as an empty line does."""
        lines = self.lines(paragraph)
        alignment = attribute(paragraph.find(f"{WORD}pPr"), "jc") or ""
        if any(lines):
            if self.alignment is not None and alignment != self.alignment:
                self.assembly.add_blank()
            self.alignment = alignment
        self.assembly.add_line("\n".join(lines))
        for box in text_boxes(paragraph):
            if depth < MAX_NESTING:
                self.read(box, depth + 1)

    def read_table(self, table: Any, depth: int) -> None:
        """A table; one that only lays out another table is read cell by cell."""
        if self.own is not None:
            self.assembly.entries += self.own.lines
            self.alignment = None
            return
        if table.find(f".//{WORD}tc//{WORD}tbl") is not None and lays_out(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self.read(cell, depth + 1)
            return
        self.assembly.add_grid(self.grid(table, depth))
        self.alignment = None

    def lines(self, paragraph: Any) -> list[str]:
        """The lines of a paragraph, the first with the label its list prints."""
        label = self.numbers.label(paragraph)
        lines = printed("".join(characters(paragraph))).split("\n")
        lines[0] = f"{label} {lines[0]}".strip()
        return lines

    def grid(self, table: Any, depth: int) -> Grid:
        """The cells of a table where they stand.

        Decides: a cell that continues a merge extends the cell above it that covers its place; with none there, or
        with words of its own, it is a cell by itself.
        """
        edges = grid_edges(table)
        cells: list[Cell] = []
        open_cells: list[tuple[int, int, Cell]] = []
        rows = rows_of(table)
        for number, row in enumerate(rows):
            begun: list[tuple[int, int, Cell]] = []
            column = whole(attribute(row.find(f"{WORD}trPr"), "gridBefore"), 0)
            for element in cells_of(row):
                properties = element.find(f"{WORD}tcPr")
                span = min(max(1, whole(attribute(properties, "gridSpan"), 1)), MAX_SPAN)
                place = (column, column + span)
                column += span
                paragraphs = self.cell_lines(element, depth)
                above = None if any(paragraphs) else continued(properties, place, open_cells)
                if above is None and merges_left(properties) and begun and not any(paragraphs):
                    begun[-1][2].right = edge(edges, place[1])
                    begun[-1] = (begun[-1][0], place[1], begun[-1][2])
                    continue
                if above is not None:
                    above.bottom = number + 1
                    begun.append((*place, above))
                    continue
                cell = Cell(edge(edges, place[0]), edge(edges, place[1]), number, number + 1, paragraphs)
                cell.fill, cell.is_pictured = shading(properties), has_drawing(element)
                cells.append(cell)
                begun.append((*place, cell))
            open_cells = begun
        return Grid(cells, len(rows))

    def cell_lines(self, cell: Any, depth: int) -> list[str]:
        """The lines of a cell, with those of tables and boxes inside it."""
        found: list[str] = []
        for block in blocks(cell):
            if block.tag == f"{WORD}p":
                found += self.lines(block)
                for box in text_boxes(block):
                    found += self.cell_lines(box, depth + 1) if depth < MAX_NESTING else []
            elif depth < MAX_NESTING:
                inner = self.grid(block, depth + 1)
                found += [" ".join(filter(None, inner.texts(row))) for row in range(inner.height)]
        return [line for line in found if line.strip()]


def blocks(container: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or cell in order, also those inside content controls."""
    for child in container:
        if child.tag in (f"{WORD}p", f"{WORD}tbl"):
            yield child
        elif child.tag in WRAPPERS:
            yield from blocks(child)


def rows_of(table: Any) -> list[Any]:
    """The rows of a table, without deleted ones."""
    return [row for row in children(table, f"{WORD}tr") if row.find(f"{WORD}trPr/{WORD}del") is None]


def cells_of(row: Any) -> list[Any]:
    return list(children(row, f"{WORD}tc"))


def children(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, tag)


def lays_out(table: Any) -> bool:
    """Whether a table holds in one cell a table of at least as many columns as it has itself."""
    inner = max(widest(nested) for nested in table.iter(f"{WORD}tbl") if nested is not table)
    return inner >= max(widest(table), 3)


def widest(table: Any) -> int:
    """The most cells in one row of a table."""
    return max((len(cells_of(row)) for row in rows_of(table)), default=0)


def characters(element: Any, font: str = "") -> Iterator[str]:
    """The visible characters of a paragraph: line breaks as "\\n", symbols as marks, deleted text left out."""
    for child in element:
        tag = child.tag
        if tag in UNSEEN or tag == TEXT_BOX:
            continue
        if tag == f"{WORD}r":
            yield from characters(child, run_font(child))
        elif tag == f"{WORD}t":
            text = child.text or ""
            yield "".join(symbol(ord(sign), font) for sign in text) if font and text.strip() else text
        elif tag == f"{WORD}sym":
            yield symbol_of(child)
        elif tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        elif tag in (f"{WORD}tab", f"{WORD}ptab"):
            yield " "
        elif tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif isinstance(tag, str) and tag not in (f"{WORD}pPr", f"{WORD}rPr"):
            yield from characters(child, font)


def run_font(run: Any) -> str:
    """The symbol font of a run, "" for a font of letters."""
    fonts = run.find(f"{WORD}rPr/{WORD}rFonts")
    names = () if fonts is None else (fonts.get(f"{WORD}ascii") or "", fonts.get(f"{WORD}hAnsi") or "")
    return next((name for name in names if is_symbol_font(name)), "")


def symbol_of(element: Any) -> str:
    """The mark a <w:sym> prints."""
    code = element.get(f"{WORD}char") or ""
    try:
        return symbol(int(code, 16), element.get(f"{WORD}font") or "Wingdings")
    except ValueError:
        return ""


def text_boxes(paragraph: Any) -> list[Any]:
    """The contents of text boxes anchored in a paragraph, each once; a box in a box comes with the outer one."""
    found = []
    for box in paragraph.iter(TEXT_BOX):
        above = itertools.takewhile(lambda up: up is not paragraph, box.iterancestors())
        if not any(up.tag in (FALLBACK, TEXT_BOX) for up in above):
            found.append(box)
    return found


def grid_edges(table: Any) -> list[float]:
    """The left edges of a table's columns and its right end; widths nobody wrote count as one like the others."""
    columns = table.findall(f"{WORD}tblGrid/{WORD}gridCol")
    widths = [whole(column.get(f"{WORD}w"), 0) for column in columns]
    if not widths or not all(widths):
        widths = [1] * len(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def edge(edges: list[float], column: int) -> float:
    """The left edge of a column, also of one the table's own grid does not know."""
    if column < len(edges):
        return edges[column]
    step = edges[-1] / (len(edges) - 1) if len(edges) > 1 else 1.0
    return edges[-1] + step * (column - len(edges) + 1)


def continued(properties: Any, place: tuple[int, int], above: list[tuple[int, int, Cell]]) -> Cell | None:
    """The cell of the row above that a cell continues, None when it begins one itself."""
    merge = properties.find(f"{WORD}vMerge") if properties is not None else None
    if merge is None or merge.get(f"{WORD}val") == "restart":
        return None
    left, right = place
    return next((cell for first, end, cell in above if first <= left < end or left <= first < right), None)


def merges_left(properties: Any) -> bool:
    """Whether a cell continues the one on its left, as old documents write merged cells."""
    return attribute(properties, "hMerge") == "continue" or (
        properties is not None
        and properties.find(f"{WORD}hMerge") is not None
        and attribute(properties, "hMerge") is None
    )


def shading(properties: Any) -> str:
    """The colour of a cell, "" when it has none."""
    shade = properties.find(f"{WORD}shd") if properties is not None else None
    if shade is None:
        return ""
    name = "color" if shade.get(f"{WORD}val") == "solid" else "fill"
    colour = (shade.get(WORD + name) or "").lower()
    theme = shade.get(f"{WORD}themeFill") or ""
    if colour in NO_FILL:
        return "" if theme.startswith("background1") or not theme else theme
    return colour


def has_drawing(cell: Any) -> bool:
    return any(child.tag in DRAWINGS for child in cell.iter())
