import zipfile

import pytest
from django.core.files.base import ContentFile

from pranata.base.files.errors import RefusedFile
from pranata.base.imports import workbook as reading
from pranata.base.imports.tests.workbooks import with_sheet, workbook
from pranata.base.imports.workbook import Grid, read_grids

TOO_WIDE = "Lembar terlalu luas, paling banyak 20100 baris dan 100 kolom; hapus sel di luar tabel."
TOO_LARGE = "Isi berkas terlalu besar bila dibuka."


def refusal(file: ContentFile) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_grids(file, file.name)
    return str(refused.value)


def test_cells_are_read_as_texts_from_the_first_row_on():
    file = workbook([[], [None, "Nama", 12.0]], [["lain"]])

    assert read_grids(file, file.name) == [
        Grid("Sheet1", [["", "", ""], ["", "Nama", "12"]]),
        Grid("Sheet2", [["lain"]]),
    ]


def test_formula_is_read_as_its_result():
    sheet = with_sheet('<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>')

    assert read_grids(sheet, sheet.name) == [Grid("Sheet1", [["ab"]])]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (ContentFile(b"", "a.xlsx"), "Berkas kosong."),
        (
            ContentFile(b"Nama,Jenis\n", "a.csv"),
            "Yang dapat dibaca hanya Excel .xlsx; buka berkas ini, lalu simpan sebagai .xlsx.",
        ),
        (ContentFile(b"%PDF-1.4 contoh", "a.xlsx"), "Isi berkas (pdf) tidak sesuai dengan akhiran namanya (.xlsx)."),
        (ContentFile(b"PK\x03\x04rusak", "a.xlsx"), "Arsip atau dokumen ini rusak dan tidak dapat dibuka."),
    ],
)
def test_file_is_refused_when_it_is_no_workbook(file, message):
    assert refusal(file) == message


def test_file_is_refused_when_it_is_too_large(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 1024)

    assert refusal(ContentFile(b"x" * 1025, "a.xlsx")) == "Berkas terlalu besar; paling besar 0 MB."


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        "<row><c r = 'CW1'><v>1</v></c></row>",
        "<row>" + "<c><v>1</v></c>" * 101 + "</row>",
        "<row/>" * 20_100 + "<row><c><v>1</v></c></row>",
        '<row r="20000"><c r="AZ20000"><v>1</v></c></row>',
    ],
)
def test_sheet_is_refused_when_its_cells_lie_far_apart(xml):
    assert refusal(with_sheet(xml)) == TOO_WIDE


def test_sheet_is_refused_when_a_long_text_is_repeated_too_often():
    shared = f'<sst count="1" uniqueCount="1"><si><t>{"x" * 2_000_000}</t></si></sst>'
    xml = "".join("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>" for _row in range(2))

    assert refusal(with_sheet(xml, shared=shared)) == TOO_LARGE


def test_sheet_is_refused_when_it_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNPACKED", 10_000)

    assert refusal(with_sheet("<row>" + " " * 20_000 + "</row>")) == TOO_LARGE


def test_sheet_is_refused_when_its_bytes_were_changed():
    file = workbook([["Nama"] * 40])
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    data = bytearray(file.open().read())
    data[entry.header_offset + 80] ^= 0xFF

    assert refusal(ContentFile(bytes(data), "a.xlsx")) == "Berkas Excel ini rusak dan tidak dapat dibaca."
