"""Which line of the annex is a heading, which column is what, which month stands over which column."""

from __future__ import annotations

import re
from collections.abc import Callable

from .model import ALL_MONTHS, UnreadablePlan
from .months import is_tick, month_named, month_numbered
from .pages import Annex, Layout, Line, Page, continues, is_ticked, joined, settle_mark
from .periods import first_months, numbered_period, period_columns, period_in, period_named
from .text import MAX_CELL, clean

MAX_ROWS = 20_000
MAX_COLUMNS = 100
MOST_BROKEN = 20  # lines a row may be broken over
MAX_HEADING = 60  # characters; a longer cell is no heading
LEAST_MONTHS = 3  # month names that make a row of month headings

HEADINGS = (
    ("number", re.compile(r"(no|nomor)\b\.?( urut)?")),
    ("subactivity", re.compile(r"(sub|rincian|uraian)[\s-]*kegiatan\b.*|(rencana|langkah) aksi\b.*")),
    ("area", re.compile(r"area\b.*")),
    ("activity", re.compile(r"((rencana|program) ?/? ?)?kegiatan\b.*|program\b.*")),
    ("indicator", re.compile(r"((target|output|ukuran) ?/ ?)?indikator\b.*|(ukuran|kriteria) keberhasilan\b.*")),
    (
        "schedule",
        re.compile(r"(waktu |jadwal |rencana )?(pelaksanaan|jadwal|waktu|bulan)\b.*|tahun (anggaran )?[0-9]{4}"),
    ),
)
REQUIRED_COLUMNS = "kolom kegiatan, sub kegiatan dan indikator"
TEXT_KINDS = ("number", "area", "activity", "subactivity", "indicator")
LEAST_KINDS = 3  # known columns a row of column names must name
NUMBERED_COLUMN = re.compile(r"\(?[0-9]{1,2}\)?")
END_OF_TABLE = re.compile(r"(ditetapkan di|pada tanggal|salinan sesuai)\b", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"((hal(aman)?\.? ?)?[0-9]{1,4}( ?/ ?[0-9]{1,4})?)?", re.IGNORECASE)


def heading_kinds(cells: list[str]) -> dict[int, str]:
    """The kind of each heading cell by column index; "" for a heading of no known kind.

    Decides: where two columns name activities (PROGRAM, KEGIATAN), the second holds the sub-activities, unless another
    column does; then the first is of no known kind.
    """
    kinds: dict[int, str] = {}
    for index, cell in enumerate(cells):
        words = clean(cell).lower().strip(" .:*")
        if words:
            kinds[index] = next((kind for kind, pattern in HEADINGS if pattern.fullmatch(words)), "")
            if not kinds[index] and period_in(words) is not None and period_named(words) is None:
                kinds[index] = "schedule"
    activities = [index for index, kind in kinds.items() if kind == "activity"]
    if len(activities) == 2:
        has_subactivities = "subactivity" in kinds.values()
        kinds[activities[0 if has_subactivities else 1]] = "" if has_subactivities else "subactivity"
    return kinds


def is_name_heading(cells: list[str]) -> bool:
    """Whether a line names the columns: at least three known ones, each once, an activity among them, and no tick.

    V and X are no ticks among the months I to XII.
    """
    if sum(1 for cell in cells if cell.strip()) < LEAST_KINDS or any(len(cell) > MAX_HEADING for cell in cells):
        return False
    kinds = [kind for kind in heading_kinds(cells).values() if kind]
    is_unique = len(kinds) == len(set(kinds)) >= LEAST_KINDS
    if not is_unique or not {"subactivity", "activity"} & set(kinds):
        return False
    return not any(is_tick(cell) for cell in cells) or len(months_beside_names(cells)) == len(ALL_MONTHS)


def months_of(cells: list[str], name: Callable[[str], int | None]) -> dict[int, int]:
    """Months by column index, as `name` reads them from the cells."""
    found = {index: name(cell) for index, cell in enumerate(cells) if cell.strip()}
    return {index: month for index, month in found.items() if month is not None}


def month_columns(cells: list[str], schedule: int | None) -> dict[int, int]:
    """Months by column index when the line is a row of month headings, else empty.

    Decides: at least three month names, or, from the schedule column on, the numbers 1, 2, 3 ... in Roman or Arabic,
    with no other words among them; or names of quarters or half-years, whose first months they then are.
    """
    if not any(cell.strip() for cell in cells) or any(len(cell) > MAX_HEADING for cell in cells):
        return {}
    named = months_of(cells, month_named)
    if len(set(named.values())) >= LEAST_MONTHS:
        return named
    start = schedule or 0
    numbered = {index: month for index, month in months_of(cells, month_numbered).items() if index >= start}
    run = list(numbered.values())
    others = [cell for cell in cells[:start] if cell.strip()]
    is_run = len(run) >= LEAST_MONTHS and run == list(range(1, len(run) + 1)) and not others and schedule is not None
    if is_run and all(not is_tick(cells[index]) or index != start for index in numbered):
        return numbered
    return period_columns(cells)[0]


