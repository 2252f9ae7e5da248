"""Decrees written as DOCX, looked into with python-docx."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm
from lxml import etree

from pranata.base.paper.characters import FONTS, code_points
from pranata.base.paper.word import FACES, hidden
from pranata.engines.plan.reading import ActivityReading, AreaReading, IndicatorReading, SubactivityReading, read_plan
from pranata.engines.plan.reading.jsonform import decree_to_json
from pranata.engines.plan.tests.reading_text import DECREE
from pranata.engines.plan.tests.writing_sample import (
    CERTIFIER,
    HEADINGS,
    MONTHS,
    OFFICE,
    TITLE,
    annex_only,
    docx_lines,
    docx_rows,
    letterhead,
    one_row,
    open_docx,
    sample,
)
from pranata.engines.plan.writing import Letterhead, write_docx

NAMESPACES = {"w": nsmap["w"]}

DECREE_LINES = [
    "SALINAN",
    "",
    "KOMISI PEMILIHAN UMUM",
    "KABUPATEN CONTOH",
    "Jalan Fiktif 1, Contoh",
    "Telepon 000",
    "KEPUTUSAN KOMISI PEMILIHAN UMUM",
    "KABUPATEN CONTOH",
    "NOMOR : 7/HK.03.1/9998/2024",
    "TENTANG",
    TITLE,
    f"KETUA {OFFICE},",
    "Menimbang : a. bahwa perlu rencana;",
    "b. bahwa perlu keputusan.",
    "Mengingat : 1. Undang-Undang;",
    "2. Peraturan.",
    "MEMUTUSKAN :",
    f"Menetapkan : KEPUTUSAN {OFFICE} TENTANG {TITLE}.",
    "KESATU : Menetapkan Rencana Aksi.",
    "KEDUA : Rencana bertujuan:",
    "a. tertib;",
    "b. terukur.",
]
CLOSING_LINES = [
    "Ditetapkan di Contoh",
    "pada tanggal 5 Januari 2024",
    "KOMISI PEMILIHAN UMUM",
    "KABUPATEN CONTOH",
    "KETUA,",
    "ttd",
    "NAMA FIKTIF SATU",
    "Salinan sesuai dengan aslinya",
    CERTIFIER,
    "NAMA FIKTIF DUA",
]
SECTION_END = ""
ANNEX_LINES = [
    "LAMPIRAN",
    f"KEPUTUSAN {OFFICE}",
    "NOMOR : 7/HK.03.1/9998/2024",
    "TENTANG",
    TITLE,
    "",
    "RENCANA AKSI TAHUN 2024",
    "",
    "",
]


def ticks(row: list[str]) -> list[int]:
    """The months ticked in a row's last twelve cells."""
    return [month for month, text in enumerate(row[-12:], start=1) if text == "✓"]


def test_lines_when_decree_is_complete():
    content = write_docx(sample(), letterhead()).content
    assert docx_lines(content) == [*DECREE_LINES, *CLOSING_LINES, SECTION_END, *ANNEX_LINES, *CLOSING_LINES]


def test_lines_when_copies_are_distributed():
    content = write_docx(sample(), letterhead(), distribution=["Arsip", " ", "Sekretaris"]).content
    start = len(DECREE_LINES) + len(CLOSING_LINES)
    assert docx_lines(content)[start : start + 4] == ["Tembusan:", "1. Arsip", "2. Sekretaris", SECTION_END]


def test_lines_when_only_the_annex_is_wanted():
    content = write_docx(sample(), Letterhead(), decree=False).content
    assert docx_lines(content) == ["SALINAN", *ANNEX_LINES, *CLOSING_LINES]


def test_lines_when_original_awaits_its_signature():
    reading = sample()
    reading.decree.is_copy = False
    reading.decree.signatories = reading.decree.signatories[::2]
    lines = docx_lines(write_docx(reading, letterhead()).content)
    closing = ["Ditetapkan di Contoh", "pada tanggal 5 Januari 2024", "KETUA,", "NAMA FIKTIF SATU"]
    assert lines == [*DECREE_LINES[1:], *closing, SECTION_END, *ANNEX_LINES, *closing]


def test_table_when_cells_are_merged():
    (table,) = open_docx(write_docx(sample(), letterhead()).content).tables
    rows = docx_rows(table)
    assert rows[:3] == [
        HEADINGS,
        [""] * 5 + MONTHS,
        [f"({number})" for number in range(1, 7)],
    ]
    assert [(row[:5], ticks(row)) for row in rows[3:]] == [
        (["1", "Manajemen Perubahan", "1. Perencanaan", "1. Menetapkan tim", "SK tim"], [1, 6]),
        (["", "", "", "", "Laporan tim"], [6]),
        (["", "", "", "2. Menyusun rencana", "Rencana tersusun"], [2]),
        (["2", "Pelayanan Publik", "Kepuasan", "Survei", ""], [12]),
    ]
    merged = [[cell.text for cell in row.cells[:4]] for row in table.rows[3:6]]
    assert merged == [
        ["1", "Manajemen Perubahan", "1. Perencanaan", "1. Menetapkan tim"],
        ["1", "Manajemen Perubahan", "1. Perencanaan", "1. Menetapkan tim"],
        ["1", "Manajemen Perubahan", "1. Perencanaan", "2. Menyusun rencana"],
    ]


def test_heading_rows_when_table_goes_over_pages():
    (table,) = open_docx(write_docx(sample(), letterhead()).content).tables
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True, True, True, False, False, False, False]
    assert table._tbl.findall(f".//{qn('w:cantSplit')}") == []


