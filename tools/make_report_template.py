"""Makes ``report.docx``, the template that the implementation report is written into as DOCX (docxtpl).

It may be opened and changed in Word: what stands between braces is filled in, everything else stays. The same input
gives the same bytes. Run: ``PYTHONPATH=src python tools/make_report_template.py``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from pranata.base.paper.word import FONT, steady_bytes

TARGET = Path(__file__).resolve().parents[1] / "src/pranata/engines/plan/report/report.docx"
NARROW, LONG = Mm(215), Mm(330)  # F4
SHADE = "F0F0F0"
MARGINS = '<w:tblCellMar {namespace}><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
FIGURES = 7


def style(document: Any, name: str, size: float, *, align: ALIGN = ALIGN.LEFT, bold: bool = False) -> None:
    made = document.styles[name] if name == "Normal" else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.font.name, made.font.size, made.font.bold = FONT, Pt(size), bold
    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    made.paragraph_format.alignment, made.paragraph_format.line_spacing = align, 1.0
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(0), Pt(6 if name == "Normal" else 0)


def heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph(text, style="Heading 1")
    paragraph.paragraph_format.keep_with_next = True


def table(document: Any, widths: Sequence[float], headings: Sequence[str]) -> Any:
    """A table with its heading row, repeated on every page; widths in millimetres."""
    made = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    made.autofit = False
    made._tbl.tblPr.append(parse_xml(MARGINS.format(namespace=nsdecls("w"))))  # noqa: SLF001 -- no other way
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, width, text in zip(made.rows[0].cells, widths, headings, strict=True):
        cell.width = Mm(width)
        fill(cell, text, "Kepala")
        shade(cell)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- no other way
    return made


def add_row(made: Any, widths: Sequence[float], texts: Sequence[str], *, name: str = "Sel") -> Any:
    row = made.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- no other way
    for cell, width, text in zip(row.cells, widths, texts, strict=True):
        cell.width = Mm(width)
        fill(cell, text, name)
    return row


def tag_row(made: Any, tag: str) -> None:
    """A row that is a tag for rows alone; it is gone once the template is filled."""
    made.add_row().cells[0].paragraphs[0].text = "{%tr " + tag + " %}"


def band(made: Any, text: str) -> None:
    """A row of one cell over the whole width."""
    cells = made.add_row().cells
    fill(cells[0].merge(cells[-1]), text, "Kepala")


def fill(cell: Any, text: str, name: str) -> None:
    cell.paragraphs[0].text, cell.paragraphs[0].style = text, name


def shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{SHADE}"/>'))  # noqa: SLF001 -- no other way


def link_to_note(cell: Any, figure: str) -> None:
    """After a figure the raised number of its note, which leads there."""
    cell.paragraphs[0]._p.append(  # noqa: SLF001 -- no other way
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="note-{{{{ {figure}.note }}}}"><w:r><w:rPr>'
            '<w:vertAlign w:val="superscript"/></w:rPr><w:t>'
            f"{{% if {figure}.note %}}{{{{ {figure}.note }}}}{{% endif %}}</w:t></w:r></w:hyperlink>"
        )
    )


def section(document: Any, *, is_landscape: bool, is_first: bool = False) -> None:
    made = document.sections[0] if is_first else document.add_section()
    made.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    made.page_width, made.page_height = (LONG, NARROW) if is_landscape else (NARROW, LONG)
    made.left_margin, made.right_margin = (Mm(15), Mm(15)) if is_landscape else (Mm(25), Mm(20))
    made.top_margin = made.bottom_margin = Mm(20)
    made.header_distance = Mm(8)


def summary(document: Any) -> None:
    widths = (32, 21, 13, 21, 17, 17, 13, 12, 24)
    made = table(document, widths, [f"{{{{ summary.headings[{place}] }}}}" for place in range(len(widths))])
    tag_row(made, "for area in summary.areas")
    figure_row(made, widths, "area", "Sel")
    tag_row(made, "endfor")
    figure_row(made, widths, "summary.total", "Kepala")


def figure_row(made: Any, widths: Sequence[float], line: str, name: str) -> None:
    figures = [f"{line}.figures[{place}]" for place in range(FIGURES)]
    texts = [f"{{{{ {line}.name }}}}", *(f"{{{{ {each}.value }}}}" for each in figures), f"{{{{ {line}.share }}}}"]
    cells = add_row(made, widths, texts, name=name).cells
    for cell, each in zip(cells[1:-1], figures, strict=True):
        link_to_note(cell, each)
    for cell in cells[1:]:
        cell.paragraphs[0].alignment = ALIGN.RIGHT


def matrix(document: Any) -> None:
    widths = (15, 60, 8, 8, 8)  # the second and the months get theirs when it is known how many there are
    made = table(
        document, widths, ["Kode", "Subkegiatan", "{%tc for month in months %}", "{{ month }}", "{%tc endfor %}"]
    )
    tag_row(made, "for area in areas")
    band(made, "{{ area.name }}")
    tag_row(made, "for row in area.rows")
    texts = ["{{ row.code }}", "{{ row.text }}", "{%tc for sign in row.signs %}", "{{ sign }}", "{%tc endfor %}"]
    add_row(made, widths, texts).cells[3].paragraphs[0].style = "Tanda"
    tag_row(made, "endfor")
    tag_row(made, "endfor")


def details(document: Any) -> None:
    widths = (15, 52, 34, 20, 34, 54, 38, 38, 15)
    made = table(document, widths, [f"{{{{ details[{place}] }}}}" for place in range(len(widths))])
    tag_row(made, "for area in areas")
    band(made, "{{ area.name }}")
    tag_row(made, "for row in area.rows")
    tag_row(made, "for entry in row.entries")
    names = ("row.code", "row.text", "row.party", "entry.month", "entry.standing", "entry.achievement",
             "entry.obstacle", "entry.follow_up", "entry.evidence")  # fmt: skip
    add_row(made, widths, [once(name) for name in names])
    for _loop in range(3):
        tag_row(made, "endfor")


def once(name: str) -> str:
    """The field of a row's first month, of every month what belongs to the month."""
    field = f"{{{{ {name} }}}}"
    return f"{{% if loop.first %}}{field}{{% endif %}}" if name.startswith("row.") else field


