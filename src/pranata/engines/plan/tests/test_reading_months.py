"""Month headings and ticks."""

from __future__ import annotations

import pytest

from pranata.engines.plan.reading.columns import month_columns
from pranata.engines.plan.reading.months import Ticks, is_tick, month_named, month_words, settle
from pranata.engines.plan.tests.reading_text import ALL_YEAR, codes, first, indicators, only, read, row

SPELLINGS = [
    (1, "JANUARI JAN Jan. januari Januari*"),
    (2, "FEBRUARI PEBRUARI FEB Peb."),
    (3, "MARET MAR MRT"),
    (4, "APRIL APR"),
    (5, "MEI Mei May"),
    (6, "JUNI JUN"),
    (7, "JULI JUL"),
    (8, "AGUSTUS AGT AGS AGUST AGST AUG"),
    (9, "SEPTEMBER SEPT SEP"),
    (10, "OKTOBER OKT OCT"),
    (11, "NOVEMBER NOPEMBER NOV NOP"),
    (12, "DESEMBER DES DEC"),
]


@pytest.mark.parametrize(("month", "name"), [(month, name) for month, names in SPELLINGS for name in names.split()])
def test_month_is_known_when_spelled_as_offices_do(month, name):
    assert month_named(name) == month


@pytest.mark.parametrize("word", ["", "MARKET", "DESA", "NO", "TW I", "SEPATU", "1", "JABATAN"])
def test_word_is_no_month_when_it_only_begins_like_one(word):
    assert month_named(word) is None


@pytest.mark.parametrize(
    "headings", [["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], [str(n) for n in ALL_YEAR]]
)
def test_months_are_read_when_headings_are_numbers_under_the_schedule(headings):
    assert month_columns([""] * 5 + headings, 5) == {month + 4: month for month in ALL_YEAR}


@pytest.mark.parametrize("mark", ["✓", "√", "v", "V", "x", "X", "●", "*", "✔️", "vv"])
def test_mark_is_a_tick_when_offices_use_it(mark):
    assert is_tick(mark) is True


@pytest.mark.parametrize(
    ("ticks", "months"),
    [
        (Ticks({1, 4}), [1, 4]),
        (Ticks({6}, surplus=1), [6, 12]),
        (Ticks(set(), surplus=2), [11, 12]),
        (Ticks({12}, surplus=1), [11, 12]),
        (Ticks({1, 2}, surplus=2, unbroken=True), ALL_YEAR),
        (Ticks(), []),
    ],
)
def test_surplus_ticks_are_aligned_to_the_right_when_not_unbroken(ticks, months):
    assert settle(ticks, ALL_YEAR) == months


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([1, 4], "Januari, April"),
        ([1, 2, 3, 6], "Januari sampai Maret, Juni"),
        ([11, 12], "November, Desember"),
        ([], ""),
    ],
)
def test_months_are_named_in_words(months, words):
    assert month_words(months) == words


def test_tick_right_of_december_is_december_and_marked():
    reading = read(first("Alfa", "Satu", [7, 13], columns=18), columns=18)

    assert (only(reading).months, only(reading).confidence) == ([7, 12], "low")
    assert codes(reading) == ["ragged_months", "ticks_right_of_december"]


def test_run_through_december_and_beyond_is_the_whole_year():
    assert only(read(first("Alfa", "Satu", list(range(1, 15)), columns=19), columns=19)).months == ALL_YEAR


def test_row_stays_high_when_only_the_page_is_ragged():
    reading = read(first("Alfa", "Satu", [1, 2], columns=18), columns=18)

    assert (only(reading).confidence, codes(reading)) == ("high", ["ragged_months"])


def test_cells_are_moved_back_when_words_stand_in_a_month_column():
    reading = read(
        first("1. Alfa", "1. Satu"),
        row("", "", "", "", "2. Beta", "2. Dua", ticks=[4, 10], columns=18),
        row("", "", "", "", "", "3. Tiga", ticks=[13], columns=18),
        columns=18,
    )
    sub = reading.subactivities()[1]

    assert (sub.no, sub.text, indicators(sub), sub.months) == ("2", "Beta", ["Dua", "Tiga"], [3, 9, 12])
    assert codes(reading, "1.1.2") == ["shifted_cells"]
    assert sub.confidence == "low"


def test_words_in_a_month_column_become_an_indicator_when_the_row_cannot_be_moved():
    sub = only(read(row("1", "Area", "1. Kegiatan", "Alfa", "Satu", "", "sesuai jadwal tahapan", ticks=[5])))

    assert (indicators(sub), sub.months, sub.confidence) == (["Satu", "sesuai jadwal tahapan"], [5], "low")


def test_unknown_mark_counts_and_is_marked():
    reading = read(row("1", "Area", "1. Kegiatan", "Alfa", "Satu", "", "2kl", "-", "0"))

    assert (only(reading).months, codes(reading)) == ([2], ["unknown_mark"])


def test_row_with_ticks_only_continues_the_rows_above():
    reading = read(first("1. Alfa 2. Beta", "1. Satu 2. Dua", [1]), row("", "", "", "", "", ticks=[5]))

    assert [(sub.months, sub.confidence, sub.source_lines) for sub in reading.subactivities()] == [
        ([1, 5], "low", [4, 5]),
        ([1, 5], "low", [4, 5]),
    ]


def test_indicators_keep_their_own_months_when_rows_differ():
    sub = only(read(first("1. Alfa", "1. Satu", [1]), row("", "", "", "", "2. Dua", ticks=[1, 2])))

    assert (sub.months, sub.confidence) == ([1, 2], "high")
    assert [item.months for item in sub.indicators] == [[1], None]


def test_indicators_share_the_months_when_only_the_first_row_has_ticks():
    sub = only(read(first("1. Alfa", "1. Satu", [3]), row("", "", "", "", "2. Dua")))

    assert (sub.months, [item.months for item in sub.indicators]) == ([3], [None, None])
