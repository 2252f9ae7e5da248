"""The annex table as WordprocessingML: three repeated heading rows, merged cells, rows that may break across pages.

Numbers and words stand in runs of their own character styles, so that the reader tells them apart. Built directly,
because a table of thousands of rows takes minutes cell by cell through python-docx.
"""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pranata.engines.plan.reading.annex_form import (
    COLUMN_NUMBERS,
    MONTH_HEADINGS,
    NUMBER_STYLE,
    SCHEDULE_HEADING,
    TEXT_HEADINGS,
    TICK,
    WORDS_STYLE,
)

from .table import WIDTHS, MergedCell, TableRow

CELL_STYLE, CENTER_STYLE, HEAD_STYLE = "SelLampiran", "TengahLampiran", "KepalaLampiran"
MONTH_STYLE, TICK_STYLE = "BulanLampiran", "CentangLampiran"
TWIPS = 1440 / 25.4  # per millimetre
COLUMNS = [round(width * TWIPS) for width in WIDTHS]
FIRST_MONTH = len(TEXT_HEADINGS)
BEGINS, GOES_ON = "restart", "continue"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def annex_table(rows: list[TableRow]) -> BaseOxmlElement:
    """The whole table (w:tbl)."""
    table = element("tbl")
    table.append(table_form())
    grid = child(table, "tblGrid")
    for width in COLUMNS:
        child(grid, "gridCol", w=width)
    for row in (*heading_rows(), *(plan_row(row) for row in rows)):
        table.append(row)
    return table


def table_form() -> BaseOxmlElement:
    form = element("tblPr")
    child(form, "tblStyle", val="TableGrid")
    child(form, "tblW", w=sum(COLUMNS), type="dxa")
    child(form, "tblLayout", type="fixed")
    margins = child(form, "tblCellMar")
    for side, width in (("top", 20), ("left", 60), ("bottom", 20), ("right", 60)):
        child(margins, side, w=width, type="dxa")
    child(form, "tblLook", firstRow=1)
    child(form, "tblCaption", val="Rencana aksi")
    return form


def heading_rows() -> list[BaseOxmlElement]:
    """The names of the columns, the months below the schedule's name, and the numbers of the columns."""
    names, months, numbers = (heading_row() for _ in range(3))
    for column, name in enumerate(TEXT_HEADINGS):
        names.append(cell(name, column, style=HEAD_STYLE, merge=BEGINS))
        months.append(cell("", column, style=HEAD_STYLE, merge=GOES_ON))
        numbers.append(cell(COLUMN_NUMBERS[column], column, style=CENTER_STYLE))
    names.append(cell(SCHEDULE_HEADING, FIRST_MONTH, style=HEAD_STYLE, span=len(MONTH_HEADINGS)))
    numbers.append(cell(COLUMN_NUMBERS[FIRST_MONTH], FIRST_MONTH, style=CENTER_STYLE, span=len(MONTH_HEADINGS)))
    for index, name in enumerate(MONTH_HEADINGS):
        months.append(cell(name, FIRST_MONTH + index, style=MONTH_STYLE))
    return [names, months, numbers]


def heading_row() -> BaseOxmlElement:
    """A row that Word repeats on every page."""
    row = element("tr")
    child(child(row, "trPr"), "tblHeader")
    return row


def plan_row(row: TableRow) -> BaseOxmlElement:
    found = element("tr")
    for column, merged in enumerate(row.merged):
        found.append(merged_cell(merged, column))
    found.append(worded(cell("", len(row.merged)), row.indicator))
    for month in range(1, len(MONTH_HEADINGS) + 1):
        text = TICK if month in row.months else ""
        found.append(cell(text, FIRST_MONTH + month - 1, style=TICK_STYLE))
    return found


def merged_cell(merged: MergedCell | None, column: int) -> BaseOxmlElement:
    """A cell that begins a merged one, goes on below one, or stands alone."""
    style = CELL_STYLE if column else CENTER_STYLE
    if merged is None:
        return cell("", column, style=style, merge=GOES_ON)
    return worded(cell("", column, style=style, merge=BEGINS if merged.span > 1 else ""), merged.text, merged.no)


def worded(found: BaseOxmlElement, text: str, no: str = "") -> BaseOxmlElement:
    """A cell with a text of the plan and the number printed in front of it."""
    paragraph = found[-1]
    if no:
        add_run(paragraph, f"{no}. " if text else f"{no}.", NUMBER_STYLE)
    if text:
        add_run(paragraph, text, WORDS_STYLE)
    return found


def add_run(paragraph: BaseOxmlElement, text: str, style: str = "") -> None:
    run = child(paragraph, "r")
    if style:
        child(child(run, "rPr"), "rStyle", val=style)
    words = child(run, "t")
    words.text = text
    if text != text.strip():
        words.set(SPACE, "preserve")


def cell(text: str, column: int, *, style: str = CELL_STYLE, span: int = 1, merge: str = "") -> BaseOxmlElement:
    """A cell of one paragraph over `span` columns; `merge` is BEGINS, GOES_ON or ""."""
    found = element("tc")
    form = child(found, "tcPr")
    child(form, "tcW", w=sum(COLUMNS[column : column + span]), type="dxa")
    if span > 1:
        child(form, "gridSpan", val=span)
    if merge:
        child(form, "vMerge", val=merge)
    if style == MONTH_STYLE:
        margins = child(form, "tcMar")
        for side in ("left", "right"):
            child(margins, side, w=0, type="dxa")
    if style in (HEAD_STYLE, MONTH_STYLE):
        child(form, "vAlign", val="center")
    paragraph = child(found, "p")
    child(child(paragraph, "pPr"), "pStyle", val=style)
    if text:
        add_run(paragraph, text)
    return found


def element(name: str) -> BaseOxmlElement:
    """A new element in Word's namespace."""
    return OxmlElement(f"w:{name}")


def child(parent: BaseOxmlElement, name: str, **attributes: str | int) -> BaseOxmlElement:
    """A new last child in Word's namespace, with attributes in the same namespace."""
    made = element(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    parent.append(made)
    return made