def evidence(document: Any) -> None:
    widths = (10, 42, 24, 34, 26, 18, 22)
    made = table(document, widths, [f"{{{{ evidence.headings[{place}] }}}}" for place in range(len(widths))])
    tag_row(made, "for item in evidence.rows")
    names = ("no", "title", "day", "file", "hash", "security", "records")
    add_row(made, widths, [f"{{{{ item.{name} }}}}" for name in names])
    tag_row(made, "endfor")


def notes(document: Any) -> None:
    document.add_paragraph("{{ footnotes.lead }}", style="Sel")
    document.add_paragraph("{%p for note in footnotes.notes %}")
    paragraph = document.add_paragraph("{{ note.no }}  {{ note.counts }}: {{ note.records }}.", style="Sel")
    start = f'<w:bookmarkStart {nsdecls("w")} w:id="{{{{ 1000 + note.no }}}}" w:name="note-{{{{ note.no }}}}"/>'
    paragraph._p.insert(1, parse_xml(start))  # noqa: SLF001 -- no other way
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{{{{ 1000 + note.no }}}}"/>'))  # noqa: SLF001 -- no other way
    document.add_paragraph("{%p endfor %}")


def measured(document: Any) -> None:
    """What measures read, each with the raised mark of the note about its reading."""
    document.add_paragraph("{%p if measured.nothing %}")
    document.add_paragraph("{{ measured.nothing }}")
    document.add_paragraph("{%p endif %}")
    widths = (18, 64, 20, 46, 22)
    made = table(document, widths, [f"{{{{ measured.headings[{place}] }}}}" for place in range(len(widths))])
    tag_row(made, "for line in measured.lines")
    names = ("code", "indicator", "month", "words", "target")
    link_to_note(add_row(made, widths, [f"{{{{ line.{name} }}}}" for name in names]).cells[3], "line")
    tag_row(made, "endfor")


