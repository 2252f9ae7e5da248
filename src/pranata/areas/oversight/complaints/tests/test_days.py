"""The days of UU 25/2009 for a service dispute, and of replies: counted, shown, reminded."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.oversight.complaints.actions import ending, handling
from pranata.areas.oversight.complaints.days import dispute_days, other_days
from pranata.areas.oversight.complaints.figures import complaint_figures
from pranata.areas.oversight.complaints.models import Classification
from pranata.areas.oversight.complaints.replying import reply
from pranata.base.notify.models import Notice
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.reminding import remind_of_cases
from pranata.engines.cases.feed import day_events
from pranata.lib.periods import Length, Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute(lodge, officer):
    """``dispute(classification)`` is a service dispute that was verified on 26 April 2022, the day it came in."""

    def dispute(classification=Classification.ORDINARY, **facts):
        subject = "Pelayanan contoh"
        return handling.verify(
            lodge(), classification=classification, subject=subject, is_service_dispute=True, by=officer, **facts
        )

    return dispute


def shown(case) -> list[tuple[str, date, str]]:
    return [(each.clock.event, each.due, each.standing[0]) for each in dispute_days(case)]


def test_dispute_shows_the_days_of_the_law_as_they_begin(dispute, officer, on):
    case = dispute(served_on=date(2022, 3, 20))
    before = shown(case)
    on("2022-06-27")
    ending.answer(case, text="Sudah dibenahi.", by=officer)

    assert before == [
        ("lodging", date(2022, 4, 19), "lewat"),
        ("completeness_reply", date(2022, 5, 10), "ditepati"),
        ("decision", date(2022, 6, 25), "berjalan"),
    ]
    assert shown(case)[2:] == [
        ("decision", date(2022, 6, 25), "lewat"),
        ("decision_delivery", date(2022, 7, 11), "ditepati"),
    ]


def test_other_complaint_shows_none_of_them(verified):
    assert dispute_days(verified) == []


def test_dispute_of_the_longest_class_is_due_by_the_law_which_is_earlier(dispute):
    longest, ordinary = dispute(Classification.OVERSIGHT), dispute()

    assert (longest.clock, longest.due_on) == ("service_complaints.decision", date(2022, 6, 25))
    assert (ordinary.clock, ordinary.due_on) == ("complaints.answer_ordinary", date(2022, 5, 25))


def test_sixty_days_begin_anew_when_the_file_is_complete(dispute, officer, on):
    case = dispute(Classification.OVERSIGHT)
    handling.ask_reporter(case, text="Mohon buktinya.", by=officer)
    on("2022-05-16")
    reply(case, text="Ini buktinya.", by=VISITOR)

    assert (case.status, case.completed_on, case.due_on) == ("handled", date(2022, 5, 16), date(2022, 7, 15))


def test_service_after_the_complaint_is_refused(lodge, officer):
    with pytest.raises(ValidationError) as refused:
        handling.verify(lodge(), classification="ordinary", subject="Contoh", is_service_dispute=True,
                        served_on=date(2022, 4, 27), by=officer)  # fmt: skip

    assert list(refused.value.message_dict) == ["served_on"]


def test_reply_to_an_answer_is_followed_up_in_five_working_days(verified, officer, on):
    ending.answer(verified, text="Loket sudah dibenahi.", by=officer)
    on("2022-04-28")
    reply(verified, text="Belum.", by=VISITOR)
    taken_up = [(each.code, each.day) for each in other_days(verified)]
    ending.answer(verified, text="Sekarang sudah.", by=officer)

    assert taken_up == [("reply", date(2022, 5, 13))]
    assert (verified.answered_on, verified.reply_due_on) == (date(2022, 4, 26), None)
    assert [(each.code, each.is_ours) for each in other_days(verified)] == [("closing", False)]


def test_first_follow_up_stands_until_the_unit_reports(verified, unit, officer, head):
    handling.forward(verified, unit=unit, by=officer)
    before = [(each.code, each.day) for each in other_days(verified)]
    handling.accept(verified, by=head)
    handling.report(verified, text="Sudah diperiksa.", by=head)

    assert (before, other_days(verified)) == ([("follow_up", date(2022, 5, 11))], [])


def test_unit_is_reminded_of_the_first_follow_up_and_finds_it_in_its_calendar(office, verified, unit, officer, head):
    handling.forward(verified, unit=unit, by=officer)
    remind_of_cases(office, today=date(2022, 5, 11))
    remind_of_cases(office, today=date(2022, 5, 12))
    events = [(each.day, each.summary.rpartition(": ")[2]) for each in day_events(head, site="https://example.test")]

    told = Notice.objects.filter(recipient=head, kind__startswith="cases.other_").order_by("pk")
    assert list(told.values_list("kind", "due_on")) == [
        ("cases.other_today", date(2022, 5, 11)),
        ("cases.other_overdue", date(2022, 5, 11)),
    ]
    assert (date(2022, 5, 11), "tindak lanjut pertama") in events


def test_nobody_is_told_that_the_reporter_is_late(office, verified, officer):
    handling.ask_reporter(verified, text="Mohon tanggalnya.", by=officer)
    remind_of_cases(office, today=date(2022, 5, 26))
    remind_of_cases(office, today=date(2022, 5, 27))

    told = Notice.objects.filter(recipient=officer, kind__startswith="cases.other_")
    assert list(told.values_list("kind", "due_on")) == [("cases.other_today", date(2022, 5, 26))]


def test_disputes_decided_in_time_and_late_are_counted_apart(office, dispute, officer, on):
    late, punctual = dispute(), dispute()
    on("2022-06-25")
    ending.answer(punctual, text="Sudah.", by=officer)
    on("2022-06-26")
    ending.answer(late, text="Sudah.", by=officer)

    found = complaint_figures(office, Period(2022, Length.YEAR))
    assert (found.service_disputes, found.service_disputes_on_time, found.service_disputes_late) == (2, 1, 1)
