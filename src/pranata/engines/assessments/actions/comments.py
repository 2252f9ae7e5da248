"""The conversation about an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.engines.assessments.actions.flow import sealed, words_of
from pranata.engines.assessments.models import ANSWER, Comment, Status
from pranata.engines.assessments.powers import powers
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Item


@transaction.atomic
def comment(item: Item, *, text: str, by: User) -> Comment:
    """Say something about an item, as one who fills the sheet in, manages or assesses it.

    Raises ``Forbidden``, ``ValidationError`` without words, ``Stale`` for a sheet that has ended.
    """
    sheet = item.section.sheet
    hold(sheet.office)
    sheet.refresh_from_db(fields=["status"])
    may = powers(sheet, by)
    if not (may.is_assessor or may.manage or by.can(ANSWER, sheet.office)):
        raise Forbidden(ANSWER)
    if sheet.status == Status.CLOSED:
        raise Stale("comment")
    made = Comment(item=item, text=words_of(text, "text"), by=by, at=clock.now())
    made.full_clean()
    made.save()
    record(
        office=sheet.office,
        actor=by,
        action="assessments.commented",
        target=item,
        after={"comment": made.pk},
        **sealed(by, text=made.text),
    )
    return made
