"""Our own DOCX after somebody has worked on it in Word: what is visible counts."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from pranata.base.paper.letterhead import Letterhead
from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.engines.plan.tests.writing_sample import annex_only, areas, one_row, open_docx
from pranata.engines.plan.writing import write_docx


def reread(reading: PlanReading, edit: Callable[[WordDocument], None]) -> PlanReading:
    """The reading of a written plan that was edited in between."""
    document = open_docx(write_docx(reading, Letterhead()).content)
    edit(document)
    saved = io.BytesIO()
    document.save(saved)
    return read_plan(saved.getvalue(), name="sunting.docx")


def cell(document: WordDocument, row: int, column: int):
    """The cell as it stands in the file, rows counted below the heading."""
    return document.tables[0]._tbl.tr_lst[3 + row].tc_lst[column]


def words_of(document: WordDocument, row: int, column: int):
    """The last text of a cell."""
    return list(cell(document, row, column).iter(qn("w:t")))[-1]


def subactivities(reading: PlanReading) -> list[tuple]:
    return [(sub.no, sub.text, [item.text for item in sub.indicators], sub.months) for sub in reading.subactivities()]


def test_words_and_ticks_are_what_they_were_changed_to():
    def edit(document):
        words_of(document, 0, 3).text = "Menetapkan 1. tim; Dua regu"
        words_of(document, 0, 5).text = ""
        run = OxmlElement("w:r")
        run.append(OxmlElement("w:t"))
        run[0].text = "V"
        cell(document, 3, 6)[-1].append(run)

    again = reread(annex_only(*areas()), edit)

    assert subactivities(again) == [
        ("1", "Menetapkan 1. tim; Dua regu", ["SK tim", "Laporan tim"], [6]),
        ("2", "Menyusun rencana", ["Rencana tersusun"], [2]),
        ("", "Survei", [], [2, 12]),
    ]


def test_row_is_a_sub_activity_of_its_own_when_it_was_copied():
    def edit(document):
        row = document.tables[0]._tbl.tr_lst[5]
        row.addnext(copy.deepcopy(row))
        words_of(document, 3, 3).text = "Menyusun laporan"

    again = reread(annex_only(*areas()), edit)

    assert [sub.text for sub in again.subactivities()] == [
        "Menetapkan tim",
        "Menyusun rencana",
        "Menyusun laporan",
        "Survei",
    ]


def add_paragraph(document):
    paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>2. Lain</w:t></w:r></w:p>")
    cell(document, 0, 3).append(paragraph)


def type_without_style(document):
    for run in cell(document, 0, 3).iter(qn("w:r")):
        run.remove(run.find(qn("w:rPr")))


def shade_month(document):
    cell(document, 0, 7).find(qn("w:tcPr")).append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FF0000"/>'))


def rename_heading(document):
    next(document.tables[0]._tbl.tr_lst[0].iter(qn("w:t"))).text = "NOMOR"


def add_table(document):
    document.tables[0]._tbl.addnext(copy.deepcopy(document.tables[0]._tbl))


def renumber_area(document):
    words_of(document, 0, 0).text = "A"


def break_line(document):
    list(cell(document, 0, 3).iter(qn("w:r")))[-1].append(OxmlElement("w:br"))


@pytest.mark.parametrize(
    "edit",
    [add_paragraph, type_without_style, shade_month, rename_heading, add_table, renumber_area, break_line],
)
def test_table_is_read_like_any_other_when_its_form_is_lost(edit):
    """Two items in one cell, which our own table would take for one text, are two then."""
    again = reread(one_row("1. Menyusun rencana. 2. Menyusun laporan.", "Rencana"), edit)

    assert [sub.text for sub in again.subactivities()][:2] == ["Menyusun rencana.", "Menyusun laporan."]
    assert again.subactivities()[0].confidence == "low"


def test_text_is_taken_as_it_is_when_nothing_was_edited():
    again = reread(one_row("1. Menyusun rencana. 2. Menyusun laporan.", "Rencana"), lambda document: None)

    assert [(sub.no, sub.text) for sub in again.subactivities()] == [("", "1. Menyusun rencana. 2. Menyusun laporan.")]


def test_schedule_and_indicator_are_missed_when_a_row_has_none():
    def edit(document):
        for column in (4, 5):
            words_of(document, 0, column).text = ""

    again = reread(one_row("Menyusun rencana", "Rencana"), edit)

    found = [(remark.code, remark.subject) for remark in again.remarks if remark.subject]
    assert found == [("no_schedule", "1.1.1"), ("no_indicator", "1.1.1")]
    assert again.subactivities()[0].source_lines == [line_of_row(again)]


def line_of_row(reading: PlanReading) -> int:
    """The line of the first row, three heading rows below the first line of the table."""
    (form,) = (remark for remark in reading.remarks if remark.code == "file_form")
    return form.lines[0] + 3
