"""A block copied from a spreadsheet and pasted as text: tabs between cells, quotes around cells of several lines."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.imports.sheet import Line
from pranata.base.imports.workbook import Grid

if TYPE_CHECKING:
    from pranata.desk.exchange import Lines
    from pranata.desk.month.month_book import MonthBook

ORDER = ("code", "achievement", "obstacle", "follow_up", "value", "out_of")  # of a block without headings
LONGEST = 1_000_000  # characters


def read_pasted(book: MonthBook, text: str) -> Lines:
    """The rows of a pasted block: under headings of either sheet, or without headings in the order of ``ORDER``, the
    numbers being those of the first indicator. Raises ``RefusedFile``."""
    if len(text) > LONGEST:
        raise RefusedFile(_("Tempelan terlalu panjang; paling banyak 1.000.000 huruf."))
    try:
        rows = [[cell.strip() for cell in cells] for cells in csv.reader(io.StringIO(text, newline=""), csv.excel_tab)]
    except csv.Error as error:
        raise RefusedFile(_("Tempelan ini tidak terbaca; salin lagi bloknya dari Excel.")) from error
    if not any(map(any, rows)):
        raise RefusedFile(_("Belum ada yang ditempel."))
    found = {name: sheet.find([Grid("", rows)]) for name, sheet in book.sheets().items()}
    if any(found.values()):
        return {name: lines or [] for name, lines in found.items()}
    return without_headings(rows)


def without_headings(rows: list[list[str]]) -> Lines:
    if (widest := max(map(len, rows))) > len(ORDER):
        words = _("Tempelan ini %(count)d kolom; tanpa judul paling banyak %(most)d kolom, mulai dari kode.")
        raise RefusedFile(words % {"count": widest, "most": len(ORDER)})
    lines: Lines = {"notes": [], "figures": []}
    for number, cells in enumerate(rows, start=1):
        if not any(cells):
            continue
        texts = dict(zip(ORDER, cells, strict=False))
        numbers = {name: texts.pop(name) for name in ("value", "out_of") if name in texts}
        if len(texts) > 1 or not numbers:
            lines["notes"].append(Line(number, texts))
        if any(numbers.values()):
            lines["figures"].append(Line(number, {"code": texts["code"], "position": "1", **numbers}))
    return lines
