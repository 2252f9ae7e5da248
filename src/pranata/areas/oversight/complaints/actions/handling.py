"""What the office does with a complaint before it answers: verified, forwarded, followed up, asked about."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.actions.receiving import is_kept_from
from pranata.areas.oversight.complaints.models import HANDLE, PROCESS, Complaint, Outcome
from pranata.areas.oversight.complaints.rules import COMPLETION, FIRST_FOLLOW_UP, answer_clock, clock_start
from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions import charging
from pranata.engines.cases.actions import intake as engine
from pranata.engines.cases.actions.clocks import pause, start_clock
from pranata.engines.cases.actions.guards import allow, change, filled, hold_case
from pranata.engines.cases.actions.messages import add_message
from pranata.engines.cases.due import clock_of
from pranata.engines.cases.models import Direction
from pranata.engines.deadlines.explaining import explain
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.base.people.models import Person


@transaction.atomic
def verify(
    case: Complaint,
    *,
    classification: str,
    subject: str,
    is_service_dispute: bool | None = None,
    served_on: date | None = None,
    by: User,
) -> Complaint:
    """Say that it is a matter for this office and of which class: it gets its number and the clock of its answer.

    ``is_service_dispute`` is left as the reporter said where it is None; ``served_on`` is the day of that service.
    Raises ``ValidationError`` without words for lists or for a service after the complaint, ``Forbidden``, ``Stale``.
    """
    words = filled(subject, "subject")
    if served_on is not None and served_on > case.received_on:
        raise ValidationError({"served_on": _("Pelayanan itu sesudah pengaduan diterima.")})
    hold_case(case, "register")
    is_dispute = case.is_service_dispute if is_service_dispute is None else is_service_dispute
    change(
        case,
        "classed",
        by=by,
        classification=classification,
        is_service_dispute=is_dispute,
        served_on=served_on if is_dispute else None,
        verified_on=clock.today(),
        completed_on=clock.today(),
    )
    starts_at = clock_start(classification, received_at=case.received_at, verified_at=clock.now())
    name = answer_clock(classification, is_service_dispute=is_dispute)
    engine.register(case, by=by, clock=name, starts_at=starts_at, subject=words)
    return case


@transaction.atomic
def reclassify(
    case: Complaint, *, classification: str, is_service_dispute: bool, served_on: date | None = None, by: User
) -> Complaint:
    """Put the class right before the answer: the other clock runs from when it would have.

    Raises ``ValidationError`` for a service after the complaint, ``Forbidden``, ``Stale`` of one that is answered or
    has no number.
    """
    if served_on is not None and served_on > case.received_on:
        raise ValidationError({"served_on": _("Pelayanan itu sesudah pengaduan diterima.")})
    allow(case, by)
    hold_case(case, "reclassify", may_have_moved=True)
    if not case.number or case.answered_on is not None or case.completed_on is None:
        raise Stale("reclassify")
    served = served_on if is_service_dispute else None
    columns = {"classification": classification, "is_service_dispute": is_service_dispute, "served_on": served}
    change(case, "classed", by=by, **columns)
    complete_at = datetime.combine(case.completed_on, time(), clock.zone())
    starts_at = clock_start(classification, received_at=case.received_at, verified_at=complete_at)
    return start_clock(
        case, answer_clock(classification, is_service_dispute=is_service_dispute), by=by, starts_at=starts_at
    )


@transaction.atomic
def reject(case: Complaint, *, outcome: str, reason: str, by: User) -> Complaint:
    """Archive what does not pass verification; the reporter reads the reason. It takes no number.

    Raises ``ValidationError`` without a reason, ``Forbidden``, ``Stale``.
    """
    words = filled(reason, "reason")
    allow(case, by)
    hold_case(case, "reject")
    add_message(case, words, direction=Direction.TO_PUBLIC, by=by)
    change(case, "judged", by=by, verified_on=clock.today())
    engine.reject(case, by=by, outcome=Outcome(outcome))
    return case


@transaction.atomic
def forward(case: Complaint, *, unit: Unit, person: Person | None = None, instruction: str = "", by: User) -> Complaint:
    """Give it to a unit, or a person of it; the first follow-up is due from today.

    ``instruction`` stands in the case, not in a disposition, which the whole unit reads. Raises ``ValidationError``
    for whom it is about or is kept away from it, ``Forbidden``, ``Stale``.
    """
    allow(case, by)
    hold_case(case, "forward")
    for name, party in (("unit", {"unit": unit, "person": None}), ("person", {"unit": None, "person": person})):
        if is_kept_from(case, **party, hides_unit=case.hides_unit):
            raise ValidationError({name: _("Pengaduan ini tentang pihak itu; pilih yang lain.")})
    if person is not None and person.unit_id != unit.pk:
        raise ValidationError({"person": _("Orang ini bukan dari unit yang dipilih.")})
    charging.assign(case, by=by, unit=unit, person=person, step="forward")
    if instruction.strip():
        add_message(case, instruction.strip(), direction=Direction.INTERNAL, by=by)
    change(case, "follow_up_due", by=by, follow_up_due_on=explain(FIRST_FOLLOW_UP, clock.today()).due)
    return case


def require_charged(case: Complaint, by: User) -> None:
    """Raises ``Forbidden`` unless ``by`` is charged with the case or may process it."""
    if not (case.is_charged(by) or by.can(PROCESS, case.office)):
        raise Forbidden(HANDLE)


@transaction.atomic
def accept(case: Complaint, *, by: User) -> Complaint:
    """The unit takes it up. Raises ``Forbidden``, ``Stale``."""
    hold_case(case, "accept")
    require_charged(case, by)
    change(case, "accepted", by=by, step="accept")
    return case


@transaction.atomic
def give_back(case: Complaint, *, reason: str, by: User) -> Complaint:
    """The unit returns it, saying why; nobody is charged then. Raises ``ValidationError``, ``Forbidden``, ``Stale``."""
    words = filled(reason, "reason")
    hold_case(case, "return")
    require_charged(case, by)
    add_message(case, words, direction=Direction.INTERNAL, by=by)
    change(case, "returned", by=by, step="return", unit=None, assignee=None, follow_up_due_on=None)
    return case


@transaction.atomic
def report(case: Complaint, *, text: str, by: User) -> Complaint:
    """The unit says what it did or found; the reporter does not read it. Raises as ``give_back``."""
    words = filled(text, "text")
    hold_case(case, "report")
    require_charged(case, by)
    add_message(case, words, direction=Direction.INTERNAL, by=by)
    columns = {"followed_up_on": case.followed_up_on or clock.today(), "reply_due_on": None}
    change(case, "reported", by=by, step="report", **columns)
    return case


@transaction.atomic
def ask_reporter(case: Complaint, *, text: str, by: User) -> Complaint:
    """Ask the reporter for what is missing; the clock rests where its row allows that and a day of it is left.

    Raises ``ValidationError`` without words, ``Forbidden``, ``Stale``.
    """
    words = filled(text, "text")
    allow(case, by)
    hold_case(case, "ask")
    if may_pause(case):
        pause(case, reason=words, by=by, step="ask")
    else:
        change(case, "asked", by=by, step="ask")
    add_message(case, words, direction=Direction.TO_PUBLIC, by=by)
    change(case, "reporter_due", by=by, reporter_due_on=explain(COMPLETION, clock.today()).due)
    return case


def may_pause(case: Complaint) -> bool:
    """Whether the clock that runs now may rest."""
    is_running = case.answered_on is None and case.due_on is not None and case.due_on > clock.today()
    return is_running and clock_of(case).pause is not None
