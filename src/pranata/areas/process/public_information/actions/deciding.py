"""The deciding office's side: agreed, returned, refused; or noted by the proposer when the answer came on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.public_information import rules
from pranata.areas.process.public_information.actions.proposals import filled, hold_both, kept
from pranata.areas.process.public_information.flow import FLOW
from pranata.areas.process.public_information.models import DECIDE, PROPOSE, ExemptedInformation, ExemptionProposal
from pranata.areas.process.public_information.notices import DECIDED, holders
from pranata.base.access.actions import close_record
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Grant
from pranata.base.audit.actions import record
from pranata.base.flow.models import Activity
from pranata.base.notify.actions import Message, tell
from pranata.base.org.copies import take_row
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User

EXEMPTED_FIELDS = (
    "title", "ground", "statute", "consequence", "unit", "test_reference", "decided_by", "decided_on", "expires_on",
)  # fmt: skip


@dataclass(frozen=True)
class Agreement:
    """What an agreeing decision says: number of the consequence test, who decided and when, until when it counts."""

    test_reference: str
    decided_by: str
    decided_on: date
    exempted_until: date


def may_decide(item: ExemptionProposal, user: User) -> bool:
    """
    Whether ``user`` may decide ``item``: at the deciding office, as long as it lies open to that; where the office does
    not work in this installation, whoever proposes notes what it answered.
    """
    if not item.decider.is_active:
        return user.can(PROPOSE, item.office)
    if not user.can(DECIDE, item.decider) or not rules.may_decide(user.pk, proposed_by=item.proposed_by_id):
        return False
    opened = Grant.objects.opening(ExemptionProposal, user)
    return opened.filter(target_id=item.pk, to_office=item.decider).exists()


@transaction.atomic
def agree(item: ExemptionProposal, given: Agreement, *, by: User, seen: str = "") -> ExemptedInformation:
    """
    Exempt the information: a new row of the proposer's register, or the renewed one it names. It is put on the public
    list by the proposer. Raises ``ValidationError`` at the fields that are wrong or when the proposal is no longer as
    ``seen`` (``copy_token``), ``Forbidden``, ``Stale``.
    """
    _begin(item, by, seen)
    _check(item, given)
    known = ExemptedInformation.objects.select_for_update().filter(pk=item.exempted_id).first()
    entry = known or ExemptedInformation(office=item.office)
    before = kept(entry, EXEMPTED_FIELDS) if known else None
    for name in ("title", "ground", "statute", "consequence", "unit"):
        setattr(entry, name, getattr(item, name))
    entry.test_reference, entry.decided_by = filled(given.test_reference, "test_reference"), given.decided_by.strip()
    entry.decided_on, entry.expires_on = given.decided_on, given.exempted_until
    entry.full_clean()
    entry.save()
    record(
        office=item.office,
        actor=by,
        action="public_information.exempted",
        target=entry,
        before=before,
        after={**kept(entry, EXEMPTED_FIELDS), "proposal": item.pk},
    )
    FLOW.take(
        item,
        "agree",
        by=by,
        exempted=entry,
        decided_on=given.decided_on,
        decided_by=given.decided_by.strip(),
        test_reference=entry.test_reference,
        exempted_until=given.exempted_until,
    )
    _tell(item, "agree", by)
    return entry


@transaction.atomic
def give_back(item: ExemptionProposal, *, reason: str, by: User, seen: str = "") -> None:
    """Ask for a better proposal; it is open to its own office alone until it comes again. Raises as ``agree``."""
    words = filled(reason)
    _begin(item, by, seen)
    FLOW.take(item, "give_back", by=by, reason=words)
    close_record(item, reason=_("Usulan dikembalikan"), by=by)
    _tell(item, "give_back", by)


@transaction.atomic
def refuse(
    item: ExemptionProposal, *, reason: str, decided_by: str, decided_on: date, by: User, seen: str = ""
) -> None:
    """Say no, with the reason; the information stays open. Raises as ``agree``."""
    words, who = filled(reason), filled(decided_by, "decided_by")
    _begin(item, by, seen)
    _check_day(item, decided_on)
    FLOW.take(item, "refuse", by=by, reason=words, decided_by=who, decided_on=decided_on)
    _tell(item, "refuse", by)


def _begin(item: ExemptionProposal, by: User, seen: str) -> None:
    """Both offices' writers wait; raises Forbidden unless ``by`` may decide, ValidationError for another text."""
    hold_both(item)
    if not may_decide(item, by):
        raise Forbidden(DECIDE)
    take_row(item, seen=seen)


def _check_day(item: ExemptionProposal, day: date) -> None:
    if day > clock.today() or (item.proposed_on is not None and day < item.proposed_on):
        raise ValidationError({"decided_on": _("Tanggal putusan antara tanggal pengajuan dan hari ini.")})


def _check(item: ExemptionProposal, given: Agreement) -> None:
    _check_day(item, given.decided_on)
    filled(given.decided_by, "decided_by")
    if given.exempted_until <= given.decided_on:
        raise ValidationError({"exempted_until": _("Pengecualian berakhir sesudah tanggal putusannya.")})


def _tell(item: ExemptionProposal, step: str, by: User) -> None:
    """Tell those who may propose at the office, save whoever noted it."""
    round_no = str(Activity.objects.of(item).filter(step="propose").count())
    kind, address = DECIDED[step].name, item.get_absolute_url()
    told = [
        Message(user, kind, item, address, period=round_no)
        for user in holders(PROPOSE, item.office)
        if user.pk != by.pk
    ]
    tell(item.office, told, by=by)
