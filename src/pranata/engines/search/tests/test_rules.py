"""Which terms a question has and in which order answers are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.search.rules import Candidate, Term, fewest_terms, ranked, score, terms_of, wanted_sets

PPK = ("panitia", "pilih", "camat")
SAME = {"pegawai": (("asn",),), "asn": (("pegawai",),), " ".join(PPK): (("ppk",),), "ppk": (PPK,)}


def term(*alternatives):
    return Term(tuple(tuple(each.split()) for each in alternatives))


@pytest.mark.parametrize(
    ("stems", "terms"),
    [
        (["pegawai"], [term("pegawai", "asn")]),
        (["siapa", "pegawai", "pegawai"], [term("pegawai", "asn")]),
        (["siapa"], [term("siapa")]),
        (["bentuk", "panitia", "pilih", "camat"], [term("bentuk"), term("panitia pilih camat", "ppk")]),
        (["ppk"], [term("ppk", "panitia pilih camat")]),
        ([], []),
    ],
)
def test_terms_are_what_is_asked_for_when_a_question_is_read(stems, terms):
    assert terms_of(stems, SAME, ["siapa"]) == terms


@pytest.mark.parametrize(("count", "fewest"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (8, 5)])
def test_most_words_must_stand_in_an_answer(count, fewest):
    assert fewest_terms(count) == fewest


def test_all_words_are_looked_for_before_all_but_one():
    assert wanted_sets([term("a"), term("b"), term("c")]) == [[(0, 1, 2)], [(0, 1), (0, 2), (1, 2)]]


def test_number_is_never_left_out():
    assert wanted_sets([term("a"), term("b"), term("13"), term("2022")]) == [[(0, 1, 2, 3)], [(0, 2, 3), (1, 2, 3)]]


def candidate(title, *, lead="", position=1, found=(0, 1)):
    return Candidate(position, tuple(title.split()), frozenset(lead.split()), frozenset(found))


TEAM_REFORM = [term("tim"), term("reformasi")]


def test_answers_are_told_by_how_well_they_fit_when_all_hold_the_words():
    neighbors = candidate("tim reformasi birokrasi", position=1)
    apart = candidate("reformasi oleh tim birokrasi", position=2)
    lead = candidate("laporan tahunan", lead="tim reformasi", position=3)
    body = candidate("laporan lain", position=4)
    one = candidate("tim lain", found=(0,), position=5)

    assert ranked(TEAM_REFORM, [one, body, lead, apart, neighbors]) == [neighbors, apart, lead, body, one]


def test_newest_comes_first_when_two_fit_alike():
    old, new = candidate("tim reformasi", position=1), candidate("tim reformasi", position=2)

    assert ranked(TEAM_REFORM, [old, new]) == [new, old]


@given(st.lists(st.sampled_from(["tim", "reformasi", "lain"]), max_size=6), st.sets(st.sampled_from([0, 1])))
def test_score_is_never_below_nothing_and_grows_with_what_is_found(title, found):
    some = candidate(" ".join(title), found=found)
    every = candidate(" ".join(title), found=(0, 1))

    assert 0 <= score(TEAM_REFORM, some) <= score(TEAM_REFORM, every)
