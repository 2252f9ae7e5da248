"""What comes in: received, registered, sent back for what is missing, or thrown out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import account
from pranata.base.org.permission import require
from pranata.base.seal.actions import new_sealer
from pranata.engines.cases.actions.guards import change, filled, hold_case, note_event
from pranata.engines.cases.actions.messages import add_message
from pranata.engines.cases.actions.numbering import take_number
from pranata.engines.cases.due import clock_columns
from pranata.engines.cases.models import Channel, Direction
from pranata.engines.cases.receipts import keyed_hash
from pranata.engines.cases.registry import kind_of
from pranata.engines.cases.rules import new_code
from pranata.lib import clock as now_clock

if TYPE_CHECKING:
    from datetime import date, datetime

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind


@dataclass(frozen=True)
class Intake:
    """What somebody brings. ``contact`` and ``description`` are sealed; ``fields`` are columns of the capability that
    hold nothing personal. ``received_at`` is now unless staff enter what came before."""

    contact: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    channel: str = Channel.PORTAL
    received_at: datetime | None = None
    subject: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """A case as it was received, and the secret code of its receipt, which is nowhere kept and shown this once."""

    case: Case
    code: str


@transaction.atomic
def receive(
    kind: CaseKind,
    office: Office,
    intake: Intake,
    *,
    by: Any,
    register: bool = False,
    clock: str = "",
    starts_at: datetime | None = None,
) -> Receipt:
    """Take a case in; with ``register`` it has its number and its clock at once, one row and one event for all of it.

    ``clock`` names the clock that starts ("" for none), at ``starts_at`` or now. ``by`` is ``VISITOR`` for the public.
    Raises ``Forbidden`` for an account that may not process this kind, ``ValidationError`` for a moment to come.
    """
    if account(by) is not None:
        require(by, kind.process, office)
    moment = now_clock.now()
    received_at = intake.received_at or moment
    if received_at > moment:
        raise ValidationError({"received_at": _("Waktu diterima belum terjadi.")})
    code = new_code()
    case: Case = kind.model(
        office=office,
        channel=intake.channel,
        subject=intake.subject,
        received_at=received_at,
        received_on=day_of(received_at),
        receipt_hash=keyed_hash(code),
        **intake.fields,
    )
    after: dict[str, Any] = {"kind": kind.code, "channel": case.channel, "received_on": case.received_on}
    if register:
        columns = register_columns(kind, case, clock=clock, starts_at=starts_at)
        columns["status"] = kind.flow.steps["register"].target
        for name, value in columns.items():
            setattr(case, name, value)
        case.receipt_number = case.number
        after |= {"number": case.number, "clock": clock, "due_on": case.due_on}
    case.sealer = new_sealer(case.seal_subject)
    case.sealed_contact = case.sealed_mapping(intake.contact)
    case.sealed_description = case.sealed(intake.description)
    case.save(force_insert=True)
    personal = {"contact": dict(intake.contact), "description": intake.description, "subject": intake.subject}
    note_event(case, "received", by=by, after=after, personal={key: said for key, said in personal.items() if said})
    return Receipt(case, code)


def day_of(moment: datetime) -> date:
    """The office day of a moment."""
    return moment.astimezone(now_clock.zone()).date()


def register_columns(kind: CaseKind, case: Case, *, clock: str, starts_at: datetime | None) -> dict[str, Any]:
    """The columns of a case that gets its number today, and its clock if one is named."""
    today = now_clock.today()
    columns: dict[str, Any] = take_number(kind, case.office, year=today.year).columns(today)
    if clock:
        columns |= clock_columns(case, clock, starts_at or now_clock.now())
    return columns


@transaction.atomic
def register(
    case: Case,
    *,
    by: User,
    clock: str = "",
    starts_at: datetime | None = None,
    subject: str = "",
    step: str = "register",
) -> Case:
    """Give a received case its number, and start ``clock`` at ``starts_at`` or now; ``subject`` names it in lists.

    Raises ``Forbidden``, and ``Stale`` for a case that has its number or was moved.
    """
    hold_case(case, step)
    if case.number:
        raise Stale(step)
    columns = register_columns(kind_of(case), case, clock=clock, starts_at=starts_at)
    if subject:
        columns["subject"] = subject
    change(case, "registered", by=by, step=step, **columns)
    note_event(case, "numbered", by=by, after={"number": case.number, "clock": case.clock, "due_on": case.due_on})
    return case


@transaction.atomic
def reject(case: Case, *, by: User, outcome: str = "", step: str = "reject") -> Case:
    """Throw out what is no case: spam, a test, something sent twice. It takes no number.

    Raises ``Stale`` for a case that has one; such a case is closed with an outcome.
    """
    hold_case(case, step)
    if case.number:
        raise Stale(step)
    moment = now_clock.now()
    change(case, "rejected", by=by, step=step, outcome=outcome, closed_at=moment, closed_on=day_of(moment))
    return case


@transaction.atomic
def ask_completion(case: Case, *, text: str, by: User, step: str = "ask_completion") -> Case:
    """Tell the applicant what is missing. Raises ``ValidationError`` without words."""
    words = filled(text, "text")
    hold_case(case, step)
    change(case, "completion_asked", by=by, step=step)
    add_message(case, words, direction=Direction.TO_PUBLIC, by=by)
    return case


@transaction.atomic
def complete(case: Case, *, by: User, on: date | None = None, step: str = "complete") -> Case:
    """Say that nothing is missing since ``on``, or today. Raises ``ValidationError`` for a day that cannot be."""
    hold_case(case, step)
    day = on or now_clock.today()
    if not case.received_on <= day <= now_clock.today():
        raise ValidationError({"on": _("Tanggal lengkap harus antara tanggal diterima dan hari ini.")})
    change(case, "completed", by=by, step=step, completed_on=day)
    return case
