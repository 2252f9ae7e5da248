from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.oversight.complaints.actions import ending, handling
from pranata.areas.oversight.complaints.models import Classification, Complaint, NamedOfficer, Outcome, Status
from pranata.areas.oversight.complaints.replying import reply
from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.models import Direction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("classification", "due_on"),
    [
        (Classification.NORMATIVE, date(2022, 5, 11)),
        (Classification.ORDINARY, date(2022, 5, 25)),
        (Classification.OVERSIGHT, date(2022, 8, 1)),
    ],
)
def test_verified_complaint_gets_number_and_the_clock_of_its_class(lodge, officer, classification, due_on):
    case = handling.verify(lodge(), classification=classification, subject="Antrean contoh", by=officer)

    assert (case.status, case.number, case.due_on) == (Status.VERIFIED, "PM-2022-0001", due_on)
    assert (case.verified_on, case.subject) == (date(2022, 4, 26), "Antrean contoh")


def test_dispute_the_reporter_told_of_stays_one_unless_the_officer_says_otherwise(lodge, officer):
    told = [lodge(is_service_dispute=True) for _ in range(2)]
    handling.verify(told[0], classification=Classification.ORDINARY, subject="Contoh", by=officer)
    handling.verify(
        told[1], classification=Classification.ORDINARY, subject="Contoh", is_service_dispute=False, by=officer
    )

    assert [case.is_service_dispute for case in told] == [True, False]


def test_stale_copy_is_refused(lodge, officer):
    case = lodge()
    copy = Complaint.objects.get(pk=case.pk)
    handling.verify(case, classification=Classification.ORDINARY, subject="Contoh", by=officer)

    with pytest.raises(Stale):
        handling.reject(copy, outcome=Outcome.SPAM, reason="Bukan laporan.", by=officer)
    copy.refresh_from_db()
    assert (copy.status, copy.messages.count()) == (Status.VERIFIED, 0)


def test_rejected_one_takes_no_number_and_says_why(lodge, officer):
    case = handling.reject(lodge(), outcome=Outcome.NOT_OURS, reason="Kewenangan Bawaslu.", by=officer)

    assert (case.status, case.number, case.outcome) == (Status.REJECTED, "", Outcome.NOT_OURS)
    assert [each.text for each in case.messages.for_public()] == ["Kewenangan Bawaslu."]
    assert (case.verified_on, case.answered_on) == (date(2022, 4, 26), None)


def test_unit_takes_up_reports_and_returns(verified, officer, head, staff, unit):
    handling.forward(verified, unit=unit, instruction="Mohon dicek.", by=officer)
    assert (verified.status, verified.follow_up_due_on) == (Status.FORWARDED, date(2022, 5, 11))
    assert list(Complaint.objects.visible_to(staff)) == [verified]

    handling.accept(verified, by=staff)
    handling.report(verified, text="Loket sudah dicek.", by=head)
    assert (verified.status, verified.followed_up_on) == (Status.HANDLED, date(2022, 4, 26))
    assert list(verified.messages.for_public()) == []

    handling.forward(verified, unit=unit, by=officer)
    handling.give_back(verified, reason="Bukan tugas kami.", by=head)
    assert (verified.status, verified.unit, verified.assignee) == (Status.RETURNED, None, None)
    assert list(Complaint.objects.visible_to(staff)) == []
    said = [each.text for each in verified.messages.filter(direction=Direction.INTERNAL)]
    assert said == ["Mohon dicek.", "Loket sudah dicek.", "Bukan tugas kami."]


def test_who_is_not_charged_can_neither_take_up_nor_forward(verified, officer, staff, unit, office):
    handling.forward(verified, unit=unit, person=PersonFactory(office=office, unit=unit), by=officer)

    with pytest.raises(Forbidden):
        handling.accept(verified, by=staff)
    with pytest.raises(Forbidden):
        handling.forward(verified, unit=unit, by=staff)
    verified.refresh_from_db()
    assert verified.status == Status.FORWARDED


