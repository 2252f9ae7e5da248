"""Which instruments there are, by code, edition and year, and what the shipped sheet of Zona Integritas holds."""

from fractions import Fraction

import pytest

from pranata.engines.assessments.instruments import (
    UnknownInstrument,
    by_key,
    instruments,
    variant,
)
from pranata.engines.assessments.reading.instrument import Certainty, ScaleKind
from pranata.engines.assessments.replies import reply_of
from pranata.engines.assessments.rules import score
from pranata.engines.assessments.tests.sample import TEXT, changed, sample

ZI = by_key("zona-integritas@2021")
FIRST = changed(('edition: "2020"', 'edition: "2018"'), ("2020-01-01", "2018-01-01"), ("2024-12-31", "2020-06-30"))


@pytest.fixture
def shelf(tmp_path, settings):
    """Two editions of the sample, in place of the shipped instruments."""
    settings.DATA_DIR = tmp_path
    folder = tmp_path / "instruments" / "contoh"
    folder.mkdir(parents=True)
    (folder / "2018.yaml").write_text(FIRST)
    (folder / "2020.yaml").write_text(TEXT)
    instruments.cache_clear()
    by_key.cache_clear()
    yield
    instruments.cache_clear()
    by_key.cache_clear()


@pytest.mark.usefixtures("shelf")
def test_an_edition_is_found_by_its_key_and_an_unknown_one_says_what_there_is():
    assert by_key("contoh@2018").edition == "2018"
    with pytest.raises(UnknownInstrument) as refused:
        by_key("contoh@2019")
    assert str(refused.value) == "Instrumen contoh@2019 tidak dikenal; yang ada: contoh@2018, contoh@2020."


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("year", "keys"),
    [
        (2017, []),
        (2018, ["contoh@2018"]),
        (2020, ["contoh@2018", "contoh@2020"]),  # both are valid on some day
        (2024, ["contoh@2020"]),
        (2025, []),
    ],
)
def test_an_edition_is_for_the_years_in_which_it_is_valid_on_any_day(year, keys):
    assert [each.key for each in instruments() if each.is_for(year)] == keys


def test_an_alternative_changes_options_weights_and_gates_and_nothing_else():
    own, other = sample(), variant(sample(), "lain")

    assert [each.value for each in other.questions["1.b"].scale.options] == [1, Fraction(3, 4), Fraction(1, 4), 0]
    assert {code: part.weight for code, part in other.by_part.items()} == {
        "proses": 12, "proses.1": 8, "proses.2": 4, "hasil": 8, "hasil.1": 3, "hasil.2": 5,
    }  # fmt: skip
    assert [(gate.code, gate.conditions[0].minimum) for gate in other.gates] == [("CUKUP", 9)]
    assert list(other.questions) == list(own.questions)
    assert variant(own, "") is own


def test_an_unknown_alternative_says_what_there_is():
    with pytest.raises(UnknownInstrument) as refused:
        variant(sample(), "kebalikan")
    assert str(refused.value) == "contoh@2020 tidak mengenal cara hitung kebalikan; yang ada: lain."


def test_zona_integritas_has_110_questions_and_three_of_results():
    codes = list(ZI.questions)
    reform = [code for code in codes if code.startswith("R.")]
    results = [code for code in codes if code.startswith("H.")]

    assert (len(codes) - len(results), len(reform), results) == (110, 23, ["H.IPAK", "H.KINERJA", "H.IPKP"])
    assert {"R.II.3.a", "R.II.3.b", "R.II.3.c"} <= set(reform)


def test_zona_integritas_weighs_as_the_regulation_does():
    weights = {code: part.weight for code, part in ZI.by_part.items()}
    areas = {"I": 4, "II": Fraction("3.5"), "III": 5, "IV": 5, "V": Fraction("7.5"), "VI": 5}

    assert (weights["pengungkit"], weights["hasil"], ZI.maximum) == (60, 40, 100)
    assert (weights["pemenuhan"], weights["reform"]) == (30, 30)
    assert {area: weights[f"pemenuhan.{area}"] for area in areas} == areas
    assert {area: weights[f"reform.{area}"] for area in areas} == areas
    assert (weights["H.IPAK"], weights["H.KINERJA"], weights["H.IPKP"]) == (Fraction("17.5"), 5, Fraction("17.5"))


def test_each_kind_of_answer_stands_as_often_as_in_the_reference():
    # Its tables have 108 rows; one of ABCDE is three questions, and two of ABC are labelled with a D that has no words.
    counts: dict[str, int] = {}
    for code, question in ZI.questions.items():
        if not code.startswith("H."):
            counts[question.scale.code] = counts.get(question.scale.code, 0) + 1

    assert counts == {"YT": 17, "ABC": 36, "ABCD": 33, "ABCDE": 16, "PCT": 7, "PCT_TURUN": 1}


def test_every_condition_of_zona_integritas_stands_at_its_share():
    for gate, share in zip(ZI.gates, (Fraction(60, 100), Fraction(75, 100)), strict=True):
        minimums = {each.part: each.minimum for each in gate.conditions}
        halves = {code: least for code, least in minimums.items() if code.startswith(("pemenuhan.", "reform."))}
        assert halves == {code: share * ZI.by_part[code].weight for code in halves}
        assert len(halves) == 12


def test_conditions_over_both_halves_are_another_reading():
    other = variant(ZI, "area-gabungan")
    groups = {group.code: group for group in ZI.groups}

    for gate, share in zip(other.gates, (Fraction(60, 100), Fraction(75, 100)), strict=True):
        areas = [each for each in gate.conditions if each.part in groups]
        assert [each.part for each in areas] == [f"area.{area}" for area in ("I", "II", "III", "IV", "V", "VI")]
        for each in areas:
            weight = sum(ZI.by_part[code].weight for code in groups[each.part].parts)
            assert each.minimum == share * weight


@pytest.mark.parametrize(
    ("code", "index", "points"),
    [("H.IPAK", "3.60", "15.75"), ("H.IPKP", "3.20", "14"), ("H.IPKP", "3.60", "15.75"), ("H.IPAK", "4", "17.5")],
)
def test_an_index_turns_into_the_points_that_the_conditions_name(code, index, points):
    outcome = score(ZI, {code: reply_of(ZI.questions[code], Fraction(index))})

    assert outcome.parts[code].score == Fraction(points)


def test_what_is_no_more_than_own_knowledge_is_marked_so():
    by_condition = {each.part: each.mark for each in ZI.gates[0].conditions}

    assert (by_condition["total"].certainty, by_condition["pengungkit"].certainty) == (Certainty.HIGH, Certainty.HIGH)
    assert by_condition["H.IPAK"].certainty == Certainty.SOURCE
    assert by_condition["pemenuhan.I"].note != ""
    assert ZI.questions["R.III.3.a"].scale.empty_ratio_mark.certainty == Certainty.LOW
    assert ZI.questions["I.4.c"].mark.note == ZI.questions["IV.1.b"].mark.note != ""


def test_every_option_of_zona_integritas_that_has_words_has_its_own():
    wordless = [
        each.code
        for each in ZI.questions.values()
        if each.scale.kind == ScaleKind.CHOICE and each.scale.code != "YT" and not each.criteria
    ]

    assert wordless == ["H.KINERJA"]  # of which only option A was found, and says so
    assert ZI.questions["H.KINERJA"].mark.note != ""