def has_month_names(cells: list[str]) -> bool:
    """Whether a row of headings names months, not numbers or quarters."""
    return len(set(months_of(cells, month_named).values())) >= LEAST_MONTHS


def months_beside_names(cells: list[str]) -> dict[int, int]:
    """Months by column index when they stand in the row of column names itself."""
    kinds = heading_kinds(cells)
    schedule = next((index for index, kind in kinds.items() if kind == "schedule"), None)
    start = max((index + 1 for index, kind in kinds.items() if kind in TEXT_KINDS), default=0)
    return month_columns(cells, schedule) or month_columns([""] * start + cells[start:], start)


def set_months(layout: Layout, cells: list[str], months: dict[int, int]) -> None:
    """Give a layout its month columns, read from a row of headings as months or as the periods they stand for."""
    layout.months, layout.period, layout.is_numbered = months, None, False
    if has_month_names(cells) or not months:
        return
    layout.period = period_columns(cells)[1]
    if layout.period is None:
        layout.period, layout.is_numbered = numbered_period(len(months), layout.schedule_words), True
        if layout.period is not None:
            layout.months = first_months(months, layout.period)


def is_column_numbering(cells: list[str]) -> bool:
    """Whether a line only numbers the columns: "(1) (2) (3) ..."."""
    filled = [re.sub(r"\s", "", cell) for cell in cells if cell.strip()]
    if len(filled) < LEAST_KINDS or not all(NUMBERED_COLUMN.fullmatch(cell) for cell in filled):
        return False
    is_counted = len(set(filled)) == len(filled) or all(cell.startswith("(") for cell in filled)
    return is_counted and filled[0].strip("()") == "1"


def read_names(line: Line) -> Layout:
    """The layout a row of column names gives, with the months if they stand in the same row."""
    layout = Layout()
    for index, kind in heading_kinds(line.cells).items():
        if kind == "schedule":
            layout.schedule, layout.schedule_words = index, clean(line.cells[index])
        elif kind and kind not in layout.texts:
            layout.texts[kind] = index
        elif month_named(line.cells[index]) is None:
            layout.foreign[index] = clean(line.cells[index])
    set_months(layout, line.cells, months_beside_names(line.cells))
    return layout


