"""Prints a paper as PDF with `decree.typ`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from pranata.base.paper.characters import breakable
from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.engines.plan.reading.annex_form import (
    COLUMN_NUMBERS,
    MONTH_HEADINGS,
    SCHEDULE_HEADING,
    TEXT_HEADINGS,
    TICK,
)

from .model import Paper, WrittenDecree
from .table import WIDTHS, numbered

TEMPLATE = Path(__file__).parent / "decree.typ"
UNDATED = date(2000, 1, 1)  # creation date of a decree without one, so that the same plan gives the same bytes


def print_pdf(paper: Paper) -> WrittenDecree:
    """The paper as PDF/A-2a and PDF/UA-1, dated with the decree's own date."""
    missing: set[str] = set()
    data = printable_texts(paper_texts(paper), missing)
    day = date.fromisoformat(paper.date) if paper.date else UNDATED
    content = typeset(TEMPLATE, data, day=day, files={"logo": paper.logo or b""})
    return WrittenDecree(content, (*paper.warnings, *missing_warning(missing)))


def paper_texts(paper: Paper) -> dict[str, Any]:
    """The paper and the form of its table as plain dictionaries; long words of the table may break."""
    texts = asdict(paper)
    for row in texts["annex"]["rows"]:
        row["indicator"] = breakable(row["indicator"], WIDTHS[len(row["merged"])])
        for cell, width in zip(row["merged"], WIDTHS, strict=False):
            if cell:
                cell["text"] = breakable(numbered(cell["no"], cell["text"]), width)
    texts["logo"] = paper.logo is not None
    texts["table"] = {
        "widths": WIDTHS,
        "headings": TEXT_HEADINGS,
        "schedule": SCHEDULE_HEADING,
        "months": MONTH_HEADINGS,
        "numbers": COLUMN_NUMBERS,
        "tick": TICK,
    }
    return texts
