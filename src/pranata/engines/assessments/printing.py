"""Sets the papers of a sheet as PDF and DOCX; both say the same."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.base.paper.word import FONT, embed_font, mark_pages, steady_bytes, storable_texts
from pranata.engines.assessments.papers import BLANK
from pranata.engines.reports.editions import Written

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.assessments.papers import Paper

TEMPLATE = Path(__file__).parent / "paper.typ"
WIDE_COLUMNS = 6  # a paper with a wider table lies on its side
F4, MARGIN = (215, 330), 20  # millimetres


def texts_of(paper: Paper, letterhead: Letterhead) -> dict[str, Any]:
    """Every text of a paper in printed order."""
    return {
        "title": paper.title,
        "author": paper.office,
        "letterhead": list(letterhead.office),
        "address": list(letterhead.address),
        "number": _("Nomor: %s") % paper.number if paper.number else "",
        "facts": [list(each) for each in paper.facts],
        "chapters": [
            {
                "heading": each.heading,
                "paragraphs": [line for text in each.paragraphs for line in text.splitlines() if line.strip()],
                "headings": list(each.table.headings) if each.table else [],
                "shares": list(each.table.shares) if each.table else [],
                "rows": [list(row) for row in each.table.rows] if each.table else [],
            }
            for each in paper.chapters
        ],
        "place": f"{letterhead.city or BLANK}, {date_format(paper.day, 'j F Y')}",
        "signers": list(paper.signers),
        "blank": BLANK,
        "wide": is_wide(paper),
    }


def is_wide(paper: Paper) -> bool:
    """Whether a table of the paper needs the long side."""
    return any(each.table and len(each.table.headings) >= WIDE_COLUMNS for each in paper.chapters)


def print_pdf(paper: Paper, letterhead: Letterhead) -> Written:
    """The paper as PDF/A-2a and PDF/UA-1."""
    missing: set[str] = set()
    data = printable_texts(texts_of(paper, letterhead), missing)
    data |= {"logo": letterhead.logo is not None}
    content = typeset(TEMPLATE, data, day=paper.day, files={"logo": letterhead.logo or b""})
    return Written(content, tuple(missing_warning(missing)))


def print_docx(paper: Paper, letterhead: Letterhead) -> Written:
    """The paper as DOCX, to be filled in further."""
    texts = storable_texts(texts_of(paper, letterhead))
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(9)
    embed_font(document)
    mark_pages(document)
    _set_page(document, is_wide=texts["wide"])
    _set_properties(document, texts, paper)
    for line in (*(each.upper() for each in texts["letterhead"]), *texts["address"]):
        document.add_paragraph(line)
    document.add_heading(texts["title"], level=1)
    for line in filter(None, [texts["number"], *(f"{label}: {value}" for label, value in texts["facts"])]):
        document.add_paragraph(line)
    for chapter in texts["chapters"]:
        _add_chapter(document, chapter, width=_width(texts["wide"]))
    if texts["signers"]:
        document.add_paragraph(texts["place"])
        cells = document.add_table(rows=1, cols=len(texts["signers"])).rows[0].cells
        for cell, role in zip(cells, texts["signers"], strict=True):
            cell.text = f"{role}\n\n\n\n{BLANK}"
    return Written(steady_bytes(document))


def _width(is_wide: bool) -> int:
    return (F4[1] if is_wide else F4[0]) - 2 * MARGIN


def _set_page(document: Any, *, is_wide: bool) -> None:
    section = document.sections[0]
    width, height = reversed(F4) if is_wide else F4
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)


def _set_properties(document: Any, texts: dict[str, Any], paper: Paper) -> None:
    """Title, author and fixed dates, so that the same paper gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author = texts["title"][:255], texts["author"][:255]
    properties.comments, properties.language = "", "id-ID"
    properties.created = properties.modified = datetime.combine(paper.day, time(), UTC)


def _add_chapter(document: Any, chapter: dict[str, Any], *, width: int) -> None:
    if chapter["heading"]:
        document.add_heading(chapter["heading"], level=2)
    for words in chapter["paragraphs"]:
        document.add_paragraph(words)
    if not chapter["rows"]:
        return
    table = document.add_table(rows=0, cols=len(chapter["headings"]), style="Table Grid")
    widths = [Mm(width * share / sum(chapter["shares"])) for share in chapter["shares"]]
    for number, row in enumerate([chapter["headings"], *chapter["rows"]]):
        for cell, text, wide in zip(table.add_row().cells, row, widths, strict=True):
            cell.text, cell.width = text, wide
            if not number and cell.paragraphs[0].runs:
                cell.paragraphs[0].runs[0].bold = True
