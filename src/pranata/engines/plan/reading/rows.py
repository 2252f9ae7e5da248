"""Source lines to rows: which text stands in which column after shifted cells are moved back, and which ticks."""

from __future__ import annotations

from dataclasses import dataclass, field

from .columns import TEXT_KINDS, Layout, Line, Page
from .months import Ticks, is_blank, is_tick, is_wording, month_words, read_ticks, settle
from .remarks import shorten
from .text import clean


@dataclass(slots=True)
class Note:
    """A remark to be made about a row: its code, the facts of its message, and its line when not the row's own."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)
    line: int | None = None


@dataclass(slots=True)
class Row:
    """One row of the table. `texts` are raw cells by kind; `months` ascending; `notes` what had to be interpreted."""

    line: int
    printed: str
    texts: dict[str, str]
    months: list[int]
    notes: list[Note] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)  # wording found in month columns

    def text(self, kind: str) -> str:
        return clean(self.texts.get(kind, ""))


def find_shift(line: Line, layout: Layout) -> tuple[int, int]:
    """(columns a row's texts stand too far right, index where the moved block begins); (0, 0) when nothing is to move.

    Decides: when a month column holds words, the last words of the row are the indicator; the row was moved by the
    distance to the indicator's column, provided that as many cells are empty left of the moved block.
    """
    columns = [index for index in layout.months if is_wording(line.cell(index))]
    if not columns:
        return 0, 0
    start = last = max(columns)
    while start > 0 and line.cell(start - 1).strip() and not is_tick(line.cell(start - 1)):
        start -= 1
    shift = last - layout.texts["indicator"]
    gap = range(start - shift, start)
    is_free = shift > 0 and start >= shift and not any(line.cell(index).strip() for index in gap)
    return (shift, start) if is_free and start - 1 < min(layout.months) else (0, 0)


def read_row(line: Line, page: Page) -> Row:
    """One source line as a row."""
    layout, notes = page.layout, []
    shift, start = find_shift(line, layout)
    cells = line.cells
    if shift:
        cells = cells[: start - shift] + cells[start:]
        notes.append(Note("shifted_cells", {"columns": shift}))
    if not page.is_complete:
        notes.append(Note("missing_heading"))
    row = Row(line.number, line.printed, texts_of(cells, layout), [], notes)
    marks = {
        index: cell
        for index, cell in enumerate(cells)
        if index >= min(layout.months) and index not in layout.texts.values() and index not in layout.foreign
    }
    for index, cell in list(marks.items()):
        if is_wording(cell):
            row.extra.append(clean(marks.pop(index)))
            notes.append(Note("text_in_month", {"text": shorten(row.extra[-1])}))
    note_foreign_columns(row, cells, layout)
    read_months(row, marks, layout)
    return row


def texts_of(cells: list[str], layout: Layout) -> dict[str, str]:
    return {kind: cells[index] for kind, index in layout.texts.items() if kind in TEXT_KINDS and index < len(cells)}


def note_foreign_columns(row: Row, cells: list[str], layout: Layout) -> None:
    """Words under a heading of no known kind, or left of the months under no heading at all."""
    known = set(layout.texts.values())
    for index, cell in enumerate(cells):
        is_foreign = index in layout.foreign or (index < min(layout.months) and index not in known)
        if is_foreign and not is_blank(cell) and clean(cell):
            heading = layout.foreign.get(index, f"ke-{index + 1}")
            row.notes.append(Note("unknown_column", {"heading": shorten(heading), "text": shorten(clean(cell))}))


def read_months(row: Row, marks: dict[int, str], layout: Layout) -> None:
    """Fill in the row's months, with notes where a tick does not simply stand under its month."""
    ticks: Ticks = read_ticks(marks, layout.months)
    headings = [layout.months[index] for index in sorted(layout.months)]
    row.months = settle(ticks, headings)
    for mark in ticks.unknown:
        row.notes.append(Note("unknown_mark", {"mark": shorten(clean(mark))}))
    if ticks.surplus:
        row.notes.append(Note("ticks_right_of_december", {"months": month_words(row.months)}))
    if sorted(set(headings)) != headings:
        row.notes.append(Note("month_headings", {"months": month_words(headings)}))


def surplus_width(page: Page) -> int:
    """Columns the page's rows have right of the last month heading and under no heading, also when empty."""
    layout = page.layout
    right = max([*layout.months, *layout.texts.values(), *layout.foreign])
    widest = max(len(line.cells) for line in page.lines)
    return max(0, widest - 1 - right)
