from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain, repeat

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.files.models import StoredFile
from pranata.base.flow.errors import Stale
from pranata.base.seal.actions import erase as destroy_key
from pranata.base.seal.actions import unseal
from pranata.base.seal.errors import Erased
from pranata.engines.cases import registry
from pranata.engines.cases.actions.charging import assign
from pranata.engines.cases.actions.ending import answer, close, erase, reopen, transfer
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.actions.messages import attach, note, write_message
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.tests.conftest import CLOCK, CONTACT, account
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.cases.tests.sample.kinds import QUESTIONS
from pranata.engines.cases.tests.sample.models import Question, QuestionMessage, Status
from pranata.engines.dispositions.models import Disposition
from pranata.lib import clock


def test_answer_meets_the_clock_and_is_sent(case, officer, on):
    on("2022-05-19")

    answer(case, text="Terlampir.", outcome="granted", by=officer)

    stored = Question.objects.get()
    assert (stored.status, stored.answered_on, stored.closed_on) == (Status.ANSWERED, date(2022, 5, 19), None)
    assert (stored.outcome, stored.messages.get().text) == ("granted", "Terlampir.")
    assert (Question.objects.on_time().count(), Question.objects.answered_late().count()) == (1, 0)


def test_answer_after_the_due_day_is_late(case, officer, on):
    on("2022-05-20")
    answer(case, text="Terlampir.", by=officer)

    assert (Question.objects.on_time().count(), Question.objects.answered_late().count()) == (0, 1)


def test_answer_at_midnight_has_day_and_moment_of_one_look_at_the_clock(case, officer, monkeypatch):
    monkeypatch.delenv("PRANATA_TODAY")
    looks = chain([datetime(2022, 5, 19, 16, 59, 59, tzinfo=UTC)], repeat(datetime(2022, 5, 19, 17, tzinfo=UTC)))
    monkeypatch.setattr(clock, "real_now", lambda: next(looks))

    close(case, outcome="granted", by=officer)

    stored = Question.objects.get()
    for moment, day in ((stored.answered_at, stored.answered_on), (stored.closed_at, stored.closed_on)):
        assert moment.astimezone(clock.zone()).date() == day


def test_closing_keeps_the_day_of_the_answer(case, officer, on):
    answer(case, text="Terlampir.", by=officer)
    on("2022-06-01")
    close(case, outcome="granted", by=officer)

    stored = Question.objects.get()
    assert (stored.answered_on, stored.closed_on, stored.is_open) == (date(2022, 4, 26), date(2022, 6, 1), False)
    assert Event.objects.get(action="casesample.question.close").after.startswith('{"closed_at":')


def test_closing_answers_what_nobody_answered(case, officer, on):
    on("2022-05-02")
    close(case, outcome="granted", by=officer)

    assert (case.answered_on, case.closed_on) == (date(2022, 5, 2), date(2022, 5, 2))


def test_closing_is_refused_without_outcome_number_or_permission(receipt, case, officer, head):
    with pytest.raises(ValidationError, match="belum diisi"):
        close(case, outcome="", by=officer)
    with pytest.raises(Stale):
        close(receipt.case, outcome="granted", by=officer)
    with pytest.raises(Forbidden):
        close(case, outcome="granted", by=head)
    assert Question.objects.closed().count() == 0


def test_transfer_names_who_has_to_do_with_it(case, officer):
    with pytest.raises(ValidationError, match="Paling panjang 200 huruf"):
        transfer(case, to="x" * 201, outcome="elsewhere", by=officer)
    transfer(case, to="Dinas Contoh", outcome="elsewhere", by=officer)

    stored = Question.objects.get()
    assert (stored.transferred_to, stored.outcome, stored.closed_on) == (
        "Dinas Contoh",
        "elsewhere",
        date(2022, 4, 26),
    )


def test_closed_case_is_opened_again_with_a_reason_under_its_number(case, officer, on):
    close(case, outcome="granted", by=officer)
    on("2022-06-01")
    reopen(case, reason="Jawaban belum lengkap.", by=officer)

    stored = Question.objects.get()
    assert (stored.number, stored.status, stored.outcome) == ("CT-2022-0001", Status.PROCESSED, "")
    assert (stored.closed_on, stored.answered_on, stored.due_on) == (None, date(2022, 4, 26), date(2022, 5, 19))
    assert stored.notes.get().text == "Jawaban belum lengkap."
    with pytest.raises(Stale):
        reopen(case, reason="Contoh", by=officer)


def test_clock_starts_anew_when_a_reopened_case_gets_one(case, officer, on):
    close(case, outcome="granted", by=officer)
    on("2022-06-01")
    reopen(case, reason="Jawaban belum lengkap.", by=officer, clock=CLOCK)

    assert (case.started_on, case.due_on, case.answered_on, case.due_changes) == (
        date(2022, 6, 1),
        date(2022, 6, 15),
        None,
        1,
    )


def test_reopened_case_is_no_longer_with_whom_it_was_transferred_to(case, officer):
    transfer(case, to="Dinas Contoh", outcome="elsewhere", by=officer)
    reopen(case, reason="Ternyata wewenang kami.", by=officer)

    assert Question.objects.get().transferred_to == ""


