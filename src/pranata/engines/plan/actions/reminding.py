"""Telling those in charge, and after a while the secretary, what of the plan is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.notify.actions import Message, tell
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.rules import Reminder, reminders
from pranata.engines.plan.models import Plan, Status, Subactivity
from pranata.engines.plan.notices import BY_REMINDER, RETURNED
from pranata.engines.plan.waiting import overdue_months, waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

    from pranata.base.org.models import Office
    from pranata.engines.plan.waiting import MonthTask


def remind(office: Office, *, today: date) -> int:
    """Tell what is to be told at ``office`` today and was not told yet; how many notices that made.

    An account is told of what its desk shows as its own; the secretary of what has waited too long, whoever should
    have done it. Safe to run any number of times, also twice at once.
    """
    plans = plans_of_the_year(office, today)
    if not plans:
        return 0
    told = Reminding(plans, today)
    messages = [
        message
        for user in holders(office, roles_with("plan.report"), today)
        for task in waiting_for(user, plans, today=today, verifies=False).own
        for message in told.messages(task, user)
    ]
    late = [task for plan in plans for task in overdue_months(plan, today=today)]
    messages += [
        told.message(task, secretary, Reminder.ESCALATED)
        for secretary in holders(office, [Role.SECRETARY], today)
        for task in late
        if Reminder.ESCALATED in told.reminders(task)
    ]
    return tell(office, messages, by=None)


def plans_of_the_year(office: Office, today: date) -> list[Plan]:
    """The plans in force of the running year: the office's own, and those of its change agents."""
    found = Plan.objects.filter(office=office, year=today.year, status=Status.ADOPTED)
    return list(found.select_related("office", "agent"))


def holders(office: Office, roles: list[str], today: date) -> QuerySet[User]:
    """The accounts that hold one of ``roles`` at ``office`` on ``today``."""
    held = RoleAssignment.objects.held_on(today).filter(office=office, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def month_address(task: MonthTask) -> str:
    """Where the month is reported."""
    row = reverse("desk:subactivity", args=[task.plan.office.code, task.plan.key, task.row.code])
    return f"{row}?bulan={task.month}"


class Reminding:
    """What is to be said of months of ``plans`` as of ``today``."""

    def __init__(self, plans: list[Plan], today: date) -> None:
        self.today = today
        self.ahead = clock_for("plan.reminder", on=today).amount
        self.patience = clock_for("plan.escalation", on=today).amount
        self.origins = origins(plans)

    def reminders(self, task: MonthTask) -> list[Reminder]:
        off = days_off_between(task.due_on, self.today)
        return reminders(task.due_on, self.today, off, ahead=self.ahead, patience=self.patience)

    def messages(self, task: MonthTask, user: User) -> Iterator[Message]:
        """What ``user``, whose month it is, is told of it."""
        for reminder in self.reminders(task):
            if reminder != Reminder.ESCALATED:
                yield self.message(task, user, reminder)
        if task.return_id is not None:
            yield self._message(task, user, RETURNED.name, f"{task.month}:{task.return_id}")

    def message(self, task: MonthTask, user: User, reminder: Reminder) -> Message:
        return self._message(task, user, BY_REMINDER[reminder].name, str(task.month))

    def _message(self, task: MonthTask, user: User, kind: str, period: str) -> Message:
        return Message(
            recipient=user,
            kind=kind,
            target=task.row,
            address=month_address(task),
            period=period,
            month=task.month,
            due_on=task.due_on,
            stands_for=self.origins.get(task.row.pk),
        )


def origins(plans: list[Plan]) -> dict[int, int]:
    """The first ancestor of each row within its plan's year, so that a revision reminds nobody once more."""
    found: dict[int, int] = {}
    for plan in plans:
        rows = Subactivity.objects.filter(plan__in=Plan.objects.series_of(plan))
        before = dict(rows.values_list("pk", "predecessor_id"))
        for row in before:
            first = row
            while before.get(first) in before:
                first = before[first]
            found[row] = first
    return found
