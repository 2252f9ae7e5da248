"""The pledge: drafted, signed, published, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.service_standards.components import pledge_text
from pranata.areas.public_service.service_standards.flow import PLEDGE_FLOW
from pranata.areas.public_service.service_standards.models import EDIT, PUBLISH, Pledge, Status
from pranata.base.audit.actions import hold, record
from pranata.base.files.actions import store
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Signature:
    """Who signed the pledge, where and when."""

    place: str
    signed_on: date
    signatory_name: str
    signatory_role: str


@transaction.atomic
def draft_pledge(office: Office, *, by: User) -> Pledge:
    """A new pledge with the words of the law's common text. Raises ``ValidationError`` while there is a draft."""
    require(by, EDIT, office)
    hold(office)
    if Pledge.objects.filter(office=office, status=Status.DRAFTED).exists():
        raise ValidationError(_("Rancangan maklumat sudah ada."))
    item = Pledge.objects.create(office=office, text=pledge_text())
    record(office=office, actor=by, action="service_standards.pledge_drafted", target=item, after={})
    return item


@transaction.atomic
def change_pledge(item: Pledge, *, text: str, by: User, seen: str = "") -> Pledge:
    """
    Replaces the words of a draft. Raises ``ValidationError`` without words or when it is no longer as ``seen``,
    ``Forbidden``, ``Stale``.
    """
    _begin(item, EDIT, by, seen)
    item.text = text.strip()
    item.full_clean()
    item.save()
    personal: dict[str, Any] = {"personal": {"text": item.text}, "subject": by.seal_subject}
    record(office=item.office, actor=by, action="service_standards.pledge_changed", target=item, **personal)
    return item


@transaction.atomic
def sign_pledge(item: Pledge, signature: Signature, *, by: User, file: File | None = None, seen: str = "") -> Pledge:
    """
    Say who signed it, with the scanned paper if there is one. Raises ``ValidationError`` at the fields that are wrong,
    ``RefusedFile``, ``Forbidden``, ``Stale``.
    """
    require(by, PUBLISH, item.office)
    hold(item.office)
    take_row(item, seen=seen)
    blank = [name for name in ("place", "signatory_name", "signatory_role") if not getattr(signature, name).strip()]
    refusals = dict.fromkeys(blank, _("Bagian ini belum diisi."))
    if signature.signed_on > clock.today():
        refusals["signed_on"] = _("Tanggal penandatanganan tidak sesudah hari ini.")
    if refusals:
        raise ValidationError(refusals)
    item.place, item.signatory_role = signature.place.strip(), signature.signatory_role.strip()
    item.signatory_name = signature.signatory_name.strip()
    if file is not None:
        item.file, item.file_name = store(item.office, file, by=by, name=file.name or ""), (file.name or "")[:200]
    if item.is_draft:
        item.save()
    taken = PLEDGE_FLOW.take(item, "legalize", by=by, signed_on=signature.signed_on)
    record(
        office=item.office,
        actor=by,
        action="service_standards.pledge_signed",
        target=item,
        after={"file": item.file_id},
        personal={name: getattr(item, name) for name in ("place", "signatory_name", "signatory_role")},
        subject=by.seal_subject,
    )
    return taken


@transaction.atomic
def publish_pledge(item: Pledge, *, by: User) -> Pledge:
    """Show it to anyone in the place of the one before it. Raises ``Forbidden``, ``Stale``."""
    hold(item.office)
    take_row(item, seen="")
    today = clock.today()
    for other in Pledge.objects.filter(office=item.office, status=Status.PUBLISHED).exclude(pk=item.pk):
        PLEDGE_FLOW.take(other, "supersede", by=by, ended_on=today)
    return PLEDGE_FLOW.take(item, "publish", by=by, published_on=today)


@transaction.atomic
def withdraw_pledge(item: Pledge, *, reason: str, by: User) -> Pledge:
    """Take it back from today. Raises ``ValidationError`` without a reason, ``Forbidden``, ``Stale``."""
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    hold(item.office)
    take_row(item, seen="")
    return PLEDGE_FLOW.take(item, "withdraw", by=by, note=reason.strip(), ended_on=clock.today())


@transaction.atomic
def discard_pledge(item: Pledge, *, by: User) -> None:
    """Throw a draft away. Raises ``Forbidden``, ``Stale``."""
    _begin(item, EDIT, by, "")
    record(office=item.office, actor=by, action="service_standards.pledge_discarded", target=item, before={})
    item.delete()


def _begin(item: Pledge, permission: str, by: User, seen: str) -> None:
    require(by, permission, item.office)
    hold(item.office)
    take_row(item, seen=seen)
    if not item.is_draft:
        raise Stale("change")
