"""Source lines to rows: which text stands in which column after shifted cells are moved back, and which ticks."""

from __future__ import annotations

from dataclasses import dataclass, field

from .columns import TEXT_KINDS
from .model import ALL_MONTHS
from .months import Ticks, is_blank, is_tick, is_wording, month_words, read_ticks, settle, worded_months
from .pages import Layout, Line, Page
from .periods import months_within
from .remarks import shorten
from .text import clean, has_markup


@dataclass(slots=True)
class Note:
    """A remark to be made about a row: its code, the facts of its message, and its line when not the row's own."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)
    line: int | None = None


@dataclass(slots=True)
class Row:
    """One row of the table. `texts` are raw cells by kind; `months` ascending; `notes` what had to be interpreted."""

    lines: list[int]
    printed: str
    texts: dict[str, str]
    months: list[int]
    notes: list[Note] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)  # wording found in month columns

    def text(self, kind: str) -> str:
        return clean(self.texts.get(kind, ""))


def find_shift(line: Line, layout: Layout) -> tuple[int, int]:
    """(columns a row's texts stand too far right, index where the moved block begins); (0, 0) when nothing is to move.

    Decides: when a month column holds words, the last words of the row are the last text; the row was moved by the
    distance to that text's column, provided that as many cells are empty left of the moved block.
    """
    columns = [index for index in layout.months if is_wording(line.cell(index))]
    if not columns or layout.last_text < 0:
        return 0, 0
    start = last = max(columns)
    while start > 0 and line.cell(start - 1).strip() and not is_tick(line.cell(start - 1)):
        start -= 1
    shift = last - layout.last_text
    gap = range(start - shift, start)
    is_free = shift > 0 and start >= shift and not any(line.cell(index).strip() for index in gap)
    return (shift, start) if is_free and start - 1 < min(layout.months) else (0, 0)


def find_gap(line: Line, page: Page) -> tuple[int, int]:
    """(cells a row lost, index where they are to be put back); (0, 0) when none is missing.

    Decides: a tick in a text column means that the row moved left, and so does an empty last text column in a row
    shorter than the others of its page. The cells are missing at its beginning when its last words then stand in the
    last text column and its first ones not left of the sub-activity, else before the tick.
    """
    layout, short = page.layout, page.width - len(line.cells) if page.is_padded else 0
    last = layout.last_text
    if last < 0:
        return 0, 0
    if short > 0 and is_moved_left(line, layout, short):
        return short, 0
    tick = next((index for index in range(last + 1) if is_tick(line.cell(index))), None)
    if tick is None or tick == 0 or any(is_wording(line.cell(index)) for index in range(tick, len(line.cells))):
        return 0, 0
    gap = last + 1 - tick
    return (gap, 0) if is_moved_left(line, layout, gap) else (gap, tick)


def is_moved_left(line: Line, layout: Layout, gap: int) -> bool:
    """Whether the row's words stand `gap` columns left of where a sub-activity and the last text belong."""
    sub, last = layout.texts.get("subactivity", 0) - gap, layout.last_text - gap
    if sub < 0 or not line.cell(sub).strip() or not line.cell(last).strip() or is_tick(line.cell(last)):
        return False
    return not is_wording(line.cell(layout.last_text)) and not any(
        cell.strip() for cell in line.cells[: max(sub - 1, 0)]
    )


def realigned(line: Line, page: Page, notes: list[Note]) -> list[str]:
    """The row's cells in their columns, with a note when they had to be moved."""
    shift, start = find_shift(line, page.layout)
    if shift:
        notes.append(Note("shifted_cells", {"columns": shift}))
        return line.cells[: start - shift] + line.cells[start:]
    gap, start = find_gap(line, page)
    if gap:
        notes.append(Note("missing_cells", {"columns": gap}))
        return line.cells[:start] + [""] * gap + line.cells[start:]
    return line.cells


def read_row(line: Line, page: Page) -> Row:
    """One source line as a row."""
    layout: Layout = page.layout
    notes: list[Note] = []
    cells = realigned(line, page, notes)
    if not page.is_complete:
        notes.append(Note("missing_heading"))
    if len(line.numbers) > 1:
        notes.append(Note("broken_line", {"count": len(line.numbers)}))
    if not notes and len(cells) - 1 - layout.right > page.surplus:
        notes.append(Note("wide_row"))
    row = Row(line.numbers, line.printed, texts_of(cells, layout), [], notes)
    marks = {
        index: cell
        for index, cell in enumerate(cells)
        if index >= min(layout.months) and index not in layout.texts.values() and index not in layout.foreign
    }
    for index, cell in list(marks.items()):
        if months := worded_months(cell):
            row.months += months
            del marks[index]
            notes.append(Note("worded_months", {"text": shorten(clean(cell)), "months": month_words(months)}))
        elif is_wording(cell):
            row.extra.append(clean(marks.pop(index)))
            notes.append(Note("text_in_month", {"text": shorten(row.extra[-1])}))
    if any(has_markup(cell) for cell in row.texts.values()):
        notes.append(Note("markup"))
    note_foreign_columns(row, cells, layout)
    read_months(row, marks, layout)
    return row


def texts_of(cells: list[str], layout: Layout) -> dict[str, str]:
    """Raw cells by kind; a cell that only holds a dash is empty."""
    found = {kind: cells[index] if index < len(cells) else "" for kind, index in layout.texts.items()}
    return {kind: "" if is_blank(cell) else cell for kind, cell in found.items() if kind in TEXT_KINDS}


def note_foreign_columns(row: Row, cells: list[str], layout: Layout) -> None:
    """Words under a heading of no known kind, or left of the months under no heading at all."""
    known = set(layout.texts.values())
    for index, cell in enumerate(cells):
        is_foreign = index in layout.foreign or (index < min(layout.months) and index not in known)
        if is_foreign and not is_blank(cell) and clean(cell):
            if index in layout.foreign and is_tick(cell) and may_be_month(index, layout):
                row.notes.append(Note("month_gap"))
            if index in layout.foreign:
                row.notes.append(Note("unknown_column", {"heading": shorten(layout.foreign[index])}))
            else:
                row.notes.append(Note("unheaded_text", {"text": shorten(clean(cell))}))


def may_be_month(index: int, layout: Layout) -> bool:
    """Whether a column without a month's name stands among or beside the months although not all twelve have one."""
    is_beside = min(layout.months) - 1 <= index <= max(layout.months) + 1
    return is_beside and len(layout.months) < len(ALL_MONTHS) and layout.period is None


def read_months(row: Row, marks: dict[int, str], layout: Layout) -> None:
    """Fill in the row's months, with notes where a tick does not simply stand under its month."""
    ticks: Ticks = read_ticks(marks, layout.months)
    headings = [layout.months[index] for index in sorted(layout.months)]
    settled = settle(ticks, headings)
    if layout.period is not None and settled:
        settled = months_within(settled, layout.period)
        row.notes.append(
            Note("quarter_columns", {"period": layout.period.name, "all_months": layout.period.all_months})
        )
    elif layout.is_numbered and len(headings) < len(ALL_MONTHS) and settled:
        row.notes.append(Note("numbered_months", {"count": len(headings)}))
    row.months = sorted({*row.months, *settled})
    if ticks.between:
        row.notes.append(Note("month_gap"))
    for mark in ticks.unknown:
        row.notes.append(Note("unknown_mark", {"mark": shorten(clean(mark))}))
    if ticks.surplus:
        row.notes.append(Note("ticks_right_of_december", {"months": month_words(row.months)}))
    if sorted(set(headings)) != headings:
        row.notes.append(Note("month_headings", {"months": month_words(headings)}))
