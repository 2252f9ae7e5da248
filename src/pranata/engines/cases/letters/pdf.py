"""Prints a letter as PDF with ``letter.typ``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pranata.base.paper.characters import breakable
from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.engines.cases.letters.model import letter_texts
from pranata.engines.reports.editions import Written

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.cases.letters.model import Letter

TEMPLATE = Path(__file__).parent / "letter.typ"
WIDTH, VALUE_WIDTH = 160.0, 110.0  # millimetres of the text, and of the values of facts


def print_pdf(letter: Letter, letterhead: Letterhead) -> Written:
    """The letter as PDF/A-2a and PDF/UA-1, dated with the day it was written."""
    missing: set[str] = set()
    data = printable_texts(letter_texts(letter, letterhead), missing)
    data["paragraphs"] = [breakable(text, WIDTH) for text in data["paragraphs"]]
    for fact in data["facts"]:
        fact["value"] = breakable(fact["value"], VALUE_WIDTH)
    data["logo"] = letterhead.logo is not None
    content = typeset(TEMPLATE, data, day=letter.written_on, files={"logo": letterhead.logo or b""})
    return Written(content, tuple(missing_warning(missing)))
