"""How a complaint ends: answered, finished, withdrawn, transferred, opened again; what the reporter thinks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.oversight.complaints.actions.handling import verify
from pranata.areas.oversight.complaints.models import (
    TRANSFERS,
    Classification,
    Complaint,
    Outcome,
    Satisfaction,
    Status,
)
from pranata.areas.oversight.complaints.rules import CLOSING, is_quiet
from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions import ending as engine
from pranata.engines.cases.actions.guards import change, hold_case, note_event
from pranata.engines.cases.actions.messages import note
from pranata.engines.deadlines.explaining import explain
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User


@transaction.atomic
def answer(case: Complaint, *, text: str, by: User) -> Complaint:
    """Answer the reporter, who may reply for some days before it is finished. Raises as the engine."""
    engine.answer(case, text=text, by=by)
    change(case, "reply_due", by=by, closing_due_on=explain(CLOSING, clock.today()).due, reply_due_on=None)
    return case


def finish(case: Complaint, *, by: User | None) -> Complaint:
    """Close what was answered. Raises ``Forbidden``, ``Stale``."""
    return engine.close(case, outcome=Outcome.SETTLED, by=by, step="finish")


def withdraw(case: Complaint, *, by: User | None) -> Complaint:
    """Close what its reporter did not complete, or took back. Raises ``Forbidden``, ``Stale``."""
    return engine.close(case, outcome=Outcome.WITHDRAWN, by=by, step="withdraw")


@transaction.atomic
def transfer(case: Complaint, *, outcome: str, to: str, by: User) -> Complaint:
    """Close it here because the whistleblowing system, DKPP, Bawaslu or another body has to do with it.

    What was not verified yet gets its number by that. Raises ``ValidationError`` without the name of the body,
    ``Forbidden``, ``Stale``.
    """
    if outcome not in TRANSFERS:
        raise ValidationError({"outcome": _("Pilih ke mana pengaduan dialihkan.")})
    if case.status == Status.RECEIVED:
        verify(case, classification=Classification.OVERSIGHT, subject=case.subject or _("Dialihkan"), by=by)
    return engine.transfer(case, to=to, outcome=Outcome(outcome), by=by)


def reopen(case: Complaint, *, reason: str, by: User) -> Complaint:
    """Take a closed one up again, saying why. Raises as the engine."""
    return engine.reopen(case, reason=reason, by=by)


def close_quiet(today: date) -> int:
    """Finish what was answered and stayed without reply, withdraw what was not completed; how many that were.

    Safe to run any number of times, also twice at once.
    """
    return sum(close_one(case, today) for case in Complaint.objects.quiet(today).select_related("office"))


@transaction.atomic
def close_one(case: Complaint, today: date) -> bool:
    """Whether ``case`` was still quiet when its turn came, and is closed now."""
    hold_case(case, "close_quiet", may_have_moved=True)
    days = {"closing_due_on": case.closing_due_on, "reporter_due_on": case.reporter_due_on}
    if not is_quiet(case.status, **days, today=today):
        return False
    if case.status == Status.ANSWERED:
        finish(case, by=None)
    else:
        withdraw(case, by=None)
    return True


@transaction.atomic
def rate(case: Complaint, *, satisfaction: int, by: Any) -> Complaint:
    """The one question at the end, answered once. Raises ``Stale`` before there is an answer, or the second time."""
    hold_case(case, "rate", may_have_moved=True)
    if not case.may_be_rated:
        raise Stale("rate")
    case.satisfaction, case.rated_on = Satisfaction(satisfaction), clock.today()
    case.save(update_fields=["satisfaction", "rated_on"])
    note_event(case, "rated", by=by, after={"satisfaction": case.satisfaction, "rated_on": case.rated_on})
    return case


def note_inside(case: Complaint, *, text: str, by: User) -> Complaint:
    """A note of who processes it, which nobody else reads. Raises ``ValidationError``, ``Forbidden``, ``Stale``."""
    note(case, text, by=by)
    return case
