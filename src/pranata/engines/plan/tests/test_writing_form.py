"""Which texts stand where, what is reported as blank, and the rows of the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pranata.base.paper.characters import SOFT_HYPHEN, ZERO_WIDTH_SPACE, breakable, covered, printable
from pranata.engines.plan.reading import ActivityReading, AreaReading, IndicatorReading, PlanReading, SubactivityReading
from pranata.engines.plan.reading.model import Signatory
from pranata.engines.plan.tests.writing_sample import CERTIFIER, OFFICE, annex_only, areas, letterhead, png, sample
from pranata.engines.plan.writing import Letterhead
from pranata.engines.plan.writing.form import make_paper, office_lines, printed_date, split_signatories
from pranata.engines.plan.writing.model import DecreeForm, Paper
from pranata.engines.plan.writing.table import MergedCell, table_rows

NO_BODY = "Batang tubuh keputusan tidak ada; hanya lampiran yang ditulis."


def paper(reading: PlanReading, head: Letterhead | None = None, *, decree: bool = True) -> Paper:
    return make_paper(reading, head or letterhead(), decree=decree, distribution=[])


def decree_form(reading: PlanReading, head: Letterhead | None = None) -> DecreeForm:
    """The texts of the decree, which the reading must have."""
    form = paper(reading, head).decree
    assert form is not None
    return form


def test_warnings_when_everything_is_filled():
    assert paper(sample()).warnings == []


@pytest.mark.parametrize(
    ("head", "warning"),
    [
        (Letterhead(), "Kop surat belum diisi: nama satuan kerja, alamat, logo."),
        (replace(letterhead(), address=(" ",), logo=None), "Kop surat belum diisi: alamat, logo."),
        (replace(letterhead(), logo=b"GIF89a"), "Logo tidak dicetak: bukan PNG atau JPEG utuh paling besar 1 MB."),
        (
            replace(letterhead(), logo=png()[:30]),
            "Logo tidak dicetak: bukan PNG atau JPEG utuh paling besar 1 MB.",
        ),
    ],
)
def test_warnings_when_letterhead_is_wanting(head, warning):
    assert paper(sample(), head).warnings == [warning]


def test_warnings_when_decree_is_unfinished():
    reading = sample()
    reading.decree.number = reading.decree.place = reading.decree.date = ""
    reading.decree.annex.number = reading.decree.annex.place = reading.decree.annex.date = ""
    reading.decree.signatories = []
    assert paper(reading, replace(letterhead(), city="")).warnings == [
        "Keputusan belum lengkap: nomor, tempat penetapan, tanggal penetapan, penanda tangan.",
        "Lampiran belum lengkap: nomor, tempat penetapan, tanggal penetapan, penanda tangan.",
    ]


def test_warnings_when_nothing_is_there():
    assert paper(PlanReading()).warnings == [
        NO_BODY,
        "Lampiran belum lengkap: nomor, judul, isi tabel, tempat penetapan, tanggal penetapan, penanda tangan.",
    ]


def test_paper_when_only_the_annex_is_wanted():
    found = paper(sample(), Letterhead(), decree=False)
    assert (found.decree, found.logo, found.warnings) == (None, None, [])


def test_place_when_only_the_city_is_known():
    reading = sample()
    reading.decree.place = ""
    assert decree_form(reading, replace(letterhead(), city="Kota Contoh")).closing.place == "Kota Contoh"


def test_letterhead_when_it_is_blank():
    """The decree's own office stands there; an address is never invented."""
    form = decree_form(sample(), Letterhead())
    assert (form.letterhead, form.address) == (["KOMISI PEMILIHAN UMUM", "KABUPATEN CONTOH"], [])


def test_authority_when_the_secretary_decides():
    reading = sample()
    reading.decree.decides = f"KEPUTUSAN SEKRETARIS {OFFICE} TENTANG RENCANA."
    form = decree_form(reading)
    assert form.authority == f"SEKRETARIS {OFFICE},"
    assert form.heading == ["KEPUTUSAN SEKRETARIS KOMISI PEMILIHAN UMUM", "KABUPATEN CONTOH"]
    assert paper(reading).annex.decree == f"KEPUTUSAN SEKRETARIS {OFFICE}"


def test_annex_heading_when_it_is_blank():
    reading = sample()
    reading.decree.annex.number = reading.decree.annex.title = ""
    annex = paper(reading).annex
    assert (annex.number, annex.title) == (reading.decree.number, reading.decree.title)