class AnnexReader:
    """Walks the lines once and cuts the table into pages."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.names: Layout | None = None  # the last row of column names
        self.source: list[str] = []

    def read(self, lines: list[str]) -> Annex:
        self.source = lines
        rows = [Line([number], text, text.split("\t")) for number, text in enumerate(lines, start=1) if "\t" in text]
        if not any(self.is_heading(row) for row in rows):
            raise UnreadablePlan(f"Berkas tidak memuat tabel lampiran dengan {REQUIRED_COLUMNS}.")
        first = next(row.number for row in rows if self.is_heading(row) or is_ticked(row))
        last = table_end(rows, first)
        self.check_size([row for row in rows if first <= row.number <= last])
        for row in rows:
            if first <= row.number <= last:
                self.take(row)
        pages = self.finish()
        taken = {number for page in pages for line in page.lines for number in line.numbers}
        strays = [stray for stray in stray_lines(lines, first, last) if stray[0] not in taken]
        is_last = not any(line.strip() for line in lines[last:])
        return Annex(pages, first, last, strays, settle_mark(pages), is_last)

    @staticmethod
    def is_heading(row: Line) -> bool:
        return is_name_heading(row.cells) or bool(month_columns(row.cells, None))

    @staticmethod
    def check_size(rows: list[Line]) -> None:
        if len(rows) > MAX_ROWS:
            raise UnreadablePlan(f"Tabel lampiran memuat {len(rows)} baris; batasnya {MAX_ROWS}.")
        for row in rows:
            if len(row.cells) > MAX_COLUMNS:
                raise UnreadablePlan(f"Baris {row.number} memuat {len(row.cells)} kolom; batasnya {MAX_COLUMNS}.")
            if any(len(cell) > MAX_CELL for cell in row.cells):
                raise UnreadablePlan(f"Sel pada baris {row.number} lebih dari {MAX_CELL} huruf.")

    def take(self, row: Line) -> None:
        if is_name_heading(row.cells):
            self.names = read_names(row)
            self.pages.append(Page(self.names))
            self.pages[-1].take_heading(row)
        elif months := month_columns(row.cells, self.names.schedule if self.names else None):
            self.take_months(row, months)
        elif not is_column_numbering(row.cells):
            self.take_data(row)

    def take_months(self, row: Line, months: dict[int, int]) -> None:
        page = self.pages[-1] if self.pages else None
        is_narrower = page is not None and page.layout.period is not None and has_month_names(row.cells)
        if page is None or page.lines or (page.layout.months and not is_narrower):
            page = Page(Layout(), is_complete=False)
            self.pages.append(page)
        if self.names is not None:
            page.layout.schedule_words = self.names.schedule_words
        set_months(page.layout, row.cells, months)
        page.take_heading(row)
        for index, cell in enumerate(row.cells):
            words = clean(cell)
            if words and index not in months and index not in page.layout.texts.values():
                page.layout.foreign[index] = words

    def take_data(self, row: Line) -> None:
        if not self.pages:
            self.pages.append(Page(Layout(), is_complete=False))
        page = self.pages[-1]
        if page.lines and continues(page.lines[-1], row, page) and self.is_adjacent(page.lines[-1], row):
            for number in range(page.lines[-1].numbers[-1] + 1, row.number):
                page.lines[-1] = joined(
                    page.lines[-1], Line([number], self.source[number - 1], [self.source[number - 1]])
                )
            page.lines[-1] = joined(page.lines[-1], row)
        elif any(cell.strip() for cell in row.cells):
            page.lines.append(row)

    def is_adjacent(self, before: Line, row: Line) -> bool:
        """Whether only few lines, none of them empty, part two rows, so that they may have been one."""
        between = self.source[before.numbers[-1] : row.number - 1]
        length = len(before.printed) + len(row.printed) + sum(map(len, between))
        return len(before.numbers) + len(between) < MOST_BROKEN and length <= MAX_CELL and all(map(str.strip, between))

    def finish(self) -> list[Page]:
        """Pages with rows; what a page's heading lacks is borrowed from the nearest page before it, else after it."""
        self.borrow(self.pages)
        self.borrow(self.pages[::-1])
        pages = [page for page in self.pages if page.lines]
        if not pages:
            raise UnreadablePlan("Tabel lampiran tidak memuat satu baris pun di bawah judul kolomnya.")
        for page in pages:
            if not page.layout.months:
                raise UnreadablePlan(f"Tabel lampiran pada baris {page.lines[0].number} tidak memuat nama bulan.")
            if not page.layout.is_complete:
                raise UnreadablePlan(f"Tabel pada baris {page.lines[0].number} tidak memuat {REQUIRED_COLUMNS}.")
            for index in page.layout.months:
                page.layout.foreign.pop(index, None)  # words above the months name the schedule, whatever they are
            page.measure()
        return pages

    @staticmethod
    def borrow(pages: list[Page]) -> None:
        source: Layout | None = None
        for page in pages:
            layout = page.layout
            if source is not None and not layout.texts:
                layout.texts, layout.schedule, page.is_complete = source.texts, source.schedule, False
            if source is not None and not layout.months:
                layout.months, layout.period, page.is_complete = source.months, source.period, False
                layout.is_numbered = source.is_numbered
            if layout.is_complete:
                source = layout


def table_end(rows: list[Line], first: int) -> int:
    """The last line of the table: what precedes the closing formula "Ditetapkan di ...", else the last tabbed line.

    Decides: the formula ends the table only when no row with a tick follows.
    """
    last = max((row.number for row in rows if is_ticked(row)), default=first)
    for row in rows:
        words = next((cell for cell in row.cells if cell.strip()), "").strip(" *")
        if row.number > last:
            if END_OF_TABLE.match(words):
                break
            last = row.number
    return max(first, last)


def stray_lines(lines: list[str], first: int, last: int) -> list[tuple[int, str]]:
    """Lines without a tab between the rows of the table that are neither empty nor page numbers."""
    between = ((number, clean(lines[number - 1])) for number in range(first, last + 1) if "\t" not in lines[number - 1])
    return [(number, words) for number, words in between if not is_page_number(words)]


def is_page_number(words: str) -> bool:
    """Whether a line is empty or only counts pages: "- 5 -", "Hal. 3/10"."""
    bare = words.strip(" -–—.")
    return len(bare) < 30 and PAGE_NUMBER.fullmatch(bare) is not None


def read_annex(lines: list[str]) -> Annex:
    """The annex table of a decree in text form; raises UnreadablePlan when there is none."""
    return AnnexReader().read(lines)
