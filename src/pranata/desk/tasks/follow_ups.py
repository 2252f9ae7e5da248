"""A follow-up in chips and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.desk.tasks.items import due_words
from pranata.engines.followups.models import Status
from pranata.engines.followups.sources import source_of
from pranata.engines.followups.waiting import line_of
from pranata.engines.plan.follow_ups import follow_ups_of
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.desk.tasks.items import Chip
    from pranata.engines.followups.models import FollowUp
    from pranata.engines.plan.models import Subactivity

LOOKS = {
    Status.OPEN: ("", "○"),
    Status.IN_PROGRESS: ("info", "◔"),
    Status.RETURNED: ("warn", "↩"),
    Status.DONE: ("info", "●"),
    Status.CLOSED: ("ok", "✓"),
    Status.NOT_FEASIBLE: ("", "–"),
}


def chips(follow_up: FollowUp, today: date) -> list[Chip]:
    """How it stands, how late it is, and since when it goes on."""
    found: list[Chip] = [(str(follow_up.get_status_display()), *LOOKS[Status(follow_up.status)])]
    if follow_up.is_late_on(today):
        found.append(due_chip(follow_up.due_on, today))
    if follow_up.year < today.year and not follow_up.has_ended:
        found.append((_("sejak %d") % follow_up.year, "warn", "↻"))
    return found


def follow_up_panel(row: Subactivity, user: User) -> dict[str, Any]:
    """The context of ``desk/tasks/follow_up_panel.html``: what concerns a row of a plan; one query."""
    today = clock.today()
    return {"follow_ups": [(each, chips(each, today)) for each in follow_ups_of(row, reader=user)]}


def due_chip(due_on: date, today: date) -> Chip:
    """Its day, with the year where that is not this one, or how long ago it was."""
    if due_on.year == today.year:
        return due_words(due_on, today)
    day = date_format(due_on, "j F Y")
    return (day, "", "◔") if due_on > today else (_("lewat sejak %s") % day, "bad", "!")


def source_title(follow_up: FollowUp) -> str:
    """The kind of source; "" of one that this version does not know."""
    kind = source_of(follow_up.source)
    return str(kind.title) if kind else ""


def source_address(follow_up: FollowUp) -> str:
    """Where the record stands that recommended it, "" without one."""
    kind = source_of(follow_up.source)
    return kind.address(follow_up) if kind and follow_up.source_id else ""


def line(follow_up: FollowUp, today: date) -> str:
    """A follow-up as it is passed on, with how it stands."""
    return f"{line_of(follow_up)}: {state_words(follow_up, today)}"


def state_words(follow_up: FollowUp, today: date) -> str:
    """Its day while somebody has to do it, else how it stands."""
    if follow_up.is_running:
        return due_chip(follow_up.due_on, today)[0]
    return str(follow_up.get_status_display())