@pytest.mark.parametrize(
    ("is_copy", "names", "body", "annex"),
    [
        (True, "ABCD", "AB", "CD"),
        (True, "AB", "AB", ""),
        (True, "A", "A", ""),
        (True, "ABC", "AB", "C"),
        (False, "AB", "A", "B"),
        (False, "A", "A", ""),
    ],
)
def test_signatories_when_lines_are_unknown(is_copy, names, body, annex):
    reading = sample()
    reading.decree.is_copy = is_copy
    reading.decree.signatories = [Signatory("KETUA", name) for name in names]
    found = split_signatories(reading)
    assert tuple("".join(item.name for item in part) for part in found) == (body, annex)


def test_signatories_when_lines_are_known():
    reading = sample()
    reading.areas[0].activities[0].subactivities[0].source_lines = [50]
    reading.decree.signatories = [Signatory("KETUA", "A", [90]), Signatory(CERTIFIER, "B", [95])]
    assert split_signatories(reading) == ([], reading.decree.signatories)


def test_signatories_when_there_is_no_body():
    reading = annex_only(*areas())
    reading.decree.signatories = [Signatory("KETUA", "A")]
    assert split_signatories(reading) == ([], reading.decree.signatories)


def test_signature_when_it_is_no_copy():
    reading = sample()
    reading.decree.is_copy = False
    reading.decree.signatories = [Signatory("KETUA", "A"), Signatory("KETUA", "B")]
    closing = decree_form(reading).closing
    assert [(item.role, item.name, item.mark, item.office) for item in closing.signatures] == [("KETUA", "A", "", [])]
    assert closing.certified is None


def test_rows_when_cells_are_merged():
    found = [(row.merged, row.indicator, row.months) for row in table_rows(areas())]
    assert found == [
        (
            [
                MergedCell("1", 3),
                MergedCell("Manajemen Perubahan", 3),
                MergedCell("Perencanaan", 3, "1"),
                MergedCell("Menetapkan tim", 2, "1"),
            ],
            "SK tim",
            [1, 6],
        ),
        ([None] * 4, "Laporan tim", [6]),
        ([None, None, None, MergedCell("Menyusun rencana", 1, "2")], "Rencana tersusun", [2]),
        (
            [MergedCell("2", 1), MergedCell("Pelayanan Publik", 1), MergedCell("Kepuasan", 1), MergedCell("Survei", 1)],
            "",
            [12],
        ),
    ]


def test_rows_when_parts_are_empty():
    blank = MergedCell("", 1)
    found = table_rows([AreaReading(1, "A"), AreaReading(2, "B", [ActivityReading("1", "")])])
    assert [row.merged for row in found] == [
        [MergedCell("1", 1), MergedCell("A", 1), blank, blank],
        [MergedCell("2", 1), MergedCell("B", 1), MergedCell("", 1, "1"), blank],
    ]


def test_rows_when_months_are_left_over():
    sub = SubactivityReading("1.1.1", "", "Teks", [IndicatorReading("Satu", [1])], [1, 5])
    rows = table_rows([AreaReading(1, "A", [ActivityReading("", "B", [sub])])])
    assert [(row.indicator, row.months) for row in rows] == [("Satu", [1]), ("", [5])]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Komisi Pemilihan Umum Kabupaten Contoh", ["Komisi Pemilihan Umum", "Kabupaten Contoh"]),
        ("KOMISI PEMILIHAN UMUM REPUBLIK INDONESIA", ["KOMISI PEMILIHAN UMUM", "REPUBLIK INDONESIA"]),
        (" ", []),
    ],
)
def test_office_lines_when_it_has_a_region(name, lines):
    assert office_lines(name) == lines


def test_date_when_it_is_printed():
    assert [printed_date(day) for day in ("2021-01-17", "2024-08-01", "")] == ["17 Januari 2021", "1 Agustus 2024", ""]


def test_printable_when_no_font_has_the_character():
    missing: set[str] = set()
    assert printable("a\u0301 ✓ ≥ \u6f22 x\U000e0020", missing) == "á ✓ ≥ □ x"
    assert missing == {"\u6f22"}


def test_fonts_when_ticks_are_printed():
    assert {ord(character) for character in "✓□–“”•ÀéŃAz09"} <= covered()


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("pertanggungjawaban kerja", 36, "per-tang-gung-ja-wa-ban kerja"),
        ("pertanggungjawaban kerja", 58, "pertanggungjawaban kerja"),
        ("Biaya/Tarif,Gratis/Berbayar", 58, "Biaya/|Tarif,|Gratis/|Berbayar"),
        ("x" * 30, 58, "xxxxxxxx|xxxxxxxx|xxxxxxxx|xxxxxx"),
        ("https://contoh.example/a", 36, "https://|contoh.|example/|a"),
    ],
)
def test_breakable_when_words_are_long(text, width, expected):
    assert breakable(text, width).replace(SOFT_HYPHEN, "-").replace(ZERO_WIDTH_SPACE, "|") == expected
