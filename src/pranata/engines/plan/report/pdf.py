"""Prints the report as PDF with ``report.typ``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pranata.base.paper.characters import breakable
from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.engines.plan.report.texts import report_texts
from pranata.engines.reports.editions import Written

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.plan.report.model import PlanReport
    from pranata.engines.reports.editions import Imprint

TEMPLATE = Path(__file__).parent / "report.typ"
# Widths in millimetres of the columns whose words may be too long for them.
MATRIX_WIDTH = 40.0
DETAIL_WIDTHS = {"achievement": 55.0, "obstacle": 40.0, "follow_up": 40.0, "standing": 30.0}
PARTY_WIDTH = 32.0
SENTENCE_WIDTH = 160.0
MEASURED_WIDTHS = {"indicator": 60.0, "words": 43.0, "target": 21.0}
READING_WIDTHS = {"measure": 31.0, "sentence": 65.0}
EVIDENCE_WIDTHS = {"title": 58.0, "file": 44.0, "security": 21.0, "records": 23.0}


def print_pdf(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    """The report as PDF/A-2a and PDF/UA-1, dated with the day it was issued, a draft with the day it shows."""
    missing: set[str] = set()
    data = printable_texts(broken_texts(report_texts(report, letterhead, imprint)), missing)
    data |= {"logo": letterhead.logo is not None, "qr": bool(imprint.qr)}
    files = {"logo": letterhead.logo or b"", "qr.svg": imprint.qr}
    content = typeset(TEMPLATE, data, day=imprint.issued_on or report.as_of, files=files)
    return Written(content, tuple(missing_warning(missing)))


def broken_texts(texts: dict[str, Any]) -> dict[str, Any]:
    """The same texts with places to break in words too long for their column."""
    for area in texts["areas"]:
        for row in area["rows"]:
            row["text"] = breakable(row["text"], MATRIX_WIDTH)
            row["party"] = breakable(row["party"], PARTY_WIDTH)
            for entry in row["entries"]:
                entry |= {key: breakable(entry[key], width) for key, width in DETAIL_WIDTHS.items()}
    for line in texts["measured"]["lines"]:
        line |= {key: breakable(line[key], width) for key, width in MEASURED_WIDTHS.items()}
    for note in texts["readings"]["notes"]:
        note |= {key: breakable(note[key], width) for key, width in READING_WIDTHS.items()}
    for sentence in (each for section in texts["narrative"] for each in section["sentences"]):
        sentence["text"] = breakable(sentence["text"], SENTENCE_WIDTH)
    for item in texts["evidence"]["rows"]:
        item |= {key: breakable(item[key], width) for key, width in EVIDENCE_WIDTHS.items()}
    return texts
