"""Slips in a declaration are said at start-up."""

import pytest

from pranata.engines.indicators import registry
from pranata.engines.indicators.checks import check_measures, faults
from pranata.engines.indicators.registry import by_key, claimed_twice, indicator_references, measures, offer_references
from pranata.engines.indicators.rules import Kind, Span
from pranata.engines.indicators.tests.sample import measures as sample


@pytest.mark.usefixtures("_measures")
def test_no_fault_is_found_when_all_is_spelt_right():
    assert check_measures() == []
    assert [each.key for each in measures()] == sorted(f"errands.{name}" for name in sample.MEASURES)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "complaints.done"}, "A key is the label of the app that declares the measure, a dot, and a name."),
        ({"key": "errands"}, "A key is the label of the app that declares the measure, a dot, and a name."),
        ({"key": "errands.done so"}, "A key is the label of the app that declares the measure, a dot, and a name."),
        ({"fed_by": ()}, "Nothing feeds it, so nobody would notice that it changed."),
        (
            {"fed_by": ("errands.erand",)},
            "Nothing is called 'errands.erand'; name the model as the audit does, in small letters.",
        ),
        (
            {"fed_by": ("errands.Errand",)},
            "Nothing is called 'errands.Errand'; name the model as the audit does, in small letters.",
        ),
        ({"sentence": " "}, "Its sentence is empty."),
        ({"sentence": "{valu} tugas"}, "Nothing fills {valu} in its sentence."),
        ({"sentence": "{value:.2f} tugas"}, "Its sentence cannot be filled: {value}."),
        ({"sentence": "{value tugas"}, "Its sentence cannot be filled: expected '}' before end of string."),
        (
            {"sealed": True, "span": Span.LAST_12_MONTHS},
            "A sealed measure counts or shares, over a month or the year to date; the rest tells of single records.",
        ),
        (
            {"sealed": True, "kind": Kind.SUM},
            "A sealed measure counts or shares, over a month or the year to date; the rest tells of single records.",
        ),
        ({"kind": Kind.CHANGE}, "A change is told in PERCENT (of counts and sums) or POINTS (of shares and indices)."),
    ],
)
def test_fault_is_named_when_a_declaration_is_wrong(changes, fault):
    key = sample.declare("done", **changes)

    assert list(faults(by_key(key))) == [fault]
    assert [each.msg for each in check_measures()] == [f"{key}: {fault}"]


def test_key_that_two_functions_claim_is_named():
    sample.declare("done")
    sample.declare("cost", key="errands.done")

    assert claimed_twice() == ["errands.done"]
    assert [each.msg for each in check_measures()] == ["errands.done: Two measures are called this."]


def test_measures_are_found_by_what_feeds_them():
    sample.declare("done")
    sample.declare("cost", fed_by=("org.office",))
    sample.declare("change", fed_by=("org.office",))

    assert [each.key for each in registry.fed_by({"errands.errand"})] == ["errands.done"]
    assert [each.key for each in registry.fed_by({"errands"})] == ["errands.done"]  # an event without a target
    assert [each.key for each in registry.fed_by({"org.office"})] == ["errands.change", "errands.cost"]
    assert [each.key for each in registry.fed_by({"indicators.baseline"})] == ["errands.change"]
    assert registry.fed_by({"org.unit", "plan"}) == []


def test_references_are_those_of_the_last_offer():
    assert indicator_references() == {}

    offer_references(lambda: {"errands.done": ["1.1.1#1"]})
    offer_references(lambda: {"errands.done": ["7.6.2#1"]})

    assert indicator_references() == {"errands.done": ["7.6.2#1"]}
