"""Follow-ups that concern rows of a plan; a row inherits those of the rows it continues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.followups.models import PARTIES, FollowUp
from pranata.engines.plan.models import Subactivity

if TYPE_CHECKING:
    from pranata.base.access.models import User

LABEL = Subactivity._meta.label_lower


def follow_ups_of(row: Subactivity, *, reader: User) -> list[FollowUp]:
    """What concerns ``row`` and the reader may see, the earliest day first; one query and one for each row before it.

    What ended before the row's year belongs to that year's row.
    """
    found = FollowUp.objects.visible_to(reader).about(LABEL, line_of(row))
    rows = found.select_related("office", *PARTIES).order_by("due_on", "pk")
    return [each for each in rows if each.ended_on is None or each.ended_on.year >= row.plan.year]


def line_of(row: Subactivity) -> list[int]:
    """The keys of ``row`` and of the rows it continues."""
    found, before = [row.pk], row.predecessor_id
    while before is not None and before not in found:
        found.append(before)
        before = Subactivity.objects.filter(pk=before).values_list("predecessor_id", flat=True).first()
    return found


def row_of(follow_up: FollowUp, *, reader: User) -> Subactivity | None:
    """The row that ``follow_up`` concerns, with its plan and office; None of none, or of one the reader may not see."""
    if follow_up.about_label != LABEL:
        return None
    found = Subactivity.objects.visible_to(reader).filter(pk=follow_up.about_id)
    return found.select_related("plan__office", "plan__agent").first()
