"""Whether this is the demonstration, whose data are made up, and the mark that then stands on every paper.

``PRANATA_DEMO`` says so; ``config/demo/place.py`` sets it for a folder that belongs to the demonstration.
"""

from __future__ import annotations

import os
from typing import Any

from pranata.lib.clock import today
from pranata.lib.periods import MONTHS

MARK_SHEET = "Contoh"


def is_demonstration() -> bool:
    return os.environ.get("PRANATA_DEMO") == "1"


def paper_mark() -> str:
    """What stands on a paper of the demonstration: "CONTOH: data rekaan per 26 Juni 2022"; "" on every other."""
    if not is_demonstration():
        return ""
    day = today()
    return f"CONTOH: data rekaan per {day.day} {MONTHS[day.month - 1]} {day.year}"


def mark_workbook(workbook: Any) -> None:
    """Put the mark of the demonstration, if this is it, above every printed page of an XlsxWriter workbook and on a
    last sheet of its own, where no reader of a filled-in sheet looks."""
    mark = paper_mark()
    if not mark:
        return
    sheet = workbook.add_worksheet(MARK_SHEET)
    sheet.write_string(0, 0, mark, workbook.add_format({"bold": True, "font_size": 14}))
    for each in workbook.worksheets():
        each.set_header(f"&L&9{mark}{each.header}")
