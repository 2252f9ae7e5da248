"""Oddities of tables seen in offices' files: broken lines, moved cells, marks of their own, restated headings."""

import pytest

from pranata.engines.plan.reading import read_plan, to_json
from pranata.engines.plan.tests.reading_text import (
    ALL_YEAR,
    DECREE,
    MONTHS,
    NAMES,
    annex,
    codes,
    first,
    heading,
    indicators,
    only,
    read,
    row,
    texts,
)

PLAIN = [first("1. Alfa", "Satu"), row("", "", "", "2. Beta", "Dua", ticks=[2]), row("", "", "", "3. Gama", "Tiga")]


def rows_of(reading):
    return [
        (sub.code, sub.no, sub.text, indicators(sub), sub.months, sub.confidence) for sub in reading.subactivities()
    ]


def read_lines(*lines):
    return read_plan("\n".join(lines).encode(), name="contoh.txt")


# --- headings


@pytest.mark.parametrize(
    "names",
    [
        ("No.", "Area", "Kegiatan Utama", "Rencana Aksi", "Indikator Kinerja", "Waktu Pelaksanaan"),
        ("NO", "AREA PERUBAHAN", "PROGRAM", "KEGIATAN", "INDIKATOR KEBERHASILAN", "BULAN PELAKSANAAN"),
        ("NO", "AREA PERUBAHAN", "PROGRAM/KEGIATAN", "SUB KEGIATAN/RENCANA AKSI", "TARGET/INDIKATOR", "JADWAL"),
        ("NOMOR", "AREA PERUBAHAN", "KEGIATAN", "URAIAN KEGIATAN", "UKURAN KEBERHASILAN", "RENCANA PELAKSANAAN"),
    ],
    ids=["rencana aksi", "program and kegiatan", "slashes", "uraian"],
)
def test_columns_are_known_when_offices_name_them_otherwise(names):
    reading = read_lines("\t".join(names), *heading()[1:], first("Alfa", "Satu", [3]))

    assert rows_of(reading) == [("1.1.1", "", "Alfa", ["Satu"], [3], "high")]
    assert reading.areas[0].activities[0].name == "Kegiatan"


def test_table_is_read_when_its_months_stand_first():
    reading = read_lines(
        "\t".join([*MONTHS, "SUB KEGIATAN", "KEGIATAN", "AREA"]), "\t".join(["✓", *[""] * 11, "Alfa", "1. K", "1. A"])
    )

    assert (texts(reading), only(reading).months) == (["Alfa"], [1])


def test_row_is_no_heading_when_its_words_sound_like_one():
    reading = read(first("Alfa", "Satu"), row("", "", "2. Kegiatan", "Kegiatan rapat", "Indikator kinerja", ticks=[2]))

    assert texts(reading) == ["Alfa", "Kegiatan rapat"]


def test_row_of_ones_is_a_row_when_ticks_are_printed_as_ones():
    ones = row(ticks=[1, 2, 3], tick="1")
    reading = read(first("Alfa", "Satu"), ones)

    assert only(reading).months == [1, 2, 3]


def test_missing_column_is_remarked_once_when_the_table_has_no_activities():
    names = ["NO", "AREA PERUBAHAN", "RENCANA AKSI", "INDIKATOR", *MONTHS]
    reading = read_lines("\t".join(names), "1\tArea\t1. Alfa\tSatu\t✓", "\t\t2. Beta\tDua\t\t✓")

    assert [(row[0], row[2], row[4], row[5]) for row in rows_of(reading)] == [
        ("1.1.1", "Alfa", [1], "low"),
        ("1.1.2", "Beta", [2], "low"),
    ]
    assert codes(reading) == ["missing_column", "missing_activity"]


