from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.oversight.complaints.actions import ending, handling
from pranata.areas.oversight.complaints.models import Complaint, NamedOfficer, Outcome, Status
from pranata.areas.oversight.complaints.replying import reply
from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.engines.cases.actions.ending import erase
from pranata.engines.cases.actions.guards import VISITOR

pytestmark = pytest.mark.django_db


def test_answer_leaves_ten_working_days_to_reply(verified, officer):
    ending.answer(verified, text="Loket sudah dibenahi.", by=officer)

    assert (verified.status, verified.closing_due_on) == (Status.ANSWERED, date(2022, 5, 19))


def test_answered_one_is_finished_once_when_nobody_replied(verified, officer, on):
    ending.answer(verified, text="Sudah.", by=officer)
    assert ending.close_quiet(date(2022, 5, 19)) == 0

    on("2022-05-20")
    assert [ending.close_quiet(date(2022, 5, 20)) for _ in range(2)] == [1, 0]

    verified.refresh_from_db()
    assert (verified.status, verified.outcome, verified.closed_on) == ("closed", "settled", date(2022, 5, 20))
    assert Activity.objects.filter(step="finish").count() == 1


def test_second_worker_leaves_alone_what_the_first_closed(verified, officer, on):
    ending.answer(verified, text="Sudah.", by=officer)
    on("2022-05-20")
    held_by_second = Complaint.objects.quiet(date(2022, 5, 20)).select_related("office").get()
    ending.close_quiet(date(2022, 5, 20))

    assert ending.close_one(held_by_second, date(2022, 5, 20)) is False
    assert Activity.objects.filter(step="finish").count() == 1


def test_one_answered_anew_since_the_list_was_read_stays_open(verified, officer, on):
    ending.answer(verified, text="Sudah.", by=officer)
    on("2022-05-20")
    read_before = Complaint.objects.quiet(date(2022, 5, 20)).select_related("office").get()
    reply(verified, text="Belum.", by=VISITOR)
    ending.answer(verified, text="Sekarang sudah.", by=officer)

    assert ending.close_one(read_before, date(2022, 5, 20)) is False
    verified.refresh_from_db()
    assert verified.status == Status.ANSWERED


def test_one_not_completed_is_withdrawn(verified, officer, on):
    handling.ask_reporter(verified, text="Mohon tanggalnya.", by=officer)
    on("2022-05-27")

    assert [ending.close_quiet(date(2022, 5, day)) for day in (26, 27)] == [0, 1]
    verified.refresh_from_db()
    assert (verified.outcome, list(Complaint.objects.decided())) == (Outcome.WITHDRAWN, [])


def test_transferred_one_names_where_to_and_has_a_number(lodge, officer):
    case = ending.transfer(lodge(), outcome=Outcome.TO_DKPP, to="DKPP", by=officer)

    assert (case.number, case.status, case.outcome) == ("PM-2022-0001", Status.CLOSED, Outcome.TO_DKPP)
    assert case.transferred_to == "DKPP"


def test_transfer_is_refused_without_a_body(verified, officer):
    with pytest.raises(ValidationError):
        ending.transfer(verified, outcome=Outcome.TO_WBS, to=" ", by=officer)
    with pytest.raises(ValidationError, match="Pilih ke mana"):
        ending.transfer(verified, outcome=Outcome.SETTLED, to="DKPP", by=officer)
    verified.refresh_from_db()
    assert verified.status == Status.VERIFIED


def test_closed_one_is_opened_again_with_a_reason(verified, officer):
    ending.answer(verified, text="Sudah.", by=officer)
    ending.finish(verified, by=officer)
    ending.reopen(verified, reason="Ada bukti baru.", by=officer)

    assert (verified.status, verified.closed_on, verified.outcome) == (Status.HANDLED, None, "")


def test_erased_one_no_longer_says_whom_it_was_about(lodge, officer, head):
    case = lodge(officer="Kepala Subbagian", lapor_number="1234567")
    other = lodge(officer="Kepala Subbagian", lapor_number="7654321")
    ending.transfer(case, outcome=Outcome.TO_DKPP, to="DKPP", by=officer)
    erase(case, by=officer)

    named = NamedOfficer.objects.values_list("complaint", "person")
    assert list(named) == [(other.pk, head.person.pk)]
    assert list(Complaint.objects.order_by("pk").values_list("lapor_number", flat=True)) == ["", "7654321"]


def test_unit_does_not_answer(verified, officer, head, unit):
    handling.forward(verified, unit=unit, by=officer)

    with pytest.raises(Forbidden):
        ending.answer(verified, text="Kami jawab sendiri.", by=head)


def test_satisfaction_is_answered_once_and_only_after_an_answer(verified, officer):
    with pytest.raises(Stale):
        ending.rate(verified, satisfaction=4, by=VISITOR)
    ending.answer(verified, text="Sudah.", by=officer)
    ending.rate(verified, satisfaction=4, by=VISITOR)
    with pytest.raises(Stale):
        ending.rate(verified, satisfaction=1, by=VISITOR)

    verified.refresh_from_db()
    assert (verified.satisfaction, verified.rated_on) == (4, date(2022, 4, 26))
