"""Workbooks of any office: the sheet with the annex is found and read as its text form, row numbers kept."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings

from pranata.engines.plan.reading import read_plan
from pranata.engines.plan.tests.reading_files import (
    FIRST_MONTH,
    Table,
    as_text,
    blocks_of,
    confidences,
    names_read,
    one_table,
    plain_tables,
    rows_read,
    small,
    write_sheet,
    xlsx_of,
)
from pranata.engines.plan.tests.reading_text import DECREE, NAMES, codes, indicators, only, texts

ROWS = (
    ("1", "Area", "1. Kegiatan", "1. Menyusun rencana", "Rencana tersusun"),
    ("", "", "", "2. Menilai rencana", "Hasil penilaian"),
)
FULL = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def read(data: bytes):
    return read_plan(data, name="contoh.xlsx")


def workbook_of(fill) -> bytes:
    """A workbook that the test fills."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        fill(workbook)
    return buffer.getvalue()


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "unmerged"])
@pytest.mark.parametrize("joined", [False, True], ids=["pages", "one table"])
def test_real_decree_is_read_as_its_text_when_it_is_a_workbook(merged, joined):
    blocks = blocks_of(DECREE.read_text(encoding="utf-8"))
    blocks = one_table(blocks) if joined else blocks
    reading, expected = read(xlsx_of(blocks, merged=merged)), as_text(blocks)

    assert rows_read(reading) == rows_read(expected)
    assert names_read(reading) == names_read(expected)
    assert confidences(reading) == confidences(expected)
    lines = [sub.source_lines for sub in reading.subactivities()]
    assert lines == [sub.source_lines for sub in expected.subactivities()]


@settings(max_examples=15, deadline=None)
@given(plain_tables())
def test_small_plan_is_read_as_its_text_when_it_is_a_workbook(table):
    reading, expected = read(xlsx_of([table])), as_text([table])

    assert rows_read(reading) == rows_read(expected)
    assert confidences(reading) == confidences(expected)


def test_lines_are_rows_of_the_sheet_when_the_heading_stands_lower_and_further_right():
    reading = read(xlsx_of(["LAMPIRAN", "", "RENCANA AKSI TAHUN 2024", "", small(*ROWS)], left=2))

    assert [sub.source_lines for sub in reading.subactivities()] == [[7], [8]]
    assert [sub.months for sub in reading.subactivities()] == [[1], [1]]
    (remark,) = [remark for remark in reading.remarks if remark.code == "file_form"]
    assert remark.message == "Berkas XLSX: nomor baris adalah nomor baris pada lembar “Lampiran”."


def test_sheet_with_the_annex_is_read_when_there_are_several():
    def fill(workbook):
        workbook.add_worksheet("Petunjuk").write("A1", "Isi lembar berikut.")
        write_sheet(workbook.add_worksheet("Contoh"), workbook, [small(ROWS[0])])
        write_sheet(workbook.add_worksheet("RA 2024"), workbook, [small(*ROWS)])
        hidden = workbook.add_worksheet("Lama")
        write_sheet(hidden, workbook, [small(*ROWS, *ROWS)])
        hidden.hide()

    reading = read(workbook_of(fill))

    assert texts(reading) == ["Menyusun rencana", "Menilai rencana"]
    (remark,) = [remark for remark in reading.remarks if remark.code == "other_sheets"]
    assert remark.message == "Lembar “Contoh” juga memuat tabel rencana aksi; yang dibaca hanya “RA 2024”."


def test_months_are_known_when_their_headings_are_full_names_or_dates():
    named = Table([[*NAMES, *[""] * 11], [""] * FIRST_MONTH + FULL, [*ROWS[0], *[""] * 7, "v", *[""] * 4]])

    def fill(workbook):
        sheet = workbook.add_worksheet("Rencana")
        write_sheet(sheet, workbook, [named], merged=False)
        style = workbook.add_format({"num_format": "mmm"})
        for month in range(1, 13):
            sheet.write_datetime(1, FIRST_MONTH + month - 1, date(2024, month, 1), style)

    assert only(read(xlsx_of([named]))).months == [8]
    assert only(read(workbook_of(fill))).months == [8]


