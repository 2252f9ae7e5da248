from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from pranata.engines.assessments.actions import answering, proofs
from pranata.engines.assessments.instruments import by_key, instruments
from pranata.engines.assessments.models import Answer, Origin
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.reading.hints import parse_hints
from pranata.engines.assessments.reading.taken import InstrumentFault
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.suggestions import hints_of, suggest
from pranata.engines.assessments.tests.factories import item_of
from pranata.engines.evidence import actions as evidence
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.registry import by_key as measure_by_key
from pranata.lib import clock

AT = datetime(2022, 6, 30, tzinfo=UTC)
RESOLVED, TEAM, WORKLOAD = "complaints.resolved_share", "reform_teams.integrity_zone_team", "evidence.workload_analysis"


def read_in(office, key, value, *, month=6, **parts):
    return Reading.objects.create(
        office=office, measure=key, year=2022, month=month, value=value, rule_version=1, computed_at=AT, **parts
    )


def test_last_reading_of_the_year_speaks_for_an_answer_and_says_why(sheet, office):
    read_in(office, RESOLVED, Decimal(50), month=5, numerator=1, denominator=2)
    reading = read_in(office, RESOLVED, Decimal(75), numerator=3, denominator=4)

    found = suggest(sheet, [item_of(sheet, "R.V.2.a"), item_of(sheet, "V.3.b")])

    assert list(found) == ["R.V.2.a"]
    assert found["R.V.2.a"].reply == Reply(numerator=Fraction(3), denominator=Fraction(4))
    assert (found["R.V.2.a"].reading, found["R.V.2.a"].is_certain) == (reading, True)
    assert "3 dari 4" in found["R.V.2.a"].words


def test_accepted_suggestion_is_proven_by_its_reading(sheet, office, staff):
    reading = read_in(office, TEAM, Decimal(1))

    accepted = answering.accept(item_of(sheet, "I.1.a"), by=staff)
    view = read_sheet(sheet, reader=staff, today=clock.today())

    assert (accepted.choice, accepted.origin, accepted.reading) == ("YA", Origin.SUGGESTED, reading)
    assert (view.claimed.total, view.proven.total) == (Fraction(1, 4), Fraction(1, 4))


def test_bulk_acceptance_takes_certain_suggestions_of_unanswered_items_alone(sheet, office, staff):
    read_in(office, TEAM, Decimal(1))
    read_in(office, WORKLOAD, Decimal(1))
    read_in(office, RESOLVED, Decimal(75), numerator=3, denominator=4)
    answering.answer(item_of(sheet, "R.V.2.a"), Reply(numerator=Fraction(1), denominator=Fraction(2)), by=staff)

    taken = answering.accept_certain(sheet, by=staff)

    assert [each.item.code for each in taken] == ["I.1.a"]
    assert Answer.objects.get(item=item_of(sheet, "R.V.2.a")).numerator == 1


def test_suggestion_that_is_gone_is_not_accepted(sheet, staff):
    with pytest.raises(ValidationError, match="tidak ada lagi"):
        answering.accept(item_of(sheet, "I.1.a"), by=staff)


def test_evidence_taken_back_or_expired_leaves_the_claim_and_takes_the_proof(sheet, office, staff, secretary):
    item = item_of(sheet, "I.1.a")
    answering.answer(item, Reply(choice="YA"), by=staff)
    first = EvidenceFactory(office=office, valid_to=date(2022, 12, 31))
    proofs.prove(item, lambda: first, by=staff)

    def totals(day):
        view = read_sheet(sheet, reader=staff, today=day)
        return view.claimed.total, view.proven.total

    quarter = Fraction(1, 4)
    assert totals(clock.today()) == (quarter, quarter)
    assert totals(date(2023, 1, 1)) == (quarter, 0)
    evidence.remove(first, reason="Salah berkas", by=secretary)
    assert totals(clock.today()) == (quarter, 0)


def test_answer_that_is_worth_nothing_needs_no_proof(sheet, staff):
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="TIDAK"), by=staff)
    answering.answer(item_of(sheet, "I.2.a"), Reply(is_not_applicable=True), by=staff)

    view = read_sheet(sheet, reader=staff, today=clock.today())

    assert [view.line(code).is_proven for code in ("I.1.a", "I.2.a", "I.1.b")] == [True, True, False]


@pytest.mark.parametrize("key", [each.key for each in instruments()])
def test_hints_name_measures_that_there_are(key):
    unknown = {hint.measure for hint in hints_of(key).values() if measure_by_key(hint.measure) is None}
    sealed = {hint.measure for hint in hints_of(key).values() if (m := measure_by_key(hint.measure)) and m.sealed}
    assert (unknown, sealed) == (set(), set())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("questions: {X.1: {measure: a.b, at_least: {YA: 1}}}", "X.1: butir ini tidak ada"),
        ("questions: {I.1.a: {measure: a.b, at_least: {A: 1}}}", "I.1.a: at_least memuat pilihan YA, TIDAK"),
        ("questions: {I.1.a: {measure: a.b}}", "I.1.a: at_least hanya untuk butir berpilihan"),
        ("questions: {R.V.2.a: {measure: a.b, at_least: {A: 1}}}", "R.V.2.a: at_least memuat"),
        ("questions: {I.1.a: {at_least: {YA: 1}}}", "kunci belum ada: measure"),
        ("questions: {I.1.a: {measure: a.b, at_least: {YA: 1}, sure: true}}", "kunci tidak dikenal: sure"),
    ],
)
def test_faulty_hint_is_refused_with_its_place(text, words):
    with pytest.raises(InstrumentFault, match=words):
        parse_hints(text, "zona-integritas/2021-suggestions.yaml", by_key("zona-integritas@2021"))
