"""Lists in cells: what is an item, what stays inside one, and when the reader doubts."""

from __future__ import annotations

import pytest

from pranata.engines.plan.reading.deal import read_subactivity_cell
from pranata.engines.plan.reading.lists import read_items, strip_number
from pranata.engines.plan.reading.vocabulary import Vocabulary, merged_at
from pranata.engines.plan.tests.reading_text import codes, first, indicators, only, read, row, texts

NOTHING = Vocabulary()


def items(text: str) -> list[tuple[str, str]]:
    found = read_items(text, NOTHING, may_restart=True, may_follow_words=False)
    return [(entry.no, entry.text) for entry in found.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. Monitoring", ("3", "Monitoring")),
        ("1) Penerapan", ("1", "Penerapan")),
        ("(2) Penerapan", ("2", "Penerapan")),
        ("a. Penerapan", ("a", "Penerapan")),
        ("100% wajib lapor", ("", "100% wajib lapor")),
        ("2021 adalah tahunnya", ("", "2021 adalah tahunnya")),
        ("16 Tahun 2018", ("", "16 Tahun 2018")),
        ("e. ", ("e", "")),
        ("a.n. Ketua", ("", "a.n. Ketua")),
    ],
)
def test_number_is_taken_off_when_it_is_a_list_number(text, expected):
    assert strip_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Satu indikator saja", [("", "Satu indikator saja")]),
        ("1. Alfa 2. Beta 3. Gama", [("1", "Alfa"), ("2", "Beta"), ("3", "Gama")]),
        ("1) Alfa 2) Beta", [("1", "Alfa"), ("2", "Beta")]),
        ("2. Lanjutan", [("2", "Lanjutan")]),
        ("1. SK Tahun 2021 2. Kegiatan", [("1", "SK Tahun 2021"), ("2", "Kegiatan")]),
        ("1. Sesuai Pasal 2. Undang-Undang", [("1", "Sesuai Pasal 2. Undang-Undang")]),
        ("1. Alfa: 1) x 2) y 2. Beta", [("1", "Alfa: 1) x 2) y"), ("2", "Beta")]),
        ("1. Alfa: a. x b. y 2. Beta", [("1", "Alfa: a. x b. y"), ("2", "Beta")]),
        ("Terselenggaranya: 1) x 2) y", [("", "Terselenggaranya: 1) x 2) y")]),
        ("1. 100% wajib lapor 2. % Kegiatan", [("1", "100% wajib lapor"), ("2", "% Kegiatan")]),
        ("1. Alfa; dan 2. Beta", [("1", "Alfa; dan"), ("2", "Beta")]),
        ("1. membangun 2. menyusun", [("1", "membangun"), ("2", "menyusun")]),
    ],
)
def test_list_is_split_at_its_own_numbers_only(text, expected):
    assert items(text) == expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1. 1. Alfa", "doubled_number"),
        ("1. Alfa 2.", "trailing_number"),
        ("1. Alfa untuk 2. kebutuhan", "trailing_number"),
        ("1. Alfa (Kerangka 2. Kinerja) organisasi", "trailing_number"),
        ("1. Alfa 3. Gama", "number_order"),
        ("1. Alfa: 1. x 2. y", "inner_list"),
        ("Alfa 1. x 2. y", "unclear_list"),
    ],
)
def test_interpretation_is_noted_when_numbers_do_not_stand_plainly(text, note):
    assert read_items(text, NOTHING, may_restart=True, may_follow_words=False).notes == [note]


def test_every_word_stays_when_a_number_fell_into_its_text():
    assert items("1. Alfa untuk 2. kebutuhan 3. Gama") == [("1", "Alfa untuk kebutuhan"), ("3", "Gama")]


def test_subactivities_share_a_cell_when_it_holds_a_list():
    block = read_subactivity_cell("Menetapkan tim: 1) Pengarah: 1. Membangun komitmen 2. Menyusun rencana", NOTHING)

    assert [(sub.no, sub.text) for sub in block.subs] == [
        ("", "Menetapkan tim: 1) Pengarah:"),
        ("1", "Membangun komitmen"),
        ("2", "Menyusun rencana"),
    ]
    assert [note.code for note in block.notes] == ["shared_cell"]


