"""Stages, order, levels, coverage."""

from datetime import date

import pytest

from pranata.areas.process.process_maps.rules import (
    Fact,
    Stage,
    code_order,
    coverage,
    evaluation_due_by,
    levels,
    sop_list,
    stage_of,
    tree_order,
)

DAYS = (date(2022, 1, 3), date(2022, 2, 1), None, date(2022, 6, 1))


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2022, 1, 2), None),
        (date(2022, 1, 3), Stage.PREPARATION),
        (date(2022, 5, 31), Stage.DEVELOPMENT),
        (date(2022, 6, 1), Stage.REVIEW),
    ],
)
def test_stage_is_the_last_one_begun_when_days_are_given(day, stage):
    assert stage_of(DAYS, day) == stage


@pytest.mark.parametrize(
    ("valid_from", "evaluated", "is_due"),
    [
        (None, [], False),
        (date(2022, 5, 1), [], False),
        (date(2021, 5, 1), [], True),
        (date(2021, 5, 1), [date(2021, 12, 1)], True),
        (date(2021, 5, 1), [date(2022, 1, 9)], False),
    ],
)
def test_evaluation_is_wanted_every_year_when_a_map_is_in_force(valid_from, evaluated, is_due):
    assert evaluation_due_by(valid_from, evaluated, 2022) is is_due


def test_codes_stand_by_number_when_parts_are_numbers():
    assert sorted(["KPU.10", "KPU.2", "KPU", "KPU.2.1"], key=code_order) == ["KPU", "KPU.2", "KPU.2.1", "KPU.10"]


def test_tree_is_read_from_the_top_when_rows_come_in_any_order():
    parents = {"B.1": "B", "A": "", "B": "", "A.2": "A", "A.10": "A", "A.2.1": "A.2"}

    assert tree_order(parents) == ["A", "A.2", "A.2.1", "A.10", "B", "B.1"]
    assert levels(parents) == {"A": 0, "A.2": 1, "A.2.1": 2, "A.10": 1, "B": 0, "B.1": 1}


def test_levels_end_when_rows_name_each_other():
    assert levels({"A": "B", "B": "A"}).keys() == {"A", "B"}


def test_sop_numbers_are_parted_when_a_semicolon_or_a_line_stands_between():
    assert sop_list(" SOP-1 ;SOP  2\nSOP-1;") == ("SOP-1", "SOP 2")


def test_coverage_names_every_gap_when_a_map_has_some():
    facts = [
        Fact("A", owner="Subbagian Satu", is_complete=True),
        Fact("A.1", "A", ("SOP-1", "SOP-9"), "Subbagian Satu", is_complete=True),
        Fact("A.2", "A"),
    ]

    found = coverage(facts, sops=["sop-1", "SOP-2"], units=["Subbagian Satu", "Subbagian Dua"])

    assert found.leaf_count == 2
    assert found.without_sop == ("A.2",)
    assert found.unknown_sops == (("A.1", "SOP-9"),)
    assert found.sops_without_process == ("SOP-2",)
    assert found.units_without_process == ("Subbagian Dua",)
    assert found.without_goal == ("A",)
    assert found.without_owner == ("A.2",)
    assert found.incomplete == ("A.2",)
    assert found.is_whole is False


def test_coverage_is_whole_when_nothing_is_open():
    facts = [Fact("A", "", ("SOP-1",), "Subbagian Satu", has_goal=True, is_complete=True)]

    assert coverage(facts, sops=None, units=["Subbagian Satu"]).is_whole is True
