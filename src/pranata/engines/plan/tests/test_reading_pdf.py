"""Text PDFs: tables with and without lines, cut by pages, come out as the text form says them, or are marked."""

from __future__ import annotations

import functools
import re

import pytest
from hypothesis import Phase, given, settings

from pranata.engines.plan.reading import read_plan
from pranata.engines.plan.reading.forms.pdf_words import Words
from pranata.engines.plan.reading.forms.symbols import printed
from pranata.engines.plan.tests.reading_files import (
    PAGE_BREAK,
    Table,
    as_text,
    blocks_of,
    compiled,
    confidences,
    moved_back,
    names_read,
    one_table,
    pdf_of,
    plain_tables,
    rows_read,
    small,
)
from pranata.engines.plan.tests.reading_text import DECREE, MONTHS, NAMES, codes, indicators, only, texts

ROWS = (
    ("1", "Area", "1. Kegiatan", "1. Menyusun rencana", "Rencana tersusun"),
    ("", "", "", "2. Menilai rencana", "Hasil penilaian"),
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63680000008200"
    "8177cd72b60000000049454e44ae426082"
)
PARAGRAPHED = {"8.1.1", "8.1.2"}  # their cell is two paragraphs, which no PDF tells apart


def unspaced(rows: list[tuple[object, ...]]) -> str:
    """Rows without the spaces after hyphens and strokes, which a line's end hides."""
    return re.sub(r"(?<=[-/]) ", "", repr(rows))


def read(data: bytes):
    return read_plan(data, name="contoh.pdf")


@functools.cache
def decree(joined: bool) -> tuple[str | Table, ...]:
    blocks = moved_back(blocks_of(DECREE.read_text(encoding="utf-8")))
    return tuple(one_table(blocks) if joined else blocks)


@pytest.mark.parametrize(
    ("joined", "options"),
    [
        (False, {}),
        (True, {}),
        (True, {"repeated": False}),
        (True, {"ruled": False}),
        (True, {"ruled": False, "size": "6pt"}),
        (True, {"size": "9pt"}),
    ],
    ids=["tables", "one table", "heading once", "no lines", "no lines, small letters", "large letters"],
)
def test_real_decree_is_read_as_its_text_or_marked_when_it_is_a_pdf(joined, options):
    blocks = list(decree(joined))
    reading, expected = read(pdf_of(blocks, **options)), as_text(blocks)
    found = {row[0]: row for row in rows_read(reading)}
    different = {row[0] for row in rows_read(expected) if unspaced([found.get(row[0], ())]) != unspaced([row])}

    assert different == PARAGRAPHED
    assert next(sub for sub in reading.subactivities() if sub.code == "8.1.1").confidence == "low"
    assert unspaced(names_read(reading)) == unspaced(names_read(expected))
    assert reading.decree.number == expected.decree.number
    assert reading.decree.title == expected.decree.title
    assert reading.decree.dictum == expected.decree.dictum


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(plain_tables())
def test_small_plan_is_read_as_its_text_when_it_is_a_pdf_with_lines(table):
    reading, expected = read(pdf_of([table])), as_text([table])

    assert rows_read(reading) == rows_read(expected)
    assert confidences(reading) == confidences(expected)


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(plain_tables())
def test_small_plan_is_read_as_its_text_when_it_is_a_pdf_without_lines(table):
    reading, expected = read(pdf_of([table], ruled=False)), as_text([table])

    assert rows_read(reading) == rows_read(expected)
    assert "unruled_table" in codes(reading)


# --- pages


def two_pages(
    *, last: tuple[str, ...], first: tuple[str, ...], ticks: list[int], headed: bool = True, running: str = ""
):
    """The reading of a table cut by a page: `last` is the row before the cut, `first` the row after it with `ticks`."""
    before = small(ROWS[0], last)
    after = small(first, ("", "", "", "3. Melaporkan rencana", "Laporan"), ticks=[ticks, [12]])
    after = after if headed else Table(after.rows[2:])
    return read(pdf_of([before, PAGE_BREAK, after]))


@pytest.mark.parametrize("headed", [True, False], ids=["heading repeated", "heading once"])
def test_row_is_joined_when_a_page_cuts_it(headed):
    last = ("", "", "", "2. Menilai rencana kerja", "Hasil penilaian")
    reading = two_pages(
        last=last, first=("", "", "", "yang telah disusun", "pada akhir tahun"), ticks=[], headed=headed
    )

    assert texts(reading) == ["Menyusun rencana", "Menilai rencana kerja yang telah disusun", "Melaporkan rencana"]
    assert indicators(reading.subactivities()[1]) == ["Hasil penilaian pada akhir tahun"]
    assert [sub.months for sub in reading.subactivities()] == [[1], [1], [12]]
    assert confidences(reading) == ["high", "low", "high"]
    assert codes(reading, "1.1.2") == ["page_break"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Menilai kegi", "atan rencana"), ("Menilai kegi-", "atan rencana"), ("Menilai", "kegiatan rencana")],
)
def test_word_is_joined_when_a_page_cuts_it(before, after):
    last = ("", "", "", f"2. {before}", "Laporan kegiatan")
    reading = two_pages(last=last, first=("", "", "", after, ""), ticks=[])

    assert texts(reading)[1] == "Menilai kegiatan rencana"
    assert confidences(reading)[1] == "low"


