"""Tables without lines: the columns from where the words of the heading and of the rows stand."""

from __future__ import annotations

import itertools
import statistics
from dataclasses import dataclass

from ..columns import END_OF_TABLE, LEAST_KINDS, LEAST_MONTHS, heading_kinds
from ..model import ALL_MONTHS, UnreadablePlan
from ..months import month_named
from .grids import Cell, Grid, overlap
from .pdf_lines import TextLine, Word, parted
from .pdf_page import BRING, PageText
from .pdf_rows import RowFinder

Extent = tuple[float, float]

MANY_MONTHS = 6  # month names in a line that are surely a heading
HEADING_LINES = 4  # lines above the months in which the column names may stand
HEADING_GAP = 1.2  # heights of a line that part the heading from what stands above
LABEL_GAP = 0.45  # heights of a line by which words of one column name may be apart
LEAST_GUTTER = 2.0  # points between two columns
HEADING_ROWS = 2  # of a grid: column names, months


@dataclass(slots=True)
class Heading:
    """The heading of a table without lines: its columns with their names, first the `texts` ones, then the months."""

    columns: list[Extent]
    names: list[str]
    texts: int
    top: float
    bottom: float

    def cells(self) -> list[Cell]:
        """The heading as two rows, the column names reaching over both."""
        return [
            Cell(*extent, 1 if place >= self.texts else 0, HEADING_ROWS, [name])
            for place, (extent, name) in enumerate(zip(self.columns, self.names, strict=True))
        ]


def set_unruled_grids(pages: list[PageText]) -> None:
    """Put grids on every page of a table without lines, in place of its lines.

    Decides: the table begins at a line of month names with column names above it, ends at the closing formula, and
    goes on over the pages between; a page without a heading has the columns of the one before.
    """
    carried: Heading | None = None
    for page in pages:
        headings = find_headings(page)
        start = headings[0].top if headings else page.height
        after = [line.top for line in page.lines if END_OF_TABLE.match(line.text) and (carried or line.top > start)]
        end = min(after, default=page.height)
        begins = [carried] if carried and page.lines and page.lines[0].top < start else []
        lines = page.lines
        for heading, following in itertools.zip_longest([*begins, *headings], headings[1 - len(begins) :]):
            top = 0.0 if heading is carried else heading.bottom
            bottom = min(end, following.top if following else end)
            rows = RowFinder(heading.columns, heading.texts, [line for line in lines if top <= line.top < bottom])
            add_grid(page, heading, rows, top=0.0 if heading is carried else heading.top, bottom=bottom)
        carried = None if after else headings[-1] if headings else carried


def add_grid(page: PageText, heading: Heading, rows: RowFinder, *, top: float, bottom: float) -> None:
    """Put a grid on a page in place of its lines from `top` to before `bottom`; without a heading at the very top."""
    cells = rows.cells(HEADING_ROWS) + heading.cells() if top else rows.cells(0)
    if cells:
        first = HEADING_ROWS if top else 0
        is_whole = len(heading.columns) - heading.texts >= len(ALL_MONTHS)
        unclear = {first + row for row in (rows.unclear if is_whole else range(len(rows.starts)))}
        page.grids.append(Grid(cells, max(cell.bottom for cell in cells), page.number, unclear))
        page.tops.append(top)
        page.lines = [line for line in page.lines if line.top < top or line.top >= bottom]


def heading_candidates(page: PageText) -> list[TextLine]:
    """The lines of month names on a page with the lines close above each."""
    places = [place for place, line in enumerate(page.lines) if len(months_in(line)) >= LEAST_MONTHS]
    return [line for place in places for line in heading_lines(page.lines, place)]


def find_headings(page: PageText) -> list[Heading]:
    """The headings of tables without lines on a page, from the top."""
    places = [place for place, line in enumerate(page.lines) if len(months_in(line)) >= LEAST_MONTHS]
    found = [read_heading(page, place) for place in places]
    return [heading for heading in found if heading is not None]


def read_heading(page: PageText, place: int) -> Heading | None:
    """The heading whose months stand in line `place`; None without column names above or beside them.

    Raises UnreadablePlan when the columns below run into each other, or a whole row of months has no names.
    """
    lines = page.lines
    months = months_in(lines[place])
    extents = month_extents(months)
    heading = heading_lines(lines, place)
    labels = column_labels(heading, extents[0][0])
    names = [" ".join(word.text for word in label) for label in labels]
    if kinds_in(heading, extents[0][0]) < LEAST_KINDS or is_broken(lines[place], months):
        if len(months) >= MANY_MONTHS:
            raise UnreadablePlan(f"Judul kolom tabel pada halaman {page.number} PDF ini tidak terbaca; {BRING}.")
        return None
    top, bottom = min(line.top for line in heading), max(line.bottom for line in heading)
    cuts = gutters(labels, rows_below(lines, place), extents[0][0])
    if cuts is None:
        raise UnreadablePlan(f"Kolom tabel pada halaman {page.number} PDF ini tidak dapat dipisahkan; {BRING}.")
    columns = [*itertools.pairwise([0.0, *cuts, extents[0][0]]), *extents]
    return Heading(columns, names + [month.text for month in months], len(names), top, bottom)


