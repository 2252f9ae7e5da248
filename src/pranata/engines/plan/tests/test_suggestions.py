import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.indicators.registry import by_key
from pranata.engines.plan.bindings import file_for
from pranata.engines.plan.suggestions import LEAST_LIKENESS, MOST, suggest


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Persentase pengaduan masyarakat yang telah diselesaikan", "complaints.resolved_share"),
        ("Tersusunnya Renstra", "evidence.strategic_plan"),
        ("Banyaknya sengketa informasi publik", "information_requests.disputes_count"),
        ("Terbentuknya Tim SPIP", "reform_teams.internal_control_team"),
        ("Maklumat pelayanan tersedia", "evidence.service_pledge"),
        ("Laporan penanganan benturan kepentingan", "evidence.conflict_of_interest_report"),
    ],
)
def test_likeliest_measure_comes_first_when_an_office_words_it_otherwise(text, key):
    assert suggest(text)[0][0] == key


@pytest.mark.parametrize("text", ["", "dan atau yang", "Tersedianya kopi", "123 %", "Penilaian kinerja pegawai baru"])
def test_nothing_is_suggested_when_nothing_is_alike(text):
    assert suggest(text) == []


def test_indicators_of_the_shipped_decree_get_their_own_measure_back():
    bound = [each for each in file_for("3503", 2022).bindings.values() if each.measure]

    assert [each.reference for each in bound if suggest(each.text)[:1] != [(each.measure, 1.0)]] == []


def test_nothing_is_suggested_for_what_the_shipped_decree_leaves_to_people():
    by_hand = [each for each in file_for("3503", 2022).bindings.values() if not each.measure]

    assert [(each.reference, suggest(each.text)) for each in by_hand if suggest(each.text)] == []


@given(st.text(max_size=200))
def test_suggestions_are_few_ordered_and_of_measures_that_exist(text):
    found = suggest(text)

    scores = [score for _key, score in found]
    assert len(found) <= MOST
    assert scores == sorted(scores, reverse=True)
    assert all(LEAST_LIKENESS <= score <= 1 and by_key(key) for key, score in found)