def test_complaint_is_not_forwarded_to_whom_it_is_about(verified, officer, head, unit, office):
    NamedOfficer.objects.create(complaint=verified, person=head.person)

    with pytest.raises(ValidationError) as refused:
        handling.forward(verified, unit=unit, person=head.person, by=officer)
    assert list(refused.value.message_dict) == ["person"]

    Complaint._base_manager.filter(pk=verified.pk).update(hides_unit=True)
    with pytest.raises(ValidationError) as refused:
        handling.forward(verified, unit=unit, by=officer)
    assert list(refused.value.message_dict) == ["unit"]
    verified.refresh_from_db()
    assert verified.status == Status.VERIFIED


def test_person_of_another_unit_is_refused(verified, officer, unit, office):
    with pytest.raises(ValidationError, match="bukan dari unit"):
        handling.forward(verified, unit=unit, person=PersonFactory(office=office), by=officer)


def test_only_the_clock_of_oversight_rests_while_the_reporter_is_asked(lodge, officer, on):
    resting = handling.verify(lodge(), classification=Classification.OVERSIGHT, subject="Contoh", by=officer)
    running = handling.verify(lodge(), classification=Classification.ORDINARY, subject="Contoh", by=officer)
    for case in (resting, running):
        handling.ask_reporter(case, text="Mohon tanggal kejadiannya.", by=officer)
    assert (resting.paused_on, running.paused_on) == (date(2022, 4, 26), None)
    assert (resting.reporter_due_on, resting.status) == (date(2022, 5, 26), Status.WAITING)

    on("2022-04-28")
    for case in (resting, running):
        reply(case, text="Tanggal 20.", by=VISITOR)

    assert (resting.status, resting.paused_on, resting.due_on) == (Status.HANDLED, None, date(2022, 8, 3))
    assert (running.status, running.due_on) == (Status.HANDLED, date(2022, 5, 25))
    assert [each.text for each in resting.messages.for_public()] == ["Mohon tanggal kejadiannya.", "Tanggal 20."]


def test_clock_runs_on_when_the_reporter_is_asked_on_its_last_day(lodge, officer, on):
    case = handling.verify(lodge(), classification=Classification.OVERSIGHT, subject="Contoh", by=officer)
    on(case.due_on.isoformat())
    handling.ask_reporter(case, text="Mohon tanggal kejadiannya.", by=officer)

    assert (case.status, case.paused_on, case.pauses.count()) == (Status.WAITING, None, 0)


def test_reply_to_an_answer_takes_it_up_again(verified, officer):
    ending.answer(verified, text="Loket sudah dibenahi.", by=officer)
    reply(verified, text="Belum, kemarin masih tutup.", by=VISITOR)

    assert (verified.status, verified.answered_on) == (Status.HANDLED, date(2022, 4, 26))


def test_nobody_replies_to_a_closed_one(verified, officer):
    ending.answer(verified, text="Sudah.", by=officer)
    ending.finish(verified, by=officer)

    with pytest.raises(Stale):
        reply(verified, text="Masih ada.", by=VISITOR)
    assert verified.messages.count() == 1


def test_class_put_right_counts_the_other_clock_from_its_own_start(verified, officer):
    before = verified.due_on
    handling.reclassify(verified, classification="normative", is_service_dispute=False, by=officer)
    shorter = verified.due_on
    handling.reclassify(verified, classification="oversight", is_service_dispute=True, by=officer)

    assert (before, shorter) == (date(2022, 5, 25), date(2022, 5, 11))
    assert (verified.clock, verified.due_on, verified.status) == (
        "service_complaints.decision", date(2022, 6, 25), Status.VERIFIED,
    )  # fmt: skip


def test_class_stays_once_it_is_answered_or_before_it_has_a_number(verified, lodge, officer):
    ending.answer(verified, text="Sudah.", by=officer)
    for case in (verified, lodge()):
        with pytest.raises(Stale):
            handling.reclassify(case, classification="normative", is_service_dispute=False, by=officer)

    verified.refresh_from_db()
    assert (verified.classification, verified.due_on) == ("ordinary", date(2022, 5, 25))
