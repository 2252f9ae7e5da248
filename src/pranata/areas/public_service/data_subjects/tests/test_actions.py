"""Requests from the door to the decision, and the erasure of the case that one names."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.public_service.data_subjects.actions import handling, receiving
from pranata.areas.public_service.data_subjects.actions.receiving import Asked
from pranata.areas.public_service.data_subjects.kinds import REQUESTS
from pranata.areas.public_service.data_subjects.tests.conftest import CONTACT
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.engines.cases import registry
from pranata.engines.cases.actions.ending import erase, reopen
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.tests.sample.kinds import QUESTIONS
from pranata.lib import clock


def test_hours_run_from_the_receipt_and_registering_leaves_them(ask, officer):
    case = ask("access")
    due_at = case.due_at
    receiving.register(case, by=officer)

    assert due_at == case.received_at + timedelta(hours=72)
    assert (case.number, case.status, case.due_at) == ("DP-2025-0001", "registered", due_at)
    assert explain_case(case).due_at == due_at
    assert case.contact == {"name": "Warga Contoh", "email": "warga@example.test"}


def test_spam_takes_no_number(ask, officer):
    case = receiving.reject(ask("access"), by=officer)

    assert (case.number, case.status, case.outcome, case.is_open) == ("", "rejected", "spam", False)


def test_receipt_of_the_named_case_proves_it(ask, question):
    proven = ask("erasure", number="ct-2025-0001", code=question.code.lower())
    claimed = ask("erasure", number="CT-2025-0001", code="AAAA-AAAA-AAAA-AAAA")

    assert [(each.about_number, each.is_proven) for each in (proven, claimed)] == [
        ("CT-2025-0001", True),
        ("CT-2025-0001", False),
    ]
    assert question.code not in str(Event.objects.values_list("after", "personal"))


def test_receipt_of_another_office_proves_nothing(ask):
    elsewhere = receive(QUESTIONS, OfficeFactory(), Intake(), by=None, register=True)
    case = ask("erasure", number=elsewhere.case.number, code=elsewhere.code)

    assert case.is_proven is False


def test_named_case_is_erased_once_and_the_chain_stays_whole(ask, officer, question):
    case = receiving.register(ask("erasure", number="CT-2025-0001", code=question.code), by=officer)
    handling.erase_named(case, by=officer)

    question.case.refresh_from_db()
    question.case.__dict__.pop("sealer", None)
    assert (question.case.contact, question.case.description, question.case.number) == ({}, "", "CT-2025-0001")
    assert (case.named_erased_on.isoformat(), verify().bad) == ("2025-11-03", None)
    assert Event.objects.get(action="cases.named_erased").actor == Event.objects.get(action="cases.numbered").actor
    with pytest.raises(ValidationError, match="Tidak ada perkara"):
        handling.erase_named(case, by=officer)


def test_case_that_nobody_proved_is_erased_only_by_who_may_see_it(ask, officer, secretary, question, monkeypatch):
    case = receiving.register(ask("erasure", number="CT-2025-0001"), by=officer)
    monkeypatch.setattr(type(question.case)._default_manager, "visible_to", lambda user: QUESTIONS.model.objects.none())
    with pytest.raises(ValidationError, match="Tidak ada perkara"):
        handling.erase_named(case, by=officer)
    monkeypatch.undo()
    monkeypatch.setenv("PRANATA_TODAY", "2025-11-03")
    with pytest.raises(ValidationError, match="Periksa dahulu identitas"):
        handling.erase_named(case, by=secretary)
    handling.check_identity(case, proof="card", by=officer)

    assert handling.erase_named(case, by=secretary) == question.case


@pytest.mark.parametrize(
    ("right", "number"), [("access", "CT-2025-0001"), ("erasure", "CT-2025-0009"), ("erasure", "")]
)
def test_nothing_is_erased_that_was_not_asked_for(ask, officer, question, right, number):
    case = receiving.register(ask(right, number=number), by=officer)

    with pytest.raises(ValidationError, match="Tidak ada perkara"):
        handling.erase_named(case, by=officer)


def test_open_case_is_not_erased(ask, officer, question):
    case = receiving.register(ask("erasure", number="CT-2025-0001", code=question.code), by=officer)
    reopen(question.case, reason="Contoh", by=officer)

    with pytest.raises(ValidationError, match="CT-2025-0001 belum ditutup"):
        handling.erase_named(case, by=officer)


@pytest.mark.parametrize("outcome", ["fulfilled", "partly", "not_held"])
def test_decision_is_told_and_closes_the_request(ask, officer, outcome):
    case = receiving.register(ask("access"), by=officer)
    handling.take_up(case, by=officer)
    handling.check_identity(case, proof="card", by=officer)
    handling.decide(case, outcome=outcome, text="Terlampir salinannya.", by=officer)

    assert (case.status, case.outcome, case.answered_on, case.assignee) == (
        "closed", outcome, case.closed_on, officer.person,
    )  # fmt: skip
    assert [message.text for message in case.messages.all()] == ["Terlampir salinannya."]
    with pytest.raises(Stale):
        handling.decide(case, outcome=outcome, text="Lagi", by=officer)


def test_erased_request_no_longer_names_the_other_case(ask, officer):
    case = receiving.register(ask("access", number="CT-2025-0001"), by=officer)
    handling.decide(case, outcome="not_held", text="Tidak ada.", by=officer)
    erase(case, by=officer)

    case.refresh_from_db()
    assert (case.number, case.about_number) == ("DP-2025-0001", "")


def test_refusal_names_its_ground(ask, officer):
    case = receiving.register(ask("access"), by=officer)
    with pytest.raises(ValidationError) as refused:
        handling.decide(case, outcome="refused", text="Kami tolak.", by=officer)
    handling.decide(case, outcome="refused", text="Kami tolak.", ground="others", by=officer)

    assert refused.value.message_dict == {"ground": ["Penolakan perlu dasar."]}
    assert (case.outcome, case.ground) == ("refused", "others")


@pytest.mark.parametrize(("outcome", "text"), [("spam", "Contoh"), ("", "Contoh"), ("fulfilled", "  ")])
def test_decision_is_refused_when_it_says_nothing(ask, officer, outcome, text):
    case = receiving.register(ask("access"), by=officer)

    with pytest.raises(ValidationError):
        handling.decide(case, outcome=outcome, text=text, by=officer)
    case.refresh_from_db()
    assert case.status == "registered"


def test_who_may_not_process_changes_nothing(ask, staff, officer):
    case = ask("erasure")
    for refused in (receiving.register, receiving.reject, handling.erase_named):
        with pytest.raises(Forbidden):
            refused(case, by=staff)

    case.refresh_from_db()
    assert (case.status, list(REQUESTS.model.objects.visible_to(staff))) == ("received", [])
    assert list(REQUESTS.model.objects.visible_to(officer)) == [case]


@pytest.mark.parametrize("outcome", ["fulfilled", "partly"])
def test_data_are_given_to_nobody_whose_identity_was_not_checked(ask, officer, outcome):
    case = receiving.register(ask("access"), by=officer)
    with pytest.raises(ValidationError, match="Periksa dahulu identitas"):
        handling.decide(case, outcome=outcome, text="Terlampir.", by=officer)

    case.refresh_from_db()
    assert (case.status, case.messages.count()) == ("registered", 0)


def test_receipt_of_the_named_case_is_proof_enough(ask, officer, question):
    case = receiving.register(ask("access", number="CT-2025-0001", code=question.code), by=officer)
    handling.decide(case, outcome="fulfilled", text="Terlampir.", by=officer)

    assert case.outcome == "fulfilled"


def test_checked_identity_moves_the_request_and_stays_when_it_is_assigned(ask, officer, staff):
    case = receiving.register(ask("access"), by=officer)
    handling.check_identity(case, proof="authority", by=officer)
    handling.assign(case, person=staff.person, by=officer)

    assert (case.status, case.identity_proof, case.identity_checked_on.isoformat(), case.assignee) == (
        "verified", "authority", "2025-11-03", staff.person,
    )  # fmt: skip
    with pytest.raises(Stale):
        handling.check_identity(case, proof="card", by=officer)


@pytest.mark.parametrize("proof", ["", "foto"])
def test_identity_is_not_checked_by_something_unheard_of(ask, officer, proof):
    case = receiving.register(ask("access"), by=officer)
    with pytest.raises(ValidationError):
        handling.check_identity(case, proof=proof, by=officer)

    case.refresh_from_db()
    assert (case.status, case.identity_checked_on) == ("registered", None)


def test_who_is_charged_sees_it_and_reports_inside_but_decides_nothing(ask, officer, staff):
    case = receiving.register(ask("access"), by=officer)
    with pytest.raises(Forbidden):
        handling.report(case, text="Ada di arsip.", by=staff)
    handling.assign(case, person=staff.person, by=officer)
    handling.report(case, text="Ada di arsip.", by=staff)

    assert list(REQUESTS.model.objects.visible_to(staff)) == [case]
    assert [(note.text, note.by) for note in case.notes.all()] == [("Ada di arsip.", staff)]
    with pytest.raises(Forbidden):
        handling.decide(case, outcome="not_held", text="Tidak ada.", by=staff)


def test_whole_unit_is_not_charged(ask, officer):
    case = receiving.register(ask("access"), by=officer)
    unit = UnitFactory(office=case.office)

    with pytest.raises(ValidationError, match="Pilih orangnya"):
        handling.assign(case, unit=unit, person=None, by=officer)


def test_letter_of_friday_is_answered_in_its_hours_when_entered_on_monday(office, officer):
    friday = datetime(2025, 10, 31, 9, 30, tzinfo=clock.zone())
    asked = Asked("access", CONTACT, "Contoh")
    receipt = receiving.enter(office, asked, channel="letter", received_at=friday, by=officer)
    case = receipt.case

    assert (case.number, case.status, case.channel) == ("DP-2025-0001", "registered", "letter")
    assert case.due_at == friday + timedelta(hours=72)
    assert find_by_receipt(case.number, receipt.code) == case


def test_entry_before_the_law_or_by_others_is_refused(office, officer, staff):
    asked, before = Asked("access", CONTACT, "Contoh"), datetime(2022, 10, 16, 9, tzinfo=clock.zone())
    with pytest.raises(ValidationError, match="belum berlaku"):
        receiving.enter(office, asked, channel="letter", received_at=before, by=officer)
    with pytest.raises(Forbidden):
        receiving.enter(office, asked, channel="letter", received_at=clock.now(), by=staff)

    assert REQUESTS.model.objects.count() == 0


def test_request_that_names_a_case_about_its_reader_is_hidden_from_it(ask, officer, secretary, question, monkeypatch):
    case = ask("access", number="CT-2025-0001")
    about = {officer.pk: QUESTIONS.model.objects.all(), secretary.pk: QUESTIONS.model.objects.none()}
    kind = replace(QUESTIONS, concealed=lambda user: about[user.pk])
    monkeypatch.setitem(registry._declared, QUESTIONS.model, kind)

    seen = [list(REQUESTS.model.objects.visible_to(user)) for user in (officer, secretary)]
    assert seen == [[], [case]]