def rows_below(lines: list[TextLine], place: int) -> list[TextLine]:
    """The lines of a table below its line of months: down to the next heading or the closing formula."""
    for number in range(place + 1, len(lines)):
        if len(months_in(lines[number])) >= LEAST_MONTHS:
            top = heading_lines(lines, number)[-1].top
            return [line for line in lines[place + 1 : number] if line.top < top]
        if END_OF_TABLE.match(lines[number].text):
            return lines[place + 1 : number]
    return lines[place + 1 :]


def months_in(line: TextLine) -> list[Word]:
    """The words of a line that name months; names that touch each other are taken apart by their letters."""
    words = [part for word in line.words for part in parted(word)]
    return [word for word in words if month_named(word.text) is not None]


def is_broken(line: TextLine, months: list[Word]) -> bool:
    """Whether other words stand among the months of a line, so that a column has no name."""
    between = [word for word in line.words if months[0].left < middle(word) < months[-1].right]
    return sum(len(parted(word)) for word in between) > len(months)


def middle(word: Word) -> float:
    return (word.left + word.right) / 2


def month_extents(months: list[Word]) -> list[Extent]:
    """The extents of the month columns: each reaches half way to the next month."""
    middles = [middle(month) for month in months]
    step = statistics.median(after - before for before, after in itertools.pairwise(middles))
    cuts = [(before + after) / 2 for before, after in itertools.pairwise(middles)]
    return list(itertools.pairwise([middles[0] - step / 2, *cuts, middles[-1] + step / 2]))


def heading_lines(lines: list[TextLine], place: int) -> list[TextLine]:
    """The line of months with those of the lines close above it that name columns, from the bottom.

    Decides: as many lines as name the most columns, and of equals the fewest.
    """
    found = [lines[place]]
    for line in reversed(lines[max(0, place - HEADING_LINES) : place]):
        if found[-1].top - line.bottom > HEADING_GAP * (line.bottom - line.top):
            break
        found.append(line)
    limit = month_extents(months_in(lines[place]))[0][0]
    return max((found[:count] for count in range(1, len(found) + 1)), key=lambda own: kinds_in(own, limit))


def kinds_in(lines: list[TextLine], limit: float) -> int:
    """How many columns of a plan these lines name."""
    names = [" ".join(word.text for word in label) for label in column_labels(lines, limit)]
    return len(set(heading_kinds(names).values()) - {""})


def column_labels(lines: list[TextLine], limit: float) -> list[list[Word]]:
    """The words of each column name, from the left; words stand in one name when close in a line or over each other."""
    runs: list[list[Word]] = []
    for line in sorted(lines, key=lambda line: line.top):
        own: list[list[Word]] = []
        for word in (word for word in line.words if middle(word) < limit):
            gap = LABEL_GAP * (word.bottom - word.top)
            if own and word.left - own[-1][-1].right < gap:
                own[-1].append(word)
            else:
                own.append([word])
        for run in own:
            above = next((other for other in runs if overlap(*reach(run), *reach(other)) > 0), None)
            if above is None:
                runs.append(run)
            else:
                above += run
    return sorted(runs, key=reach)


def reach(words: list[Word]) -> Extent:
    return min(word.left for word in words), max(word.right for word in words)


def gutters(labels: list[list[Word]], rows: list[TextLine], limit: float) -> list[float] | None:
    """Where one text column ends and the next begins; None when they cannot be told apart.

    Decides: between the middles of two neighbouring column names, the strip without a word at whose right most words
    begin; of equals the widest.
    """
    words = [word for line in rows for word in line.words if word.left < limit]
    taken = sorted([(word.left, word.right) for word in words] + [reach(label) for label in labels])
    cuts = []
    for before, after in itertools.pairwise([sum(reach(label)) / 2 for label in labels]):
        strips = free_strips(taken, before, after)
        if not strips:
            return None
        left, right = max(strips, key=lambda strip: (beginning_at(strip[1], words), strip[1] - strip[0]))
        cuts.append((left + right) / 2)
    return cuts


def beginning_at(place: float, words: list[Word]) -> int:
    """How many words begin at a place across."""
    return sum(abs(word.left - place) < LEAST_GUTTER for word in words)


def free_strips(taken: list[Extent], start: float, end: float) -> list[Extent]:
    """The strips between `start` and `end` that nothing covers."""
    found = []
    place = start
    for left, right in taken:
        if right <= place:
            continue
        if left >= end:
            break
        if left - place >= LEAST_GUTTER:
            found.append((place, left))
        place = max(place, right)
    if end - place >= LEAST_GUTTER:
        found.append((place, end))
    return found
