"""Objections and disputes: their clocks, who decides, what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.process.information_requests.actions import objections, requests
from pranata.areas.process.information_requests.actions.disputes import DisputeFacts, note_dispute
from pranata.areas.process.information_requests.actions.objections import Decision
from pranata.areas.process.information_requests.actions.requests import Answer
from pranata.areas.process.information_requests.models import Dispute, Objection, ObjectionStatus
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions.ending import erase

UPHELD = Decision("upheld", "Informasi kami berikan.", "Atasan Contoh", "Sekretaris")


@pytest.fixture
def answered(case, officer):
    """A request that was answered on 26 April 2022."""
    return requests.answer(case, Answer("granted", "Terlampir."), by=officer)


@pytest.fixture
def objection(answered, officer):
    """An objection registered on the day of the answer."""
    case = objections.submit(answered, ground="d", text="Berkasnya bukan yang diminta.").case
    return objections.register(case, by=officer)


def test_objection_carries_who_asked_and_its_own_clock(objection, answered):
    assert (objection.number, objection.due_on, objection.contact) == (
        "KPI-2022-0001", date(2022, 6, 20), answered.contact,
    )  # fmt: skip
    assert (objection.window_ends_on, objection.is_within_window) == (date(2022, 6, 20), True)
    assert objection.subject == "Keberatan atas PI-2022-0001"


def test_window_begins_with_the_due_day_when_nobody_answered(case, on):
    assert objections.window_end(case) is None
    on("2022-05-20")

    assert objections.window_end(case) == date(2022, 7, 4)


def test_late_objection_is_taken_and_marked(answered, officer, on):
    on("2022-06-21")
    case = objections.enter(answered, ground="d", text="Keberatan.", channel="letter", by=officer).case

    assert (case.is_within_window, case.status) == (False, ObjectionStatus.RECEIVED)


def test_objection_is_refused_without_words_or_number(received, answered):
    with pytest.raises(ValidationError):
        objections.submit(answered, ground="d", text=" ")
    received.number = ""
    with pytest.raises(ValidationError, match="belum terdaftar"):
        objections.submit(received, ground="c", text="Tidak ditanggapi.")

    assert Objection.objects.count() == 0


def test_superior_decides_and_the_objection_is_closed(objection, superior):
    objections.decide(objection, UPHELD, by=superior)

    found = Objection.objects.get()
    assert (found.outcome, found.status, found.answered_on) == ("upheld", ObjectionStatus.CLOSED, date(2022, 4, 26))
    assert (found.decided_by_name, found.decided_by_post) == ("Atasan Contoh", "Sekretaris")
    assert [each.text for each in found.messages.all()][-1] == "Informasi kami berikan."
    with pytest.raises(Stale):
        objections.decide(objection, UPHELD, by=superior)


def test_objection_is_never_decided_by_who_answered(objection, officer, office):
    with pytest.raises(Forbidden):
        objections.decide(objection, UPHELD, by=officer)
    RoleAssignmentFactory(user=officer, office=office, role=Role.ATASAN_PPID)
    officer.forget_roles()
    with pytest.raises(ValidationError, match="diputuskan orang lain"):
        objections.decide(objection, UPHELD, by=officer)

    assert Objection.objects.get().outcome == ""


@pytest.mark.parametrize(
    "given",
    [Decision("spam", "x", "x", "x"), Decision("denied", " ", "x", "x"), Decision("denied", "x", "", "x")],
)
def test_decision_is_refused_when_something_is_missing(objection, superior, given):
    with pytest.raises(ValidationError):
        objections.decide(objection, given, by=superior)

    assert Objection.objects.get().status == ObjectionStatus.REGISTERED


def test_spam_takes_no_number(answered, officer):
    case = objections.submit(answered, ground="d", text="iklan").case
    objections.reject(case, by=officer)

    assert (case.number, case.outcome, case.is_open) == ("", "spam", False)


def test_dispute_is_noted_and_brought_up_to_date(objection, officer, on):
    on("2022-10-01")
    note_dispute(objection, DisputeFacts(date(2022, 7, 11), "001/KI/2022"), by=officer)
    ended = DisputeFacts(date(2022, 7, 11), "001/KI/2022", "ended", "agreed", date(2022, 9, 1), "sudah diberikan")
    note_dispute(objection, ended, by=officer)

    dispute = Dispute.objects.get()
    assert (dispute.stage, dispute.result, dispute.ended_on) == ("ended", "agreed", date(2022, 9, 1))
    assert Dispute.objects.open().count() == 0


def test_erased_objection_no_longer_leads_to_its_dispute_elsewhere(objection, officer, superior, on):
    objections.decide(objection, UPHELD, by=superior)
    on("2022-10-01")
    ended = DisputeFacts(date(2022, 7, 11), "001/KI/2022", "ended", "agreed", date(2022, 9, 1), "sudah diberikan")
    note_dispute(objection, ended, by=officer)
    erase(objection, by=officer)

    dispute = Dispute.objects.get()
    assert (dispute.number, dispute.execution, dispute.result) == ("", "", "agreed")


@pytest.mark.parametrize(
    "given",
    [
        DisputeFacts(date(2022, 7, 11), stage="ended"),
        DisputeFacts(date(2022, 7, 11), result="agreed"),
        DisputeFacts(date(2022, 7, 11), stage="ended", result="agreed", ended_on=date(2022, 7, 1)),
        DisputeFacts(date(2023, 7, 11)),
    ],
)
def test_dispute_is_refused_when_its_facts_contradict(objection, officer, on, given):
    on("2022-10-01")
    with pytest.raises(ValidationError):
        note_dispute(objection, given, by=officer)

    assert Dispute.objects.count() == 0


def test_dispute_is_noted_by_who_processes_alone(objection, superior):
    with pytest.raises(Forbidden):
        note_dispute(objection, DisputeFacts(date(2022, 4, 26)), by=superior)
