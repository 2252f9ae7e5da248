"""Numbers as people read them, warnings, and how sure a weight is."""

from fractions import Fraction

import pytest

from pranata.engines.assessments.reading.instrument import Certainty, Condition, Mark
from pranata.engines.assessments.rules import Warn, WarnKind
from pranata.engines.assessments.sentences import condition_words, part_title, sentence, shown, unconfirmed
from pranata.engines.assessments.tests.sample import sample

SAMPLE = sample()


@pytest.mark.parametrize(
    ("number", "places", "words"),
    [
        (Fraction(0), 2, "0,00"),
        (Fraction(5, 1000), 2, "0,01"),  # half is rounded up
        (Fraction(4999, 1_000_000), 2, "0,00"),
        (Fraction(2, 3), 2, "0,67"),
        (Fraction("2.625"), 3, "2,625"),
        (Fraction(100), 0, "100"),
        (Fraction(1999, 1000), 2, "2,00"),
        (Fraction(-1, 3), 2, "-0,33"),
    ],
)
def test_a_number_is_rounded_half_up_only_where_it_is_shown(number, places, words):
    assert shown(number, places) == words


def test_each_warning_names_its_place():
    assert [sentence(Warn(kind, "X.1"))[:5] for kind in WarnKind] == ["X.1: "] * len(WarnKind)
    assert len({sentence(Warn(kind, "X.1")) for kind in WarnKind}) == len(WarnKind)


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        (Certainty.SOURCE, ""),
        (Certainty.HIGH, "bobot belum terkonfirmasi"),
        (Certainty.LOW, "bobot belum terkonfirmasi"),
        (Certainty.OWN, "bobot buatan sendiri"),
        (Certainty.NOT_FOUND, "bobot belum terkonfirmasi: tidak ditemukan, diisi sementara"),
    ],
)
def test_only_a_weight_that_was_read_is_shown_as_settled(certainty, words):
    assert unconfirmed(Mark(certainty)) == words


@pytest.mark.parametrize(
    ("code", "minimum", "words"),
    [
        ("total", "75", "Nilai total ≥ 75"),
        ("proses.1", "2.625", "Aturan ≥ 2,625"),
        ("campuran", "4.50", "Campuran ≥ 4,5"),
        ("hasil", "100", "Hasil ≥ 100"),
    ],
)
def test_a_condition_is_said_with_the_title_of_what_it_looks_at(code, minimum, words):
    assert condition_words(SAMPLE, Condition(code, Fraction(minimum), Mark(Certainty.SOURCE))) == words
    assert words.startswith(part_title(SAMPLE, code))