def test_pages_when_annex_follows_the_decree():
    document = open_docx(write_docx(sample(), letterhead()).content)
    found = [
        (part.orientation, round((part.page_width or 0) / Mm(1)), round((part.page_height or 0) / Mm(1)))
        for part in document.sections
    ]
    assert found == [(WD_ORIENT.PORTRAIT, 215, 330), (WD_ORIENT.LANDSCAPE, 330, 215)]
    header = document.sections[0].header.part.element
    assert "".join(text.text for text in header.iter(qn("w:t"))) == "- 2 -"
    assert [field.get(qn("w:instr")) for field in header.iter(qn("w:fldSimple"))] == ["PAGE"]


def test_fonts_when_decree_is_written():
    document = open_docx(write_docx(sample(), letterhead()).content)
    names = {name: document.styles[name].font.name for name in ("Normal", "SelLampiran", "CentangLampiran")}
    assert names == {
        "Normal": "Pranata Bonum",
        "SelLampiran": "Pranata Bonum",
        "CentangLampiran": "Segoe UI Symbol",
    }


def test_fonts_when_they_are_unpacked_with_their_keys():
    """What the font table hides by its keys are the two fonts as they are; another program may name Bookman instead."""
    table = open_docx(write_docx(sample(), letterhead()).content).part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    (entry,) = etree.fromstring(table.blob).xpath("*[@w:name='Pranata Bonum']", namespaces=NAMESPACES)
    faces = {etree.QName(face).localname: face for face in entry if face.get(qn("r:id"))}
    found = {
        name: hidden(table.related_parts[face.get(qn("r:id"))].blob, UUID(face.get(qn("w:fontKey"))))
        for name, face in faces.items()
    }
    assert found == {name: (FONTS / file).read_bytes() for name, file in FACES.items()}
    assert entry.find(qn("w:altName")).get(qn("w:val")) == "Bookman Old Style"


@pytest.mark.parametrize("file", FACES.values())
def test_fonts_of_word_have_the_letters_of_the_fonts_of_pdf(file):
    letters = {ord(letter) for letter in "–“”•ÀéŃ…§°×"} | set(range(0x20, 0x7F))
    assert letters <= code_points((FONTS / file).read_bytes())


def test_settings_keep_the_fonts_when_word_saves():
    settings = open_docx(write_docx(sample(), letterhead()).content).settings.element
    assert [etree.QName(child).localname for child in settings][:2] == ["zoom", "embedTrueTypeFonts"]


def test_logo_when_it_is_given():
    with_logo = open_docx(write_docx(sample(), letterhead()).content)
    without = open_docx(write_docx(sample(), replace(letterhead(), logo=None)).content)
    assert (len(with_logo.inline_shapes), len(without.inline_shapes)) == (1, 0)
    assert [item.get("descr") for item in with_logo.element.body.iter(qn("wp:docPr"))] == ["Logo"]


def test_properties_when_decree_is_dated():
    properties = open_docx(write_docx(sample(), letterhead()).content).core_properties
    assert (properties.title, properties.author, properties.created.isoformat()) == (
        TITLE,
        OFFICE,
        "2024-01-05T00:00:00+00:00",
    )


def test_bytes_when_written_twice():
    assert write_docx(sample(), letterhead()) == write_docx(sample(), letterhead())


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM", "<b>x</b> & y", "#*_$\\", "\u6f22"])
def test_text_when_it_looks_like_code(text):
    (table,) = open_docx(write_docx(one_row(text, text), Letterhead()).content).tables
    assert docx_rows(table)[3][3:5] == [text, text]


def test_text_when_cells_are_very_long():
    text = " ".join(f"kata{number}" for number in range(4000))
    (table,) = open_docx(write_docx(one_row(text, "x" * 5000), Letterhead()).content).tables
    assert docx_rows(table)[3][3:5] == [text, "x" * 5000]


def test_table_when_there_are_hundreds_of_rows():
    subs = [
        SubactivityReading(f"1.1.{number}", str(number), "Teks", [IndicatorReading(f"I{number}")], [number % 12 + 1])
        for number in range(1, 501)
    ]
    content = write_docx(annex_only(AreaReading(1, "A", [ActivityReading("1", "B", subs)])), Letterhead()).content
    rows = open_docx(content).element.body.findall(f".//{qn('w:tr')}")
    assert len(rows) == 503
    assert "".join(text.text for text in rows[-1].iter(qn("w:t"))) == "500. TeksI500✓"


def test_body_when_the_real_decree_is_read_back():
    """The written lines, read as decree text, give the decree again; only the source lines differ."""
    reading = read_plan(DECREE.read_bytes(), name="asli")
    content = write_docx(reading, Letterhead()).content
    lines = docx_lines(content)
    (table,) = open_docx(content).tables
    closing = len(lines) - lines[::-1].index("Ditetapkan di Trenggalek") - 1
    rows = ["\t".join(row) for row in docx_rows(table)]
    again = read_plan("\n".join([*lines[:closing], *rows, *lines[closing:]]).encode(), name="ulang")
    assert without_lines(again) == without_lines(reading)
    assert plan_texts(again) == plan_texts(reading)


def without_lines(reading):
    """The decree as JSON without the lines it was found on."""
    found = decree_to_json(reading.decree)
    for item in (*found["numbers"], *found["signatories"]):
        del item["lines"]
    return found


def plan_texts(reading):
    """Everything of the plan that is printed."""
    return [
        (area.no, area.name, activity.no, activity.name, sub.no, sub.text, sub.indicators, sub.months)
        for area in reading.areas
        for activity in area.activities
        for sub in activity.subactivities
    ]
