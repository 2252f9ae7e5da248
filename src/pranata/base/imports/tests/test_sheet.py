from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.files.errors import RefusedFile
from pranata.base.imports.cells import as_date, as_digits, one_of
from pranata.base.imports.faults import Fault, FaultySheet
from pranata.base.imports.sheet import Column, Line, Sheet
from pranata.base.imports.tests.workbooks import workbook
from pranata.base.imports.workbook import read_grids
from pranata.base.org.models import Office
from pranata.base.org.tests.factories import OfficeFactory

SHEET = Sheet(
    Column("Nomor", "number", as_digits, unique=True),
    Column("Nama", "name", required=True, also=("Nama lengkap",)),
    Column("Jenis", "kind", one_of({"satu": 1, "dua": 2}), required=True),
    Column("Mulai", "since", as_date),
)
ROUNDED = "tersimpan sebagai bilangan sehingga angka terakhirnya hilang; jadikan selnya Teks, lalu ketik lagi."


def read(*rows):
    file = workbook(rows)
    return SHEET.read(file, file.name)


def values(lines):
    return SHEET.load(lines, lambda row: (row.number, row.values))


def faults(lines, save=lambda row: row):
    with pytest.raises(FaultySheet) as faulty:
        SHEET.load(lines, save)
    return list(map(str, faulty.value.faults))


@pytest.mark.django_db
def test_rows_are_read_wherever_headings_and_columns_stand():
    lines = read(
        ["Daftar contoh"],
        [],
        [None, "MULAI", "catatan", " Jenis ", "Nama  Lengkap"],
        [None, date(2022, 3, 31), "abaikan", "SATU", "Contoh  Satu"],
        [None, None, "hanya catatan"],
        [None, "1 Mei 2022", None, "dua", "=1+1"],
    )

    assert lines == [
        Line(4, {"since": "2022-03-31", "kind": "SATU", "name": "Contoh  Satu"}),
        Line(6, {"since": "1 Mei 2022", "kind": "dua", "name": "=1+1"}),
    ]
    assert values(lines) == [
        (4, {"since": date(2022, 3, 31), "kind": 1, "name": "Contoh Satu"}),
        (6, {"since": date(2022, 5, 1), "kind": 2, "name": "=1+1"}),
    ]


@pytest.mark.django_db
def test_second_sheet_is_read_when_the_first_has_no_such_headings():
    file = workbook([["Petunjuk"], ["Nama", "cara mengisi"]], [["Nama", "Jenis"], ["Contoh Satu", "satu"]])

    assert values(SHEET.read(file, file.name)) == [(2, {"name": "Contoh Satu", "kind": 1})]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["a", "b"]], "Judul kolom (Nomor, Nama, Jenis, Mulai) tidak ditemukan dalam 20 baris pertama."),
        (
            [[]] * 20 + [["Nama", "Jenis"], ["Contoh", "satu"]],
            "Judul kolom (Nomor, Nama, Jenis, Mulai) tidak ditemukan dalam 20 baris pertama.",
        ),
        (
            [["Nomor", "Nama"], ["1", "Contoh"]],
            "Kolom Jenis tidak ada; tulis judul kolomnya persis seperti pada templat.",
        ),
        ([["Nama", "Jenis", "Nama lengkap"]], "Judul kolom Nama ada lebih dari sekali; hapus salah satunya."),
        ([["Nama", "Jenis"], [None, None, "x"]], "Tidak ada baris terisi di bawah judul kolom."),
    ],
)
def test_sheet_is_refused_when_its_headings_or_rows_are_missing(rows, message):
    with pytest.raises(RefusedFile) as refused:
        read(*rows)

    assert str(refused.value) == message


@pytest.mark.django_db
def test_every_faulty_cell_is_named_when_some_are_wrong():
    lines = read(
        ["Nomor", "Nama", "Jenis", "Mulai"],
        ["1", "Contoh Satu", "tiga", "kemarin"],
        ["2", None, "satu", None],
        [" 1 ", "Contoh Tiga", "dua", "2022-02-30"],
        [198001012005011001, "Contoh Empat", "dua", None],
    )

    assert faults(lines) == [
        "Baris 2, kolom Jenis: “tiga” tidak dikenal; pilihannya: satu, dua.",
        "Baris 2, kolom Mulai: “kemarin” bukan tanggal; tulis seperti 31-12-2026.",
        "Baris 3, kolom Nama: harus diisi.",
        "Baris 4, kolom Nomor: sama dengan baris 2.",
        "Baris 4, kolom Mulai: Tanggal “2022-02-30” tidak ada; tulis tanggal, bulan, tahun seperti 31-12-2026.",
        f"Baris 5, kolom Nomor: {ROUNDED}",
    ]


@pytest.mark.django_db
def test_no_row_is_saved_when_one_is_refused_and_all_refusals_are_named():
    def save(row):
        office = OfficeFactory()
        if row.values["name"] == "Contoh Dua":
            raise ValidationError({"kind": ["Jenis ini penuh."], "elsewhere": ["Tidak cocok."]})
        if row.values["name"] == "Contoh Tiga":
            raise ValidationError("Sudah ada.")
        return office

    lines = [Line(number, {"name": name, "kind": "satu"}) for number, name in ((2, "Contoh Satu"), (3, "Contoh Dua"))]

    assert faults(
        [*lines, Line(4, {"name": "Contoh Tiga", "kind": "satu"}), Line(5, {"name": "", "kind": "satu"})], save
    ) == [
        "Baris 3, kolom Jenis: Jenis ini penuh.",
        "Baris 3: Tidak cocok.",
        "Baris 4: Sudah ada.",
        "Baris 5, kolom Nama: harus diisi.",
    ]
    assert Office.objects.count() == 0
    assert SHEET.load(lines[:1], save) == [Office.objects.order_by("code").last()]


def test_faults_stand_in_the_order_of_their_rows():
    late, early = Fault(9, "", "b"), Fault(2, "", "a")

    assert FaultySheet([late, early]).faults == [early, late]


def test_fault_names_its_sheet_where_there_are_several():
    assert str(Fault(2, "Nama", "harus diisi.", "Target")) == "Lembar Target, baris 2, kolom Nama: harus diisi."
    assert [each.sheet for each in FaultySheet([Fault(1, "", "a", "b"), Fault(9, "", "a", "a")]).faults] == ["a", "b"]


@pytest.mark.django_db
def test_sheet_is_found_by_the_columns_that_must_be_there_even_when_empty():
    first = Sheet(Column("Kode", "code", required=True), Column("Nama", "name", present=True))
    second = Sheet(Column("Kode", "code", required=True), Column("Target", "target", present=True), title="Target")
    file = workbook([["Kode", "Target"], ["1", None]], [["Kode", "Nama"], [None, "a"]])
    grids = read_grids(file, file.name)

    assert second.find(grids) == [Line(2, {"code": "1", "target": ""})]
    assert first.find(grids) == [Line(2, {"code": "", "name": "a"})]
    assert Sheet(Column("Umur", "age", present=True)).find(grids) is None
    assert [row.values for row in second.load(second.find(grids), lambda row: row)] == [{"code": "1", "target": None}]
