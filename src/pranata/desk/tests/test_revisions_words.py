"""How two texts are told apart."""

import pytest

from pranata.desk.revisions.difference import month_marks
from pranata.desk.revisions.words import Line, Piece, text_changes, word_changes


def told(pieces) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Menyusun rencana kerja tahunan",
            "Menyusun rencana aksi tahunan",
            [("same", "Menyusun rencana"), ("removed", "kerja"), ("added", "aksi"), ("same", "tahunan")],
        ),
        ("Satu dua", "Satu dua tiga", [("same", "Satu dua"), ("added", "tiga")]),
        ("Satu dua tiga", "Satu tiga", [("same", "Satu"), ("removed", "dua"), ("same", "tiga")]),
        ("", "Baru sama sekali", [("added", "Baru sama sekali")]),
        ("Hilang", "", [("removed", "Hilang")]),
        (
            "Survei layanan",
            "Rapat koordinasi bulanan",
            [("removed", "Survei layanan"), ("added", "Rapat koordinasi bulanan")],
        ),
        ("Satu  dua", "Satu dua", [("removed", "Satu  dua"), ("added", "Satu dua")]),
    ],
)
def test_words_are_kept_dropped_and_added_when_a_line_differs(before, after, expected):
    assert told(word_changes(before, after)) == expected


def test_equal_lines_are_only_counted_when_others_differ():
    lines = text_changes("a. Satu\nb. Dua\nc. Tiga", "a. Satu\nb. Dua\nc. Tiga\nd. Empat")

    assert lines == [Line(skipped=3), Line((Piece("added", "d. Empat"),))]


def test_lines_are_paired_when_a_block_was_reworded():
    lines = text_changes("Rencana tersusun tepat waktu\nLama", "Rencana tersusun lengkap tepat waktu")

    assert [told(line.pieces) for line in lines] == [
        [("same", "Rencana tersusun"), ("added", "lengkap"), ("same", "tepat waktu")],
        [("removed", "Lama")],
    ]


def test_months_say_what_stayed_came_and_went():
    marks = month_marks([1, 2], [2, 3])

    assert [(str(mark.short), mark.kind, mark.sign) for mark in marks[:4]] == [
        ("Jan", "removed", "−"),
        ("Feb", "same", "✓"),
        ("Mar", "added", "+"),
        ("Apr", "", ""),
    ]
    assert len(marks) == 12
