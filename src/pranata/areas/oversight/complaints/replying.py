"""The reporter speaks again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pranata.base.flow.errors import Stale
from pranata.engines.cases.actions.clocks import resume
from pranata.engines.cases.actions.guards import filled, hold_case
from pranata.engines.cases.actions.messages import write_message
from pranata.engines.cases.models import Direction

if TYPE_CHECKING:
    from pranata.areas.oversight.complaints.models import Complaint

STEPS = {"waiting": "complete", "answered": "reply"}


@transaction.atomic
def reply(case: Complaint, *, text: str, by: Any) -> Complaint:
    """The reporter speaks: what waited goes on, what was answered is taken up again.

    ``by`` is ``VISITOR``, or an officer who writes down what was said by telephone. Raises ``ValidationError`` without
    words, ``Forbidden``, ``Stale`` for one that is closed.
    """
    words = filled(text, "text")
    hold_case(case, "reply", may_have_moved=True)
    if not case.is_open:
        raise Stale("reply")
    step = STEPS.get(case.status, "")
    if step and case.paused_on is not None:
        resume(case, by=by, step=step)
        step = ""
    write_message(case, words, direction=Direction.FROM_PUBLIC, by=by, step=step)
    return case
