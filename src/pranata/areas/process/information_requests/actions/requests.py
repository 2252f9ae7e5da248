"""What is done to a request, from the door to the handing over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.process.information_requests.kinds import REQUESTS
from pranata.areas.process.information_requests.models import InformationRequest, RequestOutcome, Status
from pranata.areas.process.information_requests.rules import (
    ANSWERS,
    GIVING,
    clock_name,
    missing_facts,
    missing_identity,
)
from pranata.base.org.permission import require
from pranata.engines.cases.actions import charging, clocks, ending, intake
from pranata.engines.cases.actions.guards import VISITOR, change, filled, hold_case
from pranata.engines.cases.actions.messages import add_file, write_message
from pranata.engines.cases.models import Direction
from pranata.engines.deadlines.wording import day_words, unknown_words
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office, Unit
    from pranata.base.people.models import Person
    from pranata.engines.cases.actions.intake import Receipt

PARTS = {
    "name": gettext_lazy("nama"),
    "address": gettext_lazy("alamat"),
    "email": gettext_lazy("telepon atau surel"),
    "identity_number": gettext_lazy("NIK"),
    "decree_number": gettext_lazy("nomor SK badan hukum"),
    "representative": gettext_lazy("nama wakil"),
    "authority": gettext_lazy("surat kuasa"),
}


@dataclass(frozen=True)
class Asked:
    """What an applicant brings: who it is, what it wants to know, and how it wants to have it.

    ``identity`` are the parts of ``contact``; ``choices`` columns of the request with fixed choices.
    """

    applicant_kind: str
    identity: Mapping[str, str]
    description: str
    choices: Mapping[str, str] = field(default_factory=dict)

    def intake(self, **given: Any) -> intake.Intake:
        fields = {"applicant_kind": self.applicant_kind, **self.choices, **given.pop("fields", {})}
        return intake.Intake(self.identity, self.description, fields=fields, **given)


@dataclass(frozen=True)
class Answer:
    """One answer; ``rules.FACTS`` says which of its facts an outcome needs. ``text`` is what the applicant reads."""

    outcome: str
    text: str
    ground: str = ""
    test_reference: str = ""
    reason: str = ""
    holder: str = ""
    fee: int = 0
    payment: str = ""


@transaction.atomic
def submit(office: Office, asked: Asked, *, files: Iterable[tuple[str, File]] = ()) -> Receipt:
    """Take in what anyone sends through the portal; it has no number until an officer finds it complete.

    Raises ``RefusedFile``.
    """
    receipt = intake.receive(REQUESTS, office, asked.intake(), by=VISITOR)
    for name, file in files:
        add_file(receipt.case, file, name=name, direction=Direction.FROM_PUBLIC, by=VISITOR)
    return receipt


@transaction.atomic
def enter(
    office: Office, asked: Asked, *, by: User, channel: str, received_at: datetime | None = None, subject: str = ""
) -> Receipt:
    """Enter what came to the desk, by letter or e-mail; registered at once when nothing is missing.

    Raises ``Forbidden``, ``ValidationError`` for a moment to come, or for a complete request without a subject.
    """
    is_complete = not missing_identity(asked.applicant_kind, asked.identity)
    if not is_complete:
        return intake.receive(REQUESTS, office, asked.intake(channel=channel, received_at=received_at), by=by)
    given = asked.intake(
        channel=channel,
        received_at=received_at,
        subject=filled(subject, "subject"),
        fields={"completed_on": clock.today()},
    )
    name = clock_name(asked.choices.get("stage", "body"))
    receipt = intake.receive(REQUESTS, office, given, by=by, register=True, clock=name)
    tell_of_registration(receipt.case, by=by)
    return receipt


def ask_completion(case: InformationRequest, *, text: str, by: User) -> InformationRequest:
    """Tell the applicant what is missing. Raises ``ValidationError`` without words, ``Forbidden``, ``Stale``."""
    intake.ask_completion(case, text=text, by=by)
    return case


@transaction.atomic
def register(case: InformationRequest, *, subject: str, by: User) -> InformationRequest:
    """Give a complete request its number; its clock starts now, and the applicant is told until when it runs.

    Raises ``ValidationError`` naming what is missing or without a subject, ``Forbidden``, ``Stale``.
    """
    require(by, REQUESTS.process, case.office)
    words = filled(subject, "subject")
    if case.missing:
        parts = ", ".join(str(PARTS[name]) for name in case.missing)
        raise ValidationError(_("Belum lengkap: %(parts)s. Minta dilengkapi dahulu.") % {"parts": parts})
    intake.complete(case, by=by)
    intake.register(case, by=by, clock=clock_name(case.stage), subject=words)
    tell_of_registration(case, by=by)
    return case


def tell_of_registration(case: Any, *, by: User) -> None:
    days = {"number": case.number, "due": day_words(case.due_on)}
    text = _("Permohonan Anda kami daftarkan dengan nomor %(number)s. Jawaban paling lambat %(due)s.") % days
    write_message(case, text, direction=Direction.TO_PUBLIC, by=by)


def reject(case: InformationRequest, *, by: User) -> InformationRequest:
    """Throw out what is no request; it takes no number. Raises ``Forbidden``, ``Stale``."""
    intake.reject(case, by=by, outcome=RequestOutcome.SPAM)
    return case


@transaction.atomic
def assign(
    case: InformationRequest, *, by: User, unit: Unit | None, person: Person | None = None, instruction: str = ""
) -> InformationRequest:
    """Charge the unit that holds the record; the instruction is a disposition.

    Raises ``Forbidden``, ``Stale``, ``ValidationError`` for a party of another office.
    """
    step = "assign" if case.status in REQUESTS.flow.steps["assign"].sources else ""
    charging.assign(case, by=by, unit=unit, person=person, instruction=instruction, step=step)
    return case


@transaction.atomic
def extend(case: InformationRequest, *, reason: str, by: User) -> InformationRequest:
    """Grant the one extension; the applicant is told the reason in writing and the new day.

    Raises ``ValidationError`` with the reason why not, ``Forbidden``, ``Stale``.
    """
    clocks.extend(case, reason=reason, by=by, step="extend")
    said = {"due": day_words(case.due_on), "reason": reason.strip()}
    text = _("Jangka waktu jawaban kami perpanjang sampai %(due)s. Alasan: %(reason)s") % said
    write_message(case, text, direction=Direction.TO_PUBLIC, by=by)
    return case


@transaction.atomic
def answer(case: InformationRequest, given: Answer, *, by: User) -> InformationRequest:
    """Answer a request with an outcome and the facts that outcome needs; what gives nothing out is closed with it.

    Raises ``ValidationError`` naming what is missing, ``Forbidden``, ``Stale``.
    """
    check_answer(given)
    hold_case(case, "answer")
    is_with_ground = given.outcome in (RequestOutcome.PARTLY, RequestOutcome.REFUSED)
    change(
        case,
        "answer_prepared",
        by=by,
        ground=given.ground if is_with_ground else "",
        test_reference=given.test_reference if is_with_ground else "",
        fee=given.fee if given.outcome in GIVING else 0,
        payment=given.payment if given.outcome in GIVING else "",
        answered_by=by,
    )
    case.sealed_reason = case.sealed(given.reason.strip() if is_with_ground else "")
    case.save(update_fields=["sealed_reason"])
    ending.answer(case, text=given.text, by=by, outcome=given.outcome)
    if given.outcome == RequestOutcome.NOT_HELD:
        ending.close(case, outcome=given.outcome, by=by, transferred_to=given.holder.strip())
    elif given.outcome == RequestOutcome.REFUSED:
        ending.close(case, outcome=given.outcome, by=by)
    return case


def check_answer(given: Answer) -> None:
    """Raises ``ValidationError`` naming every field that the outcome needs and that is empty."""
    if given.outcome not in ANSWERS:
        raise ValidationError({"outcome": _("Pilih salah satu keputusan.")})
    missing = missing_facts(given.outcome, asdict(given))
    refusals = {name: _("Keputusan ini memerlukan bagian ini.") for name in missing}
    if len(given.holder.strip()) > ending.LONGEST_HOLDER:
        refusals["holder"] = _("Paling panjang %(count)d huruf.") % {"count": ending.LONGEST_HOLDER}
    if refusals:
        raise ValidationError(refusals)


@transaction.atomic
def hand_over(case: InformationRequest, *, on: date, by: User) -> InformationRequest:
    """Note on which day the information was handed over, which ends the request.

    Raises ``ValidationError`` for a day that cannot be, ``Forbidden``, ``Stale``.
    """
    hold_case(case, "close")
    require(by, REQUESTS.process, case.office)
    if case.answered_on is not None and not case.answered_on <= on <= clock.today():
        raise ValidationError({"on": _("Tanggal pemberian harus antara tanggal jawaban dan hari ini.")})
    if case.status == Status.ANSWERED:
        change(case, "handed_over", by=by, handed_over_on=on)
    ending.close(case, outcome=case.outcome, by=by)
    return case


@transaction.atomic
def classify(case: InformationRequest, *, stage: str, by: User) -> InformationRequest:
    """Say that the request is about the other category; its clock is another one then, from the day of registration.

    Raises ``Forbidden``, ``Stale`` for a request that is answered, ``ValidationError`` for one from before that clock.
    """
    if case.stage == stage:
        return case
    if said := unknown_words(clock_name(stage), case.received_on):
        raise ValidationError({"stage": said})
    if case.number:
        clocks.start_clock(case, clock_name(stage), by=by, starts_at=case.started_at)
    else:
        hold_case(case, "classify")
    change(case, "classified", by=by, stage=stage)
    return case
