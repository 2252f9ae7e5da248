"""Telling those charged, and after a while the secretary, which cases are due; and who may process which wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.notify.actions import Message, tell
from pranata.engines.cases.due import ESCALATION, REMINDER
from pranata.engines.cases.notices import BY_REMINDER, OTHER_BY_REMINDER, WAITING
from pranata.engines.cases.queries import PARTIES, SEALED
from pranata.engines.cases.registry import kinds
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.rules import Reminder, reminders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind


def remind_of_cases(office: Office, *, today: date) -> int:
    """Tell what is to be told of the cases of ``office`` today and was not told yet; how many notices that made.

    Nobody is told of a case it may not see. Safe to run any number of times, also twice at once.
    """
    messages = [message for kind in kinds() for message in KindReminding(kind, office, today).messages()]
    return tell(office, messages, by=None) if messages else 0


class KindReminding:
    """What is to be said of the open cases of one kind at one office as of ``today``."""

    def __init__(self, kind: CaseKind, office: Office, today: date) -> None:
        self.kind, self.office, self.today = kind, office, today
        found = kind.model.objects.open().filter(office=office)
        self.cases: list[Case] = list(found.select_related(*PARTIES, "assignee__user").defer(*SEALED))
        self.ahead = clock_for(REMINDER, on=today).amount
        self.patience = clock_for(ESCALATION, on=today).amount

    def messages(self) -> Iterator[Message]:
        if not self.cases:
            return
        said = {case.pk: self.reminders(case) for case in self.cases}
        for user in self.told():
            seen = self.seen_by(user)
            for case in self.cases:
                if case.pk in seen:
                    yield from self.to(user, case, said[case.pk])

    def told(self) -> list[User]:
        """Whoever is charged with a case, is in a unit that is, processes this kind, or is the secretary."""
        units = {case.unit_id for case in self.cases} - {None}
        persons = {case.assignee_id for case in self.cases} - {None}
        held = RoleAssignment.objects.held_on(self.today).filter(office=self.office)
        working = User.objects.filter(is_active=True, pk__in=held.values("user"))
        processing = held.filter(role__in={*roles_with(self.kind.process), Role.SECRETARY})
        found = working.filter(pk__in=processing.values("user")) | working.filter(person__unit__in=units)
        found |= working.filter(person__in=persons)
        return list(found.select_related("person").distinct().order_by("pk"))

    def seen_by(self, user: User) -> set[int]:
        """The ids of those it may see, in one query."""
        visible = self.kind.model.objects.visible_to(user)
        return set(visible.filter(pk__in=[case.pk for case in self.cases]).values_list("pk", flat=True))

    def to(self, user: User, case: Case, said: list[Reminder]) -> Iterator[Message]:
        """What ``user`` is told of ``case``: as the one charged, as a processor of what waits, as the secretary."""
        roles = user.roles_at(self.office)
        processes = not roles.isdisjoint(roles_with(self.kind.process))
        if case.assignee_id is None and case.unit_id is None:
            is_charged = processes
            if processes and case.answered_on is None:
                yield self.message(user, case, WAITING.name)
        elif case.assignee_id is not None:
            is_charged = user.person_id == case.assignee_id
        else:
            is_charged = user.person is not None and user.person.unit_id == case.unit_id
        for reminder in said:
            if is_charged if reminder != Reminder.ESCALATED else Role.SECRETARY in roles:
                yield self.message(user, case, BY_REMINDER[reminder].name)
        if is_charged:
            yield from self.other_messages(user, case)

    def other_messages(self, user: User, case: Case) -> Iterator[Message]:
        """What is told of the days besides the due one; nobody is asked to wait for what only the reporter misses."""
        for other in self.kind.other_days(case) if self.kind.other_days else ():
            off = days_off_between(other.day, self.today)
            for reminder in reminders(other.day, self.today, off, ahead=self.ahead, patience=self.patience):
                kind = OTHER_BY_REMINDER.get(reminder)
                if kind is not None and (other.is_ours or reminder != Reminder.OVERDUE):
                    period = f"{other.code}:{other.day.isoformat()}"
                    address = self.kind.address(case)
                    yield Message(user, kind.name, case, address, period=period, due_on=other.day)

    def message(self, user: User, case: Case, kind: str) -> Message:
        """Told once for each due day, so that a moved one is told anew."""
        period = case.due_on.isoformat() if case.due_on else ""
        return Message(user, kind, case, self.kind.address(case), period=period, due_on=case.due_on)

    def reminders(self, case: Case) -> list[Reminder]:
        if case.due_on is None or case.paused_on is not None or case.answered_on is not None:
            return []
        off = days_off_between(case.due_on, self.today)
        return reminders(case.due_on, self.today, off, ahead=self.ahead, patience=self.patience)
