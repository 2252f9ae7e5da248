"""What an assessor would notice first if the data of an instrument were wrong: how many questions, which totals."""

from fractions import Fraction

import pytest

from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.reading.instrument import Certainty, RollUp


def scored(key):
    return [each for each in by_key(key).questions.values() if each.is_scored]


@pytest.mark.parametrize(
    ("key", "maximum"),
    [
        ("pmprb-unit@2020", "36.3"),
        ("rb-general@2023", "110"),
        ("standar-pelayanan@2009", "100"),
        ("ombudsman@2017", "100"),
        ("ombudsman@2022", "100"),
        ("spip@2021", "5"),
        ("kelembagaan@2018", "100"),
        ("sakip@2021", "100"),
    ],
)
def test_parts_add_up_to_the_maximum(key, maximum):
    instrument = by_key(key)

    assert instrument.maximum == Fraction(maximum)
    assert sum(part.weight for part in instrument.parts) == Fraction(maximum)


def test_kelembagaan_has_62_statements_and_11_essays():
    assert len(scored("kelembagaan@2018")) == 62
    assert len(by_key("kelembagaan@2018").questions) == 73


def test_statements_on_other_layers_do_not_apply_to_an_office():
    out = [each.code for each in scored("kelembagaan@2018") if each.is_out]

    assert out == ["S1.7", "S1.8", "S1.9"]


def test_sakip_has_80_criteria_and_asks_each_of_12_ladders_how_long():
    leaves = [part for part in by_key("sakip@2021").walk() if part.roll_up == RollUp.LADDER]
    held = {part.ladder.held for part in leaves}

    assert len(leaves) == len(held) == 12
    assert len([each for each in scored("sakip@2021") if each.code not in held]) == 80


def test_a_service_has_14_components_and_its_own_sheet():
    assert len(scored("standar-pelayanan@2009")) == 14
    assert by_key("standar-pelayanan@2009").per_subject == "layanan"


def test_spip_has_25_parts_of_control_and_gives_levels():
    unsur = by_key("spip@2021").by_part["struktur"]

    assert len(list(unsur.every_question())) == 25
    assert unsur.weight == Fraction("1.5")


def test_pmprb_is_history_and_its_shares_within_an_area_are_unconfirmed():
    instrument = by_key("pmprb-unit@2020")

    assert instrument.is_historical
    assert {part.mark.certainty for part in instrument.walk() if not part.parts} == {Certainty.NOT_FOUND}


def test_ombudsman_zones_are_those_of_2021():
    assert [each.lowest for each in by_key("ombudsman@2017").bands] == [81, 51, 0]


def test_ombudsman_dimensions_have_no_confirmed_weight():
    assert {part.mark.certainty for part in by_key("ombudsman@2022").walk() if not part.parts} == {Certainty.NOT_FOUND}


def test_rb_general_has_ten_points_for_themes_on_top():
    weights = [part.weight for part in by_key("rb-general@2023").parts]

    assert weights == [10, 40, 50, 10]
