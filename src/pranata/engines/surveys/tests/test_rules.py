from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.surveys.questionnaires import UnknownQuestionnaire, by_key, questionnaires
from pranata.engines.surveys.reading.responses import Response
from pranata.engines.surveys.rules import band_of, by_service, result_of

SKM = by_key("skm")
ANSWERS = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=12)


def responses(rows):
    return [Response(line, dict(zip(SKM.codes, row, strict=True))) for line, row in enumerate(rows, start=2)]


@given(ANSWERS)
def test_index_lies_between_25_and_100(rows):
    assert 25 <= result_of(SKM, responses(rows)).index <= 100


@given(ANSWERS, st.data())
def test_better_answer_never_lowers_the_index(rows, data):
    row, place = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 8))
    before = result_of(SKM, responses(rows))
    raised = [list(each) for each in rows]
    raised[row][place] = min(4, raised[row][place] + 1)

    after = result_of(SKM, responses(raised))

    assert after.index >= before.index


@given(ANSWERS, st.randoms())
def test_order_of_respondents_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    assert result_of(SKM, responses(mixed)) == result_of(SKM, responses(rows))


def test_all_fours_are_100_by_the_exact_weight_and_99_by_the_rounded_one():
    rows = responses([[4] * 9])
    assert (result_of(SKM, rows).index, result_of(SKM, rows, "bobot-011").index) == (100, 99)


def test_rounded_weight_too_is_shared_by_those_who_were_answered_and_always_has_a_band():
    some = result_of(SKM, [Response(2, {**dict.fromkeys(SKM.codes, 4), "u4": None})], "bobot-011")
    worst = result_of(SKM, responses([[1] * 9]), "bobot-011")

    assert (some.index, worst.index, worst.band and worst.band.code) == (99, Fraction("24.75"), "D")


def test_element_is_divided_by_those_who_answered_it():
    rows = [Response(2, dict.fromkeys(SKM.codes, 4)), Response(3, {**dict.fromkeys(SKM.codes, 2), "u8": None})]

    found = result_of(SKM, rows)

    assert (found.nrr["u1"], found.nrr["u8"], found.index) == (3, 4, (8 * 3 + 4) * Fraction(25, 9))


def test_element_that_nobody_answered_leaves_its_weight_to_the_others():
    found = result_of(SKM, [Response(2, {**dict.fromkeys(SKM.codes, 3), "u4": None})])
    assert (found.nrr["u4"], found.index) == (None, 75)


@pytest.mark.parametrize(
    ("index", "band"),
    [
        ("25", "D"), ("64.994", "D"), ("64.995", "C"), ("65", "C"), ("76.604", "C"), ("76.605", "B"),
        ("76.61", "B"), ("88.304", "B"), ("88.305", "A"), ("88.31", "A"), ("100", "A"),
    ],
)  # fmt: skip
def test_bands_look_at_two_decimals(index, band):
    found = band_of(SKM, Fraction(index))
    assert found is not None
    assert found.code == band


def test_services_are_one_whatever_their_letters_and_spaces():
    rows = [Response(2, {"u1": 1}, "Layanan  PPID"), Response(3, {"u1": 2}, "layanan ppid"), Response(4, {"u1": 3})]
    assert {name: len(found) for name, found in by_service(rows).items()} == {"Layanan PPID": 2}


@pytest.mark.parametrize(("code", "count"), [("skm", 9), ("spkp", 8), ("spak", 5), ("ppid", 8), ("aplikasi", 7)])
def test_questionnaires_have_their_questions(code, count):
    assert len(by_key(code).questions) == count


def test_form_prints_the_ninth_element_before_the_eighth():
    elements = [(each.code, each.element) for each in SKM.questions[-2:]]
    assert elements == [("u9", "Sarana dan prasarana"), ("u8", "Penanganan pengaduan, saran, masukan")]


@pytest.mark.parametrize("code", ["spkp", "spak"])
def test_perception_of_all_sixes_is_the_index_4(code):
    known = by_key(code)
    found = result_of(known, [Response(2, dict.fromkeys(known.codes, 6))])
    assert (found.index, found.band) == (4, None)
    with pytest.raises(ValueError, match="tidak mengenal cara hitung bobot-011"):
        result_of(known, [Response(2, dict.fromkeys(known.codes, 6))], "bobot-011")


def test_unknown_questionnaire_names_the_known_ones():
    with pytest.raises(UnknownQuestionnaire, match="skm@2017"):
        by_key("xyz")
    assert {each.code for each in questionnaires()} == {"skm", "spkp", "spak", "ppid", "aplikasi"}


@pytest.mark.parametrize("known", questionnaires(), ids=lambda each: each.key)
def test_every_question_has_its_english_words(known):
    assert known.title_en
    for each in known.questions:
        assert each.element_en
        assert each.text_en
        assert len(each.options_en) == len(each.options)
    assert len(known.scale_en) == len(known.scale)
