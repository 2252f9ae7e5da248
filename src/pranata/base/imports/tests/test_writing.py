import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile

from pranata.base.imports.cells import as_date, as_digits, one_of
from pranata.base.imports.sheet import Column, Line, Sheet
from pranata.base.imports.workbook import read_grids
from pranata.base.imports.writing import write_sheets, write_workbook

SHEET = Sheet(
    Column("Nomor", "number", as_digits, hint="Sebagai teks."),
    Column("Nama", "name", required=True),
    Column("Jenis", "kind", one_of({"satu": 1, "dua": 2}), choices=("satu", "dua")),
    Column("Mulai", "since", as_date),
)


def written(*rows) -> ContentFile:
    return ContentFile(write_workbook(SHEET, rows, title="Contoh"), "contoh.xlsx")


def part(file: ContentFile, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file.open().read())) as archive:
        return archive.read(name).decode()


def test_workbook_reads_back_as_it_was_written():
    file = written(
        {"number": "0012345678901234567", "name": "Contoh Satu", "kind": "satu", "since": date(2022, 3, 31)},
        {"name": "Contoh Dua", "kind": "", "since": None},
    )

    assert SHEET.read(file, file.name) == [
        Line(2, {"number": "0012345678901234567", "name": "Contoh Satu", "kind": "satu", "since": "2022-03-31"}),
        Line(3, {"number": "", "name": "Contoh Dua", "kind": "", "since": ""}),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_stays_text_when_it_begins_like_a_formula(start):
    text = f'{start}HYPERLINK("http://contoh.test")'

    file = written({"name": text})

    assert [line.texts["name"] for line in SHEET.read(file, file.name)] == [text.strip()]
    cell = re.search(r'<c r="B2"([^>]*)>(.*?)</c>', part(file, "xl/worksheets/sheet1.xml"))
    assert 't="s"' in cell[1]
    assert "<f>" not in cell[2]
    assert "<hyperlink" not in part(file, "xl/worksheets/sheet1.xml")


def test_workbook_explains_its_columns_and_offers_the_choices():
    file = written()

    _rows, hints, choices = read_grids(file, file.name)
    assert (hints.name, hints.rows) == (
        "Petunjuk",
        [
            ["Judul kolom", "Wajib", "Cara mengisi"],
            ["Nomor", "tidak", "Sebagai teks."],
            ["Nama", "ya", ""],
            ["Jenis", "tidak", ""],
            ["Mulai", "tidak", ""],
        ],
    )
    assert (choices.name, [row[2] for row in choices.rows]) == ("Pilihan", ["Jenis", "satu", "dua"])
    assert "<formula1>'Pilihan'!$C$2:$C$3</formula1>" in part(file, "xl/worksheets/sheet1.xml")


def test_several_sheets_stand_in_one_workbook_with_their_own_choices():
    first = Sheet(Column("Kode", "code"), Column("Jenis", "kind", choices=("satu",)), title="Satu")
    second = Sheet(Column("Kode", "code"), Column("Warna", "color", choices=("merah", "biru")), title="Dua")

    file = ContentFile(
        write_sheets([(first, [{"code": "1"}], "Satu"), (second, [{"code": "2"}], "Dua")]), "contoh.xlsx"
    )

    one, two, hints, choices = read_grids(file, file.name)
    assert [(grid.name, grid.rows[1][0]) for grid in (one, two)] == [("Satu", "1"), ("Dua", "2")]
    assert [row[0] for row in hints.rows[1:]] == ["Satu: Kode", "Satu: Jenis", "Dua: Kode", "Dua: Warna"]
    assert [[row[1], row[3]] for row in choices.rows] == [["Jenis", "Warna"], ["satu", "merah"], ["", "biru"]]
    assert "<formula1>'Pilihan'!$D$2:$D$3</formula1>" in part(file, "xl/worksheets/sheet2.xml")
