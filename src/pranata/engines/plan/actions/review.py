"""What people decide about the reader's remarks (Peninjauan): accept the reading, mend it, or ask somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.flow.steps import Flow, Step
from pranata.base.notify.actions import Message, tell
from pranata.base.org.permission import require
from pranata.engines.plan.actions.guards import hold_plan
from pranata.engines.plan.models import Remark, RemarkStatus, Status
from pranata.engines.plan.notices import ANSWERED as ANSWERED_NOTICE
from pranata.engines.plan.notices import ASKED as ASKED_NOTICE
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.access.models import User
    from pranata.base.notify.kinds import Kind

EDIT = "plan.edit"
OPEN, ASKED, ANSWERED = RemarkStatus.OPEN, RemarkStatus.ASKED, RemarkStatus.ANSWERED
FLOW = Flow(
    Step("accept", sources=(OPEN, ASKED, ANSWERED), target=RemarkStatus.ACCEPTED, permission=EDIT, label=_("Terima")),
    Step(
        "correct",
        sources=(OPEN, ASKED, ANSWERED),
        target=RemarkStatus.CORRECTED,
        permission=EDIT,
        label=_("Sudah diperbaiki"),
    ),
    Step("ask", sources=(OPEN, ASKED, ANSWERED), target=ASKED, permission=EDIT, label=_("Tanyakan")),
    Step("answer", sources=(ASKED,), target=ANSWERED, permission="plan.view", label=_("Jawab")),
    Step(
        "reopen",
        sources=(RemarkStatus.ACCEPTED, RemarkStatus.CORRECTED),
        target=OPEN,
        permission=EDIT,
        label=_("Buka lagi"),
    ),
)
REVIEWED = (Status.DRAFT, Status.ADOPTED)  # a plan that was replaced or closed is reviewed no more


@transaction.atomic
def accept(remark: Remark, *, by: User, note: str = "") -> Remark:
    """The reading is right as it stands. Raises ``Forbidden`` without "plan.edit", ``Stale`` when decided already."""
    return _decide(remark, "accept", by=by, note=note)


@transaction.atomic
def correct(remark: Remark, *, by: User, note: str = "") -> Remark:
    """The draft was mended. Raises as ``accept``, and ``Stale`` for a plan that is no draft."""
    if hold_plan(remark.plan).status != Status.DRAFT:
        raise Stale("correct")
    return _decide(remark, "correct", by=by, note=note)


@transaction.atomic
def accept_all(remarks: Iterable[Remark], *, by: User, note: str = "") -> int:
    """Accept several at once, all or none; the count. Raises as ``accept``."""
    return len([accept(remark, by=by, note=note) for remark in remarks])


@transaction.atomic
def ask(remark: Remark, *, whom: User, question: str, by: User) -> Remark:
    """Put the remark before somebody who may read the plan.

    Raises as ``accept``, and ``ValidationError`` for an empty question or somebody who may not read the plan.
    """
    _check_open(remark, "ask")
    if not question.strip():
        raise ValidationError({"question": _now("Pertanyaan belum diisi.")})
    if not whom.can("plan.view", remark.office):
        raise ValidationError({"whom": _now("Orang ini tidak dapat membuka rencana kantor ini.")})
    FLOW.take(remark, "ask", by=by, note=question.strip(), asked=whom, answer="")
    _tell(remark, whom, ASKED_NOTICE, reverse("desk:remark_answer", args=_place(remark)), by=by)
    return remark


@transaction.atomic
def answer(remark: Remark, *, text: str, by: User) -> Remark:
    """Answer what one was asked. Raises ``Forbidden`` for anybody else, ``ValidationError`` for an empty answer."""
    _check_open(remark, "answer")
    if remark.asked_id != by.pk:
        raise Forbidden("plan.answer")
    if not text.strip():
        raise ValidationError({"text": _now("Jawaban belum diisi.")})
    FLOW.take(remark, "answer", by=by, note=text.strip(), answer=text.strip())
    question = History.objects.of(remark).filter(step="ask").last()
    if question is not None and question.by_id != by.pk:
        office, key, pk = _place(remark)
        address = f"{reverse('desk:remarks', args=[office, key])}?keputusan=dijawab#catatan-{pk}"
        _tell(remark, question.by, ANSWERED_NOTICE, address, by=by)
    return remark


def _place(remark: Remark) -> tuple[str, str, int]:
    return remark.office.code, remark.plan.key, remark.pk


def _tell(remark: Remark, whom: User, kind: Kind, address: str, *, by: User) -> None:
    """Tell ``whom`` of the step that was just taken."""
    last = History.objects.of(remark).latest("pk")
    message = Message(recipient=whom, kind=kind.name, target=remark, address=address, period=str(last.pk))
    tell(remark.office, [message], by=by)


@transaction.atomic
def reopen(remark: Remark, *, by: User, note: str = "") -> Remark:
    """Take a decision back. Raises as ``accept``."""
    _check_open(remark, "reopen")
    FLOW.take(remark, "reopen", by=by, note=note, decided_by=None, decided_at=None)
    return remark


def settle(remark: Remark, *, note: str, by: User | None) -> None:
    """A remark whose row is gone counts as corrected; the operator's command line leaves it open."""
    if by is not None:
        require(by, EDIT, remark.office)
        _decide(remark, "correct", by=by, note=note)


def _decide(remark: Remark, step: str, *, by: User, note: str) -> Remark:
    _check_open(remark, step)
    FLOW.take(remark, step, by=by, note=note.strip(), decided_by=by, decided_at=clock.now())
    return remark


def _check_open(remark: Remark, step: str) -> None:
    if hold_plan(remark.plan).status not in REVIEWED:
        raise Stale(step)
