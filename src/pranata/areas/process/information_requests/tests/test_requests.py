"""What may happen to a request, and what may not."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.process.information_requests.actions import requests
from pranata.areas.process.information_requests.actions.requests import Answer, Asked
from pranata.areas.process.information_requests.models import InformationRequest, Status
from pranata.areas.process.information_requests.tests.conftest import IDENTITY, WISH
from pranata.areas.process.information_requests.tests.factories import InformationRequestFactory
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.engines.cases.actions.ending import erase
from pranata.engines.cases.due import explain_case
from pranata.engines.deadlines.model import Skipped
from pranata.engines.dispositions.models import Disposition

REFUSAL = {
    "outcome": "refused",
    "text": "Kami tolak.",
    "ground": "h",
    "test_reference": "1/UK/2022",
    "reason": "Pribadi.",
}


def messages(case):
    return [each.text for each in case.messages.all()]


def test_submitted_request_has_no_number_and_keeps_nothing_personal_in_the_clear(office, asked):
    case = requests.submit(office, asked, files=[("ktp.txt", ContentFile(b"contoh"))]).case

    assert (case.number, case.status, case.clock, case.contact) == ("", Status.RECEIVED, "", IDENTITY)
    assert [each.name for each in case.attachments.all()] == ["ktp.txt"]
    row = str(InformationRequest.objects.filter(pk=case.pk).values().get())
    assert [text for text in (*IDENTITY.values(), WISH) if text in row] == []


def test_registration_starts_the_clock_and_tells_the_applicant(case):
    assert (case.number, case.status, case.due_on) == ("PI-2022-0001", Status.REGISTERED, date(2022, 5, 19))
    assert (case.completed_on, case.registered_on) == (date(2022, 4, 26), date(2022, 4, 26))
    assert messages(case) == [
        "Permohonan Anda kami daftarkan dengan nomor PI-2022-0001. Jawaban paling lambat 19 Mei 2022."
    ]
    assert list(Activity.objects.of(case).values_list("step", flat=True)) == ["complete", "register"]


def test_explained_clock_skips_the_feast_days(case):
    explained = explain_case(case)
    skipped = [(step.first.isoformat(), step.last.isoformat()) for step in explained.steps if isinstance(step, Skipped)]

    assert explained.due == date(2022, 5, 19)
    assert ("2022-05-02", "2022-05-03") in skipped
    assert explained.basis == "UU 14/2008 Pasal 22 ayat (7)"


def test_request_that_lacks_identity_is_completed_first(office, officer):
    given = {name: text for name, text in IDENTITY.items() if name != "identity_number"}
    case = requests.submit(office, Asked("person", given, WISH)).case

    with pytest.raises(ValidationError, match="NIK"):
        requests.register(case, subject="Salinan", by=officer)
    requests.ask_completion(case, text="Mohon NIK Saudara.", by=officer)

    assert (case.status, case.number, messages(case)) == (Status.INCOMPLETE, "", ["Mohon NIK Saudara."])


def test_registration_is_refused_without_subject_or_right_or_twice(received, officer, secretary):
    with pytest.raises(ValidationError) as refusal:
        requests.register(received, subject=" ", by=officer)
    with pytest.raises(Forbidden):
        requests.register(received, subject="Salinan", by=secretary)
    requests.register(received, subject="Salinan", by=officer)
    with pytest.raises(Stale):
        requests.register(received, subject="Salinan", by=officer)

    assert list(refusal.value.message_dict) == ["subject"]


def test_spam_takes_no_number(received, officer, office, asked):
    requests.reject(received, by=officer)
    other = requests.register(requests.submit(office, asked).case, subject="Salinan", by=officer)

    assert (received.number, received.outcome, received.is_open) == ("", "spam", False)
    assert other.number == "PI-2022-0001"


def test_request_entered_at_the_desk_is_registered_at_once(office, asked, officer):
    moment = datetime(2022, 4, 25, 3, tzinfo=UTC)
    receipt = requests.enter(office, asked, by=officer, channel="letter", received_at=moment, subject="Salinan")

    case = receipt.case
    assert (case.number, case.status, case.channel) == ("PI-2022-0001", Status.REGISTERED, "letter")
    assert (case.received_on, case.completed_on, case.due_on) == (
        date(2022, 4, 25), date(2022, 4, 26), date(2022, 5, 19),
    )  # fmt: skip


def test_request_entered_incomplete_waits(office, officer):
    case = requests.enter(office, Asked("body", IDENTITY, WISH), by=officer, channel="desk").case

    assert (case.number, case.status, case.missing) == ("", Status.RECEIVED, ("decree_number", "representative"))


def test_election_information_has_another_clock(case, officer):
    requests.classify(case, stage="election", by=officer)

    assert (case.clock, case.due_on) == ("election_information_requests.answer", date(2022, 4, 28))
    with pytest.raises(ValidationError, match="tidak dapat diperpanjang"):
        requests.extend(case, reason="Perlu waktu.", by=officer)


def test_extension_is_granted_once_and_told_with_its_reason(case, officer):
    requests.extend(case, reason="Arsip sedang dicari.", by=officer)

    assert (case.status, case.due_on) == (Status.EXTENDED, date(2022, 5, 31))
    assert messages(case)[-1] == (
        "Jangka waktu jawaban kami perpanjang sampai 31 Mei 2022. Alasan: Arsip sedang dicari."
    )
    with pytest.raises(ValidationError, match="sudah diperpanjang"):
        requests.extend(case, reason="Sekali lagi.", by=officer)


def test_extension_is_refused_when_the_day_has_passed(case, officer, on):
    on("2022-05-20")
    with pytest.raises(ValidationError, match="Tenggat sudah lewat"):
        requests.extend(case, reason="Terlambat.", by=officer)


def test_assigned_unit_sees_the_request_and_the_instruction_is_a_disposition(case, officer, staff, unit):
    seen = InformationRequest.objects.visible_to(staff)
    before = seen.count()
    requests.assign(case, by=officer, unit=unit, instruction="Mohon disiapkan.")

    assert (before, seen.count(), case.status) == (0, 1, Status.PROCESSED)
    assert ([each.instruction for each in Disposition.objects.all()], case.notes.count()) == (["Mohon disiapkan."], 0)


@pytest.mark.parametrize(
    ("facts", "status", "holder"),
    [
        ({"outcome": "granted", "text": "Terlampir.", "fee": 6000, "payment": "cash"}, Status.ANSWERED, ""),
        (REFUSAL | {"outcome": "partly"}, Status.ANSWERED, ""),
        (REFUSAL, Status.CLOSED, ""),
        (
            {"outcome": "not_held", "text": "Bukan kami.", "holder": "KPU Provinsi Contoh"},
            Status.CLOSED,
            "KPU Provinsi Contoh",
        ),
    ],
)
def test_answer_meets_the_clock_and_ends_what_gives_nothing_out(case, officer, facts, status, holder):
    requests.answer(case, Answer(**facts), by=officer)

    case = InformationRequest.objects.get(pk=case.pk)
    assert (case.outcome, case.status, case.transferred_to) == (facts["outcome"], status, holder)
    assert (case.answered_on, case.answered_by) == (date(2022, 4, 26), officer)
    assert (case.fee, case.reason) == (facts.get("fee", 0), facts.get("reason", ""))
    assert messages(case)[-1] == facts["text"]


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ({"outcome": "spam", "text": "x"}, ["outcome"]),
        ({"outcome": "granted", "text": " "}, ["text"]),
        ({"outcome": "refused", "text": "x"}, ["ground", "reason", "test_reference"]),
        ({"outcome": "not_held", "text": "x", "holder": "x" * 201}, ["holder"]),
    ],
)
def test_answer_is_refused_when_its_facts_are_missing(case, officer, facts, names):
    with pytest.raises(ValidationError) as refusal:
        requests.answer(case, Answer(**facts), by=officer)

    assert sorted(refusal.value.message_dict) == names
    assert InformationRequest.objects.get().outcome == ""


def test_answer_is_refused_before_registration_and_to_who_only_looks(received, case_of_another, officer, secretary):
    given = Answer("granted", "Terlampir.")
    with pytest.raises(Stale):
        requests.answer(received, given, by=officer)
    for other in (secretary, officer):
        with pytest.raises(Forbidden):
            requests.answer(case_of_another, given, by=other)


@pytest.fixture
def case_of_another():
    """A request of another office."""
    return InformationRequestFactory()


def test_handing_over_ends_the_request_on_a_day_that_can_be(case, officer, on):
    requests.answer(case, Answer("granted", "Terlampir."), by=officer)
    on("2022-04-28")
    for day in (date(2022, 4, 25), date(2022, 4, 29)):
        with pytest.raises(ValidationError):
            requests.hand_over(case, on=day, by=officer)
    requests.hand_over(case, on=date(2022, 4, 27), by=officer)

    assert (case.status, case.handed_over_on, case.closed_on) == (Status.CLOSED, date(2022, 4, 27), date(2022, 4, 28))


def test_erasing_leaves_number_and_outcome_and_nothing_personal(case, officer):
    requests.answer(case, Answer(**REFUSAL), by=officer)
    erase(case, by=officer)

    case = InformationRequest.objects.get()
    assert (case.number, case.outcome, case.contact, case.description, bytes(case.sealed_reason)) == (
        "PI-2022-0001", "refused", {}, "", b"",
    )  # fmt: skip
    events = str(list(Event.objects.values()))
    assert [text for text in IDENTITY.values() if text in events] == []
