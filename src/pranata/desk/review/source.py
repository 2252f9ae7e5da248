"""The lines of the file a plan was read from, as its remarks and rows number them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from pranata.engines.plan.reading import UnreadablePlan
from pranata.engines.plan.reading.forms import OFFICE_ARCHIVE, flatten
from pranata.engines.plan.reading.text import clean, decode, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.engines.plan.models import Plan, Subactivity

FILES_KEPT = 8  # flattening a PDF takes seconds, and a review asks for the same file again and again
SHORT = 3  # characters up to which a cell holds a tick or a number
LONGEST_QUOTE = 600


@dataclass(frozen=True)
class PrintedPart:
    """A stretch of a printed line: a text, or neighbouring cells that hold ticks, numbers or nothing."""

    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedLine:
    """One line of the source; ``number`` counts from 1, None where it is not known."""

    number: int | None
    parts: tuple[PrintedPart, ...]


def source_lines(plan: Plan) -> tuple[str, ...]:
    """Every line of the plan's file; none of a plan written here, or of a file whose lines no remark means."""
    stored = plan.document.file
    if stored is None or stored.is_sealed:
        return ()
    return _lines_of(stored.sha256, stored.storage_name)


@lru_cache(maxsize=FILES_KEPT)
def _lines_of(_sha256: str, storage_name: str) -> tuple[str, ...]:
    try:
        with default_storage.open(storage_name) as file:
            return lines_of_file(file.read())
    except (OSError, UnreadablePlan):  # the page is worth showing without them
        return ()


def lines_of_file(data: bytes) -> tuple[str, ...]:
    """The lines the reader counts in a file; none of our JSON and our workbook, which keep the lines of another file.

    Raises ``UnreadablePlan``.
    """
    if (flat := flatten(data)) is not None:
        return tuple(flat.lines)
    if data.startswith(OFFICE_ARCHIVE):
        return ()
    text = decode(data)
    return () if text.lstrip().startswith(("{", "[")) else tuple(split_lines(text))


def printed_lines(lines: tuple[str, ...], numbers: Iterable[int]) -> list[PrintedLine]:
    """Those of ``numbers`` that are lines of the file and not empty."""
    found = [PrintedLine(no, parts_of(lines[no - 1])) for no in sorted(set(numbers)) if 0 < no <= len(lines)]
    return [line for line in found if line.parts]


def printed_row(row: Subactivity, lines: tuple[str, ...]) -> list[PrintedLine]:
    """The row as printed: what the reader kept of it, else its lines of the file."""
    if not row.as_printed:
        return printed_lines(lines, row.source_lines)
    kept = row.as_printed.split("\n")
    numbers = row.source_lines if len(row.source_lines) == len(kept) else [None] * len(kept)
    return [PrintedLine(no, parts_of(text)) for no, text in zip(numbers, kept, strict=True)]


def parts_of(line: str) -> tuple[PrintedPart, ...]:
    """A line cut into texts and runs of short cells; empty cells before its first word only say that it goes on."""
    cells = [clean(cell).strip("*#_ ") for cell in line.split("\t")]
    parts: list[PrintedPart] = []
    for is_short, run in groupby(cells, key=lambda cell: len(cell) <= SHORT):
        found = tuple(run)
        if is_short and (any(found) or (parts and len(found) > SHORT)):
            parts.append(PrintedPart(cells=found))
        elif not is_short:
            parts += [PrintedPart(text=cell[:LONGEST_QUOTE]) for cell in found]
    return tuple(parts) if any(cells) else ()
