"""Texts and questions go through the same hands."""

import pytest

from pranata.engines.search.words import stems, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13/HK.03.1-Kpt/3503/2022", ["13", "hk", "03", "1", "kpt", "3503", "2022"]),
        ("É-PPID «Réforma»", ["e", "ppid", "reforma"]),
        ("", []),
        ("…—!", []),
        ("a" * 41, []),
    ],
)
def test_words_are_folded_and_divided_when_a_text_is_read(text, found):
    assert words(text) == found


def test_inflections_have_one_stem_when_they_are_of_one_word():
    assert len(set(stems("pembentukan membentuk dibentuk"))) == 1
    assert len(set(stems("pengaduan mengadukan aduan"))) == 1


def test_numbers_stay_when_words_are_stemmed():
    assert stems("2022 03 hk03") == ["2022", "03", "hk03"]
