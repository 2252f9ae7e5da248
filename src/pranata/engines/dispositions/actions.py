"""Writes about dispositions: given, answered, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import RoleAssignment, User
from pranata.base.audit.actions import record
from pranata.base.flow.steps import Flow, Step
from pranata.base.notify.actions import Message, tell
from pranata.base.org.permission import require
from pranata.engines.dispositions.models import Disposition, Status, addressed_to
from pranata.engines.dispositions.notices import GIVEN
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model, QuerySet

    from pranata.base.org.models import Office, Unit

GIVE, ANSWER = "disposition.give", "disposition.answer"
FLOW = Flow(
    Step("answer", sources=(Status.OPEN,), target=Status.DONE, permission=ANSWER, label=_("Laporkan selesai")),
    Step("withdraw", sources=(Status.OPEN,), target=Status.WITHDRAWN, permission=GIVE, label=_("Tarik disposisi")),
)
LONGEST_SUBJECT = 300


@transaction.atomic
def give(
    target: Model,
    *,
    office: Office,
    subject: str,
    address: str,
    instruction: str,
    to: User | Unit,
    due_on: date,
    by: User,
) -> Disposition:
    """Give an instruction about ``target``, which is called ``subject`` and stands at ``address``; tell the addressee.

    Raises ``Forbidden`` without "disposition.give", ``ValidationError`` without words, for a day that has passed, or
    for an addressee who is not at the office.
    """
    require(by, GIVE, office)
    today = clock.today()
    refusals = {}
    if not instruction.strip():
        refusals["instruction"] = _now("Instruksi belum diisi.")
    if due_on < today:
        refusals["due_on"] = _now("Tenggat sudah lewat.")
    to_account, to_unit = (to, None) if isinstance(to, User) else (None, to)
    if not (possible_accounts(office, today).filter(pk=to.pk).exists() if to_account else to.office_id == office.pk):
        refusals["to"] = _now("Yang dituju bukan dari satuan kerja ini.")
    if refusals:
        raise ValidationError(refusals)
    disposition = Disposition.objects.create(
        office=office,
        target_label=target._meta.label_lower,
        target_id=target.pk,
        subject=subject[:LONGEST_SUBJECT],
        address=address,
        instruction=instruction.strip(),
        given_by=by,
        given_at=clock.now(),
        to_account=to_account,
        to_unit=to_unit,
        due_on=due_on,
    )
    record(
        office=office,
        actor=by,
        action="dispositions.given",
        target=disposition,
        after={"to_account": to_account and to.pk, "to_unit": to_unit and to.pk, "due_on": due_on.isoformat()},
        personal={"instruction": disposition.instruction},
        subject=disposition.seal_subject,
    )
    tell(office, [_message(disposition, each) for each in recipients(disposition, today)], by=by)
    return disposition


def answer(disposition: Disposition, *, text: str, by: User) -> Disposition:
    """Report it done. Raises ``ValidationError`` without words, ``Forbidden`` for who was not addressed, ``Stale``."""
    if not Disposition.objects.filter(addressed_to(by), pk=disposition.pk).exists():
        raise Forbidden(ANSWER)
    if not text.strip():
        raise ValidationError({"text": _now("Jawaban belum diisi.")})
    return FLOW.take(disposition, "answer", by=by, answer=text.strip())


def withdraw(disposition: Disposition, *, by: User) -> Disposition:
    """Take it back. Raises ``Forbidden`` for anybody but the giver, ``Stale``."""
    if disposition.given_by_id != by.pk:
        raise Forbidden(GIVE)
    return FLOW.take(disposition, "withdraw", by=by)


def forget_words(target: Model) -> int:
    """Remove instructions and answers about a record whose personal data are erased; who and when stay. How many.

    The event is that of the erasure, written by whoever calls this in its transaction.
    """
    found = Disposition.objects.filter(target_label=target._meta.label_lower, target_id=target.pk)
    return found.update(instruction="", answer="", subject=str(target)[:LONGEST_SUBJECT])


def possible_accounts(office: Office, today: date) -> QuerySet[User]:
    """The accounts that hold a role at ``office`` on ``today``."""
    held = RoleAssignment.objects.held_on(today).filter(office=office)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def recipients(disposition: Disposition, today: date) -> QuerySet[User]:
    """The accounts that are told: the addressee, or everybody in the unit."""
    found = possible_accounts(disposition.office, today)
    if disposition.to_account_id:
        return found.filter(pk=disposition.to_account_id)
    return found.filter(person__unit=disposition.to_unit_id)


def _message(disposition: Disposition, recipient: User) -> Message:
    return Message(recipient, GIVEN.name, disposition, disposition.address, due_on=disposition.due_on)
