"""Requests from the door to the decision, and the erasure of the case that one names."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.public_service.data_subjects import actions
from pranata.areas.public_service.data_subjects.kinds import REQUESTS
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.actions.ending import erase, reopen
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.tests.sample.kinds import QUESTIONS


def test_hours_run_from_the_receipt_and_registering_leaves_them(ask, officer):
    case = ask("access")
    due_at = case.due_at
    actions.register(case, by=officer)

    assert due_at == case.received_at + timedelta(hours=72)
    assert (case.number, case.status, case.due_at) == ("DP-2025-0001", "registered", due_at)
    assert explain_case(case).due_at == due_at
    assert case.contact == {"name": "Warga Contoh", "email": "warga@example.test"}


def test_spam_takes_no_number(ask, officer):
    case = actions.reject(ask("access"), by=officer)

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
    case = actions.register(ask("erasure", number="CT-2025-0001", code=question.code), by=officer)
    actions.erase_named(case, by=officer)

    question.case.refresh_from_db()
    question.case.__dict__.pop("sealer", None)
    assert (question.case.contact, question.case.description, question.case.number) == ({}, "", "CT-2025-0001")
    assert (case.named_erased_on.isoformat(), verify().bad) == ("2025-11-03", None)
    assert Event.objects.get(action="cases.named_erased").actor == Event.objects.get(action="cases.numbered").actor
    with pytest.raises(ValidationError, match="Tidak ada perkara"):
        actions.erase_named(case, by=officer)


def test_case_that_nobody_proved_is_erased_only_by_who_may_see_it(ask, officer, secretary, question, monkeypatch):
    case = actions.register(ask("erasure", number="CT-2025-0001"), by=officer)
    monkeypatch.setattr(type(question.case)._default_manager, "visible_to", lambda user: QUESTIONS.model.objects.none())
    with pytest.raises(ValidationError, match="Tidak ada perkara"):
        actions.erase_named(case, by=officer)
    monkeypatch.undo()
    monkeypatch.setenv("PRANATA_TODAY", "2025-11-03")

    assert actions.erase_named(case, by=secretary) == question.case


@pytest.mark.parametrize(
    ("right", "number"), [("access", "CT-2025-0001"), ("erasure", "CT-2025-0009"), ("erasure", "")]
)
def test_nothing_is_erased_that_was_not_asked_for(ask, officer, question, right, number):
    case = actions.register(ask(right, number=number), by=officer)

    with pytest.raises(ValidationError, match="Tidak ada perkara"):
        actions.erase_named(case, by=officer)


def test_open_case_is_not_erased(ask, officer, question):
    case = actions.register(ask("erasure", number="CT-2025-0001", code=question.code), by=officer)
    reopen(question.case, reason="Contoh", by=officer)

    with pytest.raises(ValidationError, match="CT-2025-0001 belum ditutup"):
        actions.erase_named(case, by=officer)


@pytest.mark.parametrize("outcome", ["fulfilled", "partly", "not_held"])
def test_decision_is_told_and_closes_the_request(ask, officer, outcome):
    case = actions.register(ask("access"), by=officer)
    actions.take_up(case, by=officer)
    actions.decide(case, outcome=outcome, text="Terlampir salinannya.", by=officer)

    assert (case.status, case.outcome, case.answered_on, case.assignee) == (
        "closed", outcome, case.closed_on, officer.person,
    )  # fmt: skip
    assert [message.text for message in case.messages.all()] == ["Terlampir salinannya."]
    with pytest.raises(Stale):
        actions.decide(case, outcome=outcome, text="Lagi", by=officer)


def test_erased_request_no_longer_names_the_other_case(ask, officer):
    case = actions.register(ask("access", number="CT-2025-0001"), by=officer)
    actions.decide(case, outcome="not_held", text="Tidak ada.", by=officer)
    erase(case, by=officer)

    case.refresh_from_db()
    assert (case.number, case.about_number) == ("DP-2025-0001", "")


def test_refusal_names_its_ground(ask, officer):
    case = actions.register(ask("access"), by=officer)
    with pytest.raises(ValidationError) as refused:
        actions.decide(case, outcome="refused", text="Kami tolak.", by=officer)
    actions.decide(case, outcome="refused", text="Kami tolak.", ground="others", by=officer)

    assert refused.value.message_dict == {"ground": ["Penolakan perlu dasar."]}
    assert (case.outcome, case.ground) == ("refused", "others")


@pytest.mark.parametrize(("outcome", "text"), [("spam", "Contoh"), ("", "Contoh"), ("fulfilled", "  ")])
def test_decision_is_refused_when_it_says_nothing(ask, officer, outcome, text):
    case = actions.register(ask("access"), by=officer)

    with pytest.raises(ValidationError):
        actions.decide(case, outcome=outcome, text=text, by=officer)
    case.refresh_from_db()
    assert case.status == "registered"


def test_who_may_not_process_changes_nothing(ask, staff, officer):
    case = ask("erasure")
    for refused in (actions.register, actions.reject, actions.erase_named):
        with pytest.raises(Forbidden):
            refused(case, by=staff)

    case.refresh_from_db()
    assert (case.status, list(REQUESTS.model.objects.visible_to(staff))) == ("received", [])
    assert list(REQUESTS.model.objects.visible_to(officer)) == [case]
