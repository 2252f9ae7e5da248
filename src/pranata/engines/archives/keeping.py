"""Archives are held, lent, taken back, judged anew; an archive kept by hand is taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold as queue_up
from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.archives.checking import refuse_blank, refuse_days, refuse_unless, sealed
from pranata.engines.archives.models import APPROVE, EDIT, ArchiveItem, Confidentiality, Hold, Loan, Status
from pranata.engines.archives.rules import ENDED, ON_ITS_WAY, Due, Fate, loan_due
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit


@transaction.atomic
def place_hold(item: ArchiveItem, *, reason: str, by: User | None) -> Hold:
    """Stop the destruction of ``item`` until somebody lifts this. Raises as ``lend``."""
    _begin(item, EDIT, by)
    refuse_blank(reason=reason)
    if item.state in ENDED:
        raise Stale("place_hold")
    placed = Hold(office=item.office, item=item, reason=reason.strip(), since=clock.today())
    placed.full_clean()
    placed.save()
    _set_held(item)
    words = sealed(by, reason=placed.reason)
    record(office=item.office, actor=by, action="archives.held", target=item, after={"hold": placed.pk}, **words)
    return placed


@transaction.atomic
def lift_hold(placed: Hold, *, reason: str, by: User | None) -> Hold:
    """End one reason; the archive is free when the last is lifted. Raises as ``place_hold``; asks for the approver."""
    _begin(placed.item, APPROVE, by)
    take_row(placed, seen="")
    refuse_blank(reason=reason)
    if placed.lifted_on is not None:
        raise Stale("lift_hold")
    placed.lifted_on, placed.lifted_reason = clock.today(), reason.strip()
    placed.full_clean()
    placed.save()
    _set_held(placed.item)
    words = sealed(by, reason=placed.lifted_reason)
    after = {"hold": placed.pk}
    record(office=placed.office, actor=by, action="archives.released", target=placed.item, after=after, **words)
    return placed


@transaction.atomic
def lend(
    item: ArchiveItem,
    *,
    borrower: str,
    purpose: str,
    out_on: date,
    due_on: date | None = None,
    unit: Unit | None = None,
    by: User | None,
) -> Loan:
    """Lend ``item`` until ``due_on`` (None: 14 days); what is not ordinary only by who may approve.

    Raises ``Forbidden``, ``ValidationError``, ``Stale`` for what is gone or on its way out.
    """
    _begin(item, EDIT if item.confidentiality == Confidentiality.ORDINARY else APPROVE, by)
    if item.state in (*ENDED, *ON_ITS_WAY):
        raise Stale("lend")
    refuse_days({"out_on": out_on}, today=clock.today())
    if unit is not None and unit.office_id != item.office_id:
        raise ValidationError({"unit": _("Ini milik satuan kerja lain.")})
    loan = Loan(
        office=item.office,
        item=item,
        borrower=" ".join(borrower.split()),
        unit=unit,
        purpose=purpose.strip(),
        out_on=out_on,
        due_on=due_on or loan_due(out_on),
        approved_by=by,
    )
    loan.full_clean()
    loan.save()
    record(
        office=item.office,
        actor=by,
        action="archives.lent",
        target=item,
        after={"loan": loan.pk, "out_on": out_on.isoformat(), "due_on": loan.due_on.isoformat()},
        **sealed(by, borrower=loan.borrower, purpose=loan.purpose),
    )
    return loan


@transaction.atomic
def take_back(loan: Loan, *, back_on: date, condition: str, by: User | None) -> Loan:
    """The archive is back, in this condition. Raises ``Forbidden``, ``ValidationError``, ``Stale`` if it was before."""
    _begin(loan.item, EDIT, by)
    take_row(loan, seen="")
    if loan.back_on is not None:
        raise Stale("take_back")
    refuse_days({"back_on": back_on}, today=clock.today())
    refuse_blank(condition=condition)
    loan.back_on, loan.condition = back_on, condition.strip()
    loan.full_clean()
    loan.save()
    record(
        office=loan.office,
        actor=by,
        action="archives.came_back",
        target=loan.item,
        after={"loan": loan.pk, "back_on": back_on.isoformat()},
        **sealed(by, condition=loan.condition),
    )
    return loan


@transaction.atomic
def judge(item: ArchiveItem, *, fate: Fate, reason: str, by: User | None) -> ArchiveItem:
    """Say what becomes of an archive whose class wants it judged anew: destroyed or permanent, and why.

    Raises ``Forbidden`` without "archives.approve", ``ValidationError``.
    """
    _begin(item, APPROVE, by)
    refuse_unless(Due.TO_JUDGE, [item], clock.today())
    refuse_blank(reason=reason)
    if fate == Fate.JUDGED:
        raise ValidationError({"fate": _("Pilih musnah atau permanen.")})
    before = {"state": item.state, "fate": item.fate}
    item.state, item.fate, item.is_judged = Status.JUDGED, fate.value, True
    item.save(update_fields=["state", "fate", "is_judged"])
    after = {"state": item.state, "fate": item.fate}
    words = sealed(by, reason=reason.strip())
    record(office=item.office, actor=by, action="archives.judged", target=item, before=before, after=after, **words)
    return item


@transaction.atomic
def withdraw(item: ArchiveItem, *, reason: str, by: User | None) -> ArchiveItem:
    """Take off an archive that was entered by mistake; it stays on the list as withdrawn.

    Raises ``Forbidden``, ``Stale`` for one that is gone, on its way, held or lent, or another record's.
    """
    _begin(item, EDIT, by)
    refuse_blank(reason=reason)
    is_out = Loan.objects.out().filter(item=item).exists()
    if item.state in (*ENDED, *ON_ITS_WAY) or item.source_label or item.is_held or is_out:
        raise Stale("withdraw")
    before = {"state": item.state}
    item.state = Status.WITHDRAWN
    item.save(update_fields=["state"])
    words = sealed(by, reason=reason.strip())
    record(
        office=item.office, actor=by, action="archives.withdrawn", target=item, before=before,
        after={"state": item.state}, **words,
    )  # fmt: skip
    return item


def _begin(item: ArchiveItem, permission: str, by: User | None) -> None:
    """Queue up behind the office's other writers, read anew what became of ``item``."""
    require(by, permission, item.office)
    queue_up(item.office)
    take_row(item, seen="")


def _set_held(item: ArchiveItem) -> None:
    item.is_held = Hold.objects.running().filter(item=item).exists()
    item.save(update_fields=["is_held"])
