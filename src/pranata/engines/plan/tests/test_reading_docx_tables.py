"""Tables of Word files: merged, badly merged, nested and laid out; every text is read in its column."""

from __future__ import annotations

import io

from docx import Document

from pranata.engines.plan.reading import read_plan
from pranata.engines.plan.tests.reading_files import (
    Table,
    confidences,
    docx_of,
    element,
    names_read,
    saved,
    small,
)
from pranata.engines.plan.tests.reading_text import MONTHS, NAMES, codes, indicators, only, texts

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


def test_column_is_kept_under_its_heading_when_it_is_no_part_of_a_plan():
    table = small(*ROWS, extra=("PENANGGUNG JAWAB", "Kasubbag Rekaan", "Kasubbag Lain"))
    reading = read(docx_of([table], merged=False))

    assert [sub.months for sub in reading.subactivities()] == [[1], [1]]
    assert confidences(reading) == ["high", "high"]
    assert [sub.as_printed.split("\t")[-1] for sub in reading.subactivities()] == ["Kasubbag Rekaan", "Kasubbag Lain"]
    assert codes(reading) == ["file_form", "unknown_column"]


def test_months_are_found_by_heading_when_a_column_stands_before_them_and_rows_have_quarters():
    rows = [
        ["NO", "PROGRAM", "KEGIATAN", "INDIKATOR", "ANGGARAN", "WAKTU PELAKSANAAN", *[""] * 11],
        [""] * 5 + ["TRIWULAN I", "", "", "TRIWULAN II", "", "", "TRIWULAN III", "", "", "TRIWULAN IV", "", ""],
        [""] * 5 + "Januari Pebruari Maret April Mei Juni Juli Agustus September Oktober Nopember Desember".split(),
        ["1", "Program", "Menyusun", "Dokumen", "Rp1.000.000", *["", "√"], *[""] * 10],
    ]
    document, cells = document_of(Table(rows), merged=False)
    for column in range(5):
        cells[0][column].merge(cells[2][column])
    cells[0][5].merge(cells[0][16])
    reading = read(saved(document))

    assert (texts(reading), only(reading).months, indicators(only(reading))) == (["Menyusun"], [2], ["Dokumen"])


def test_cells_stand_in_their_columns_when_the_grid_is_finer_than_the_headings():
    document = Document()
    table = document.add_table(4, 19)
    widths = [400, 20] + [1000] * 5 + [300] * 12
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width * 635
    spans = {
        0: [2, 1, 1, 1, 2, 12],
        1: [2, 1, 1, 1, 2, *[1] * 12],
        2: [1, 2, 1, 1, 2, *[1] * 12],
        3: [2, 1, 1, 1, 2, *[1] * 12],
    }
    written = [
        list(NAMES),
        ["", "", "", "", "", *MONTHS],
        ["1", "Area", "1. Kegiatan", "1. Menyusun", "Dokumen", "", "✓", *[""] * 10],
        ["", "", "", "2. Menilai", "Hasil", *[""] * 11, "✓"],
    ]
    for row, own in spans.items():
        place = 0
        for span, text in zip(own, written[row], strict=True):
            cell = table.cell(row, place).merge(table.cell(row, place + span - 1))
            cell.text = text
            place += span
    reading = read(saved(document))

    assert [(sub.text, sub.months) for sub in reading.subactivities()] == [("Menyusun", [2]), ("Menilai", [12])]


def test_cell_begins_a_row_when_it_continues_a_merge_that_nobody_began():
    document, cells = document_of(small(*ROWS), merged=False)
    for column in (0, 3):
        cells[3][column]._tc.get_or_add_tcPr().append(element("vMerge"))
    cells[2][0]._tc.get_or_add_tcPr().append(element("vMerge"))
    reading = read(saved(document))

    assert texts(reading) == ["Menyusun rencana", "Menilai rencana"]
    assert names_read(reading) == [(1, "Area", [("1", "Kegiatan")])]


def test_row_keeps_its_columns_when_it_begins_right_of_the_table():
    document, cells = document_of(small(*ROWS), merged=False)
    row = cells[3][0]._tc.getparent()
    for cell in list(row.tc_lst)[:3]:
        row.remove(cell)
    row.get_or_add_trPr().append(element("gridBefore", val="3"))

    assert [sub.text for sub in read(saved(document)).subactivities()] == ["Menyusun rencana", "Menilai rencana"]


def test_annex_is_found_when_a_table_lays_it_out():
    document = Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "LAMPIRAN"
    inner = frame.add_table(3, 17)
    for row, cells in zip(small(ROWS[0]).rows, inner.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text

    assert texts(read(saved(document))) == ["Menyusun rencana"]


def test_text_of_a_table_inside_a_cell_stays_in_the_cell():
    document, cells = document_of(small(ROWS[0]))
    inner = cells[2][4].add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "dan", "dinilai"

    assert indicators(only(read(saved(document)))) == ["Rencana tersusun dan dinilai"]


def test_area_is_read_when_it_is_a_band_over_the_whole_table():
    document, cells = document_of(small(("", "", "", "", ""), *ROWS, ticks=[[], [1], [2]]), merged=False)
    cells[2][0].merge(cells[2][16]).text = "4. Penataan Tata Laksana"
    cells[3][0].text = cells[3][1].text = ""

    assert names_read(read(saved(document))) == [(4, "Penataan Tata Laksana", [("1", "Kegiatan")])]


def test_rows_go_on_when_the_next_table_has_no_heading():
    table = small(*ROWS)
    reading = read(docx_of([Table(table.rows[:3]), "", Table(table.rows[3:])]))

    assert texts(reading) == ["Menyusun rencana", "Menilai rencana"]


def test_decree_is_read_when_its_body_stands_in_tables():
    document, _ = document_of(small(ROWS[0]))
    body = document.add_table(3, 3)
    for row, cells in zip(
        [
            ("Menimbang", ":", "a. bahwa contoh ini rekaan;\nb. bahwa contoh ini pendek;"),
            ("Mengingat", ":", "1. Peraturan Rekaan Nomor 1 Tahun 2000 tentang Contoh;"),
            ("KESATU", ":", "Menetapkan contoh."),
        ],
        body.rows,
        strict=True,
    ):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    document.element.body.insert(0, body._tbl)
    decree = read(saved(document)).decree

    assert [(item.label, item.text) for item in decree.considerations] == [
        ("a", "bahwa contoh ini rekaan;"),
        ("b", "bahwa contoh ini pendek;"),
    ]
    assert [item.text for item in decree.legal_basis] == ["Peraturan Rekaan Nomor 1 Tahun 2000 tentang Contoh;"]
    assert [(item.label, item.text) for item in decree.dictum] == [("KESATU", "Menetapkan contoh.")]
