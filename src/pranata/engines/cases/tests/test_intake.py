from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.transaction import TransactionManagementError

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.seal.actions import unseal
from pranata.base.seal.models import SubjectKey
from pranata.engines.cases.actions import numbering
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, ask_completion, complete, receive, register, reject
from pranata.engines.cases.models import Series
from pranata.engines.cases.receipts import find_by_receipt, keyed_hash
from pranata.engines.cases.tests.conftest import CLOCK, CONTACT
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS
from pranata.engines.cases.tests.sample.models import Question, Status
from pranata.lib import clock


def events(office):
    """What was recorded of cases, in order."""
    found = Event.objects.filter(office_code=office.code, action__startswith="cases.")
    return list(found.order_by("sequence").values_list("action", flat=True))


def test_case_is_received_without_number_or_clock(receipt, office):
    case = Question.objects.get()

    assert case == receipt.case
    assert (case.status, case.number, case.register_sequence, case.due_on) == (Status.RECEIVED, "", None, None)
    assert (case.channel, case.received_on, case.contact) == ("portal", date(2022, 4, 26), CONTACT)
    assert case.description == "Mohon salinan contoh."
    assert (Series.objects.count(), events(office)) == (0, ["cases.received"])


def test_what_somebody_wrote_stands_nowhere_in_the_clear(receipt):
    event = Event.objects.get(action="cases.received")

    assert (event.actor, event.subject) == ("anonymous", receipt.case.seal_subject)
    assert event.after == '{"channel":"portal","kind":"questions","received_on":"2022-04-26"}'
    stored = bytes(receipt.case.sealed_contact) + bytes(receipt.case.sealed_description) + event.after.encode()
    assert [word for word in (b"Pemohon", b"example.test", b"salinan") if word in stored] == []
    assert unseal(event.subject, event.personal).startswith('{"contact":{"email":"pemohon@example.test"')


def test_every_case_has_a_key_of_its_own(receipt, case):
    keys = set(SubjectKey.objects.values_list("subject", flat=True))

    assert {receipt.case.seal_subject, case.seal_subject} <= keys
    assert receipt.case.seal_subject != case.seal_subject


def test_case_registered_at_once_is_one_row_and_one_event(case, office):
    stored = Question.objects.get()

    assert (stored.status, stored.number, stored.receipt_number) == (Status.REGISTERED, "CT-2022-0001", "CT-2022-0001")
    assert (stored.registered_on, stored.started_on, stored.due_on) == (
        date(2022, 4, 26),
        date(2022, 4, 26),
        date(2022, 5, 19),
    )
    assert (events(office), Activity.objects.count()) == (["cases.received"], 0)
    assert Event.objects.get(action="cases.received").after == (
        '{"channel":"portal","clock":"information_requests.answer","due_on":"2022-05-19","kind":"questions",'
        '"number":"CT-2022-0001","received_on":"2022-04-26"}'
    )


def test_intake_costs_the_same_whatever_was_before(office, django_assert_num_queries):
    intake = Intake(CONTACT, "Mohon salinan contoh.")
    receive(QUESTIONS, office, intake, by=VISITOR, register=True, clock=CLOCK)

    holds = int(connection.features.has_select_for_update)
    with django_assert_num_queries(9 + holds):  # savepoint, series, key, case, audit, release
        receive(QUESTIONS, office, intake, by=VISITOR, register=True, clock=CLOCK)


def test_case_may_be_nameless(office):
    case = receive(TIPS, office, Intake(), by=VISITOR).case

    assert (case.contact, case.description, bytes(case.sealed_contact)) == ({}, "", b"")
    assert Event.objects.get(action="cases.received").personal == ""


def test_staff_enter_what_came_by_letter(office, officer):
    yesterday = clock.now() - timedelta(days=1)
    intake = Intake(CONTACT, "Contoh", channel="letter", received_at=yesterday, fields={"topic": "contoh"})

    case = receive(QUESTIONS, office, intake, by=officer).case

    assert (case.channel, case.topic, case.received_at) == ("letter", "contoh", yesterday)
    assert case.received_on == yesterday.astimezone(clock.zone()).date()
    assert Event.objects.get(action="cases.received").actor == f"user:{officer.pk}"


def test_intake_is_refused_when_the_moment_is_to_come(office, officer):
    with pytest.raises(ValidationError, match="belum terjadi"):
        receive(QUESTIONS, office, Intake(received_at=clock.now() + timedelta(minutes=1)), by=officer)
    assert (Question.objects.count(), SubjectKey.objects.filter(subject__startswith="case:").count()) == (0, 0)


def test_intake_is_refused_to_an_account_that_may_not_process(office, head):
    with pytest.raises(Forbidden):
        receive(QUESTIONS, office, Intake(), by=head)
    stranger = RoleAssignmentFactory(role=Role.PPID_OFFICER).user
    with pytest.raises(Forbidden):
        receive(QUESTIONS, office, Intake(), by=stranger)
    assert Question.objects.count() == 0


def test_registering_gives_number_and_clock(receipt, officer, office, on):
    on("2022-04-27")

    case = register(receipt.case, by=officer, clock=CLOCK, subject="Salinan contoh")

    stored = Question.objects.get()
    assert (stored.status, stored.number, stored.subject) == (Status.REGISTERED, "CT-2022-0001", "Salinan contoh")
    assert (stored.registered_on, stored.started_on, stored.due_on) == (
        date(2022, 4, 27),
        date(2022, 4, 27),
        date(2022, 5, 20),
    )
    assert (case.number, case.receipt_number) == ("CT-2022-0001", "")
    assert events(office) == ["cases.received", "cases.numbered"]
    assert Activity.objects.of(case).get().step == "register"


