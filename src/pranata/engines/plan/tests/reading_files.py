"""Writes a decree in text form as DOCX, XLSX and PDF, so that tests compare how each form is read."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import typst
import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import strategies as st

from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.engines.plan.reading.columns import is_column_numbering, is_name_heading, month_columns
from pranata.engines.plan.reading.months import is_wording
from pranata.engines.plan.reading.text import clean, pieces
from pranata.engines.plan.tests.reading_text import MONTHS, NAMES

FIRST_MONTH = 5  # column index of January in the tables written here
OPENINGS = st.sampled_from("Menyusun Memetakan Melatih Menilai Tersedianya Jumlah Laporan".split())
WORDS = st.sampled_from("rencana kerja layanan survei laporan pegawai e-PPID SOP data unit/satuan hasil".split())
PHRASE = st.builds(
    lambda opening, words: " ".join([opening, *words]), OPENINGS, st.lists(WORDS, min_size=1, max_size=9)
)


@dataclass
class Table:
    """Rows of cells as printed, heading rows first."""

    rows: list[list[str]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)

    @property
    def headings(self) -> int:
        """How many rows at the top are heading."""
        return sum(
            is_name_heading(row) or bool(month_columns(row, FIRST_MONTH)) or is_column_numbering(row)
            for row in self.rows[:3]
        )

    def spans(self) -> list[tuple[int, int, int, int]]:
        """(top, left, bottom, right), all inclusive, of the cells an office merges: headings, and texts that go on."""
        found = []
        if self.headings > 1 and self.rows[0][FIRST_MONTH]:
            found += [(0, column, 1, column) for column in range(FIRST_MONTH)]
            found.append((0, FIRST_MONTH, 0, self.width - 1))
        for column in range(4):
            start = self.headings
            for row in range(self.headings, len(self.rows) + 1):
                if row == len(self.rows) or any(self.rows[row][: column + 1]):
                    if row - start > 1:
                        found.append((start, column, row - 1, column))
                    start = row
        return found


def blocks_of(text: str) -> list[str | Table]:
    """The lines and tables of a decree in text form."""
    found: list[str | Table] = []
    for line in text.split("\n"):
        if "\t" not in line:
            found.append(re.sub(r"\*+", "", line))
        elif found and isinstance(found[-1], Table):
            found[-1].rows.append(line.split("\t"))
        else:
            found.append(Table([line.split("\t")]))
    for table in (block for block in found if isinstance(block, Table)):
        for row in table.rows:
            row += [""] * (table.width - len(row))
    return found


def one_table(blocks: list[str | Table]) -> list[str | Table]:
    """The same decree with its tables joined under the first heading, as an office types it."""
    tables = [block for block in blocks if isinstance(block, Table)]
    width = FIRST_MONTH + 12
    rows = [row for table in tables for row in table.rows[0 if table is tables[0] else table.headings :]]
    whole = Table([(row + [""] * width)[:width] for row in rows])
    first, last = blocks.index(tables[0]), len(blocks) - 1 - blocks[::-1].index(tables[-1])
    return [*blocks[:first], whole, *blocks[last + 1 :]]


def paragraphs(cell: str) -> list[str]:
    return [text for _, text in pieces(cell)] if "<p" in cell else [clean(cell)]


def moved_back(blocks: list[str | Table]) -> list[str | Table]:
    """The same decree with rows whose texts stand in month columns moved back, as any printed table has them."""
    for table in (block for block in blocks if isinstance(block, Table)):
        for row in table.rows[table.headings :]:
            while any(is_wording(cell) for cell in row[FIRST_MONTH:]):
                row.append(row.pop(0))
    return blocks


def text_of(blocks: list[str | Table]) -> str:
    """The decree in text form."""
    return "\n".join(
        "\n".join("\t".join(row) for row in block.rows) if isinstance(block, Table) else block for block in blocks
    )


# --- Word


def docx_of(blocks: list[str | Table], *, merged: bool = True) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(330), Mm(215)
    for block in blocks:
        if isinstance(block, Table):
            write_table(document, block, merged=merged)
        else:
            document.add_paragraph(block)
    return saved(document)


def write_table(document: Any, table: Table, *, merged: bool) -> None:
    printed = document.add_table(len(table.rows), table.width)
    cells = [row.cells for row in printed.rows]
    for row, texts in enumerate(table.rows):
        for column, text in enumerate(texts):
            first, *others = paragraphs(text)[:1] or [""], *paragraphs(text)[1:]
            cells[row][column].text = first[0]
            for other in others:
                cells[row][column].add_paragraph(other)
    for top, left, bottom, right in table.spans() if merged else []:
        text = [paragraph.text for paragraph in cells[top][left].paragraphs]
        whole = cells[top][left].merge(cells[bottom][right])
        for paragraph in whole.paragraphs[len(text) :]:
            paragraph._p.getparent().remove(paragraph._p)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def element(tag: str, **attributes: str) -> Any:
    """A Word element such as <w:shd w:fill="..."/>."""
    found = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), value)
    return found


def put_symbol(cell: Any, character: str, font: str = "Wingdings") -> None:
    """A symbol in a cell, as Word's own dialogue inserts it."""
    cell.paragraphs[0].add_run()._r.append(element("sym", font=font, char=character))


def shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


# --- Excel


