"""Tables as offices lay them out, cell by cell in any form: "^" goes on from the cell above, "<" from the left."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from docx import Document

from pranata.engines.plan.tests.reading_files import compiled, quoted, saved

ABOVE, LEFT = "^", "<"
NAMES = ["NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN"]
SHORT_MONTHS = "JAN FEB MAR APR MEI JUN JUL AGT SEP OKT NOV DES".split()
LONG, MANY = 9, 40  # letters of a text in a wide column; columns that have to be narrow
HEADING = [[*NAMES, "PELAKSANAAN (BULAN)", *[LEFT] * 11], [*[ABOVE] * 5, *SHORT_MONTHS]]

Rows = list[list[str]]
Spans = list[tuple[int, int, int, int]]


def ticked(texts: Iterable[str], *months: int, tick: str = "✓") -> list[str]:
    """A row of texts with a tick under these months."""
    return [*texts, *(tick if month in months else "" for month in range(1, 13))]


def spans_of(rows: Rows) -> Spans:
    """(top, left, bottom, right), all inclusive, of every cell that does not go on from another."""
    found = []
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            if text not in (ABOVE, LEFT):
                right, bottom = left, top
                while right + 1 < len(row) and row[right + 1] == LEFT:
                    right += 1
                while bottom + 1 < len(rows) and rows[bottom + 1][left] == ABOVE:
                    bottom += 1
                found.append((top, left, bottom, right))
    return found


def pdf_pages(*pages: Rows, ruled: bool = True) -> bytes:
    """A text PDF with one table on each page, all in the same columns."""
    columns = list(zip(*(row for rows in pages for row in rows), strict=True))
    narrow = "2.6em" if len(columns) < MANY else "1.3em"
    widths = ["1fr" if max(map(len, column)) > LONG else narrow for column in columns]
    tables = []
    for rows in pages:
        cells = [
            f"table.cell(rowspan: {bottom - top + 1}, colspan: {right - left + 1}, {quoted(rows[top][left])})"
            for top, left, bottom, right in spans_of(rows)
        ]
        stroke = "0.5pt" if ruled else "none"
        tables.append(f"#table(columns: ({', '.join(widths)}), stroke: {stroke}, inset: 4pt, {', '.join(cells)})")
    page = "#set page(width: 420mm, height: 297mm, margin: 12mm)\n#set text(size: 8pt)\n"
    return compiled(page + "\n#pagebreak()\n".join(tables))


def xlsx_sheet(rows: Rows) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = workbook.add_worksheet("Lampiran")
    for top, left, bottom, right in spans_of(rows):
        if (top, left) == (bottom, right):
            sheet.write_string(top, left, rows[top][left])
        else:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    workbook.close()
    return buffer.getvalue()


def docx_table(rows: Rows) -> bytes:
    document = Document()
    cells = [row.cells for row in document.add_table(len(rows), len(rows[0])).rows]
    for top, left, bottom, right in spans_of(rows):
        cells[top][left].merge(cells[bottom][right]).text = rows[top][left]
    return saved(document)


FORMS = {"xlsx": xlsx_sheet, "docx": docx_table, "pdf": pdf_pages}
