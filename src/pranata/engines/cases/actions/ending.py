"""How a case ends: answered, closed, transferred, opened again; and how what is personal in it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.seal.actions import erase as destroy_key
from pranata.engines.cases.actions.blanking import blank
from pranata.engines.cases.actions.guards import allow, change, filled, hold_case
from pranata.engines.cases.actions.holding import refuse_held
from pranata.engines.cases.actions.intake import day_of
from pranata.engines.cases.actions.messages import add_message, note
from pranata.engines.cases.due import clock_columns
from pranata.engines.cases.models import Direction
from pranata.lib import clock as now_clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.cases.models import Case

LONGEST_HOLDER = 200


@transaction.atomic
def answer(case: Case, *, text: str, by: User, outcome: str = "", step: str = "answer") -> Case:
    """Give the answer that the law asks for: the clock is met, the case may stay open for what follows.

    Raises ``ValidationError`` without words, ``Forbidden``, ``Stale``.
    """
    words = filled(text, "text")
    hold_case(case, step)
    columns = met(case) | ({"outcome": outcome} if outcome else {})
    end_pause(case)
    change(case, "answered", by=by, step=step, **columns)
    add_message(case, words, direction=Direction.TO_PUBLIC, by=by)
    return case


def met(case: Case) -> dict[str, Any]:
    """The columns that say when the clock was met: now, unless it was before."""
    if case.answered_on is not None:
        return {}
    moment = now_clock.now()  # asked once: at midnight a second look would see another day
    return {"answered_at": moment, "answered_on": day_of(moment), "paused_on": None}


def end_pause(case: Case) -> None:
    """What ends a case, or the clock that runs on it, ends its pause."""
    if case.paused_on is not None:
        case.pauses.filter(resumed_on=None).update(resumed_on=now_clock.today())


@transaction.atomic
def close(case: Case, *, outcome: str, by: User, step: str = "close", transferred_to: str = "") -> Case:
    """Close a registered case with its outcome; whoever has not answered before has with this.

    Raises ``ValidationError`` without an outcome, ``Forbidden``, ``Stale`` for one without number.
    """
    chosen = filled(outcome, "outcome")
    hold_case(case, step)
    if not case.number:
        raise Stale(step)
    answered, moment = met(case), now_clock.now()
    columns = {**answered, "outcome": chosen, "closed_at": moment, "closed_on": day_of(moment)}
    if transferred_to:
        columns["transferred_to"] = transferred_to
    end_pause(case)
    change(case, "closed", by=by, step=step, **columns)
    return case


@transaction.atomic
def transfer(case: Case, *, to: str, outcome: str, by: User, step: str = "transfer") -> Case:
    """Close a case here because another body has to do with it, which is named to the applicant.

    Raises ``ValidationError`` without a name or with one too long.
    """
    holder = filled(to, "to")
    if len(holder) > LONGEST_HOLDER:
        raise ValidationError({"to": _("Paling panjang %(count)d huruf.") % {"count": LONGEST_HOLDER}})
    return close(case, outcome=outcome, by=by, step=step, transferred_to=holder)


@transaction.atomic
def reopen(case: Case, *, reason: str, by: User, clock: str = "", step: str = "reopen") -> Case:
    """Open a closed case again; the reason is kept as an internal note. Its number stays.

    With a ``clock`` that one starts now; without, the answer once given keeps counting. Raises ``ValidationError``
    without a reason, ``Forbidden``, ``Stale`` for one that is open.
    """
    words = filled(reason, "reason")
    hold_case(case, step)
    if case.closed_on is None:
        raise Stale(step)
    columns: dict[str, Any] = {"closed_at": None, "closed_on": None, "outcome": ""}
    if case.transferred_to:
        columns["transferred_to"] = ""
    if clock:
        columns |= {"answered_at": None, "answered_on": None, **clock_columns(case, clock, now_clock.now())}
    change(case, "reopened", by=by, step=step, **columns)
    note(case, words, by=by)
    return case


@transaction.atomic
def erase(case: Case, *, by: User | None) -> Case:
    """Destroy the key of a closed case (UU 27/2022): contact, words, messages, notes, files are gone for good, and what
    its kind forgets.

    Number, days and outcome stay, so that register and statistics still add up; the audit chain stays whole. The
    receipt opens nothing any more. Raises ``Forbidden``, ``Stale`` for an open case or one already erased,
    ``ValidationError`` for one that is held or in dispute.
    """
    allow(case, by)
    hold_case(case, "erase")
    if case.closed_on is None:
        raise Stale("erase")
    refuse_held(case)
    blank(case, by=by)
    destroy_key(case.seal_subject)
    case.__dict__.pop("sealer", None)
    return case