def test_row_is_a_row_of_its_own_when_a_page_begins_with_it():
    reading = two_pages(last=ROWS[1], first=("", "", "2. Kegiatan lain", "1. Melatih", "Pelatihan"), ticks=[5])

    assert [sub.code for sub in reading.subactivities()] == ["1.1.1", "1.1.2", "1.2.1", "1.2.2"]
    assert reading.subactivities()[2].months == [5]
    assert confidences(reading)[:3] == ["high", "high", "high"]


def test_inner_list_goes_on_when_a_page_cuts_it():
    last = ("", "", "", "2. Menilai: 1) rencana 2) hasil", "Hasil penilaian")
    reading = two_pages(last=last, first=("", "", "", "3) laporan", ""), ticks=[])

    assert texts(reading)[1] == "Menilai: 1) rencana 2) hasil 3) laporan"


def test_activity_goes_on_when_only_its_name_is_cut():
    last = ("", "", "2. Kegiatan lain yang", "1. Melatih", "Pelatihan")
    reading = two_pages(last=last, first=("", "", "panjang", "2. Menilai", "Hasil"), ticks=[3])

    assert names_read(reading) == [(1, "Area", [("1", "Kegiatan"), ("2", "Kegiatan lain yang panjang")])]
    assert [(sub.text, sub.months) for sub in reading.subactivities()[1:3]] == [("Melatih", [1]), ("Menilai", [3])]
    assert confidences(reading)[1:3] == ["low", "low"]


def test_running_lines_are_no_rows_when_they_stand_on_every_page():
    table = small(*ROWS)
    more = [PAGE_BREAK, Table(table.rows[2:])] * 3
    reading = read(pdf_of([table, *more], running="Contoh rekaan, halaman berjalan"))

    assert "stray_line" not in codes(reading)
    assert len(reading.subactivities()) == 8


def test_remark_says_which_lines_stand_on_which_page():
    reading = two_pages(last=ROWS[1], first=("", "", "2. Kegiatan lain", "1. Melatih", "Pelatihan"), ticks=[5])
    (remark,) = [remark for remark in reading.remarks if remark.code == "file_form"]

    assert remark.message == "Berkas PDF: tabel pada halaman 1 baris 1–4; halaman 2 baris 6–9."


# --- cells


def table_of(
    cells: str = "[✓]" + ", []" * 11,
    *,
    months: str = "",
    indicator: str = "Rencana",
    below: str = "",
    stroke: str = "1pt",
) -> bytes:
    """A PDF whose one row has these schedule cells in typst markup, `months` in place of the usual month headings."""
    names = ", ".join(f"table.cell(rowspan: 2)[{name}]" for name in NAMES[:5])
    months = months or ", ".join(f"[{name}]" for name in MONTHS)
    return compiled(
        "#set page(width: 330mm, height: 215mm, margin: 12mm)\n#set text(size: 7pt)\n"
        f"#table(stroke: {stroke}, columns: (2em, 6em, 12em, 20em, 20em) + (3em,) * 12, "
        f"{names}, table.cell(colspan: 12)[{NAMES[5]}], {months}, "
        f"[1], [Area], [1. Kegiatan], [1. Menyusun], [{indicator}], {cells})\n{below}"
    )


def test_shaded_cell_is_a_tick_when_it_is_painted():
    green, grey, empty = "table.cell(fill: rgb(0, 176, 80))[]", "table.cell(fill: white)[]", "[]"
    reading = read(table_of(", ".join([empty, green, green, grey, *[empty] * 8])))

    assert only(reading).months == [2, 3]
    assert codes(reading) == ["file_form", "filled_cells"]


def strokes(*lines: tuple[str, str]) -> str:
    """A cell with lines drawn from point to point."""
    return f"[#box(width: 8pt, height: 7pt, {{{'; '.join(f'place(line(start: {a}, end: {b}))' for a, b in lines)}}})]"


DRAWN = {
    "check of two lines": strokes(("(0pt, 4pt)", "(3pt, 7pt)"), ("(3pt, 7pt)", "(8pt, 0pt)")),
    "cross of two lines": strokes(("(0pt, 0pt)", "(7pt, 7pt)"), ("(0pt, 7pt)", "(7pt, 0pt)")),
    "shape": "[#box(width: 8pt, height: 7pt, place(polygon(fill: black, (0pt, 4pt), (3pt, 6pt), (8pt, 0pt))))]",
    "dot": "[#circle(radius: 3pt, fill: black)]",
    "ticked box": "[#square(size: 6pt, inset: 0pt, place(line(start: (1pt, 3pt), end: (5pt, 6pt))))]",
    "image": "[#image(bytes((" + ", ".join(map(str, PIXEL)) + ")), width: 6pt, height: 6pt)]",
}


