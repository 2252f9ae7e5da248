"""Makes ``letter.docx``, the template that letters about cases are written into as DOCX (docxtpl).

It may be opened and changed in Word: what stands between braces is filled in, everything else stays. The same input
gives the same bytes. Run: ``PYTHONPATH=src python tools/make_letter_template.py``.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from make_report_template import NARROW, section, style, tag_row
from pranata.base.paper.word import steady_bytes

TARGET = Path(__file__).resolve().parents[1] / "src/pranata/engines/cases/letters/letter.docx"
STYLES = (
    ("Normal", 11, ALIGN.LEFT, False),
    ("Rapat", 11, ALIGN.LEFT, False),
    ("Tengah", 11, ALIGN.CENTER, False),
    ("Judul", 11, ALIGN.CENTER, True),
    ("Alamat", 9, ALIGN.CENTER, False),
    ("Kanan", 11, ALIGN.RIGHT, False),
    ("Sub", 11, ALIGN.LEFT, True),
    ("Kecil", 9, ALIGN.LEFT, False),
)
LINE = '<w:pBdr {namespace}><w:top w:val="single" w:sz="8" w:space="1" w:color="auto"/></w:pBdr>'
LEFT, RIGHT = Mm(30), Mm(25)


def repeated(document: Any, items: str, text: str, name: str = "Normal") -> None:
    """A paragraph for each of ``items``, which ``text`` calls ``item``."""
    document.add_paragraph(f"{{%p for item in {items} %}}")
    document.add_paragraph(text, style=name)
    document.add_paragraph("{%p endfor %}")


def pairs(document: Any, items: str, texts: tuple[str, str], widths: tuple[float, float]) -> None:
    """A table without lines, a row for each of ``items``; widths in millimetres."""
    made = document.add_table(rows=0, cols=2)
    made.autofit = False
    tag_row(made, f"for item in {items}")
    for cell, text, width in zip(made.add_row().cells, texts, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].text = text
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    tag_row(made, "endfor")
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)


def head(document: Any) -> None:
    document.add_paragraph("{{ logo }}", style="Tengah")
    repeated(document, "letterhead", "{{ item }}", "Judul")
    repeated(document, "address", "{{ item }}", "Alamat")
    rule = document.add_paragraph(style="Rapat")
    rule._p.get_or_add_pPr().append(parse_xml(LINE.format(namespace=nsdecls("w"))))  # noqa: SLF001 -- no other way
    document.add_paragraph("{{ place }}", style="Kanan")
    pairs(document, "head", ("{{ item.label }}", ": {{ item.value }}"), (25, 135))
    document.add_paragraph()
    repeated(document, "to", "{{ item }}", "Rapat")


def explained_clock(document: Any) -> None:
    document.add_paragraph("{%p if question %}")
    document.add_paragraph("{{ question }}", style="Sub").paragraph_format.keep_with_next = True
    pairs(document, "sentences", ("{{ item.no }}", "{{ item.text }}"), (10, 150))
    document.add_paragraph("{{ certainty }}", style="Kecil")
    document.add_paragraph("{%p endif %}")


def signature(document: Any) -> None:
    for text in ("", "{{ role }}", "", "", "{{ name }}"):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Mm(85)
        paragraph.paragraph_format.keep_with_next = True


def make() -> bytes:
    document = Document()
    for name, size, align, bold in STYLES:
        style(document, name, size, align=align, bold=bold)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")
    section(document, is_landscape=False, is_first=True)
    page = document.sections[0]
    page.page_width, page.left_margin, page.right_margin = NARROW, LEFT, RIGHT
    mark = page.header.paragraphs[0]
    mark.text, mark.alignment = "{{ mark }}", ALIGN.CENTER
    mark.runs[0].font.size, mark.runs[0].font.bold, mark.runs[0].font.color.rgb = Pt(22), True, RGBColor(150, 150, 150)
    head(document)
    document.add_paragraph()
    repeated(document, "paragraphs", "{{ item }}")
    pairs(document, "facts", ("{{ item.label }}", ": {{ item.value }}"), (52, 108))
    document.add_paragraph()
    explained_clock(document)
    signature(document)
    return steady_bytes(document)


if __name__ == "__main__":
    TARGET.write_bytes(make())