def test_lines_of_a_cell_are_its_items_when_they_are_numbered_or_stand_alone():
    def fill(workbook):
        sheet = workbook.add_worksheet("Rencana")
        write_sheet(sheet, workbook, [small(*ROWS)], merged=False)
        sheet.write_string(2, 4, "1. Rencana tersusun\n2. Rencana\ndisahkan")
        sheet.write_string(3, 4, "Hasil penilaian\r\nTindak lanjut penilaian")

    reading = read(workbook_of(fill))

    assert [indicators(sub) for sub in reading.subactivities()] == [
        ["Rencana tersusun", "Rencana disahkan"],
        ["Hasil penilaian", "Tindak lanjut penilaian"],
    ]
    assert confidences(reading) == ["high", "low"]


def test_number_and_text_are_one_cell_when_the_heading_stands_over_both():
    rows = [
        ["NO", "AREA", "KEGIATAN", "", "SUB KEGIATAN", "", "INDIKATOR", *FULL],
        ["1", "Area", "1.", "Kegiatan", "a.", "Menyusun", "Rencana", "x", *[""] * 11],
        ["", "", "", "", "b.", "Menilai", "Hasil", *[""] * 11, "x"],
    ]

    def fill(workbook):
        sheet = workbook.add_worksheet("Rencana")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.merge_range("C1:D1", "KEGIATAN")
        sheet.merge_range("E1:F1", "SUB KEGIATAN")

    reading = read(workbook_of(fill))

    assert names_read(reading) == [(1, "Area", [("1", "Kegiatan")])]
    assert [(sub.no, sub.text, sub.months) for sub in reading.subactivities()] == [
        ("a", "Menyusun", [1]),
        ("b", "Menilai", [12]),
    ]


def test_values_are_read_as_printed_when_they_are_numbers_switches_and_extra_columns():
    table = small(*ROWS, extra=("ANGGARAN", "1500000", ""))

    def fill(workbook):
        sheet = workbook.add_worksheet("Rencana")
        write_sheet(sheet, workbook, [table], merged=False)
        sheet.write_number(2, 0, 1.0)
        sheet.write_number(2, 17, 1500000)
        sheet.write_boolean(2, FIRST_MONTH + 5, True)
        sheet.write_boolean(2, FIRST_MONTH + 6, False)

    reading = read(workbook_of(fill))

    assert [sub.months for sub in reading.subactivities()] == [[1, 6], [1]]
    assert reading.subactivities()[0].as_printed.split("\t")[-1] == "1500000"
    assert codes(reading) == ["file_form", "unknown_column"]


def test_shaded_cells_are_ticks_when_the_schedule_is_painted():
    def fill(workbook):
        sheet = workbook.add_worksheet("Rencana")
        write_sheet(sheet, workbook, [small(*ROWS, ticks=[[], []])], merged=False)
        green, white = workbook.add_format({"bg_color": "#00B050"}), workbook.add_format({"bg_color": "#FFFFFF"})
        for column in (FIRST_MONTH, FIRST_MONTH + 1):
            sheet.write_blank(2, column, None, green)
        sheet.merge_range(3, FIRST_MONTH + 2, 3, FIRST_MONTH + 5, "", green)
        sheet.write_blank(3, FIRST_MONTH + 8, None, white)

    reading = read(workbook_of(fill))

    assert [sub.months for sub in reading.subactivities()] == [[1, 2], [3, 4, 5, 6]]
    assert confidences(reading) == ["high", "high"]
    assert [remark.lines for remark in reading.remarks if remark.code == "filled_cells"] == [[3, 4]]


def test_words_below_the_table_are_no_rows_when_they_close_it():
    closing = ["Ditetapkan di Contoh Rekaan", "pada tanggal 5 Februari 2024", "KETUA,", "ttd", "NAMA REKAAN SATU"]
    reading = read(xlsx_of([small(*ROWS), "", *closing], left=1))

    assert texts(reading) == ["Menyusun rencana", "Menilai rencana"]
    assert (reading.decree.annex.place, reading.decree.annex.date) == ("Contoh Rekaan", "2024-02-05")


def test_workbook_of_another_office_is_not_ours_when_it_only_looks_alike():
    table = small(("1", "Area", "1. Kegiatan", "1. Menyusun 2. Menilai", "1. Rencana 2. Hasil"))
    reading = read(xlsx_of([table], sheet="Rencana Aksi", merged=False))

    assert texts(reading) == ["Menyusun", "Menilai"]
    assert confidences(reading) == ["low", "low"]