@pytest.mark.parametrize("shape", DRAWN)
def test_drawn_mark_is_a_doubtful_tick_when_no_letter_is_in_the_cell(shape):
    reading = read(table_of(", ".join(["[]", DRAWN[shape], *["[]"] * 10])))

    assert only(reading).months == [2]
    assert codes(reading, "1.1.1") == ["unknown_mark"]
    assert confidences(reading) == ["low"]


@pytest.mark.parametrize("shape", ["[#square(size: 6pt)]", "[#circle(radius: 3pt, fill: white)]"], ids=["box", "white"])
def test_drawing_is_no_tick_when_it_is_an_empty_box_or_white(shape):
    assert only(read(table_of(", ".join(["[✓]", shape, *["[]"] * 10])))).months == [1]


def test_row_is_low_when_a_month_is_crossed_out():
    line = "table.cell(inset: 0pt, box(width: 100%, height: 100%, line(start: (0%, 0%), end: (100%, 100%))))"
    reading = read(table_of(", ".join(["[✓]", line, *["[]"] * 10])))

    assert only(reading).months == [1]
    assert codes(reading, "1.1.1") == ["struck_cells"]
    assert confidences(reading) == ["low"]


@pytest.mark.parametrize("angle", ["-90deg", "90deg"], ids=["upwards", "downwards"])
def test_months_are_read_when_they_are_turned(angle):
    turned = ", ".join(f"[#rotate({angle}, reflow: true)[{name}]]" for name in MONTHS)

    assert only(read(table_of(", ".join(["[]"] * 7 + ["[✓]"] + ["[]"] * 4), months=turned))).months == [8]


def test_tick_counts_for_each_month_when_its_cell_is_merged():
    cells = ", ".join(["table.cell(colspan: 3)[v]", *["[]"] * 9])

    assert only(read(table_of(cells))).months == [1, 2, 3]


def test_last_row_is_read_when_the_page_leaves_its_cells_open():
    open_below = "(x, y) => if y == 2 { (left: 1pt, right: 1pt, top: 1pt) } else { 1pt }"

    assert texts(read(table_of(stroke=open_below))) == ["Menyusun"]


def test_ligatures_are_letters():
    assert printed("Identi\ufb01kasi kick o\ufb00") == "Identifikasi kick off"


def test_pages_without_text_are_named_when_they_are_images():
    pixel = "#page(margin: 0mm, image(bytes((" + ", ".join(map(str, PIXEL)) + ")), width: 100%, height: 100%))"
    reading = read(table_of(below=pixel))
    (remark,) = [remark for remark in reading.remarks if remark.code == "image_pages"]

    assert remark.message == "Halaman 2 berupa gambar tanpa teks dan tidak terbaca."


def test_months_are_parted_when_their_names_touch():
    names = ", ".join(f"[{name}]" for name in "JANUARI PEBRUARI MARET APRIL MEI JUNI JULI AGT SEPT OKT NOV DES".split())
    reading = read(table_of(", ".join(["[]", "[✓]", "[]", "[✓]", *["[]"] * 8]), months=names))

    assert only(reading).months == [2, 4]
    assert confidences(reading) == ["high"]


# --- words


def joined(*lines: str, known: str = "") -> str:
    return Words([known, *lines]).joined_lines(list(lines))[0]


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (("Menyusun", "rencana"), "", "Menyusun rencana"),
        (("jenis-", "jenis layanan"), "", "jenis-jenis layanan"),
        (("Perundang-", "Undangan"), "", "Perundang-Undangan"),
        (("e-", "PPID"), "", "e-PPID"),
        (("keber\u00ad", "hasilan"), "", "keberhasilan"),
        (("keber-", "hasilan"), "keberhasilan", "keberhasilan"),
        (("perundang-", "undangan"), "perundang-undangan", "perundang-undangan"),
        (("unit/", "satuan kerja"), "unit/satuan", "unit/satuan kerja"),
        (("produk/", "layanan"), "jenis/ hasil, barang/ jasa, rapat/ forum", "produk/ layanan"),
        (("Rencana -", "hasil"), "", "Rencana - hasil"),
    ],
)
def test_lines_of_a_cell_are_one_text_when_words_end_in_marks(lines, known, expected):
    assert joined(*lines, known=known) == expected


def test_row_is_low_when_a_hyphen_could_be_either():
    reading = read(table_of(indicator="Rencana terlak- \\ sana"))

    assert indicators(only(reading)) == ["Rencana terlaksana"]
    assert codes(reading, "1.1.1") == ["broken_word"]
    assert confidences(reading) == ["low"]
