from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.reading.responses import Response
from pranata.engines.surveys.rules import shown, sums_of
from pranata.engines.surveys.sampling.rules import (
    Estimate,
    Fullness,
    difference,
    element_estimate,
    estimate,
    fullness,
    interval,
    sample_size,
    shares,
    student,
)

SKM = by_key("skm")
# Krejcie and Morgan as printed, PermenPANRB 14/2017 annex; its last row, 100,000: 384, is one above the formula.
PRINTED = """
10 10 15 14 20 19 25 24 30 28 35 32 40 36 45 40 50 44 55 48 60 52 65 56 70 59 75 63 80 66 85 70 90 73 95 76
100 80 110 86 120 92 130 97 140 103 150 108 160 113 170 118 180 123 190 127 200 132 210 136 220 140 230 144 240 148
250 152 260 155 270 159 280 162 290 165 300 169 320 175 340 181 360 186 380 191 400 196 420 201 440 205 460 210
480 214 500 217 550 226 600 234 650 242 700 248 750 254 800 260 850 265 900 269 950 274 1000 278 1100 285 1200 291
1300 297 1400 302 1500 306 1600 310 1700 313 1800 317 1900 320 2000 322 2200 327 2400 331 2600 335 2800 338 3000 341
3500 346 4000 351 4500 354 5000 357 6000 361 7000 364 8000 367 9000 368 10000 370 15000 375 20000 377 30000 379
40000 380 50000 381 75000 382
"""
NUMBERS = [int(each) for each in PRINTED.split()]


def responses(rows):
    return [Response(line, dict(zip(SKM.codes, row, strict=True))) for line, row in enumerate(rows, start=2)]


def sums(rows):
    return sums_of(SKM, responses(rows))


def test_sample_sizes_are_those_of_the_printed_table():
    table = list(zip(NUMBERS[::2], NUMBERS[1::2], strict=True))
    assert len(table) == 89
    assert [(population, sample_size(population)) for population, _size in table] == table
    assert sample_size(100_000) == 383


@given(st.integers(1, 10**7))
def test_sample_is_never_more_than_the_population(population):
    assert 0 < sample_size(population) <= population


@given(st.integers(0, 5000), st.dictionaries(st.text(max_size=3), st.integers(0, 10**6), max_size=8))
def test_quotas_add_up_to_the_target_and_follow_the_populations(target, populations):
    found = shares(target, populations)
    whole = sum(populations.values())
    assert sum(found.values()) == (target if whole else 0)
    assert all(abs(found[code] - Fraction(target * populations[code], whole or 1)) < 1 for code in found)


@pytest.mark.parametrize(
    ("count", "target", "stops", "found"),
    [
        (9, 10, True, Fullness.OPEN),
        (10, 10, True, Fullness.FULL),
        (10, 10, False, Fullness.REACHED),
        (10, None, True, Fullness.OPEN),
    ],
)
def test_quota_is_full_only_where_the_survey_stops(count, target, stops, found):
    assert fullness(count, target, stops=stops) == found


@pytest.mark.parametrize(
    ("freedom", "printed"), [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980), (10**9, 1.960)]
)
def test_students_t_is_that_of_the_printed_tables(freedom, printed):
    assert abs(student(freedom) - printed) < 0.002


def test_interval_is_that_of_a_computation_by_hand():
    rows = [[4] * 9] * 5 + [[2] * 9] * 5
    found = estimate(SKM, sums(rows))
    # Ten indices of 100 and 50: mean 75, standard deviation 26.3523, error 8.3333, t 2.2622 for nine degrees.
    around = interval(found, Fraction(25), Fraction(100))
    assert found is not None
    assert around is not None
    assert (found.value, round(found.error, 4), found.freedom) == (75, 8.3333, 9)
    assert (round(around.low, 2), round(around.high, 2)) == (56.15, 93.85)


def test_interval_stays_within_what_the_index_can_be():
    around = interval(estimate(SKM, sums([[4] * 9] * 5 + [[1] * 9])), Fraction(25), Fraction(100))
    assert around is not None
    assert around.high == 100


def test_whole_population_leaves_no_doubt():
    found = estimate(SKM, sums([[4] * 9] * 5 + [[2] * 9] * 5), population=10)
    assert found is not None
    assert found.error == 0


def test_four_answers_tell_nothing_of_the_spread():
    assert (estimate(SKM, sums([[4] * 9] * 4)), element_estimate(4, 16, 64)) == (None, None)


def test_element_is_as_sure_as_its_own_spread():
    found = element_estimate(5, 15, 9 + 9 + 9 + 16 + 4)
    assert found is not None
    assert (found.value, round(found.error, 4)) == (3, 0.3162)


def test_change_is_certain_only_beyond_its_doubt():
    before, near, far = (Estimate(Fraction(value), 2.0, 50) for value in (75, 78, 85))
    small, large = difference(before, near), difference(before, far)
    assert (small.change, small.is_certain, large.change, large.is_certain) == (3, False, 10, True)
    assert round(small.half, 2) == 5.61
    assert difference(Estimate(Fraction(1), 0.0, 5), Estimate(Fraction(2), 0.0, 5)).half == 0


@pytest.mark.parametrize(
    ("counts", "whole", "kept"),
    [
        ({"a": 10, "b": 5}, 15, "ab"),
        ({"a": 10, "b": 4}, 14, ""),
        ({"a": 10, "b": 4, "c": 6}, 20, "a"),
        ({"a": 10, "b": 3, "c": 3}, 16, "a"),
        ({"a": 10, "b": 0}, 10, "a"),
        ({"a": 10}, 12, ""),
        ({"a": 10}, 16, "a"),
        ({"a": 2, "b": 1}, 3, ""),
        ({"a": 4}, 4, ""),
    ],
)
def test_groups_below_five_are_hidden_and_cannot_be_reckoned_back(counts, whole, kept):
    assert "".join(sorted(shown(counts, whole))) == kept


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(0, 12))
def test_what_is_hidden_is_never_a_single_group_below_five(counts, silent):
    named = {str(place): count for place, count in enumerate(counts)}
    whole = sum(counts) + silent
    kept = shown(named, whole)
    hidden = [count for code, count in named.items() if code not in kept and count]
    rest = whole - sum(named[code] for code in kept)
    assert all(named[code] >= 5 for code in kept)
    assert not hidden or rest >= 5 or not kept
