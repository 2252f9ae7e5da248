from datetime import UTC, date, datetime

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.feed import day_events
from pranata.engines.cases.queries import inbox, own_cases
from pranata.engines.cases.tests.factories import QuestionFactory, TipFactory
from pranata.engines.cases.tests.sample.models import Question
from pranata.lib import clock
from pranata.lib.ical import DayEvent


def test_inbox_holds_open_cases_of_all_kinds_the_most_urgent_first(office, officer, on):
    on("2022-05-20")
    late = QuestionFactory(office=office)
    soon = QuestionFactory(office=office, due_on=date(2022, 5, 24))
    far = QuestionFactory(office=office, due_on=date(2022, 6, 24))
    tip = TipFactory(office=office)
    answered = QuestionFactory(office=office, answered_on=date(2022, 5, 10))
    QuestionFactory(office=office, closed_on=date(2022, 5, 3), closed_at=clock.now())
    QuestionFactory()

    found = inbox(officer, office)

    assert [(entry.case, entry.standing.state, entry.standing.days) for entry in found] == [
        (late, "late", -1),
        (soon, "soon", 2),
        (far, "running", 23),
        (tip, "none", 0),
        (answered, "met", 6),
    ]


def test_inbox_says_whose_a_case_is(office, head, unit):
    waiting, units = QuestionFactory(office=office), QuestionFactory(office=office, unit=unit)
    own = QuestionFactory(office=office, unit=unit, assignee=head.person)

    found = {entry.case: (entry.is_waiting, entry.is_units, entry.is_own) for entry in inbox(head, office)}

    assert found == {waiting: (True, False, False), units: (False, True, False), own: (False, True, True)}


def test_inbox_is_empty_to_who_may_not_see(office, staff):
    QuestionFactory(office=office)

    assert inbox(staff, office) == []
    assert [entry.case for entry in inbox(staff, OfficeFactory())] == []


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_costs_the_same_with_any_number_of_cases(office, officer, unit, django_assert_num_queries, count):
    QuestionFactory.create_batch(count, office=office, unit=unit, assignee=officer.person)
    TipFactory.create_batch(count, office=office)

    with django_assert_num_queries(2):
        found = inbox(officer, office)
        lines = [(entry.title, entry.line, entry.address) for entry in found]
    assert len(lines) == 2 * count


def test_line_to_pass_on_names_kind_number_day_and_unit_and_no_person(office, officer, unit, on):
    on("2022-05-17")
    QuestionFactory(office=office, register_sequence=37, unit=unit, assignee=officer.person, subject="Salinan contoh")
    TipFactory(office=office)

    assert [entry.line for entry in inbox(officer, office)] == [
        "Pertanyaan contoh CT-2022-0037 Salinan contoh: tenggat 19 Mei 2022, 2 hari kerja lagi – Subbagian Contoh",
        "Kabar contoh belum bernomor",
    ]


@pytest.mark.parametrize(
    ("today", "facts", "words"),
    [
        ("2022-05-19", {}, "tenggat hari ini, 19 Mei 2022"),
        ("2022-05-24", {}, "tenggat 19 Mei 2022, lewat 3 hari kerja"),
        ("2022-05-21", {"due_on": date(2022, 5, 20)}, "tenggat 20 Mei 2022, sudah lewat"),
        ("2022-05-21", {"due_on": date(2022, 5, 22)}, "tenggat 22 Mei 2022"),
        ("2022-05-17", {"paused_on": date(2022, 5, 2)}, "tenggat 19 Mei 2022, dihentikan sementara"),
        ("2022-05-24", {"answered_on": date(2022, 5, 19)}, "sudah dijawab"),
        ("2022-05-24", {"answered_on": date(2022, 5, 20)}, "sudah dijawab, lewat tenggat 19 Mei 2022"),
    ],
)
def test_line_tells_how_the_case_stands(office, officer, on, today, facts, words):
    on(today)
    QuestionFactory(office=office, register_sequence=1, subject="", **facts)

    assert [entry.line for entry in inbox(officer, office)] == [f"Pertanyaan contoh CT-2022-0001: {words}"]


def test_calendar_holds_what_the_account_or_its_unit_is_charged_with(office, head, officer, unit):
    own = QuestionFactory(office=office, register_sequence=7, assignee=head.person, due_changes=2)
    units = QuestionFactory(office=office, register_sequence=8, unit=unit, due_on=date(2022, 5, 10))
    QuestionFactory(office=office, unit=unit, assignee=officer.person)
    QuestionFactory(office=office, unit=unit, answered_on=date(2022, 5, 2))
    TipFactory(office=office, unit=unit)

    assert [entry.case for entry in own_cases(head)] == [units, own]
    assert day_events(head, site="https://contoh.example")[1] == DayEvent(
        uid=f"casesample.question-{own.pk}@pranata",
        day=date(2022, 5, 19),
        summary="CT-2022-0007 Salinan berita acara contoh",
        description="Pertanyaan contoh",
        address=f"https://contoh.example/meja/9001/pertanyaan/{own.pk}/",
        sequence=2,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_costs_the_same_with_any_number_of_cases(office, head, django_assert_num_queries, count):
    QuestionFactory.create_batch(count, office=office, assignee=head.person)

    with django_assert_num_queries(2):
        assert len(day_events(head, site="")) == count


def test_account_without_a_person_has_no_calendar_of_cases(office, officer):
    officer.person = None

    assert own_cases(officer) == []


def test_overdue_and_soon_are_told_by_working_days(office):
    QuestionFactory(office=office)

    def found(day):
        moment = datetime(2022, 5, day, 3, tzinfo=UTC)
        return Question.objects.overdue(moment).count(), Question.objects.soon(date(2022, 5, day), 2).count()

    assert [found(day) for day in (13, 17, 18, 19, 20)] == [(0, 0), (0, 1), (0, 1), (0, 1), (1, 0)]


def test_cases_are_found_by_what_became_of_them(office):
    case = QuestionFactory(office=office)
    TipFactory(office=office)

    due = Question.objects.due_between(date(2022, 5, 1), date(2022, 5, 31))
    assert (list(due), list(Question.objects.registered()), list(Question.objects.waiting())) == ([case],) * 3
    assert list(Question.objects.due_between(date(2022, 5, 20), date(2022, 5, 31))) == []
