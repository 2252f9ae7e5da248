"""The reporter speaks again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pranata.areas.oversight.complaints.rules import REPLY, begins_anew
from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions.clocks import resume, start_clock
from pranata.engines.cases.actions.guards import filled, hold_case, note_event
from pranata.engines.cases.actions.messages import write_message
from pranata.engines.cases.models import Direction
from pranata.engines.deadlines.explaining import explain
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.areas.oversight.complaints.models import Complaint

STEPS = {"waiting": "complete", "answered": "reply"}


@transaction.atomic
def reply(case: Complaint, *, text: str, by: Any) -> Complaint:
    """The reporter speaks: what waited goes on with a complete file, what was answered is taken up again.

    The answer once given keeps counting (no rule gives a new one); the office follows the reply up in some days.
    ``by`` is ``VISITOR``, or an officer who writes down what was said by telephone. Raises ``ValidationError`` without
    words, ``Forbidden``, ``Stale`` for one that is closed.
    """
    words = filled(text, "text")
    hold_case(case, "reply", may_have_moved=True)
    if not case.is_open:
        raise Stale("reply")
    step = STEPS.get(case.status, "")
    if step == "complete":
        set_days(case, by=by, completed_on=clock.today())
    elif step == "reply":
        set_days(case, by=by, reply_due_on=explain(REPLY, clock.today()).due)
    if step == "complete" and begins_anew(case.clock, is_answered=case.answered_on is not None):
        start_clock(case, case.clock, by=by, step=step)
        step = ""
    elif step and case.paused_on is not None:
        resume(case, by=by, step=step)
        step = ""
    write_message(case, words, direction=Direction.FROM_PUBLIC, by=by, step=step)
    return case


def set_days(case: Complaint, *, by: Any, **days: date) -> None:
    """Set days of a held case, whoever speaks; who may is decided by whoever calls this."""
    for name, day in days.items():
        setattr(case, name, day)
    case.save(update_fields=[*days])
    note_event(case, "days_set", by=by, after=days)
