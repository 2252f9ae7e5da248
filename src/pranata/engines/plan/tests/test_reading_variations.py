"""The same decree written another way reads the same; other shapes of table are read or refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pranata.engines.plan.reading import PlanReading, UnreadablePlan, read_plan
from pranata.engines.plan.tests.reading_text import (
    DECREE,
    FIXTURES,
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

TEXT = DECREE.read_text(encoding="utf-8")
PLAIN = read_plan(DECREE.read_bytes(), name="asal")


def essence(reading: PlanReading) -> list[tuple[object, ...]]:
    """What a reading says, apart from line numbers and printed lines."""
    return [(sub.code, sub.no, sub.text, sub.indicators, sub.months, sub.confidence) for sub in reading.subactivities()]


def with_months(*names: str) -> str:
    changed = TEXT
    for old, new in zip(MONTHS, names, strict=True):
        changed = re.sub(rf"(?<=\t){old}(?=\t|\n)", new, changed)
    return changed


FULL = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan. Feb. Mrt. Apr. Mei Jun. Jul. Ags. Sep. Okt. Nop. Des.".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
VARIATIONS: dict[str, Callable[[], bytes]] = {
    "crlf": lambda: TEXT.replace("\n", "\r\n").encode(),
    "bom": lambda: b"\xef\xbb\xbf" + TEXT.encode(),
    "no trailing tabs": lambda: re.sub(r"\t+(?=\n|$)", "", TEXT).encode(),
    "square root ticks": lambda: TEXT.replace("✓", "√").encode(),
    "letter ticks": lambda: TEXT.replace("✓", "v").encode(),
    "bullet ticks": lambda: TEXT.replace("✓", "●").encode(),
    "full months": lambda: with_months(*FULL).encode(),
    "short months": lambda: with_months(*SHORT).encode(),
    "roman months": lambda: with_months(*ROMAN).encode(),
    "arabic months": lambda: with_months(*map(str, range(1, 13))).encode(),
    "no column numbers": lambda: re.sub(r"\(1\)\t.*\n", "", TEXT).encode(),
    "no blank lines": lambda: re.sub(r"\n{2,}", "\n", TEXT).encode(),
    "page numbers": lambda: TEXT.replace("\n\nNO\t", "\n\n- 5 -\nNO\t").encode(),
    "roman areas": lambda: re.sub(r"\n7\tPenguatan", "\nVII\tPenguatan", TEXT).encode(),
    "another office": lambda: TEXT.replace("TRENGGALEK", "FIKTIF RAYA").replace("Trenggalek", "Fiktif Raya").encode(),
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_plan_reads_the_same_when_the_file_is_written_another_way(name):
    assert essence(read_plan(VARIATIONS[name](), name="contoh")) == essence(PLAIN)


def test_plan_reads_the_same_when_the_body_is_missing():
    reading = read_plan(TEXT[TEXT.index("NO\tAREA") :].encode(), name="contoh")

    assert essence(reading) == essence(PLAIN)
    assert [remark.code for remark in reading.remarks if remark.subject == "" and not remark.lines] == [
        "no_body",
        "missing_field",
        "missing_field",
    ]


def test_rows_read_the_same_when_a_page_is_cut_elsewhere():
    lines = TEXT.split("\n")
    heads = lines[175:178]
    cut = lines[:169] + heads + lines[169:175] + lines[178:]

    assert essence(read_plan("\n".join(cut).encode(), name="contoh")) == essence(PLAIN)


def test_area_and_activity_go_on_when_the_next_page_repeats_them():
    reading = read_plan(
        "\n".join(
            [
                *heading(),
                first("1. Alfa", "Satu"),
                *heading(),
                row("1", "Area", "1. Kegiatan", "2. Beta", "Dua", ticks=[2]),
            ]
        ).encode(),
        name="contoh",
    )

    assert [sub.code for sub in reading.subactivities()] == ["1.1.1", "1.1.2"]
    assert {sub.confidence for sub in reading.subactivities()} == {"high"}


def test_columns_are_found_by_name_when_they_stand_in_another_order():
    names = ["INDIKATOR", "SUB-KEGIATAN", "KEGIATAN", "AREA", "NO.", *MONTHS]
    cells = ["Satu", "Alfa", "1. Kegiatan", "Area", "1", "", "✓", *[""] * 10]
    reading = read_plan("\n".join(["\t".join(names), "\t".join(cells)]).encode(), name="contoh")

    assert (reading.areas[0].no, reading.areas[0].name, texts(reading)) == (1, "Area", ["Alfa"])
    assert (indicators(only(reading)), only(reading).months) == (["Satu"], [2])


def test_words_of_an_unknown_column_are_kept_as_printed():
    names = [*NAMES[:5], *MONTHS, "PENANGGUNG JAWAB"]
    cells = ["1", "Area", "1. Kegiatan", "Alfa", "Satu", "✓", *[""] * 11, "Kasubbag Contoh"]
    reading = read_plan("\n".join(["\t".join(names), "\t".join(cells)]).encode(), name="contoh")

    assert (only(reading).months, only(reading).confidence, only(reading).as_printed) == ([1], "high", "\t".join(cells))
    assert [remark.message for remark in reading.remarks if remark.code == "unknown_column"] == [
        "Kolom “PENANGGUNG JAWAB” bukan bagian rencana; isinya hanya tersimpan pada baris sebagaimana tercetak."
    ]


def test_half_a_year_of_months_is_read_when_the_heading_has_no_more():
    names = [*NAMES[:5], *MONTHS[:6]]
    cells = ["1", "Area", "1. Kegiatan", "Alfa", "Satu", "", "✓"]
    reading = read_plan("\n".join(["\t".join(names), "\t".join(cells)]).encode(), name="contoh")

    assert (only(reading).months, only(reading).confidence) == ([2], "high")


def test_rows_are_low_when_their_page_has_lost_its_month_headings():
    page = heading()
    text = "\n".join([*page, first("1. Alfa", "Satu"), page[0], page[2], row("", "", "", "2. Beta", "Dua", ticks=[3])])
    reading = read_plan(text.encode(), name="contoh")

    assert [(sub.months, sub.confidence) for sub in reading.subactivities()] == [([1], "high"), ([3], "low")]
    assert codes(reading, "") == ["missing_heading"]


def test_line_between_rows_is_not_dropped_silently():
    reading = read_plan(
        "\n".join([*heading(), first("Alfa", "Satu"), "kata tercecer", row("2", "B", "1. K", "C", "D")]).encode(),
        name="x",
    )

    assert [remark.message for remark in reading.remarks if remark.code == "stray_line"] == [
        "Baris di antara baris tabel tidak masuk tabel: “kata tercecer”."
    ]
    assert [sub.confidence for sub in reading.subactivities()] == ["low", "high"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row("", "", "1. Kegiatan", "Alfa", "Satu", ticks=[1])], "missing_area"),
        ([row("1", "Area", "", "Alfa", "Satu", ticks=[1])], "missing_activity"),
        ([row("1", "Area", "1. Kegiatan", "", "Satu", ticks=[1])], "missing_subactivity"),
        ([first("1. Alfa", "Satu"), row("", "", "3. Lain", "1. B", "C", ticks=[1])], "activity_number"),
        ([first("1. Alfa", "Satu"), row("", "", "", "4. B", "C", ticks=[1])], "number_order"),
        ([first("1. Alfa", "1. Satu"), row("", "", "", "", "4. B", ticks=[1])], "number_order"),
        ([first("1. Alfa", "Satu"), row("", "", "Lanjutan", "1. B", "C", ticks=[1])], "unnumbered_activity"),
        ([first("Alfa", "Satu"), row("", "Area tanpa nomor", "1. K", "B", "C", ticks=[1])], "area_renumbered"),
        ([row("1", "Area", "1. Kegiatan 2. Kegiatan lain", "A", "B", ticks=[1])], "several_activities"),
        ([row("kata", "Area", "1. Kegiatan", "A", "B", ticks=[1])], "foreign_cell"),
    ],
)
def test_row_is_low_and_remarked_when_its_place_in_the_plan_is_unclear(rows, code):
    reading = read(*rows)

    assert code in codes(reading)
    assert reading.subactivities()[-1].confidence == "low"


def test_area_number_is_the_next_free_one_when_it_is_printed_twice():
    reading = read(first("A", "B"), row("1", "Area lain", "1. K", "C", "D", ticks=[1]))

    assert [area.no for area in reading.areas] == [1, 2]
    assert [remark.code for remark in reading.remarks if remark.subject == "2"] == ["area_renumbered"]
    assert [sub.confidence for sub in reading.subactivities()] == ["high", "low"]


def test_area_keeps_its_printed_number_when_one_before_it_is_missing():
    reading = read(first("A", "B"), row("3", "Area lain", "1. K", "C", "D", ticks=[1]))

    assert [(sub.code, sub.confidence) for sub in reading.subactivities()] == [("1.1.1", "high"), ("3.1.1", "high")]
    assert codes(reading, "3") == ["area_number"]


def test_activities_may_be_numbered_through_all_areas():
    reading = read(
        first("A", "B"), row("2", "Lain", "2. K", "C", "D", ticks=[1]), row("", "", "3. K", "E", "F", ticks=[1])
    )

    assert [sub.code for sub in reading.subactivities()] == ["1.1.1", "2.1.1", "2.2.1"]
    assert codes(reading) == []


def test_text_is_marked_when_it_may_be_the_rest_of_the_row_above():
    reading = read(
        first("1. Alfa", "1. Satu", [2]), row("", "", "", "", "dan lanjutannya"), row("", "", "", "2. Beta", "2. Dua")
    )

    assert indicators(reading.subactivities()[0]) == ["Satu", "dan lanjutannya"]
    assert [sub.confidence for sub in reading.subactivities()] == ["low", "high"]
    assert codes(reading, "1.1.1") == ["number_order"]


def test_row_goes_on_when_an_indicator_begins_like_the_closing_formula():
    reading = read(
        first("1. Alfa", "1. Satu"), row("", "", "", "", "Ditetapkan di rapat", ticks=[2]), row("", "", "", "2. B", "C")
    )

    assert texts(reading) == ["Alfa", "B"]
    assert indicators(reading.subactivities()[0]) == ["Satu", "Ditetapkan di rapat"]


def test_rows_above_the_first_heading_are_kept_when_a_later_page_has_one():
    text = "\n".join([first("1. Alfa", "Satu", [4]), *heading(), row("", "", "", "2. Beta", "Dua", ticks=[2])])
    reading = read_plan(text.encode(), name="contoh")

    assert [(sub.text, sub.months, sub.confidence) for sub in reading.subactivities()] == [
        ("Alfa", [4], "low"),
        ("Beta", [2], "high"),
    ]


def test_fictional_decree_of_another_year_and_form_is_read_whole():
    reading = read_plan((FIXTURES / "fiktif-2024.txt").read_bytes(), name="fiktif-2024.txt")

    assert (reading.decree.number, reading.decree.year, reading.decree.date) == (
        "7/HK.03.1/9998/2024",
        2024,
        "2024-02-05",
    )
    assert (reading.decree.office_name, reading.decree.office_code) == (
        "KOMISI PEMILIHAN UMUM KABUPATEN CONTOH REKAAN",
        "9998",
    )
    assert [(item.role, item.name) for item in reading.decree.signatories] == [
        ("KETUA KOMISI PEMILIHAN UMUM KABUPATEN CONTOH REKAAN", "NAMA REKAAN SATU")
    ]
    assert [(sub.code, sub.no, sub.text, sub.months, sub.confidence) for sub in reading.subactivities()] == [
        ("1.1.1", "a", "Menyusun rencana kerja rekaan", [1, 2], "high"),
        ("1.1.2", "b", "Menilai rencana kerja rekaan", [12], "high"),
        ("1.2.1", "", "Melatih agen rekaan", [3, 6], "high"),
        ("2.1.1", "1", "Memetakan layanan rekaan", [4], "high"),
    ]
    assert indicators(reading.subactivities()[2]) == ["Jumlah agen terlatih", "Laporan pelatihan"]
    assert codes(reading) == ["no_closing"]


REFUSED = [
    (b"", "Berkas ini kosong."),
    (b" \n\t\n", "Berkas ini kosong."),
    (b"Halo\n", "Berkas tidak memuat tabel lampiran dengan kolom kegiatan, sub kegiatan dan indikator."),
    (b"a\nb\xff\n", "Berkas bukan teks UTF-8: baris 2 memuat bita yang tidak dapat dibaca."),
    (b"a\n\x00\n", "Berkas bukan teks: baris 2 memuat bita nol."),
    (b"{\\rtf1", "Berkas ini adalah RTF; yang dapat dibaca: DOCX, XLSX, PDF teks, JSON, teks UTF-8."),
    (b"x" * (5 * 1024 * 1024 + 1), "Berkas ini lebih dari 5 MB."),
    (annex(), "Tabel lampiran tidak memuat satu baris pun di bawah judul kolomnya."),
    (annex(row("1", "a" * 20_001)), "Sel pada baris 4 lebih dari 20000 huruf."),
    (annex("\t" * 200), "Baris 4 memuat 201 kolom; batasnya 100."),
    ("\t".join(NAMES).encode() + b"\n1\tA\tB\tC\tD", "Tabel lampiran pada baris 2 tidak memuat nama bulan."),
]


@pytest.mark.parametrize(("data", "message"), REFUSED, ids=[message[:30] for _, message in REFUSED])
def test_file_is_refused_in_one_sentence_when_it_holds_no_plan(data, message):
    with pytest.raises(UnreadablePlan) as refusal:
        read_plan(data, name="x")

    assert refusal.value.message == f"x: {message}"
