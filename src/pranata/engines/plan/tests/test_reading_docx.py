"""Word files: whatever an office types comes out as the text form says it, or is marked."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import given, settings

from pranata.engines.plan.reading import read_plan
from pranata.engines.plan.tests.reading_files import (
    FIRST_MONTH,
    Table,
    as_text,
    blocks_of,
    confidences,
    docx_of,
    element,
    names_read,
    one_table,
    plain_tables,
    put_symbol,
    rows_read,
    saved,
    shade,
    small,
)
from pranata.engines.plan.tests.reading_text import DECREE, codes, indicators, only, texts

ROWS = (
    ("1", "Area", "1. Kegiatan", "1. Menyusun rencana", "Rencana tersusun"),
    ("", "", "", "2. Menilai rencana", "Hasil penilaian"),
)


def read(data: bytes):
    return read_plan(data, name="contoh.docx")


def document_of(table: Table, **kwargs):
    """A document with the table, to be changed by the test."""
    document = Document(io.BytesIO(docx_of([table], **kwargs)))
    return document, [row.cells for row in document.tables[0].rows]


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "unmerged"])
@pytest.mark.parametrize("joined", [False, True], ids=["pages", "one table"])
def test_real_decree_is_read_as_its_text_when_it_is_a_word_file(merged, joined):
    blocks = blocks_of(DECREE.read_text(encoding="utf-8"))
    blocks = one_table(blocks) if joined else blocks
    reading, expected = read(docx_of(blocks, merged=merged)), as_text(blocks)

    assert rows_read(reading) == rows_read(expected)
    assert names_read(reading) == names_read(expected)
    assert confidences(reading) == confidences(expected)
    assert reading.decree.dictum == expected.decree.dictum
    assert reading.decree.legal_basis == expected.decree.legal_basis
    assert [number.text for number in reading.decree.numbers] == [number.text for number in expected.decree.numbers]


@settings(max_examples=15, deadline=None)
@given(plain_tables())
def test_small_plan_is_read_as_its_text_when_it_is_a_word_file(table):
    reading, expected = read(docx_of([table])), as_text([table])

    assert rows_read(reading) == rows_read(expected)
    assert confidences(reading) == confidences(expected)


def test_source_lines_are_those_of_the_flattened_text_when_a_row_is_low():
    reading = read(docx_of(["Judul", small(("1", "Area", "1. Kegiatan", "1. A 2. B", "1. C 2. D"))]))

    assert [sub.source_lines for sub in reading.subactivities()] == [[4], [4]]
    assert reading.subactivities()[0].as_printed == "1\tArea\t1. Kegiatan\t1. A 2. B\t1. C 2. D\t✓" + "\t" * 11
    (remark,) = [remark for remark in reading.remarks if remark.code == "file_form"]
    assert remark.message == "Berkas DOCX: dibaca sebagai 4 baris: alinea satu per satu; tabel lampiran mulai baris 2."


# --- ticks


@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("F0FC", "Wingdings"),
        ("F0FE", "Wingdings"),
        ("F052", "Wingdings 2"),
        ("F050", "Wingdings 2"),
        ("F061", "Webdings"),
    ],
)
def test_symbol_is_a_tick_when_it_prints_a_check_mark(character, font):
    document, cells = document_of(small(ROWS[0], ticks=[[]]))
    put_symbol(cells[2][FIRST_MONTH + 2], character, font)

    assert only(read(saved(document))).months == [3]


def test_letter_is_a_tick_when_it_is_typed_in_a_symbol_font():
    document, cells = document_of(small(ROWS[0], ticks=[[]]))
    run = cells[2][FIRST_MONTH].paragraphs[0].add_run("ü")
    run.font.name = "Wingdings"
    empty = cells[2][FIRST_MONTH + 1].paragraphs[0].add_run("o")
    empty.font.name = "Wingdings"

    assert only(read(saved(document))).months == [1]


@pytest.mark.parametrize("mark", ["√", "v", "x", "V", "✔", "☑", "☒"])
def test_mark_is_a_tick_when_offices_type_it(mark):
    document, cells = document_of(small(ROWS[0], ticks=[[]]))
    cells[2][FIRST_MONTH + 11].text = mark
    cells[2][FIRST_MONTH].text = "☐"

    assert only(read(saved(document))).months == [12]


def test_shaded_cell_is_a_tick_when_its_row_has_no_marks():
    document, cells = document_of(small(*ROWS, ticks=[[], []]))
    for month in (2, 3, 4):
        shade(cells[2][FIRST_MONTH + month - 1], "92D050")
    shade(cells[3][FIRST_MONTH + 11], "92D050")
    reading = read(saved(document))

    assert [sub.months for sub in reading.subactivities()] == [[2, 3, 4], [12]]
    assert confidences(reading) == ["high", "high"]
    assert codes(reading) == ["file_form", "filled_cells"]


def test_shading_is_no_tick_when_it_bands_the_whole_row_or_is_white():
    document, cells = document_of(small(*ROWS))
    for cell in cells[2]:
        shade(cell, "F2F2F2")
    shade(cells[3][FIRST_MONTH + 5], "FFFFFF")
    shade(cells[3][FIRST_MONTH + 6], "auto")
    reading = read(saved(document))

    assert [sub.months for sub in reading.subactivities()] == [[1], [1]]
    assert codes(reading) == ["file_form"]


def test_row_is_low_when_marks_and_colours_are_mixed():
    document, cells = document_of(small(*ROWS))
    shade(cells[2][FIRST_MONTH + 5], "FFC000")
    reading = read(saved(document))

    assert [sub.months for sub in reading.subactivities()] == [[1, 6], [1]]
    assert confidences(reading) == ["low", "high"]
    assert codes(reading, "1.1.1") == ["mixed_fills"]


def test_tick_counts_for_each_month_and_row_when_its_cell_is_merged_over_them():
    document, cells = document_of(small(*ROWS, ticks=[[], []]))
    cells[2][FIRST_MONTH].merge(cells[3][FIRST_MONTH + 2]).text = "✓"

    assert [sub.months for sub in read(saved(document)).subactivities()] == [[1, 2, 3], [1, 2, 3]]


def test_indicator_belongs_to_each_when_its_cell_spans_two_subactivities():
    document, cells = document_of(small(*ROWS))
    cells[2][4].merge(cells[3][4]).text = "Dokumen tersusun"
    reading = read(saved(document))

    assert [indicators(sub) for sub in reading.subactivities()] == [["Dokumen tersusun"], ["Dokumen tersusun"]]
    assert confidences(reading) == ["high", "low"]
    assert codes(reading, "1.1.2") == ["repeated_indicator", "spanning_cell"]


# --- lists and paragraphs


def numbered(document, *paragraphs, style: str = "decimal"):
    """Give paragraphs automatic numbers, in one list of their own."""
    numbering = document.part.numbering_part.element
    abstract = numbering.xpath(f"w:abstractNum[w:lvl/w:numFmt/@w:val='{style}']/@w:abstractNumId")[0]
    name = str(100 + len(numbering))
    number, start = element("num", numId=name), element("lvlOverride", ilvl="0")
    start.append(element("startOverride", val="1"))
    number.extend([element("abstractNumId", val=abstract), start])
    numbering.append(number)
    for paragraph in paragraphs:
        listing = element("numPr")
        listing.append(element("numId", val=name))
        paragraph._p.get_or_add_pPr().append(listing)


def lettered(document):
    """A list definition "a)", which the empty document of the library lacks."""
    abstract = element("abstractNum", abstractNumId="77")
    level = element("lvl", ilvl="0")
    level.extend([element("start", val="1"), element("numFmt", val="lowerLetter"), element("lvlText", val="%1)")])
    abstract.append(level)
    document.part.numbering_part.element.insert(0, abstract)


def test_automatic_numbers_are_printed_when_a_cell_is_a_list():
    document, cells = document_of(small(("1", "Area", "Kegiatan", "Menyusun", "Tersusun")))
    activity, sub, indicator = cells[2][2:5]
    lettered(document)
    numbered(document, activity.paragraphs[0])
    numbered(document, sub.paragraphs[0], sub.add_paragraph("Menilai"))
    numbered(document, indicator.paragraphs[0], indicator.add_paragraph("Dinilai"), style="lowerLetter")
    reading = read(saved(document))

    assert names_read(reading) == [(1, "Area", [("1", "Kegiatan")])]
    assert [(sub.no, sub.text, indicators(sub)) for sub in reading.subactivities()] == [
        ("1", "Menyusun", ["Tersusun"]),
        ("2", "Menilai", ["Dinilai"]),
    ]
    assert reading.subactivities()[0].as_printed.split("\t")[2:5] == [
        "1. Kegiatan",
        "1. Menyusun 2. Menilai",
        "a) Tersusun b) Dinilai",
    ]


def test_list_runs_on_over_cells_when_it_is_one_list():
    document, cells = document_of(small(("1", "Area", "Kegiatan", "Menyusun", "A"), ("", "", "", "Menilai", "B")))
    numbered(document, cells[2][3].paragraphs[0], cells[3][3].paragraphs[0])
    reading = read(saved(document))

    assert [(sub.no, sub.text) for sub in reading.subactivities()] == [("1", "Menyusun"), ("2", "Menilai")]


def test_bullets_fall_away_when_they_list_indicators():
    document, cells = document_of(small(ROWS[0]))
    cells[2][4].text = "- Rencana tersusun"
    cells[2][4].add_paragraph("- Laporan dinilai")
    reading = read(saved(document))

    assert indicators(only(reading)) == ["Rencana tersusun", "Laporan dinilai"]
    assert codes(reading, "1.1.1") == ["unnumbered_list"]


def test_paragraph_goes_on_when_it_begins_in_lower_case():
    document, cells = document_of(small(ROWS[0]))
    cells[2][4].text = "Rencana kerja yang"
    cells[2][4].add_paragraph("tersusun dan\ndinilai")
    reading = read(saved(document))

    assert indicators(only(reading)) == ["Rencana kerja yang tersusun dan dinilai"]
    assert confidences(reading) == ["high"]


def test_short_lines_of_a_subactivity_are_one_text_when_nothing_ends_them():
    document, cells = document_of(small(ROWS[0]))
    cells[2][3].text = "Pelaksanaan\nManajemen Perubahan"
    reading = read(saved(document))

    assert texts(reading) == ["Pelaksanaan Manajemen Perubahan"]
    assert codes(reading, "1.1.1") == ["joined_paragraphs"]


def test_text_is_as_people_see_it_when_changes_are_tracked():
    document, cells = document_of(small(ROWS[0]))
    paragraph = cells[2][4].paragraphs[0]
    deleted, inserted = element("del", id="1", author="X"), element("ins", id="2", author="X")
    gone = element("r")
    gone.append(element("delText"))
    gone[0].text = " dihapus"
    deleted.append(gone)
    inserted.append(paragraph.add_run(" lengkap\u00ad")._r)
    paragraph._p.extend([deleted, inserted])

    assert indicators(only(read(saved(document)))) == ["Rencana tersusun lengkap"]


def test_characters_are_kept_when_they_look_like_markup():
    document, cells = document_of(small(ROWS[0]))
    cells[2][3].text, cells[2][4].text = "Nilai <b dan c> & R&copy", "Nilai &lt; 5"
    reading = read(saved(document))

    assert texts(reading) == ["Nilai <b dan c> & R&copy"]
    assert indicators(only(reading)) == ["Nilai &lt; 5"]