def narrative(document: Any) -> None:
    document.add_paragraph("{%p if no_narrative %}")
    document.add_paragraph("{{ no_narrative }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for section in narrative %}")
    document.add_paragraph("{{ section.title }}", style="Subjudul").paragraph_format.keep_with_next = True
    document.add_paragraph("{%p for each in section.sentences %}")
    paragraph = document.add_paragraph("{{ each.text }}", style="List Bullet")
    paragraph.add_run("{% if each.notes %} {{ each.notes|join(', ') }}{% endif %}").font.superscript = True
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def readings(document: Any) -> None:
    """The notes about the readings; the first cell of each is where its marks lead."""
    document.add_paragraph("{{ readings.lead }}", style="Sel")
    widths = (10, 36, 72, 26, 12, 14)
    made = table(document, widths, [f"{{{{ readings.headings[{place}] }}}}" for place in range(len(widths))])
    tag_row(made, "for note in readings.notes")
    names = ("no", "measure", "sentence", "as_of", "rule", "reading")
    cells = add_row(made, widths, [f"{{{{ note.{name} }}}}" for name in names]).cells
    paragraph = cells[0].paragraphs[0]._p  # noqa: SLF001 -- no other way
    number = "{{ 100000 + loop.index }}"
    paragraph.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="note-{{{{ note.no }}}}"/>'))
    paragraph.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
    tag_row(made, "endfor")


def letterhead(document: Any) -> None:
    document.add_paragraph("{{ logo }}", style="Tengah")
    for lines, name in (("letterhead", "Judul"), ("address", "Alamat")):
        document.add_paragraph(f"{{%p for line in {lines} %}}")
        document.add_paragraph("{{ line }}", style=name)
        document.add_paragraph("{%p endfor %}")
    document.add_paragraph(style="Tengah")
    document.add_paragraph("{%p for line in headline %}")
    document.add_paragraph("{{ line }}", style="Judul")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if number %}")
    document.add_paragraph("NOMOR : {{ number }}", style="Tengah")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph(style="Tengah")
    document.add_paragraph("{{ lead }}")
    document.add_paragraph("{%p if nothing %}")
    document.add_paragraph("{{ nothing }}")
    document.add_paragraph("{%p endif %}")


def signature(document: Any) -> None:
    for text in (
        "{{ signature.place }}",
        "{{ signature.role }}",
        "{{ signature.office }}",
        "",
        "",
        "{{ signature.name }}",
    ):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Mm(95)
        paragraph.paragraph_format.keep_with_next = True


def make() -> bytes:
    document = Document()
    for name, size, align, bold in (
        ("Normal", 11, ALIGN.LEFT, False),
        ("Sel", 8, ALIGN.LEFT, False),
        ("Kepala", 7.5, ALIGN.LEFT, True),
        ("Tanda", 8, ALIGN.CENTER, False),
        ("Tengah", 11, ALIGN.CENTER, False),
        ("Judul", 11, ALIGN.CENTER, True),
        ("Subjudul", 11, ALIGN.LEFT, True),
        ("Alamat", 9, ALIGN.CENTER, False),
    ):
        style(document, name, size, align=align, bold=bold)
    headline = document.styles["Heading 1"]
    headline.font.name, headline.font.size, headline.font.color.rgb = FONT, Pt(11), RGBColor(0, 0, 0)
    fonts = headline.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in attribute:
            del fonts.attrib[attribute]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")
    section(document, is_landscape=False, is_first=True)
    mark = document.sections[0].header.paragraphs[0]
    mark.text, mark.alignment = "{{ mark }}", ALIGN.CENTER
    mark.runs[0].font.size, mark.runs[0].font.bold, mark.runs[0].font.color.rgb = Pt(22), True, RGBColor(150, 150, 150)
    foot = document.sections[0].footer.paragraphs[0]
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))  # noqa: SLF001 -- no other way
    foot.alignment = ALIGN.CENTER
    letterhead(document)
    heading(document, "1. Ringkasan per area perubahan")
    summary(document)
    document.add_paragraph("{{ summary.legend }}", style="Sel")
    heading(document, "2. Matriks pelaksanaan")
    document.add_paragraph("{{ legend }}", style="Sel")
    matrix(document)
    section(document, is_landscape=True)
    heading(document, "3. Pelaksanaan per subkegiatan")
    details(document)
    section(document, is_landscape=False)
    heading(document, "4. Capaian indikator")
    measured(document)
    heading(document, "5. Uraian")
    narrative(document)
    heading(document, "6. Catatan")
    document.add_paragraph("{%p for remark in remarks %}")
    document.add_paragraph("{{ remark }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    signature(document)
    heading(document, "Lampiran I. Daftar bukti")
    evidence(document)
    heading(document, "Lampiran II. Rekaman di balik setiap angka")
    notes(document)
    heading(document, "Lampiran III. Catatan angka")
    readings(document)
    return steady_bytes(document)


if __name__ == "__main__":
    TARGET.write_bytes(make())
