"""Prints a paper as PDF with Typst; every text reaches `decree.typ` as a JSON string, never as markup."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from .characters import FONTS, SYMBOL_FONT, TEXT_FONT, breakable, printable
from .model import Paper, WrittenDecree
from .table import COLUMN_NUMBERS, MONTH_HEADINGS, SCHEDULE_HEADING, TEXT_HEADINGS, TICK, WIDTHS

TEMPLATE = Path(__file__).parent / "decree.typ"
UNDATED = date(2000, 1, 1)  # creation date of a decree without one, so that the same plan gives the same bytes
NAMED = 10  # characters named in one warning


def print_pdf(paper: Paper) -> WrittenDecree:
    """The paper as PDF/A-2a and PDF/UA-1, dated with the decree's own date."""
    missing: set[str] = set()
    day = date.fromisoformat(paper.date) if paper.date else UNDATED
    data = printable_texts(paper_texts(paper, day), missing)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        (folder / "decree.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (folder / "logo").write_bytes(paper.logo or b"")
        content = typst.compile(
            folder / TEMPLATE.name,
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(day, time(), UTC),
        )
    return WrittenDecree(bytes(content), (*paper.warnings, *missing_warning(missing)))


def paper_texts(paper: Paper, day: date) -> dict[str, Any]:
    """The paper and the form of its table as plain dictionaries; long words of the table may break."""
    texts = asdict(paper)
    for row in texts["annex"]["rows"]:
        row["indicator"] = breakable(row["indicator"], WIDTHS[len(row["merged"])])
        for cell, width in zip(row["merged"], WIDTHS, strict=False):
            if cell:
                cell["text"] = breakable(cell["text"], width)
    texts["logo"] = paper.logo is not None
    texts["day"] = [day.year, day.month, day.day]
    texts["fonts"] = [TEXT_FONT, SYMBOL_FONT]
    texts["table"] = {
        "widths": WIDTHS,
        "headings": TEXT_HEADINGS,
        "schedule": SCHEDULE_HEADING,
        "months": MONTH_HEADINGS,
        "numbers": COLUMN_NUMBERS,
        "tick": TICK,
    }
    return texts


def printable_texts(value: Any, missing: set[str]) -> Any:
    """Nested dictionaries and lists with every text made printable."""
    if isinstance(value, str):
        return printable(value, missing)
    if isinstance(value, dict):
        return {key: printable_texts(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable_texts(item, missing) for item in value]
    return value


def missing_warning(missing: set[str]) -> list[str]:
    """One sentence naming the characters that were printed as □, or none."""
    if not missing:
        return []
    names = [f"{item} (U+{ord(item):04X})" if item.isprintable() else f"U+{ord(item):04X}" for item in sorted(missing)]
    more = f", dan {len(names) - NAMED} lainnya" if len(names) > NAMED else ""
    return [f"Huruf yang tidak dapat dicetak dalam PDF diganti □: {', '.join(names[:NAMED])}{more}."]
