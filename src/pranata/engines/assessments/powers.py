"""Who may answer, assess and manage a sheet as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.engines.assessments.models import ANSWER, ASSESS, MANAGE, VIEW, Assessor, Level, Sheet, Status
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Section

FILLING = (Status.DRAFT, Status.IN_PROGRESS, Status.CHANGES_REQUESTED)
ASSESSED_IN = {
    Level.INTERNAL: (Status.SUBMITTED,),
    Level.EXTERNAL: (Status.SUBMITTED, Status.AGREED),
}


@dataclass(frozen=True)
class Powers:
    """What one reader may do with a sheet as it stands today.

    ``answer``: fill in the office's own answers; ``assess``: the levels to assess at now; ``manage``: assign, submit,
    close; ``is_assessor``: assesses it at all, now or later.
    """

    answer: bool
    manage: bool
    assess: frozenset[Level]
    is_assessor: bool


def powers(sheet: Sheet, user: User) -> Powers:
    """What ``user`` may do; two queries at most."""
    levels = assessing_levels(sheet, user)
    now = frozenset(level for level in levels if sheet.status in ASSESSED_IN[level])
    answers = user.can(ANSWER, sheet.office) and sheet.status in FILLING
    return Powers(answers, user.can(MANAGE, sheet.office), now, bool(levels))


def assessing_levels(sheet: Sheet, user: User) -> frozenset[Level]:
    """The levels at which ``user`` assesses the sheet, whatever its status.

    Whoever holds "assessments.assess" at its office assesses internally; others by appointment, and only while they
    may see the sheet, from another office only while the very grant that came with the appointment is in force.
    """
    rows = Assessor.objects.serving().filter(sheet=sheet, user=user, sheet__in=Sheet.objects.visible_to(user))
    held = {Level(row.level) for row in rows.select_related("grant") if is_in_force(row, sheet, user)}
    if user.can(ASSESS, sheet.office):
        held.add(Level.INTERNAL)
    return frozenset(held)


def is_in_force(assessor: Assessor, sheet: Sheet, user: User) -> bool:
    """Whether an appointment holds today: by its grant, or without one as long as ``user`` sees the office's sheets."""
    if assessor.grant is None:
        return user.can(VIEW, sheet.office)
    return assessor.grant.is_in_force(clock.today())


def is_open(section: Section, sheet: Sheet) -> bool:
    """Whether the office may answer in a section; in a sheet that came back only in its returned ones."""
    if sheet.status == Status.CHANGES_REQUESTED:
        return section.is_returned
    return sheet.status in FILLING
