"""Decrees written as PDF, looked into with pdfplumber."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest

from pranata.engines.plan.reading import ActivityReading, AreaReading, IndicatorReading, SubactivityReading, read_plan
from pranata.engines.plan.tests.reading_text import DECREE
from pranata.engines.plan.tests.writing_sample import (
    CERTIFIER,
    HEADINGS,
    MONTHS,
    OFFICE,
    TITLE,
    annex_only,
    letterhead,
    one_row,
    pdf_pages,
    pdf_table,
    pdf_words,
    sample,
)
from pranata.engines.plan.writing import Letterhead, write_pdf
from pranata.engines.plan.writing.table import TableRow, numbered, table_rows

MILLIMETRE = 72 / 25.4
CLOSING = (
    "Ditetapkan di Contoh pada tanggal 5 Januari 2024 KOMISI PEMILIHAN UMUM KABUPATEN CONTOH KETUA, ttd"
    f" NAMA FIKTIF SATU Salinan sesuai dengan aslinya {CERTIFIER} NAMA FIKTIF DUA"
)
DECREE_WORDS = (
    "SALINAN KOMISI PEMILIHAN UMUM KABUPATEN CONTOH Jalan Fiktif 1, Contoh Telepon 000"
    f" KEPUTUSAN {OFFICE} NOMOR : 7/HK.03.1/9998/2024 TENTANG {TITLE} KETUA {OFFICE},"
    " Menimbang : a. bahwa perlu rencana; b. bahwa perlu keputusan."
    " Mengingat : 1. Undang-Undang; 2. Peraturan. MEMUTUSKAN :"
    f" Menetapkan : KEPUTUSAN {OFFICE} TENTANG {TITLE}. KESATU : Menetapkan Rencana Aksi."
    f" KEDUA : Rencana bertujuan: a. tertib; b. terukur. {CLOSING}"
)


def tables(content: bytes) -> list[list[list[str]]]:
    """The tables of the pages that have one."""
    return [pdf_table(page) for page in pdf_pages(content) if page.find_tables()]


def ticked(row: TableRow) -> list[str]:
    return ["✓" if month in row.months else "" for month in range(1, 13)]


def test_words_when_decree_is_complete():
    written = write_pdf(sample(), letterhead())
    heading = f"LAMPIRAN KEPUTUSAN {OFFICE} NOMOR : 7/HK.03.1/9998/2024 TENTANG {TITLE} RENCANA AKSI TAHUN 2024 "
    body, annex = pdf_words(written.content).split("LAMPIRAN", 1)
    assert written.warnings == ()
    assert body == f"{DECREE_WORDS} "
    assert f"LAMPIRAN{annex}".startswith(heading)
    assert annex.endswith(f" {CLOSING}")


def test_words_when_copies_are_distributed():
    content = write_pdf(sample(), letterhead(), distribution=["Arsip", "Sekretaris"]).content
    assert pdf_words(content).startswith(f"{DECREE_WORDS} Tembusan: 1. Arsip 2. Sekretaris LAMPIRAN ")


def test_signature_when_the_page_is_full():
    """Signatures never stand alone: the last clause of the dictum goes with them to the next page."""
    page = pdf_pages(write_pdf(sample(), letterhead()).content)[1]
    assert (page.extract_text() or "").split("\n")[:3] == ["- 2 -", "KEDUA : Rencana bertujuan:", "a. tertib;"]


def test_words_when_only_the_annex_is_wanted():
    content = write_pdf(sample(), Letterhead(), decree=False).content
    assert pdf_words(content).startswith(f"SALINAN LAMPIRAN KEPUTUSAN {OFFICE} NOMOR")
    assert pdf_words(content).endswith(f" {CLOSING}")


def test_pages_when_annex_follows_the_decree():
    pages = pdf_pages(write_pdf(sample(), letterhead()).content)
    sizes = [(round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) for page in pages]
    assert sizes == [(215, 330), (215, 330), (330, 215), (330, 215)]


def test_table_when_cells_are_merged():
    (table,) = tables(write_pdf(sample(), letterhead()).content)
    assert table == [
        HEADINGS + [""] * 11,
        [""] * 5 + MONTHS,
        [f"({number})" for number in range(1, 7)] + [""] * 11,
        ["1", "Manajemen Perubahan", "1. Perencanaan", "1. Menetapkan tim", "SK tim", *ticked_months(1, 6)],
        ["", "", "", "", "Laporan tim", *ticked_months(6)],
        ["", "", "", "2. Menyusun rencana", "Rencana tersusun", *ticked_months(2)],
        ["2", "Pelayanan Publik", "Kepuasan", "Survei", "", *ticked_months(12)],
    ]


def ticked_months(*months: int) -> list[str]:
    return ticked(TableRow([], "", list(months)))


def test_fonts_when_decree_is_written():
    """Every character comes from an embedded subset; the tick's glyph really is in its font."""
    pages = pdf_pages(write_pdf(sample(), letterhead()).content)
    fonts = {(char["fontname"][7:], char["text"] == "✓") for page in pages for char in page.chars}
    assert fonts == {
        ("TeXGyreBonum-Regular", False),
        ("TeXGyreBonum-Bold", False),
        ("DejaVuSans", True),
    }
    assert {char["fontname"][6] for page in pages for char in page.chars} == {"+"}


