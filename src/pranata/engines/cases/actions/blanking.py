"""What stands in the columns of a case and goes with its key; again, when a restored backup brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pranata.base.files.actions import release
from pranata.base.flow.errors import Stale
from pranata.base.seal.models import SubjectKey
from pranata.engines.cases.actions.guards import hold_case, note_event
from pranata.engines.cases.actions.intake import day_of
from pranata.engines.cases.models.cases import SUBJECT_PREFIX
from pranata.engines.cases.registry import kind_of, kinds
from pranata.engines.dispositions.actions import forget_words
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.cases.models import Case

AT_ONCE = 500


def blank(case: Case, *, by: User | None) -> None:
    """Empty a held case of its subject, files, receipt and what its kind forgets, and say so in one event."""
    for attachment in case.attachments.select_related("file"):
        stored = attachment.file
        attachment.delete()
        release(stored, by=by)
    forget_words(case)
    if forget := kind_of(case).forget:
        forget(case)
    case.subject, case.transferred_to, case.receipt_hash = "", "", None
    case.sealed_contact = case.sealed_description = b""
    case.erased_at = clock.now()
    case.save(
        update_fields=[
            "subject", "transferred_to", "receipt_hash", "sealed_contact", "sealed_description", "erased_at",
        ]
    )  # fmt: skip
    note_event(case, "erased", by=by, after={"number": case.number})


def blank_erased() -> int:
    """Blank each case whose key is destroyed while its columns still stand, as a restored backup brings them back;
    returns how many. Safe to run any number of times."""
    destroyed = SubjectKey.objects.filter(subject__startswith=SUBJECT_PREFIX).exclude(destroyed_at=None)
    serials = [subject.removeprefix(SUBJECT_PREFIX) for subject in destroyed.values_list("subject", flat=True)]
    return sum(
        blank_again(case)
        for start in range(0, len(serials), AT_ONCE)
        for kind in kinds()
        for case in kind.model._base_manager.filter(
            erased_at=None, serial__in=serials[start : start + AT_ONCE]
        ).select_related("office")
    )


@transaction.atomic
def blank_again(case: Case) -> bool:
    """Blank one such case; False when somebody was first. It had been closed: one that is open again is closed."""
    try:
        hold_case(case, "erase", may_have_moved=True)
    except Stale:
        return False
    if case.closed_on is None:
        case.closed_at = clock.now()
        case.closed_on = day_of(case.closed_at)
        case.save(update_fields=["closed_at", "closed_on"])
    blank(case, by=None)
    return True
