"""Archives moved to the archive unit, or handed over to the regional archive, by a list and its berita acara."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.permission import require
from pranata.engines.archives.checking import fresh, refuse_blank, refuse_days, refuse_unless, sealed
from pranata.engines.archives.models import (
    APPROVE,
    EDIT,
    ArchiveItem,
    Status,
    Transfer,
    TransferKind,
    TransferLine,
    TransferStatus,
)
from pranata.engines.archives.rules import Due
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office, Unit

FLOW = Flow(
    Step(
        "finish",
        sources=(TransferStatus.DRAFT,),
        target=TransferStatus.DONE,
        permission=APPROVE,
        label=_("Catat berita acara"),
    ),
    Step(
        "cancel", sources=(TransferStatus.DRAFT,), target=TransferStatus.CANCELED, permission=EDIT, label=_("Batalkan")
    ),
)
DUE = {TransferKind.INACTIVE: Due.TO_INACTIVE, TransferKind.STATIC: Due.TO_HAND_OVER}


@transaction.atomic
def prepare_transfer(
    office: Office,
    items: Iterable[ArchiveItem],
    *,
    kind: TransferKind,
    receiver: str,
    unit: Unit | None = None,
    by: User | None,
) -> Transfer:
    """Put archives on the list of a transfer; those to be handed over wait for it from now on.

    Raises ``Forbidden`` without "archives.edit", ``ValidationError`` naming each that may not be moved.
    """
    require(by, EDIT, office)
    hold(office)
    chosen, today = fresh(office, items), clock.today()
    refuse_blank(receiver=receiver)
    refuse_unless(DUE[kind], chosen, today)
    _refuse_listed(chosen)
    if unit is not None and unit.office_id != office.pk:
        raise ValidationError({"unit": _now("Ini milik satuan kerja lain.")})
    transfer = Transfer(office=office, kind=kind, receiver=receiver.strip(), unit=unit, prepared_on=today)
    transfer.full_clean()
    transfer.save()
    lines = [TransferLine(transfer=transfer, item=each, place=place) for place, each in enumerate(chosen, start=1)]
    TransferLine.objects.bulk_create(lines)
    if kind == TransferKind.STATIC:
        put_into(chosen, Status.OFFERED)
    record(
        office=office,
        actor=by,
        action="archives.transfer_prepared",
        target=transfer,
        after={"kind": transfer.kind, "items": [each.pk for each in chosen]},
        **sealed(by, receiver=transfer.receiver),
    )
    return transfer


@transaction.atomic
def finish_transfer(
    transfer: Transfer,
    *,
    number: str,
    moved_on: date,
    place: str,
    giver_name: str,
    giver_role: str,
    receiver_name: str,
    receiver_role: str,
    by: User,
) -> Transfer:
    """The archives have moved, as the berita acara ``number`` says.

    Raises ``Forbidden`` without "archives.approve", ``ValidationError`` for a missing name and for an archive that was
    held meanwhile, ``Stale``.
    """
    _begin(transfer, APPROVE, by, "finish")
    said = {
        "number": number.strip(),
        "place": place.strip(),
        "giver_name": giver_name.strip(),
        "giver_role": giver_role.strip(),
        "receiver_name": receiver_name.strip(),
        "receiver_role": receiver_role.strip(),
    }
    refuse_blank(**said)
    refuse_days({"prepared_on": transfer.prepared_on, "moved_on": moved_on}, today=clock.today())
    items = listed_items(transfer)
    if transfer.kind == TransferKind.STATIC:
        _refuse_held(items)
    FLOW.take(transfer, "finish", by=by, moved_on=moved_on, **said)
    put_into(items, Status.STATIC if transfer.kind == TransferKind.STATIC else Status.INACTIVE)
    return transfer


@transaction.atomic
def cancel_transfer(transfer: Transfer, *, note: str, by: User) -> Transfer:
    """Take the list back; nothing has moved. Raises ``Forbidden``, ``ValidationError`` without a reason, ``Stale``."""
    _begin(transfer, EDIT, by, "cancel")
    refuse_blank(note=note)
    items = listed_items(transfer)
    FLOW.take(transfer, "cancel", by=by, note=note.strip())
    if transfer.kind == TransferKind.STATIC:
        put_back(items)
    return transfer


def listed_items(transfer: Transfer) -> list[ArchiveItem]:
    """What stands on the list and is still there."""
    found = ArchiveItem.objects.filter(transfer_lines__transfer=transfer).exclude(state=Status.WITHDRAWN)
    return list(found.order_by("transfer_lines__place"))


def put_into(items: Sequence[ArchiveItem], state: Status) -> None:
    """One UPDATE for all of them."""
    ArchiveItem.objects.filter(pk__in=[each.pk for each in items]).update(state=state)


def put_back(items: Sequence[ArchiveItem]) -> None:
    """They are inactive again, or judged, as they were before they were listed."""
    put_into([each for each in items if each.is_judged], Status.JUDGED)
    put_into([each for each in items if not each.is_judged], Status.INACTIVE)


def _begin(transfer: Transfer, permission: str, by: User, step: str) -> None:
    """Queue up behind the office's other writers, read anew what became of ``transfer``. Raises ``Stale``."""
    require(by, permission, transfer.office)
    hold(transfer.office)
    transfer.refresh_from_db()
    if transfer.status not in FLOW.steps[step].sources:
        raise Stale(step)
    transfer.seal_subject = by.seal_subject


def _refuse_listed(items: Sequence[ArchiveItem]) -> None:
    """Nothing stands on two lists at once."""
    ids = [each.pk for each in items]
    if TransferLine.objects.filter(transfer__status=TransferStatus.DRAFT, item__in=ids).exists():
        raise ValidationError({"items": _now("Ada arsip yang sudah masuk daftar pemindahan lain.")})


def _refuse_held(items: Sequence[ArchiveItem]) -> None:
    held = [str(each)[:80] for each in items if each.is_held]
    if held:
        raise ValidationError({"items": _now("Sedang ditahan: %s.") % "; ".join(held[:10])})
