from datetime import date

import pytest

from pranata.areas.process.information_requests.models import ApplicantKind, RequestOutcome, RequestStage
from pranata.areas.process.information_requests.rules import (
    Applicant,
    Outcome,
    Stage,
    clock_name,
    is_within,
    masked,
    may_decide,
    missing_facts,
    missing_identity,
    plain_nik,
)

WHOLE = {"name": "Pemohon Contoh", "address": "Jalan Fiktif 1", "phone": "08000000000"}


def test_choices_of_the_models_are_those_of_the_rules():
    assert (ApplicantKind.values, RequestStage.values, RequestOutcome.values) == (
        list(Applicant), list(Stage), list(Outcome),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "given", "missing"),
    [
        ("person", {}, ("name", "address", "identity_number", "email")),
        ("person", WHOLE, ("identity_number",)),
        ("person", WHOLE | {"identity_number": "3503000000000001"}, ()),
        ("person", WHOLE | {"identity_number": "  "}, ("identity_number",)),
        ("body", WHOLE | {"identity_number": "1"}, ("decree_number", "representative")),
        ("body", WHOLE | {"decree_number": "AHU-0", "representative": "Wakil Contoh"}, ()),
        ("group", WHOLE | {"identity_number": "1", "representative": "Wakil Contoh"}, ("authority",)),
    ],
)
def test_missing_identity_names_what_each_kind_of_applicant_must_give(kind, given, missing):
    assert missing_identity(kind, given) == missing


@pytest.mark.parametrize(
    ("typed", "nik"),
    [("3503000000000001", "3503000000000001"), ("3503 0000-0000.0001", "3503000000000001"), ("350300000000000", "")],
)
def test_plain_nik_is_sixteen_digits_however_typed(typed, nik):
    assert plain_nik(typed) == nik


def test_masked_number_shows_first_and_last_four():
    assert (masked("3503000000000001"), masked("AHU-0")) == ("3503••••••••0001", "AHU-0")


@pytest.mark.parametrize(
    ("outcome", "given", "missing"),
    [
        ("granted", {}, ()),
        ("partly", {"ground": "h"}, ("test_reference", "reason")),
        ("refused", {"reason": "alasan"}, ("ground", "test_reference")),
        ("refused", {"ground": "h", "test_reference": "1/UK/2022", "reason": "alasan"}, ()),
        ("not_held", {"holder": " "}, ("holder",)),
    ],
)
def test_missing_facts_are_those_the_outcome_needs(outcome, given, missing):
    assert missing_facts(outcome, given) == missing


def test_clock_follows_the_category():
    assert (clock_name("body"), clock_name("election")) == (
        "information_requests.answer",
        "election_information_requests.answer",
    )


@pytest.mark.parametrize(
    ("decider", "answered_by", "may"), [(1, 2, True), (1, None, True), (1, 1, False), (None, 1, False)]
)
def test_objection_is_never_decided_by_who_answered(decider, answered_by, may):
    assert may_decide(decider, answered_by=answered_by) == may


@pytest.mark.parametrize(("until", "within"), [(None, True), (date(2022, 6, 30), True), (date(2022, 6, 29), False)])
def test_last_day_of_a_window_counts(until, within):
    assert is_within(date(2022, 6, 30), until) == within
