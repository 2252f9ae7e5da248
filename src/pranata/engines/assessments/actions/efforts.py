"""How much work the office thinks an improvement takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.engines.assessments.actions.flow import begin
from pranata.engines.assessments.models import ANSWER, Status

if TYPE_CHECKING:
    from decimal import Decimal

    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Item


@transaction.atomic
def set_effort(item: Item, days: Decimal | None, *, by: User) -> Item:
    """Estimate the working days that improving one item takes; None: not estimated.

    Raises ``Forbidden`` without "assessments.answer", ``ValidationError``, ``Stale`` for a sheet that has ended.
    """
    sheet = item.section.sheet
    begin(sheet, ANSWER, by)
    if sheet.status == Status.CLOSED:
        raise Stale("set_effort")
    item.refresh_from_db(fields=["effort_days"])
    before, item.effort_days = item.effort_days, days
    item.full_clean()
    item.save(update_fields=["effort_days"])
    if before != item.effort_days:
        record(
            office=sheet.office,
            actor=by,
            action="assessments.effort_set",
            target=item,
            before={"effort_days": None if before is None else str(before)},
            after={"effort_days": None if days is None else str(days)},
        )
    return item
