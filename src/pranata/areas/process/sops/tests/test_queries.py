"""What waits, what is measured, and promised beside real times."""

from datetime import date
from decimal import Decimal

import pytest

from pranata.areas.process.sops.actions import use, versions
from pranata.areas.process.sops.measures import (
    evaluated_share,
    in_force_count,
    legalized_count,
    revised_count,
    units_with_sop_share,
)
from pranata.areas.process.sops.queries import real_times, stops_of, total_words
from pranata.areas.process.sops.rules import Total
from pranata.areas.process.sops.tests.factories import EvaluationFactory
from pranata.areas.process.sops.work import waiting
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.indicators.reckoning import reckon
from pranata.engines.indicators.rules import Span, stretch
from pranata.engines.search.models import SearchRow

TODAY = date(2022, 6, 26)


def real(sop):
    return real_times(sop, stops_of(sop), TODAY)


def answer(office, *days):
    for day in days:
        QuestionFactory(office=office, status="answered", answered_on=day, answered_at=f"{day}T03:00:00Z")


def test_real_times_stand_beside_the_promise_from_five_cases_on(effective, office, writer):
    assert real(effective) is None
    use.tie(effective, "questions", by=writer)
    answer(office, *[date(2022, 4, 27)] * 4)
    few = real(effective)
    assert (few.promised, few.count, few.median, few.is_kept) == (3, 4, None, None)

    answer(office, date(2022, 5, 13))
    QuestionFactory(status="answered", answered_on=date(2022, 4, 27), answered_at="2022-04-27T03:00:00Z")

    enough = real(effective)
    assert (enough.count, enough.median, enough.is_kept) == (5, 1.0, False)


def test_work_waits_for_who_may_do_it(draft, office, writer, secretary, signed, monkeypatch):
    assert waiting(writer, office) == []
    versions.submit(draft, by=writer)
    assert [each.head for each in waiting(secretary, office)] == ["SOP menunggu pengesahan"]
    assert waiting(writer, office) == []
    versions.legalize(draft, signed, by=secretary)
    assert waiting(writer, office) == []
    assert [each.due_on for each in waiting(writer, None)] == [date(2023, 3, 1)]
    monkeypatch.setenv("PRANATA_TODAY", "2023-02-10")
    assert [each.due_on for each in waiting(writer, office)] == [date(2023, 3, 1)]


def test_measures_count_what_holds(effective, office, writer, secretary):
    UnitFactory(office=office)
    day, year = stretch(Span.ON_DAY, 2022, 6), stretch(Span.YEAR_TO_DATE, 2022, 6)
    assert reckon(in_force_count(office, day)).value == 1
    assert reckon(units_with_sop_share(office, day)).value == Decimal(50)
    assert reckon(legalized_count(office, year)).value == 1
    assert reckon(revised_count(office, year)).value == 0
    assert reckon(evaluated_share(office, year)).value == 0
    for _each in range(2):
        EvaluationFactory(sop=effective, done_on=date(2022, 5, 5))
    assert reckon(evaluated_share(office, year)).value == Decimal(100)
    made = versions.submit(versions.revise(effective, by=writer), by=writer)
    versions.legalize(made, versions.Signature(date(2022, 6, 1), "Sekretaris", "Nama Contoh"), by=secretary)
    assert reckon(revised_count(office, year)).value == 1
    assert reckon(in_force_count(office, day)).value == 1


def test_search_finds_what_holds_for_anyone_and_drafts_for_the_house(effective, writer):
    made = versions.revise(effective, by=writer)
    rows = SearchRow.objects.filter(label="sops.sop").order_by("record_id")
    assert [(each.record_id, each.is_public) for each in rows] == [(effective.pk, True), (made.pk, False)]


@pytest.mark.parametrize(
    ("total", "words"),
    [(Total(), ""), (Total(90, 2), "2 hari kerja 1 jam 30 menit"), (Total(60, 0, 3), "3 hari 1 jam")],
)
def test_total_is_told_in_the_units_it_was_promised_in(total, words):
    assert total_words(total) == words
