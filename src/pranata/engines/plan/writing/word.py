"""Prints a paper as DOCX with python-docx, plain enough that every paragraph and cell can be edited and read back."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from pranata.base.paper.word import FONT, embed_font, mark_pages, steady_bytes
from pranata.engines.plan.reading.annex_form import NUMBER_STYLE, WORDS_STYLE

from .model import AnnexForm, Closing, DecreeForm, Paper, Part, Signature, WrittenDecree
from .word_table import CELL_STYLE, CENTER_STYLE, HEAD_STYLE, MONTH_STYLE, TICK_STYLE, annex_table

TICK_FONT = "Segoe UI Symbol"
LANGUAGE = "id-ID"
NARROW, LONG = Mm(215), Mm(330)  # F4
UNDATED = date(2000, 1, 1)  # date of a decree without one, so that the same plan gives the same bytes
COLON, LABEL, TEXT = Mm(31), Mm(36), Mm(44)  # where colon, clause label and clause text begin
SIGNING_SPACE = Pt(54)
PAGE_NUMBER = (
    '<w:p {namespace}><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">- </w:t></w:r>'
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> -</w:t></w:r></w:p>'
)


def print_docx(paper: Paper) -> WrittenDecree:
    """The paper as DOCX, dated with the decree's own date."""
    document = Document()
    set_properties(document, paper)
    set_styles(document)
    embed_font(document)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.header.part.element
    header[:] = [parse_xml(PAGE_NUMBER.format(namespace=nsdecls("w")))]
    if paper.is_copy:
        add(document, "SALINAN", align=ALIGN.RIGHT, after=12, size=14)
    if paper.decree is not None:
        lay_out(section, is_landscape=False)
        DecreePages(document).write(paper.decree, paper.logo)
        section = document.add_section()
        section.different_first_page_header_footer = False
    lay_out(section, is_landscape=True)
    write_annex(document, paper.annex)
    mark_pages(document)
    return WrittenDecree(steady_bytes(document), tuple(paper.warnings))


def set_properties(document: WordDocument, paper: Paper) -> None:
    moment = datetime.combine(date.fromisoformat(paper.date) if paper.date else UNDATED, time(), UTC)
    properties = document.core_properties
    properties.title, properties.author = paper.title[:255], paper.author[:255]
    properties.comments, properties.language = "", LANGUAGE
    properties.created = properties.modified = moment


def set_styles(document: WordDocument) -> None:
    """The text style of the decree and the small styles of the table."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    normal = cast("ParagraphStyle", document.styles["Normal"])
    set_font(normal, FONT, 12)
    normal.paragraph_format.space_after = Pt(6)
    for name, size, align, bold in (
        (CELL_STYLE, 8.5, ALIGN.LEFT, False),
        (CENTER_STYLE, 8.5, ALIGN.CENTER, False),
        (HEAD_STYLE, 8.5, ALIGN.CENTER, True),
        (MONTH_STYLE, 6, ALIGN.CENTER, True),
        (TICK_STYLE, 8.5, ALIGN.CENTER, False),
    ):
        style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = normal
        set_font(style, TICK_FONT if name == TICK_STYLE else FONT, size)
        style.font.bold = bold
        style.paragraph_format.alignment = align
        style.paragraph_format.space_after = Pt(0)
    for name in (NUMBER_STYLE, WORDS_STYLE):
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)


def set_font(style: ParagraphStyle, name: str, size: float) -> None:
    """One font for all scripts of a style; size in points."""
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


def lay_out(section: Section, *, is_landscape: bool) -> None:
    """F4, portrait for the decree and landscape for the annex."""
    if is_landscape:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG, NARROW
        section.left_margin = section.right_margin = section.bottom_margin = Mm(15)
        section.top_margin = Mm(20)
    else:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, NARROW, LONG
        section.left_margin, section.right_margin = Mm(30), Mm(25)
        section.top_margin, section.bottom_margin = Mm(25), Mm(20)


def add(
    document: WordDocument,
    text: str = "",
    *,
    align: ALIGN = ALIGN.LEFT,
    bold: bool = False,
    caps: bool = False,
    size: float = 12,
    after: float = 6,
    left: int = 0,
    keep: bool = False,
) -> Paragraph:
    """A paragraph at the end; `size` and `after` in points; `caps` shows capitals and keeps the text as it is."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.all_caps, run.font.size = bold or None, caps or None, Pt(size) if size != 12 else None
    form = paragraph.paragraph_format
    form.alignment, form.space_after, form.keep_with_next = align, Pt(after), keep or None
    if left:
        form.left_indent = left
    return paragraph