def test_number_column_counts_activities_when_the_table_has_no_areas():
    names = ["NO", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR", *MONTHS]
    reading = read_lines("\t".join(names), "1\tTim\ta. Alfa\tSatu\t✓", "2\tAgen\ta. Beta\tDua\t\t✓")

    assert [(activity.no, activity.name) for activity in reading.areas[0].activities] == [("1", "Tim"), ("2", "Agen")]
    assert codes(reading) == ["missing_column", "missing_area"]


# --- headings that are said again on the next page


@pytest.mark.parametrize(
    ("area", "activity"),
    [
        (("1", "Area"), "1. Kegiatan"),
        (("1", "AREA (lanjutan)"), "1. KEGIATAN (Lanjutan)"),
        (("1", ""), "1."),
        (("", ""), "Kegiatan"),
    ],
    ids=["same", "continued", "numbers", "name"],
)
def test_area_and_activity_go_on_when_a_new_page_says_them_again(area, activity):
    again = row(*area, activity, "2. Beta", "Dua", ticks=[2])
    reading = read_lines(*heading(), first("1. Alfa", "Satu"), "", *heading(), again)

    assert rows_of(reading) == [
        ("1.1.1", "1", "Alfa", ["Satu"], [1], "high"),
        ("1.1.2", "2", "Beta", ["Dua"], [2], "high"),
    ]
    assert codes(reading) == []


def test_activity_goes_on_in_doubt_when_its_name_is_cut_on_the_next_page():
    reading = read(
        row("1", "Area", "1. Menangani aduan", "1. Alfa", "Satu", ticks=[1]),
        row("", "", "1. Menangani", "2. Beta", "Dua", ticks=[2]),
    )

    assert [(row[0], row[5]) for row in rows_of(reading)] == [("1.1.1", "high"), ("1.1.2", "low")]
    assert codes(reading) == ["restated_activity"]


def test_area_word_in_its_number_cell_is_read_as_the_number():
    reading = read(row("AREA 2", "Tata Laksana", "1. Kegiatan", "Alfa", "Satu", ticks=[1]))

    assert (reading.areas[0].no, reading.areas[0].name) == (2, "Tata Laksana")


def test_areas_stand_in_order_when_they_are_printed_out_of_order():
    reading = read(
        row("2", "Dua", "1. Kegiatan", "Beta", "Satu", ticks=[1]),
        row("1", "Satu", "1. Kegiatan", "Alfa", "Satu butir", ticks=[1]),
    )

    assert [(area.no, area.name) for area in reading.areas] == [(1, "Satu"), (2, "Dua")]
    assert codes(reading) == ["area_number"]


def test_rows_before_the_first_area_stay_in_front_as_area_0():
    reading = read(
        row("", "", "", "Alfa", "Satu", ticks=[1]), row("1", "Area", "1. Kegiatan", "Beta", "Dua", ticks=[1])
    )

    assert [(row[0], row[2], row[5]) for row in rows_of(reading)] == [
        ("0.1.1", "Alfa", "low"),
        ("1.1.1", "Beta", "high"),
    ]
    assert codes(reading) == ["missing_area", "missing_activity"]


# --- broken, moved and lost cells


@pytest.mark.parametrize(("column", "lines"), [(3, [5, 6, 7]), (4, [5, 6])], ids=["sub-activity", "indicator"])
def test_row_is_joined_when_a_line_break_inside_a_cell_cut_it(column, lines):
    cells = row("", "", "", "2. Beta rekaan", "Dua rekaan", ticks=[2]).split("\t")
    cells[column] = cells[column].replace(" ", "\n")
    reading = read(PLAIN[0], "\t".join(cells), row("", "", "", "3. Gama", "Tiga", ticks=[3]))

    assert rows_of(reading) == [
        ("1.1.1", "1", "Alfa", ["Satu"], [1], "high"),
        ("1.1.2", "2", "Beta rekaan", ["Dua rekaan"], [2], "low"),
        ("1.1.3", "3", "Gama", ["Tiga"], [3], "high"),
    ]
    assert reading.subactivities()[1].source_lines == lines
    assert reading.subactivities()[1].as_printed == "\t".join(cells)
    assert codes(reading) == ["broken_line"]


def test_row_is_moved_right_when_a_tick_stands_in_the_indicator_column():
    reading = read(PLAIN[0], row("", "", "", "2. Beta", "Dua", ticks=[1, 2])[1:])

    assert rows_of(reading)[1] == ("1.1.2", "2", "Beta", ["Dua"], [1, 2], "low")
    assert codes(reading) == ["missing_cells"]


def test_ticks_are_moved_right_when_the_row_has_no_indicator_cell():
    reading = read(PLAIN[0], "\t\t\t2. Beta\t✓\t\t✓")

    assert rows_of(reading)[1] == ("1.1.2", "2", "Beta", [], [1, 3], "low")
    assert codes(reading) == ["missing_cells", "no_indicator"]


def test_row_is_low_when_it_alone_has_a_cell_too_many():
    reading = read(*PLAIN[:2], row("", "", "", "3. Gama", "Tiga", ticks=[4], columns=18))

    assert [(row[4], row[5]) for row in rows_of(reading)] == [([1], "high"), ([2], "high"), ([4], "low")]
    assert codes(reading) == ["wide_row"]


def test_cell_with_a_dash_counts_as_empty():
    reading = read(first("Alfa", "-"))

    assert (only(reading).indicators, codes(reading)) == ([], ["no_indicator"])


def test_row_without_text_or_number_is_doubtful_when_it_carries_on():
    reading = read(PLAIN[0], row("", "", "", "", "Dua", ticks=[2]))

    assert rows_of(reading) == [("1.1.1", "1", "Alfa", ["Satu", "Dua"], [1, 2], "low")]
    assert codes(reading) == ["continued_row"]


def test_rows_are_low_from_where_their_numbers_fall_back():
    rows = [row("", "", "", f"{number}. Sub {place}", "Butir", ticks=[1]) for place, number in enumerate([2, 1, 2])]
    reading = read(PLAIN[0], *rows)

    assert [row[5] for row in rows_of(reading)] == ["high", "high", "low", "low"]
    assert [code for code in codes(reading) if code != "repeated_indicator"] == ["number_restart", "number_restart"]


# --- schedules


@pytest.mark.parametrize("mark", ["1", "ya", "Y", "15"])
def test_mark_of_the_annex_is_its_tick_when_it_is_used_throughout(mark):
    rows = [row("", "", "", f"{number}. Sub {number}", f"Butir {number}", ticks=[number]) for number in range(2, 13)]
    reading = read(PLAIN[0], *[line.replace("✓", mark) for line in rows])

    assert [sub.months for sub in reading.subactivities()] == [[number] for number in range(1, 13)]
    assert {sub.confidence for sub in reading.subactivities()} == {"high"}
    assert codes(reading) == ["own_mark"]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("Januari s.d. Maret", [1, 2, 3]),
        ("Jan - Mar", [1, 2, 3]),
        ("Juni sampai dengan Agustus", [6, 7, 8]),
        ("Juni, Desember", [6, 12]),
        ("Maret dan September", [3, 9]),
        ("setiap bulan", ALL_YEAR),
    ],
)
def test_months_are_read_in_doubt_when_they_are_written_in_words(words, months):
    cells = row("1", "Area", "1. Kegiatan", "Alfa", "Satu").split("\t")
    reading = read("\t".join([*cells[:5], words, *cells[6:]]))

    assert rows_of(reading) == [("1.1.1", "", "Alfa", ["Satu"], months, "low")]
    assert codes(reading) == ["worded_months"]


