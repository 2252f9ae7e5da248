from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.models import Role
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Notice
from pranata.engines.cases.actions.clocks import extend
from pranata.engines.cases.actions.reminding import remind_of_cases
from pranata.engines.cases.tests.conftest import account
from pranata.engines.cases.tests.factories import QuestionFactory, TipFactory
from pranata.lib import clock


@pytest.fixture
def secretary(office):
    return account(office, Role.SECRETARY, name="Sekretaris Contoh")


def told(user):
    return sorted(Notice.objects.filter(recipient=user).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("today", "own", "above"),
    [
        (date(2022, 5, 12), [], []),
        (date(2022, 5, 17), ["cases.soon"], []),
        (date(2022, 5, 19), ["cases.today"], []),
        (date(2022, 5, 20), ["cases.overdue"], ["cases.escalated"]),
    ],
)
def test_whoever_is_charged_is_reminded_and_the_secretary_when_it_is_late(
    office, head, officer, secretary, today, own, above
):
    QuestionFactory(office=office, assignee=head.person)

    remind_of_cases(office, today=today)

    assert (told(head), told(officer), told(secretary)) == (own, [], above)
    assert remind_of_cases(office, today=today) == 0


def test_the_unit_is_reminded_when_nobody_of_it_is_charged(office, unit, head, staff, officer):
    QuestionFactory(office=office, unit=unit)

    remind_of_cases(office, today=date(2022, 5, 19))

    assert (told(head), told(staff), told(officer)) == (["cases.today"], [], [])


def test_answered_case_waits_for_nobody(office, officer):
    QuestionFactory(office=office, answered_on=date(2022, 5, 18), answered_at=clock.now())

    assert remind_of_cases(office, today=date(2022, 5, 19)) == 0
    assert told(officer) == []


def test_who_processes_the_kind_is_told_of_what_waits(office, officer, head, staff):
    TipFactory(office=office)
    QuestionFactory(office=office)

    remind_of_cases(office, today=date(2022, 5, 19))

    assert told(officer) == ["cases.today", "cases.waiting", "cases.waiting"]
    assert (told(head), told(staff)) == ([], [])


def test_nobody_is_reminded_of_what_is_answered_paused_or_closed(office, head):
    for facts in (
        {"answered_on": date(2022, 5, 2)},
        {"paused_on": date(2022, 5, 2)},
        {"closed_on": date(2022, 5, 2), "closed_at": clock.now()},
    ):
        QuestionFactory(office=office, assignee=head.person, **facts)

    assert remind_of_cases(office, today=date(2022, 5, 20)) == 0


def test_moved_day_is_told_anew(office, officer, on):
    on("2022-05-19")
    case = QuestionFactory(office=office, assignee=officer.person)
    remind_of_cases(office, today=date(2022, 5, 19))
    extend(case, reason="Perlu mencari arsip.", by=officer)

    remind_of_cases(office, today=date(2022, 5, 31))

    assert told(officer) == ["cases.today", "cases.today"]


def test_notice_names_number_and_subject_alone(office, officer):
    QuestionFactory(office=office, register_sequence=37, assignee=officer.person)
    remind_of_cases(office, today=date(2022, 5, 19))

    (line,) = in_words(Notice.objects.filter(recipient=officer), reader=officer)

    assert (line.title, line.label) == ("CT-2022-0037 Salinan berita acara contoh", "Perkara jatuh tempo · 19 Mei")


def test_office_without_cases_asks_little(office, officer, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert remind_of_cases(office, today=date(2022, 5, 19)) == 0


def queries_for(office, head, count):
    """How many queries reminding of so many new cases takes."""
    QuestionFactory.create_batch(count, office=office, assignee=head.person)
    with CaptureQueriesContext(connection) as queries:
        assert remind_of_cases(office, today=date(2022, 5, 19)) == count
    return len(queries)


def test_reminding_costs_the_same_with_any_number_of_cases(office, head):
    queries_for(office, head, 1)  # opens the chain of the office

    assert queries_for(office, head, 3) == queries_for(office, head, 1)
