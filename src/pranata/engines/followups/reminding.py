"""Telling those charged, and after a while the secretary, which follow-ups are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.notify.actions import Message, tell
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.rules import Reminder, reminders
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.notices import BY_REMINDER
from pranata.engines.followups.queries import charged_accounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.org.models import Office

AHEAD, PATIENCE = "followups.reminder", "followups.escalation"


def remind_of_follow_ups(office: Office, *, today: date) -> int:
    """Tell what is to be told of the follow-ups of ``office`` today and was not told yet; how many notices that made.

    Safe to run any number of times, also twice at once.
    """
    found = list(FollowUp.objects.running().filter(office=office).select_related("office"))
    if not found:
        return 0
    ahead, patience = clock_for(AHEAD, on=today).amount, clock_for(PATIENCE, on=today).amount
    secretaries = list(holders(office, Role.SECRETARY, today))
    messages: list[Message] = []
    for each in found:
        off = days_off_between(each.due_on, today)
        for reminder in reminders(each.due_on, today, off, ahead=ahead, patience=patience):
            told = secretaries if reminder == Reminder.ESCALATED else charged_accounts(each, today)
            messages += about(each, reminder, told)
    return tell(office, messages, by=None) if messages else 0


def holders(office: Office, role: str, today: date) -> Iterable[User]:
    """The accounts that hold ``role`` at ``office`` on ``today``."""
    held = RoleAssignment.objects.held_on(today).filter(office=office, role=role)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def about(follow_up: FollowUp, reminder: Reminder, told: Iterable[User]) -> list[Message]:
    """Told once for each due day, so that a moved one is told anew."""
    kind, period = BY_REMINDER[reminder].name, follow_up.due_on.isoformat()
    address = follow_up.get_absolute_url()
    return [Message(user, kind, follow_up, address, period=period, due_on=follow_up.due_on) for user in told]