def test_tick_with_a_word_behind_it_is_a_doubtful_tick():
    reading = read(first("Alfa", "Satu").replace("✓", "✓ (TW I)"))

    assert rows_of(reading) == [("1.1.1", "", "Alfa", ["Satu"], [1], "low")]
    assert codes(reading) == ["unknown_mark"]


def test_column_that_is_no_part_of_the_plan_leaves_rows_high_and_printed():
    names = [*NAMES[:5], "PENANGGUNG JAWAB", *MONTHS, "KETERANGAN"]
    line = "\t".join(["1", "Area", "1. Kegiatan", "Alfa", "Satu", "Kasubbag Rekaan", "✓", *[""] * 11, "selesai"])
    reading = read_lines("\t".join(names), line)

    assert rows_of(reading) == [("1.1.1", "", "Alfa", ["Satu"], [1], "high")]
    assert (only(reading).as_printed, codes(reading)) == (line, ["unknown_column", "unknown_column"])
    assert to_json(reading)["areas"][0]["activities"][0]["subactivities"][0]["as_printed"] == line


# --- wording


def test_number_of_several_parts_is_the_printed_number():
    reading = read(first("1.1. Alfa", "Satu"), row("", "", "", "1.2 Beta", "Dua", ticks=[2]))

    assert rows_of(reading) == [
        ("1.1.1", "1.1", "Alfa", ["Satu"], [1], "high"),
        ("1.1.2", "1.2", "Beta", ["Dua"], [2], "high"),
    ]


OPENERS = [
    row("", "", "", f"{number}. Sub {number}", f"1. Tersedianya alat {number} 2. Jumlah orang {number}", ticks=[1])
    for number in range(2, 6)
]


