"""The proposing office's side: drafted, changed, sent with a grant, withdrawn."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.public_information.flow import FLOW
from pranata.areas.process.public_information.models import DECIDE, PROPOSE, ExemptionProposal, Status
from pranata.areas.process.public_information.notices import PROPOSED, holders
from pranata.areas.process.public_information.rules import missing_parts
from pranata.base.access.actions import close_record, extend_grant, give_grant
from pranata.base.access.models import Grant
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.notify.actions import Message, tell
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

FIELDS = (
    "decider", "occasion", "request_number", "title", "description", "unit", "ground", "statute", "consequence",
    "public_interest", "proposed_until",
)  # fmt: skip
NOT_WITH_DECIDER = (Status.DRAFTED, Status.RETURNED, Status.WITHDRAWN)
OPEN_DAYS = timedelta(days=60)  # own: so long a proposal lies open to the office that decides, unless said otherwise


@transaction.atomic
def draft(office: Office, values: Mapping[str, Any], *, by: User, exempted: Any = None) -> ExemptionProposal:
    """
    A new draft; ``exempted`` is the entry that it renews. Raises ``ValidationError`` at the fields that are wrong,
    ``Forbidden``.
    """
    require(by, PROPOSE, office)
    hold(office)
    if exempted is not None and exempted.office_id != office.pk:
        raise ValidationError(_("Ini milik satuan kerja lain."))
    item = ExemptionProposal(office=office, exempted=exempted, drafted_by=by, drafted_at=clock.now())
    _fill(item, values)
    item.save()
    record(office=office, actor=by, action="public_information.proposal_drafted", target=item, after=facts(item))
    return item


@transaction.atomic
def change(item: ExemptionProposal, values: Mapping[str, Any], *, by: User, seen: str = "") -> ExemptionProposal:
    """Replaces what a draft or a returned proposal says. Raises as ``draft``, and ``Stale`` for any other."""
    require(by, PROPOSE, item.office)
    hold(item.office)
    take_row(item, seen=seen)
    if not item.is_editable:
        raise Stale("change")
    before = facts(item)
    _fill(item, values)
    item.save()
    record(
        office=item.office,
        actor=by,
        action="public_information.proposal_changed",
        target=item,
        before=before,
        after=facts(item),
    )
    return item


@transaction.atomic
def propose(item: ExemptionProposal, *, by: User, open_until: date, seen: str = "") -> ExemptionProposal:
    """
    Send it to the office that decides. Where that office works in this installation, the proposal is opened to it until
    ``open_until`` and its officers are told; else the letter goes out, and the answer is noted here.

    Raises ``ValidationError`` naming what is missing or when it is no longer as ``seen`` (``copy_token``),
    ``Forbidden``, ``Stale``.
    """
    require(by, PROPOSE, item.office)
    hold_both(item)
    take_row(item, seen=seen)  # it goes to the office that is named now, and whole
    lacking = missing_parts({name: getattr(item, name) for name in FIELDS})
    if lacking:
        names = ", ".join(str(ExemptionProposal._meta.get_field(name).verbose_name) for name in lacking)
        raise ValidationError(_("Belum lengkap: %s.") % names)
    if item.proposed_until <= clock.today():
        raise ValidationError(_("Masa yang diusulkan sudah lewat; ubah usulannya."))
    FLOW.take(item, "propose", by=by, proposed_by=by, proposed_on=clock.today(), reason="")
    if item.decider.is_active:
        purpose = _("Memutuskan usulan pengecualian")
        give_grant(item, to_office=item.decider, purpose=purpose, valid_to=open_until, by=by)
        address = item.address_at(item.decider)
        round_no = str(Activity.objects.of(item).filter(step="propose").count())  # told anew when it comes again
        told = [Message(user, PROPOSED.name, item, address, period=round_no) for user in holders(DECIDE, item.decider)]
        tell(item.decider, told, by=by)
    return item


@transaction.atomic
def withdraw(item: ExemptionProposal, *, by: User, reason: str) -> ExemptionProposal:
    """Take it back; nobody elsewhere reads it any more. Raises as ``propose``, and without a reason."""
    words = filled(reason)
    hold(item.office)
    FLOW.take(item, "withdraw", by=by, note=words)
    close_record(item, reason=words, by=by)
    return item


@transaction.atomic
def lengthen(item: ExemptionProposal, *, by: User, open_until: date) -> Grant:
    """
    Keep it open to the deciding office until that day, anew when the grant has ended. Raises ``ValidationError``,
    ``Forbidden``, ``Stale`` for what lies with nobody elsewhere.
    """
    require(by, PROPOSE, item.office)
    hold(item.office)
    take_row(item, seen="")  # it may have come back meanwhile
    if not item.decider.is_active or item.status in NOT_WITH_DECIDER:
        raise Stale("lengthen")
    known = Grant.objects.of(item).filter(to_office=item.decider, revoked_at=None).not_ended(clock.today()).first()
    if known is not None:
        return extend_grant(known, valid_to=open_until, by=by)
    purpose = _("Memutuskan usulan pengecualian")
    return give_grant(item, to_office=item.decider, purpose=purpose, valid_to=open_until, by=by)


def hold_both(item: ExemptionProposal) -> None:
    """Queue up behind the writers of both offices, by code as everybody does."""
    for office in sorted((item.office, item.decider), key=lambda each: each.code):
        hold(office)


def filled(text: str, name: str = "reason") -> str:
    """``text`` without outer spaces. Raises ``ValidationError`` when nothing is left."""
    if not text.strip():
        raise ValidationError({name: _("Bagian ini belum diisi.")})
    return text.strip()


def _fill(item: ExemptionProposal, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(item, name, values[name])
    if item.unit is not None and item.unit.office_id != item.office_id:
        raise ValidationError({"unit": _("Ini milik satuan kerja lain.")})
    if item.decider_id is None or not item.office.ancestors().filter(pk=item.decider_id).exists():
        raise ValidationError({"decider": _("Usulan diajukan kepada satuan kerja di atas kantor ini.")})
    item.full_clean()


def facts(item: ExemptionProposal) -> dict[str, Any]:
    """What a proposal says, as the audit keeps it."""
    return kept(item, FIELDS)


def kept(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Those fields of ``row`` as the audit keeps them."""
    values = {name: row._meta.get_field(name).value_from_object(row) for name in names}  # type: ignore[union-attr]
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