class DecreePages:
    """Writes the decree without its annex."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document

    def write(self, form: DecreeForm, logo: bytes | None) -> None:
        self.write_head(form, logo)
        for part in form.grounds:
            self.write_part(part)
        add(self.document, "MEMUTUSKAN :", align=ALIGN.CENTER, after=12, keep=True).paragraph_format.space_before = Pt(
            12
        )
        for part in form.decision:
            self.write_part(part, keep=part is form.decision[-1])
        write_closing(self.document, form.closing, Mm(80))
        if form.distribution:
            add(self.document, "Tembusan:", after=0, keep=True).paragraph_format.space_before = Pt(24)
            for number, name in enumerate(form.distribution, start=1):
                hang(add(self.document, f"{number}.\t{name}", after=0), Mm(8), Mm(8))

    def write_head(self, form: DecreeForm, logo: bytes | None) -> None:
        centre = ALIGN.CENTER
        if logo is not None:
            add(self.document, align=centre).add_run().add_picture(io.BytesIO(logo), height=Mm(24))
            for picture in self.document.element.body.iter(qn("wp:docPr")):
                picture.set("descr", "Logo")
        add(
            self.document,
            "\n".join(form.letterhead),
            align=centre,
            bold=True,
            caps=True,
            after=12 if not form.address else 2,
        )
        if form.address:
            address = add(self.document, "\n".join(form.address), align=centre, size=9, after=12)
            underline(address)
        add(self.document, "\n".join(form.heading), align=centre, caps=True, after=12)
        add(self.document, f"NOMOR : {form.number}".strip(), align=centre, after=12)
        add(self.document, "TENTANG", align=centre, after=12)
        add(self.document, form.title, align=centre, caps=True, after=12)
        add(self.document, form.authority, align=centre, caps=True, after=18)

    def write_part(self, part: Part, *, keep: bool = False) -> None:
        """Label, colon and text stand at tab stops; clauses go on below with a hanging label.

        `keep` holds the part together with what follows: signatures do not stand alone on a page.
        """
        clauses = [f"{clause.label}\t{clause.text}" if clause.label else clause.text for clause in part.clauses]
        head = part.text or next(iter(clauses), "")
        is_clause = not part.text and bool(clauses) and bool(part.clauses[0].label)
        self.write_hanging(f"{part.label}\t:\t{head}", TEXT if is_clause else LABEL, first=True, keep=keep)
        for clause, text in list(zip(part.clauses, clauses, strict=True))[0 if part.text else 1 :]:
            self.write_hanging(text, TEXT if clause.label else LABEL, first=False, keep=keep)

    def write_hanging(self, text: str, left: int, *, first: bool, keep: bool) -> None:
        paragraph = add(self.document, text, align=ALIGN.JUSTIFY, keep=keep)
        hang(paragraph, left, left if first else left - LABEL)
        if first:
            for stop in (COLON, LABEL):
                paragraph.paragraph_format.tab_stops.add_tab_stop(stop)


def hang(paragraph: Paragraph, left: int, back: int) -> None:
    """Text at `left`, the first line `back` before it, with a tab stop that leads from there to the text."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = left, -back
    form.tab_stops.add_tab_stop(left)


def underline(paragraph: Paragraph) -> None:
    """A rule under a paragraph, as below the address of a letterhead."""
    style = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:space="4" w:color="auto"/></w:pBdr>'
    paragraph.paragraph_format.element.get_or_add_pPr().insert(0, parse_xml(style))


def write_annex(document: WordDocument, annex: AnnexForm) -> None:
    """Heading, table and closing of the annex; empty paragraphs part the title, the caption and the table."""
    left = Mm(150)
    add(document, "LAMPIRAN", left=left, after=0)
    add(document, annex.decree, caps=True, left=left, after=0)
    add(document, f"NOMOR : {annex.number}".strip(), left=left, after=0)
    add(document, "TENTANG", left=left).paragraph_format.space_before = Pt(6)
    add(document, annex.title, caps=True, left=left, after=0)
    add(document, size=6, after=0)
    if annex.caption:
        caption = add(document, annex.caption, align=ALIGN.CENTER, bold=True, caps=True, left=Mm(45), after=0)
        caption.paragraph_format.right_indent = Mm(45)
        add(document, size=6, after=0)
    document.element.body[-1].addprevious(annex_table(annex.rows))
    add(document, size=6, after=0)
    if annex.closing is not None:
        write_closing(document, annex.closing, Mm(200))


def write_closing(document: WordDocument, closing: Closing, left: int) -> None:
    """Place, date and signatures at `left`, the certification of the copy at the margin; kept on one page."""
    place = add(document, f"Ditetapkan di {closing.place}".strip(), left=left, after=0, keep=True)
    place.paragraph_format.space_before = Pt(18)
    add(document, f"pada tanggal {closing.date}".strip(), left=left, after=12, keep=True)
    for signature in closing.signatures:
        write_signature(document, signature, left)
    if closing.certified is not None:
        certified = add(document, "Salinan sesuai dengan aslinya", after=0, keep=True)
        certified.paragraph_format.space_before = Pt(24)
        write_signature(document, closing.certified, 0)


def write_signature(document: WordDocument, signature: Signature, left: int) -> None:
    for name in signature.office:
        add(document, name, caps=True, left=left, after=0, keep=True)
    if signature.role:
        role = f"{signature.role}," if left else signature.role
        right = Mm(0) if left else Mm(80)
        add(document, role, left=left, after=12, keep=True).paragraph_format.right_indent = right
    if signature.mark:
        add(document, signature.mark, left=left, after=12, keep=True)
    if signature.name:
        signed = add(document, signature.name, left=left)
        if not signature.mark:
            signed.paragraph_format.space_before = SIGNING_SPACE