def test_bytes_when_written_twice():
    assert write_pdf(sample(), letterhead()) == write_pdf(sample(), letterhead())


def test_metadata_when_decree_is_dated():
    content = write_pdf(sample(), letterhead()).content
    found = pdf_pages(content)[0].pdf.metadata
    assert (found["Title"], found["Author"], found["CreationDate"]) == (TITLE, OFFICE, "D:20240105000000Z")
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content


def test_logo_when_it_is_given():
    with_logo, without = (
        pdf_pages(write_pdf(sample(), head).content)[0].images
        for head in (letterhead(), replace(letterhead(), logo=None))
    )
    assert (len(with_logo), len(without)) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "#{1+1} #let",
        "*tebal* _miring_",
        "$x^2$",
        "@acuan <label>",
        "\\ \\n \\u{41}",
        "= judul",
        "+ satu",
        "- dua",
        "// hilang",
        "/* hilang */",
        "`raw` ```x```",
        "~ -- --- ...",
        "\"kutip\" 'satu'",
        "[x] {y}",
    ],
)
def test_text_when_it_looks_like_markup(text):
    reading = one_row(text, text)
    reading.decree.decides = text
    pages = pdf_pages(write_pdf(reading, Letterhead()).content)
    words = " ".join((pages[0].extract_text() or "").split())
    assert words[words.index("Menetapkan") :] == f"Menetapkan : {text} Ditetapkan di pada tanggal"
    assert pdf_table(pages[1])[3][3:5] == [text, text]


def test_text_when_no_font_has_it():
    written = write_pdf(one_row("\u6f22 teks \uf0b7", ""), Letterhead(), decree=False)
    assert written.warnings[-1] == "Huruf yang tidak dapat dicetak dalam PDF diganti □: \u6f22 (U+6F22), U+F0B7."
    assert tables(written.content)[0][3][3] == "□ teks □"


def test_text_when_cells_go_over_many_pages():
    """A merged cell and an indicator longer than pages lose no word, and every page repeats the heading."""
    text = " ".join(f"kata{number}" for number in range(600))
    sub = SubactivityReading("1.1.1", "1", text, [IndicatorReading("Satu"), IndicatorReading(text)], [1])
    reading = annex_only(AreaReading(1, "A", [ActivityReading("1", "B", [sub])]))
    found = tables(write_pdf(reading, Letterhead()).content)
    assert len(found) > 2
    assert [table[0] for table in found] == [HEADINGS + [""] * 11] * len(found)
    columns = [" ".join(row[column] for table in found for row in table[3:]).split() for column in (3, 4)]
    assert columns == [["1.", *text.split()], ["Satu", *text.split()]]


def test_text_when_it_has_no_spaces():
    content = write_pdf(one_row("x" * 600, "y" * 600), Letterhead()).content
    cells = tables(content)[0][3][3:5]
    assert ["".join(cell.split()) for cell in cells] == ["x" * 600, "y" * 600]


def test_table_when_there_are_hundreds_of_rows():
    subs = [
        SubactivityReading(f"1.1.{number}", str(number), "Teks", [IndicatorReading(f"I{number}")], [number % 12 + 1])
        for number in range(1, 501)
    ]
    reading = annex_only(AreaReading(1, "A", [ActivityReading("1", "B", subs)]))
    pages = pdf_pages(write_pdf(reading, Letterhead()).content)
    assert "500. Teks I500 ✓" in (pages[-1].extract_text() or "").split("\n")


@pytest.mark.parametrize("empty", ["number", "title", "office_name", "place", "date", "decides"])
def test_decree_when_a_field_is_empty(empty):
    reading = sample()
    setattr(reading.decree, empty, "")
    assert pdf_words(write_pdf(reading, Letterhead()).content).startswith("SALINAN ")


def test_table_when_the_real_decree_is_written():
    """No word of the real decree's table is lost, and its first page ticks what the plan says."""
    reading = read_plan(DECREE.read_bytes(), name="asli")
    content = write_pdf(reading, Letterhead(), decree=False).content
    rows = table_rows(reading.areas)
    cells = [
        text for row in rows for text in (row.indicator, *(numbered(cell.no, cell.text) for cell in row.merged if cell))
    ]
    printed = all_text(content)
    assert unhyphenated(" ".join(cells)) - unhyphenated(printed) == Counter()
    assert printed.count("✓") == sum(len(row.months) for row in rows)
    first = pdf_table(pdf_pages(content)[0])[3:]
    assert [row[5:] for row in first] == [ticked(row) for row in rows[: len(first)]]


def all_text(content: bytes) -> str:
    """The text of all pages in the order of the file, with a hyphen where a line ends in one."""
    pages = pypdfium2.PdfDocument(content)
    return " ".join(page.get_textpage().get_text_bounded() for page in pages).replace("\ufffe", "-")


def unhyphenated(text: str) -> Counter[str]:
    """How often each word stands there, without those so long that the narrow columns hyphenate them."""
    return Counter(word for word in re.findall(r"[^\W_]+", text) if len(word) < 14)
