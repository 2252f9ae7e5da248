from datetime import UTC, date, datetime

import pytest

from pranata.engines.cases.rules import Spread
from pranata.engines.cases.statistics import figures
from pranata.engines.cases.tests.factories import QuestionFactory, TipFactory
from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS
from pranata.engines.cases.tests.sample.models import Status
from pranata.lib import clock

MAY = {"start": date(2022, 5, 1), "end": date(2022, 5, 31)}


def answered(office, day, **facts):
    return QuestionFactory(office=office, answered_on=day, **facts)


def closed(office, day, **facts):
    return QuestionFactory(office=office, answered_on=day, closed_on=day, closed_at=clock.now(), **facts)


def test_figures_count_what_happened_in_the_period(office):
    QuestionFactory(office=office, received_on=date(2022, 5, 2), registered_on=date(2022, 5, 9), channel="letter")
    QuestionFactory(office=office, received_on=date(2022, 5, 2), registered_on=date(2022, 6, 1))
    QuestionFactory(
        office=office, received_on=date(2022, 5, 3), number="", registered_on=None, register_year=None,
        register_sequence=None, status=Status.REJECTED, closed_on=date(2022, 5, 3), closed_at=clock.now(),
    )  # fmt: skip
    closed(office, date(2022, 5, 19), outcome="granted")
    closed(office, date(2022, 5, 20), outcome="granted")
    closed(office, date(2022, 6, 1), outcome="elsewhere")
    QuestionFactory(received_on=date(2022, 5, 2))

    found = figures(QUESTIONS, [office], **MAY)

    assert (found.received, found.registered, found.rejected) == (3, 1, 1)
    assert (found.answered, found.on_time, found.late, found.closed) == (2, 1, 1, 2)
    assert (found.by_channel, found.by_outcome) == ({"letter": 1, "portal": 2}, {"granted": 2})
    assert (found.open, found.open_overdue) == (3, 3)


def test_open_cases_are_told_by_their_age_in_working_days(office):
    QuestionFactory(office=office, received_on=date(2022, 5, 30))
    QuestionFactory(office=office, received_on=date(2022, 5, 19))
    QuestionFactory(office=office, received_on=date(2021, 5, 19))
    QuestionFactory(office=office, received_on=date(2022, 6, 1))

    assert figures(QUESTIONS, [office], **MAY).open_ages == (1, 1, 0, 0, 1)


@pytest.mark.parametrize(
    ("facts", "overdue"),
    [
        ({"due_on": date(2022, 6, 1)}, 0),
        ({"due_on": date(2022, 5, 31)}, 1),
        ({"due_on": None}, 0),
        ({"due_on": date(2022, 5, 30), "answered_on": date(2022, 5, 31)}, 0),
        ({"due_on": date(2022, 5, 30), "answered_on": date(2022, 6, 1)}, 1),
        ({"due_on": date(2022, 5, 30), "paused_on": date(2022, 5, 20)}, 0),
        ({"due_on": date(2022, 5, 30), "paused_on": date(2022, 6, 1)}, 1),
        ({"due_on": date(2022, 5, 31), "due_at": datetime(2022, 5, 31, 16, 59, tzinfo=UTC)}, 1),
        ({"due_on": date(2022, 6, 1), "due_at": datetime(2022, 5, 31, 17, 1, tzinfo=UTC)}, 0),
    ],
)
def test_open_case_is_overdue_when_its_day_is_over_at_the_end(office, facts, overdue):
    QuestionFactory(office=office, **facts)

    assert figures(QUESTIONS, [office], **MAY).open_overdue == overdue


def test_hours_decide_whether_an_answer_was_in_time(office):
    due_at = datetime(2022, 5, 19, 5, tzinfo=UTC)
    for minute in (0, 1):
        answered(office, date(2022, 5, 19), due_at=due_at, answered_at=due_at.replace(minute=minute))

    found = figures(QUESTIONS, [office], **MAY)
    assert (found.on_time, found.late) == (1, 1)


def test_median_stands_with_its_count_and_only_of_enough_cases(office):
    days = (date(2022, 5, 9), date(2022, 5, 10), date(2022, 5, 11), date(2022, 5, 31))
    for day in days:
        answered(office, day)
    assert figures(QUESTIONS, [office], **MAY).duration == Spread(4, None, 5)

    answered(office, date(2022, 5, 9))
    answered(office, date(2022, 5, 9), started_on=None)
    assert figures(QUESTIONS, [office], **MAY).duration == Spread(5, 4.0, 5)


def test_figures_of_a_kind_without_cases_are_nothing_at_all(office):
    found = figures(TIPS, [office], **MAY)

    assert (found.received, found.open, found.open_ages, found.duration) == (0, 0, (0, 0, 0, 0, 0), Spread(0, None))


@pytest.mark.parametrize("count", [1, 3])
def test_figures_cost_the_same_with_any_number_of_cases(office, django_assert_num_queries, count):
    QuestionFactory.create_batch(count, office=office, answered_on=date(2022, 5, 9))
    TipFactory(office=office)

    with django_assert_num_queries(7):
        assert figures(QUESTIONS, [office], **MAY).answered == count