def test_word_that_its_number_cut_off_goes_back_to_its_item():
    reading = read(first("1. Alfa", "1. Tersedianya standar Tersedianya 2. Maklumat 3. Jumlah aduan"), *OPENERS)

    assert rows_of(reading)[0][3:] == (["Tersedianya standar", "Tersedianya Maklumat", "Jumlah aduan"], [1], "low")
    assert codes(reading, "1.1.1") == ["trailing_number"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. Peta tim sampai Eselon IV Tersedianya peta 2.", ["Peta tim sampai Eselon IV", "Tersedianya peta"]),
        ("1. Peta tim lengkap JumlahAnggaran yang cair 2.", ["Peta tim lengkap", "JumlahAnggaran yang cair"]),
    ],
    ids=["after a name", "glued"],
)
def test_item_that_lost_its_number_is_cut_where_its_opening_word_is_clear(text, items):
    reading = read(first("1. Alfa", text), *OPENERS)

    assert rows_of(reading)[0][3:] == (items, [1], "low")


def test_words_printed_as_one_are_remarked_and_kept():
    reading = read(first("1. Alfa", "PersentaseAnggaran"), row("", "", "", "2. Persentase Anggaran", "Dua", ticks=[1]))

    assert indicators(reading.subactivities()[0]) == ["PersentaseAnggaran"]
    assert codes(reading) == ["glued_words"]


@pytest.mark.parametrize("ending", ["Satu; dan", "Satu,", "Satu yang"])
def test_last_indicator_that_announces_another_is_remarked(ending):
    assert codes(read(first("Alfa", ending))) == ["open_ending"]


def test_text_that_stops_in_a_word_that_goes_on_is_remarked():
    assert codes(read(first("Mengelola aduan di", "Satu"))) == ["truncated_text"]


def test_long_row_is_remarked_when_another_activity_repeats_it():
    text = "Menyusun laporan rekaan tentang hasil kerja tim"
    reading = read(first(text, "Satu"), row("", "", "2. Lain", text, "Dua", ticks=[1]))

    assert codes(reading) == ["repeated_row"]


def test_markup_is_remarked_when_it_lays_the_cell_out():
    assert codes(read(first("<i>Alfa</i>", "Satu"))) == []
    assert codes(read(first("<div>Alfa</div>", "Satu"))) == ["markup"]


def test_indicator_is_not_foreign_when_only_one_plain_word_is_shared():
    rows = [
        first(f"{n}. Pengelola kas {n}", f"Butir {n}")
        if n == 1
        else row("", "", "", f"{n}. Pengelola kas {n}", f"Butir {n}", ticks=[1])
        for n in range(1, 5)
    ]
    other = [
        row("", "", f"{n}. Bidang {n}", f"Menata arsip ke{n}", "Adanya Pengelola WBS", ticks=[1]) for n in range(2, 8)
    ]

    assert "foreign_indicator" not in codes(read(*rows, *other))


# --- the end of the file and the body


def test_last_row_is_low_when_the_file_breaks_off_inside_it():
    text = DECREE.read_text()
    place = text.index("Prosentase Pengaduan Masyarakat")
    reading = read_plan(text[: place + 12].encode(), name="potong.md")

    assert [sub.code for sub in reading.subactivities()][-1] == "7.6.2"
    assert reading.subactivities()[-1].confidence == "low"
    assert codes(reading, "7.6.2")[0] == "cut_file"
    assert "no_closing" in codes(reading)


def test_citation_that_stops_short_is_remarked_with_its_line():
    reading = read_plan(DECREE.read_bytes(), name="3503-2022.md")

    assert [(remark.lines, remark.message) for remark in reading.remarks if remark.code == "cut_citation"] == [
        (
            [24],
            (
                "Judul Nomor 314/ORT.07-Kpt/01/KPU/V/2021 dikutip berbeda; satu kutipan tampaknya terpotong: "
                "“Petunjuk Teknis Pelaksanaan Reformasi Birokrasi di Lingkungan”."
            ),
        )
    ]


def test_title_is_read_when_it_begins_on_the_line_of_tentang():
    head = (
        "KEPUTUSAN KOMISI REKAAN\nNOMOR 5 TAHUN 2023\nTENTANG RENCANA AKSI\nREKAAN TAHUN 2023\n\nMenimbang : a. x;\n\n"
    )
    reading = read_plan(head.encode() + annex(first("Alfa", "Satu")), name="contoh.txt")

    assert (reading.decree.title, reading.decree.year) == ("RENCANA AKSI REKAAN TAHUN 2023", 2023)


def test_short_row_is_moved_right_when_its_page_is_filled_up_with_tabs():
    reading = read(*PLAIN[:2], row("", "", "", "3. Gama", "Tiga", ticks=[4, 5])[1:])

    assert rows_of(reading)[2] == ("1.1.3", "3", "Gama", ["Tiga"], [4, 5], "low")
    assert codes(reading) == ["missing_cells"]
