"""Sets the paper of an SOP as PDF and DOCX; both say the same."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from pranata.areas.process.sops import papers
from pranata.base.paper.characters import TEXT_FONT, breakable
from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.base.paper.word import FONT, embed_font, mark_pages, steady_bytes, storable_texts
from pranata.engines.reports.editions import Written

if TYPE_CHECKING:
    from pranata.areas.process.sops.papers import SopPaper
    from pranata.base.paper.letterhead import Letterhead

__all__ = ["TEXT_FONT", "print_docx", "print_pdf"]

TEMPLATE = Path(__file__).parent / "sop.typ"
F4, MARGIN = (330, 215), 12  # millimetres, lying on its side


def texts_of(paper: SopPaper, letterhead: Letterhead) -> dict[str, Any]:
    """Every text of the paper, in printed order."""
    return {
        "title": paper.title,
        "author": paper.office,
        "mark": paper.mark,
        "letterhead": list(letterhead.office) or [paper.office],
        "address": list(letterhead.address),
        "facts": [list(each) for each in paper.facts],
        "signer": list(paper.signer),
        "labels": {"signed": _("Disahkan oleh"), "name": _("Nama SOP"), "procedure": _("Prosedur")},
        "blocks": [list(each) for each in paper.blocks],
        "headings": list(papers.headings()),
        "actors": list(paper.actors),
        "pages": [[_cells(row) for row in page.rows] for page in paper.pages],
        "total": _("Jumlah waktu pada alur utama: %s") % paper.total,
        "legend": _(
            "Simbol: kapsul mulai/akhir, kotak kegiatan, belah ketupat keputusan, segi lima sambungan halaman."
        ),
        "alt": _("Alur nomor %(first)d sampai %(last)d"),
    }


def _cells(row: papers.PaperRow) -> dict[str, Any]:
    return {
        "number": str(row.number),
        "activity": row.activity,
        "needs": row.requirements,
        "time": row.time,
        "output": row.output,
        "note": row.note,
    }


def print_pdf(paper: SopPaper, letterhead: Letterhead) -> Written:
    """The SOP as PDF/A-2a and PDF/UA-1: a page of identity, then the pages of the procedure."""
    missing: set[str] = set()
    data = printable_texts(texts_of(paper, letterhead), missing)
    widths = {"activity": papers.ACTIVITY, "needs": papers.NEEDS, "output": papers.OUTPUT, "note": papers.NOTE}
    drawings = {}
    for number, (page, rows) in enumerate(zip(paper.pages, data["pages"], strict=True), start=1):
        for row in rows:
            row |= {name: breakable(row[name], width - 3) for name, width in widths.items()}
        data["pages"][number - 1] = {
            "rows": rows,
            "heights": [row.height for row in page.rows],
            "strip": page.strip,
            "drawing": f"flow-{number}.svg",
            "heading": _part(data, number, len(paper.pages)),
            "alt": data["alt"] % {"first": page.rows[0].number, "last": page.rows[-1].number},
        }
        drawings[f"flow-{number}.svg"] = page.drawing.encode()
    outer = [papers.NUMBER, papers.ACTIVITY, papers.NEEDS, papers.TIME, papers.OUTPUT, papers.NOTE]
    data |= {"outer": outer, "actor_width": paper.actor_width, "upright": len(paper.actors) > papers.UPRIGHT_NAMES}
    data |= {"logo": letterhead.logo is not None}
    content = typeset(TEMPLATE, data, day=paper.day, files={"logo": letterhead.logo or b"", **drawings})
    return Written(content, tuple(missing_warning(missing)))


def _part(data: dict[str, Any], number: int, count: int) -> str:
    """The heading of a page of the table; connectors name its part."""
    words = f"{data['labels']['procedure']}: {data['title']}"
    return (
        words
        if count == 1
        else _("%(words)s (bagian %(number)d dari %(count)d)")
        % {
            "words": words,
            "number": number,
            "count": count,
        }
    )


def print_docx(paper: SopPaper, letterhead: Letterhead) -> Written:
    """The SOP as DOCX, to be filled in further; the flow stands as signs in the actors' columns."""
    texts = storable_texts(texts_of(paper, letterhead))
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(8)
    embed_font(document)
    mark_pages(document)
    _set_page(document)
    _set_properties(document, texts, paper)
    _add_identity(document, texts)
    document.add_page_break()
    document.add_heading(f"{texts['labels']['procedure']}: {texts['title']}", level=2)
    if paper.actors and paper.pages:
        _add_procedure(document, texts, paper)
    document.add_paragraph(texts["total"])
    document.add_paragraph(texts["legend"])
    return Written(steady_bytes(document))


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(F4[0]), Mm(F4[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)


def _set_properties(document: Any, texts: dict[str, Any], paper: SopPaper) -> None:
    """Title, author and fixed dates, so that the same SOP gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author = texts["title"][:255], texts["author"][:255]
    properties.comments, properties.language = "", "id-ID"
    properties.created = properties.modified = datetime.combine(paper.day, time(), UTC)


def _add_identity(document: Any, texts: dict[str, Any]) -> None:
    if texts["mark"]:
        document.add_paragraph(texts["mark"])
    facts = [*texts["facts"], [texts["labels"]["signed"], "\n\n\n".join(texts["signer"][:2])]]
    if len(texts["signer"]) > 2:
        facts[-1][1] += f"\n{texts['signer'][2]}"
    facts.append([texts["labels"]["name"], texts["title"]])
    table = document.add_table(rows=len(facts), cols=3, style="Table Grid")
    left = table.cell(0, 0).merge(table.cell(len(facts) - 1, 0))
    left.text = "\n".join([*(line.upper() for line in texts["letterhead"]), *texts["address"]])
    left.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, (label, value) in enumerate(facts):
        table.cell(number, 1).text, table.cell(number, 2).text = label, value
    document.add_paragraph()
    blocks = texts["blocks"]
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for left_block, right_block in zip(blocks[::2], blocks[1::2], strict=True):
        for cell, (label, value) in zip(table.add_row().cells, (left_block, right_block), strict=True):
            cell.text = f"{label}\n{value or '–'}"
            cell.paragraphs[0].runs[0].bold = False


def _add_procedure(document: Any, texts: dict[str, Any], paper: SopPaper) -> None:
    number, activity, _actors, _quality, needs, duration, output, note = texts["headings"]
    heads = [number, activity, *texts["actors"], needs, duration, output, note]
    width = paper.actor_width
    widths = [papers.NUMBER, papers.ACTIVITY, *(width for _each in paper.actors)]
    widths += [papers.NEEDS, papers.TIME, papers.OUTPUT, papers.NOTE]
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, words, wide in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.text, cell.width = words, Mm(wide)
        for run in cell.paragraphs[0].runs:
            run.bold = True
    rows = [
        (row, cells)
        for page, each in zip(paper.pages, texts["pages"], strict=True)
        for row, cells in zip(page.rows, each, strict=True)
    ]
    for row, cells in rows:
        signs = ["" for _each in paper.actors]
        if row.actor is not None:
            signs[row.actor] = "\n".join(filter(None, [row.sign, row.ways]))
        values = [
            cells["number"],
            cells["activity"],
            *signs,
            *(cells[name] for name in ("needs", "time", "output", "note")),
        ]
        for cell, text, wide in zip(table.add_row().cells, values, widths, strict=True):
            cell.text, cell.width = text, Mm(wide)