def test_clock_starts_when_the_caller_says_it_was_complete(receipt, officer, on):
    on("2022-05-09")

    register(receipt.case, by=officer, clock=CLOCK, starts_at=datetime(2022, 4, 26, 2, tzinfo=UTC))

    assert (receipt.case.registered_on, receipt.case.due_on) == (date(2022, 5, 9), date(2022, 5, 19))


def test_registering_twice_is_stale_and_takes_no_number(receipt, officer):
    copy = Question.objects.get()
    register(receipt.case, by=officer)

    for stale in (receipt.case, copy):
        with pytest.raises(Stale):
            register(stale, by=officer)
    assert Series.objects.get().last == 1


def test_registering_is_refused_without_permission_and_takes_no_number(receipt, head, office):
    with pytest.raises(Forbidden):
        register(receipt.case, by=head)

    assert (Question.objects.get().number, Series.objects.count(), events(office)) == ("", 0, ["cases.received"])


def test_spam_takes_no_number(receipt, officer, office):
    reject(receipt.case, by=officer, outcome="spam")

    stored = Question.objects.get()
    assert (stored.status, stored.number, stored.outcome) == (Status.REJECTED, "", "spam")
    assert (stored.closed_on, Series.objects.count()) == (date(2022, 4, 26), 0)
    other = receive(QUESTIONS, office, Intake(), by=VISITOR, register=True).case
    assert other.number == "CT-2022-0001"


def test_case_with_a_number_is_not_rejected(case, officer):
    with pytest.raises(Stale):
        reject(case, by=officer)
    assert Question.objects.get().status == Status.REGISTERED


def test_applicant_is_asked_for_what_is_missing_and_completes_it(receipt, officer, on):
    ask_completion(receipt.case, text=" Mohon unggah identitas. ", by=officer)
    asked = Question.objects.get()
    on("2022-04-28")
    complete(asked, by=officer, on=date(2022, 4, 27))

    message = asked.messages.get()
    assert (message.text, message.direction, message.by) == ("Mohon unggah identitas.", "to_public", officer)
    assert (asked.status, asked.completed_on, asked.number) == (Status.RECEIVED, date(2022, 4, 27), "")


@pytest.mark.parametrize("day", [date(2022, 4, 25), date(2022, 4, 27)])
def test_completing_is_refused_when_the_day_cannot_be(receipt, officer, day):
    ask_completion(receipt.case, text="Mohon unggah identitas.", by=officer)

    with pytest.raises(ValidationError, match="Tanggal lengkap"):
        complete(receipt.case, by=officer, on=day)


def test_asking_without_words_is_refused(receipt, officer):
    with pytest.raises(ValidationError) as refusal:
        ask_completion(receipt.case, text=" \n", by=officer)
    assert refusal.value.message_dict == {"text": ["Bagian ini belum diisi."]}


def test_receipt_code_is_kept_as_a_keyed_hash_alone(receipt, settings):
    kept = Question.objects.get().receipt_hash

    assert kept == keyed_hash(receipt.code) == keyed_hash(receipt.code.lower().replace("-", " "))
    assert len(kept) == 64
    settings.AUDIT_KEY = "kunci-lain-untuk-uji-saja-bukan-rahasia-000000"
    assert keyed_hash(receipt.code) != kept


def test_receipt_survives_a_new_sealing_key(receipt, settings):
    settings.SEALING_KEY = "kunci-segel-baru-untuk-uji-saja-00000000000000"

    assert find_by_receipt("", receipt.code) == receipt.case


def test_numbers_go_on_from_the_paper_register(office, officer):
    numbering.continue_series(QUESTIONS, office, year=2022, last=36, by=officer)

    assert receive(QUESTIONS, office, Intake(), by=VISITOR, register=True).case.number == "CT-2022-0037"
    with pytest.raises(ValidationError, match="sudah berjalan"):
        numbering.continue_series(QUESTIONS, office, year=2022, last=50, by=officer)
    with pytest.raises(ValidationError, match="antara 0 dan 999999"):
        numbering.continue_series(QUESTIONS, office, year=2023, last=-1, by=officer)


def test_paper_register_is_continued_by_who_processes_alone(office, head):
    with pytest.raises(Forbidden):
        numbering.continue_series(QUESTIONS, office, year=2022, last=36, by=head)
    assert Series.objects.count() == 0


def test_numbers_run_by_office_kind_and_year(office, on):
    other = QuestionFactory.create(register_year=2021, register_sequence=5, number="CT-2021-0005").office

    found = [
        receive(kind, place, Intake(), by=VISITOR, register=True).case.number
        for kind, place in ((QUESTIONS, office), (TIPS, office), (QUESTIONS, other), (QUESTIONS, office))
    ]
    on("2023-01-02")
    found.append(receive(QUESTIONS, office, Intake(), by=VISITOR, register=True).case.number)

    assert found == ["CT-2022-0001", "KB-2022-0001", "CT-2022-0001", "CT-2022-0002", "CT-2023-0001"]


@pytest.mark.django_db(transaction=True)
def test_number_is_taken_in_a_transaction_alone(office):
    with pytest.raises(TransactionManagementError):
        numbering.take_number(QUESTIONS, office, year=2022)


def test_chain_is_whole_after_everything(receipt, officer):
    register(receipt.case, by=officer, clock=CLOCK)

    assert verify().bad is None
