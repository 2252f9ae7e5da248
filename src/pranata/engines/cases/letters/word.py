"""Prints a letter as DOCX by filling in ``letter.docx`` (made by ``tools/make_letter_template.py``)."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from pranata.base.paper.word import embed_font, mark_pages, steady_bytes, storable_texts
from pranata.engines.cases.letters.model import letter_texts
from pranata.engines.reports.editions import Written

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.cases.letters.model import Letter

TEMPLATE = Path(__file__).parent / "letter.docx"


def print_docx(letter: Letter, letterhead: Letterhead, *, template: Path = TEMPLATE) -> Written:
    """The letter as DOCX; every text is filled in escaped, so that none is taken for markup or for a field."""
    filled = DocxTemplate(template)
    filled.init_docx()
    embed_font(filled.docx)
    mark_pages(filled.docx)
    data: dict[str, Any] = storable_texts(letter_texts(letter, letterhead))
    data["letterhead"] = [line.upper() for line in data["letterhead"]]
    data["logo"] = InlineImage(filled, io.BytesIO(letterhead.logo), height=Mm(22)) if letterhead.logo else ""
    filled.render(data, autoescape=True)
    set_properties(filled.docx, data, letter.written_on)  # docxtpl takes what stands there before for a template
    return Written(steady_bytes(filled.docx))


def set_properties(document: Any, data: dict[str, Any], day: date) -> None:
    """Title, author and fixed dates, so that the same letter gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author = data["title"][:255], data["author"][:255]
    properties.comments, properties.language = "", "id-ID"
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