def test_list_stays_inside_one_subactivity_when_it_restarts_after_a_colon():
    block = read_subactivity_cell("1. Membangun zona: 1. Standar: 1) x 2. Maklumat", NOTHING)

    assert [(sub.no, sub.text) for sub in block.subs] == [("1", "Membangun zona: 1. Standar: 1) x 2. Maklumat")]
    assert [note.code for note in block.notes] == ["inner_list"]


def test_paragraphs_are_items_when_a_cell_is_html():
    cell = "<p>Memetakan layanan</p> <p>Menilai layanan meliputi:</p> <ol> 1) Dasar; 2) Syarat; <p>Alat bantu baru</p>"
    block = read_subactivity_cell(cell, NOTHING)

    assert [sub.text for sub in block.subs] == [
        "Memetakan layanan",
        "Menilai layanan meliputi: 1) Dasar; 2) Syarat; Alat bantu baru",
    ]


def test_indicators_are_dealt_by_groups_when_numbering_restarts_as_often():
    reading = read(first("1. Alfa 2. Beta", "1. Satu 2. Dua 2. 1. Tiga 2. Empat"))

    assert [indicators(sub) for sub in reading.subactivities()] == [["Satu", "Dua"], ["Tiga", "Empat"]]


def test_indicators_are_dealt_one_each_when_there_is_one_list():
    reading = read(first("1. Alfa 2. Beta", "1. Satu 2. Dua 3. Tiga"))

    assert [indicators(sub) for sub in reading.subactivities()] == [["Satu"], ["Dua", "Tiga"]]
    assert {sub.confidence for sub in reading.subactivities()} == {"low"}


def test_own_number_before_the_indicators_is_no_item():
    sub = read(
        first("1. Alfa", "1. 1. Satu 2. Dua"),
        row("", "", "", "2. Beta", "2. 1. Tiga 2. Empat", ticks=[2]),
    ).subactivities()[1]

    assert (indicators(sub), sub.confidence) == (["Tiga", "Empat"], "high")


def test_unnumbered_semicolon_list_is_split_and_marked():
    reading = read(first("Alfa", "Terbentuknya tim; Tersusunnya rencana; dan Masuknya penilaian."))

    assert indicators(only(reading)) == ["Terbentuknya tim;", "Tersusunnya rencana; dan", "Masuknya penilaian."]
    assert (only(reading).confidence, codes(reading)) == ("low", ["unnumbered_list"])


def test_loose_numbers_are_put_back_when_the_cuts_are_as_many_as_the_items_missing():
    reading = read(first("Alfa", "1. Tersusunnya data; Terkelolanya arsip vital 2. Jumlah pemangku 3."))

    assert indicators(only(reading)) == ["Tersusunnya data;", "Terkelolanya arsip vital", "Jumlah pemangku"]
    assert codes(reading) == ["trailing_number"]


def test_loose_numbers_leave_the_text_joined_when_more_cuts_than_items_are_possible():
    reading = read(first("Alfa", "1. Alfa; Beta; Gama 2."))

    assert indicators(only(reading)) == ["Alfa; Beta; Gama"]
    assert only(reading).confidence == "low"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Laporan kegiatan ZI % pelaksanaan tindak lanjut", "%"),
        ("Persentase % capaian", ""),
        ("Jumlah sasaran tercapai 100 % atau lebih", ""),
        ("Persentase (%) pelaporan", ""),
        ("Tersedianya standar yang layak Tersedianya sarana", "Tersedianya"),
        ("Tersedianya standar dan Tersedianya sarana", ""),
    ],
)
def test_merged_item_is_noticed_when_an_opening_stands_inside(text, word):
    vocabulary = Vocabulary(["Tersedianya a", "Tersedianya b", "Tersedianya c"])

    assert merged_at(text, vocabulary) == word


def test_row_without_number_is_marked_when_the_others_have_one():
    reading = read(
        first("Tata kelola:", "1. Adanya kebijakan"), row("", "", "", "1. Penyampaian", "2. Tersedianya SOP", ticks=[2])
    )

    assert texts(reading) == ["Tata kelola:", "Penyampaian"]
    assert [sub.confidence for sub in reading.subactivities()] == ["low", "high"]
    assert codes(reading, "1.1.1") == ["unnumbered_row"]