def xlsx_of(blocks: list[str | Table], *, merged: bool = True, left: int = 0, sheet: str = "Lampiran") -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    write_sheet(workbook.add_worksheet(sheet), workbook, blocks, merged=merged, left=left)
    workbook.close()
    return buffer.getvalue()


def write_sheet(sheet: Any, workbook: Any, blocks: list[str | Table], *, merged: bool = True, left: int = 0) -> None:
    cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    row = 0
    for block in blocks:
        if not isinstance(block, Table):
            sheet.write_string(row, left, block)
            row += 1
            continue
        for number, texts in enumerate(block.rows):
            for column, text in enumerate(texts):
                sheet.write_string(row + number, left + column, "\n".join(paragraphs(text)), cell)
        for top, first, bottom, right in block.spans() if merged else []:
            text = "\n".join(paragraphs(block.rows[top][first]))
            sheet.merge_range(row + top, left + first, row + bottom, left + right, text, cell)
        row += len(block.rows)


# --- PDF


def pdf_of(
    blocks: list[str | Table], *, ruled: bool = True, repeated: bool = True, size: str = "7pt", running: str = ""
) -> bytes:
    """A text PDF on landscape folio; a table runs over as many pages as it needs, under the line `running`."""
    page = f'#set page(width: 330mm, height: 215mm, margin: 14mm, header: "{running}")\n#set text(size: {size})'
    parts = [
        table_markup(block, ruled, repeated) if isinstance(block, Table) else paragraph_markup(block)
        for block in blocks
    ]
    return compiled("\n".join([page, *parts]))


PAGE_BREAK = "\f"


def compiled(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def paragraph_markup(text: str) -> str:
    if text == PAGE_BREAK:
        return "#pagebreak()"
    return f"#block(spacing: 0.6em, {quoted(text)})" if text else "#v(0.8em)"


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'text("{escaped}")'


def table_markup(table: Table, ruled: bool, repeated: bool) -> str:
    months = table.width - FIRST_MONTH
    columns = "(2em, 1.4fr, 2fr, 4fr, 4fr, " + "2.4em, " * months + ")"
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in table.spans()}
    hidden = {
        (row, column)
        for top, left, bottom, right in table.spans()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    head, body = [], []
    for row, texts in enumerate(table.rows):
        for column, text in enumerate(texts):
            if (row, column) not in hidden:
                rowspan, colspan = spans.get((row, column), (1, 1))
                words = quoted(" ".join(paragraphs(text)))
                cell = f"table.cell(rowspan: {rowspan}, colspan: {colspan}, {words})"
                (head if row < table.headings else body).append(cell)
    stroke = "0.5pt" if ruled else "none"
    header = f"table.header(repeat: {str(repeated).lower()}, {', '.join(head)})," if head else ""
    return f"#table(columns: {columns}, stroke: {stroke}, inset: 3pt, {header} {', '.join(body)})"


# --- plans of our own making


@st.composite
def plain_tables(draw: st.DrawFn) -> Table:
    """A small annex of invented rows: one or two areas, numbered activities and sub-activities, an indicator each."""
    rows = [list(NAMES) + [""] * 11, [""] * FIRST_MONTH + list(MONTHS)]
    for area in range(1, draw(st.integers(1, 2)) + 1):
        for activity in range(1, draw(st.integers(1, 2)) + 1):
            for place in range(1, draw(st.integers(1, 3)) + 1):
                ticks = draw(st.sets(st.integers(1, 12), min_size=1))
                months = ["✓" if month in ticks else "" for month in range(1, 13)]
                named = [str(area), f"Area {draw(PHRASE)}"] if activity == place == 1 else ["", ""]
                heading = f"{activity}. {draw(PHRASE)}" if place == 1 else ""
                texts = [f"{place}. {draw(PHRASE)}", draw(PHRASE)]
                rows.append([*named, heading, *texts, *months])
    return Table(rows)


def rows_read(reading: PlanReading) -> list[tuple[object, ...]]:
    """What a reading says of each row, apart from where it stands in the file."""
    return [
        (sub.code, sub.no, sub.text, [(item.text, item.months) for item in sub.indicators], sub.months)
        for sub in reading.subactivities()
    ]


def names_read(reading: PlanReading) -> list[tuple[object, ...]]:
    """The areas and activities of a reading."""
    return [(area.no, area.name, [(item.no, item.name) for item in area.activities]) for area in reading.areas]


def confidences(reading: PlanReading) -> list[str]:
    return [sub.confidence for sub in reading.subactivities()]


def as_text(blocks: list[str | Table]) -> PlanReading:
    """The reading of the same decree in text form."""
    return read_plan(text_of(blocks).encode(), name="contoh.txt")


def small(*rows: tuple[str, ...], ticks: list[list[int]] | None = None, extra: tuple[str, ...] = ()) -> Table:
    """An annex of one page with these rows of five texts; `ticks` by row, `extra` a heading and cells on the right."""
    found = [[*NAMES, *[""] * 11, *extra[:1]], [""] * FIRST_MONTH + [*MONTHS, *[""] * len(extra[:1])]]
    for place, texts in enumerate(rows):
        own = (ticks or [[1]] * len(rows))[place]
        found.append([*texts, *("✓" if month in own else "" for month in range(1, 13)), *extra[place + 1 : place + 2]])
    return Table(found)