def test_reopening_without_a_reason_is_refused(case, officer):
    close(case, outcome="granted", by=officer)

    with pytest.raises(ValidationError):
        reopen(case, reason=" ", by=officer)
    assert Question.objects.get().is_open is False


@pytest.fixture
def full(office, officer, staff):
    """A closed case with everything that may be personal in it, and its receipt's code."""
    receipt = receive(QUESTIONS, office, Intake(CONTACT, "Rahasia contoh"), by=VISITOR, register=True, clock=CLOCK)
    case = receipt.case
    secretary = account(office, Role.SECRETARY)
    assign(case, by=secretary, person=staff.person, instruction="Hubungi Pemohon Contoh.")
    write_message(case, "Rahasia contoh", direction="from_public", by=VISITOR)
    note(case, "Rahasia contoh", by=officer)
    attach(case, ContentFile(b"rahasia\n"), name="rahasia.txt", direction="from_public", by=VISITOR)
    transfer(case, to="Dinas Contoh", outcome="elsewhere", by=officer)
    return receipt


def test_erasure_leaves_number_days_and_outcome(full, officer, storage_dir, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase(full.case, by=officer)

    stored = Question.objects.get()
    assert (stored.number, stored.outcome, stored.due_on) == ("CT-2022-0001", "elsewhere", date(2022, 5, 19))
    assert (stored.contact, stored.description, stored.subject, stored.transferred_to) == ({}, "", "", "")
    assert [each.text for each in (*stored.messages.all(), *stored.notes.all())] == ["", ""]
    assert (stored.attachments.count(), StoredFile.objects.count()) == (0, 0)
    assert [path for path in storage_dir.rglob("*") if path.is_file()] == []
    given = Disposition.objects.get()
    assert (given.instruction, given.subject) == ("", "CT-2022-0001")


def test_erasure_leaves_the_chain_whole_and_its_words_unreadable(full, officer):
    erase(full.case, by=officer)

    event = Event.objects.get(action="cases.received")
    with pytest.raises(Erased):
        unseal(event.subject, event.personal)
    assert verify().bad is None
    assert Event.objects.get(action="cases.erased").after == '{"number":"CT-2022-0001"}'


def test_erasure_takes_what_the_capability_keeps_of_people(full, officer):
    Question.objects.update(topic="Pemohon Contoh")
    erase(full.case, by=officer)

    assert Question.objects.get().topic == ""


def test_nothing_is_erased_when_the_capability_cannot_forget(full, officer, monkeypatch):
    def fail(case):
        case.notes.all().delete()
        raise RuntimeError("contoh")

    monkeypatch.setitem(registry._declared, Question, replace(QUESTIONS, forget=fail))
    with pytest.raises(RuntimeError, match="contoh"):
        erase(full.case, by=officer)

    stored = Question.objects.get()
    assert (stored.erased_at, stored.contact, stored.notes.get().text) == (None, CONTACT, "Rahasia contoh")


def test_erased_case_opens_to_no_receipt_and_takes_nothing_more(full, officer):
    erase(full.case, by=officer)

    assert find_by_receipt("CT-2022-0001", full.code) is None
    fresh = Question.objects.get()
    for write in (
        lambda: note(fresh, "Contoh", by=officer),
        lambda: write_message(fresh, "Contoh", direction="from_public", by=VISITOR),
        lambda: reopen(fresh, reason="Contoh", by=officer),
        lambda: erase(fresh, by=officer),
    ):
        with pytest.raises(Stale):
            write()
    assert QuestionMessage.objects.count() == 1


def test_erased_case_of_an_old_backup_reads_as_empty_once_its_key_is_gone_again(full):
    destroy_key(full.case.seal_subject)

    restored = Question.objects.get()
    assert (restored.erased_at, restored.contact, restored.description) == (None, {}, "")
    assert [each.text for each in (*restored.messages.all(), *restored.notes.all())] == ["", ""]
    with pytest.raises(Erased):
        restored.sealed("Contoh")


def test_open_case_is_not_erased(case, officer, head):
    with pytest.raises(Stale):
        erase(case, by=officer)
    with pytest.raises(Forbidden):
        erase(case, by=head)
    assert Question.objects.get().contact == CONTACT


def test_erasable_are_those_closed_before_the_day(full, officer, on):
    assert list(Question.objects.erasable(date(2022, 4, 26))) == []
    assert list(Question.objects.erasable(date(2022, 4, 27))) == [full.case]
    erase(full.case, by=officer)
    assert list(Question.objects.erasable(date(2022, 4, 27))) == []


def test_number_stands_once_per_office(case, office):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionFactory(office=office, register_sequence=1)
    assert QuestionFactory(register_sequence=1).number == case.number


def test_number_and_day_of_registration_come_together(office):
    for facts in ({"registered_on": None}, {"number": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionFactory(office=office, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionFactory(office=office, closed_at=clock.now())
    assert Question.objects.count() == 0
