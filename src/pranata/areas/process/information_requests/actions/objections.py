"""What is done to an objection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.information_requests.kinds import OBJECTION_CLOCK, OBJECTIONS
from pranata.areas.process.information_requests.models import DECIDE, Objection, ObjectionOutcome
from pranata.areas.process.information_requests.rules import may_decide
from pranata.base.audit.actions import hold
from pranata.base.org.permission import require
from pranata.engines.cases.actions import ending, intake
from pranata.engines.cases.actions.guards import VISITOR, filled, note_event
from pranata.engines.cases.actions.messages import write_message
from pranata.engines.cases.models import Channel, Direction
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.wording import day_words
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.areas.process.information_requests.models import InformationRequest
    from pranata.base.access.models import User
    from pranata.engines.cases.actions.intake import Receipt

WINDOW_CLOCK = "information_requests.objection_window"


@dataclass(frozen=True)
class Decision:
    """What the superior of the PPID decides; ``text`` is what the applicant reads."""

    outcome: str
    text: str
    name: str
    post: str


def window_end(request: InformationRequest) -> date | None:
    """The last day on which an objection to ``request`` may come, counted from the answer, or from the day by which it
    was due and nothing came; None while neither is."""
    start = request.answered_on
    if start is None and request.due_on is not None and request.due_on < clock.today():
        start = request.due_on
    return explain(WINDOW_CLOCK, start).due if start else None


def submit(request: InformationRequest, *, ground: str, text: str) -> Receipt:
    """Take in an objection through the portal, of whoever holds the receipt of ``request``.

    Raises ``ValidationError`` without words, for a request without number, or while another objection is open.
    """
    return receive(request, ground=ground, text=text, by=VISITOR, channel=Channel.PORTAL)


def enter(
    request: InformationRequest, *, ground: str, text: str, channel: str, by: User, received_on: date | None = None
) -> Receipt:
    """Enter an objection that came to the desk, by letter or e-mail. Raises as ``submit``, and ``Forbidden``."""
    moment = datetime.combine(received_on, time(), clock.zone()) if received_on else None
    return receive(request, ground=ground, text=text, by=by, channel=channel, received_at=moment)


@transaction.atomic
def receive(
    request: InformationRequest,
    *,
    ground: str,
    text: str,
    by: object,
    channel: str,
    received_at: datetime | None = None,
) -> Receipt:
    hold(request.office)
    if not request.number:
        raise ValidationError(_("Permohonan ini belum terdaftar, jadi belum dapat dikeberatkan."))
    if request.objections.open().exists():
        raise ValidationError(_("Sudah ada keberatan atas permohonan ini yang belum diputuskan."))
    given = intake.Intake(
        contact=request.contact,
        description=filled(text, "text"),
        channel=channel,
        received_at=received_at,
        subject=_("Keberatan atas %(number)s") % {"number": request.number},
        fields={"request": request, "ground": ground, "window_ends_on": window_end(request)},
    )
    return intake.receive(OBJECTIONS, request.office, given, by=by)


@transaction.atomic
def register(case: Objection, *, by: User) -> Objection:
    """Give an objection its number; the clock of the decision starts now. Raises ``Forbidden``, ``Stale``."""
    intake.register(case, by=by, clock=OBJECTION_CLOCK)
    days = {"number": case.number, "due": day_words(case.due_on)}
    text = _("Keberatan Anda kami daftarkan dengan nomor %(number)s. Tanggapan paling lambat %(due)s.") % days
    write_message(case, text, direction=Direction.TO_PUBLIC, by=by)
    return case


def reject(case: Objection, *, by: User) -> Objection:
    """Throw out what is no objection; it takes no number. Raises ``Forbidden``, ``Stale``."""
    intake.reject(case, by=by, outcome=ObjectionOutcome.SPAM)
    return case


@transaction.atomic
def decide(case: Objection, given: Decision, *, by: User) -> Objection:
    """Decide an objection and close it. Raises ``Forbidden``, ``Stale``, ``ValidationError`` for what is missing, and
    for the one who gave the answer that is objected to."""
    require(by, DECIDE, case.office)
    if not may_decide(by.pk, answered_by=case.request.answered_by_id):
        raise ValidationError(_("Anda yang menjawab permohonan ini; keberatannya diputuskan orang lain."))
    if given.outcome not in (ObjectionOutcome.UPHELD, ObjectionOutcome.DENIED):
        raise ValidationError({"outcome": _("Pilih salah satu keputusan.")})
    name, post = filled(given.name, "name"), filled(given.post, "post")
    ending.answer(case, text=given.text, by=by, outcome=given.outcome)
    Objection.objects.filter(pk=case.pk).update(decided_by_name=name, decided_by_post=post)
    case.decided_by_name, case.decided_by_post = name, post
    note_event(case, "decided", by=by, after={"post": post}, personal={"name": name})
    ending.close(case, outcome=given.outcome, by=by)
    return case
