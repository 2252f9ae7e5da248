"""Reads of cases over all kinds, for the desk: one inbox, what is due, who is to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.engines.cases.due import REMINDER
from pranata.engines.cases.notices import title_of
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.rules import Standing, State, standing
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import clock_for
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.registry import CaseKind, OtherDay

SEALED = ("sealed_contact", "sealed_description")
PARTIES = ("office", "unit", "assignee")
MOST_URGENT_FIRST = (State.LATE, State.TODAY, State.SOON, State.RUNNING, State.NONE, State.PAUSED, State.MET,
                     State.MET_LATE)  # fmt: skip
EARLIEST = date(1, 1, 1)


@dataclass(frozen=True)
class Entry:
    """A case as a list shows it; nothing of it is sealed. ``is_own`` if its reader is charged, ``is_units`` if its
    unit is, ``is_waiting`` if nobody is."""

    kind: CaseKind
    case: Case
    standing: Standing
    is_own: bool = False
    is_units: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.case.unit_id is None and self.case.assignee_id is None

    @property
    def address(self) -> str:
        return self.kind.address(self.case)

    @property
    def other_days(self) -> list[OtherDay]:
        """The days besides the due one, the next first."""
        found = self.kind.other_days(self.case) if self.kind.other_days else []
        return sorted(found, key=lambda each: each.day)

    @property
    def title(self) -> str:
        return title_of(self.case.number, self.case.subject)

    @property
    def line(self) -> str:
        """What may be passed on of it ("Salin untuk WhatsApp"): kind, number, day, unit; no person is named."""
        parts = [str(self.kind.title), self.title]
        text = " ".join(parts) + (f": {due_words(self)}" if self.case.due_on else "")
        return f"{text} – {self.case.unit}" if self.case.unit else text


def due_words(entry: Entry) -> str:
    """The day by which it is due, with what is left or how long it is late."""
    day, days = date_format(entry.case.due_on, "j F Y"), entry.standing.days
    words = {
        State.LATE: late_words(day, -days),
        State.TODAY: _("tenggat hari ini, %(day)s") % {"day": day},
        State.PAUSED: _("tenggat %(day)s, dihentikan sementara") % {"day": day},
        State.MET: _("sudah dijawab"),
        State.MET_LATE: _("sudah dijawab, lewat tenggat %(day)s") % {"day": day},
    }
    return words.get(entry.standing.state) or left_words(day, days)


def left_words(day: str, days: int) -> str:
    """Without a number where only days off are left, as before a due day that is one (hours, calendar days)."""
    if days == 0:
        return _("tenggat %(day)s") % {"day": day}
    return _("tenggat %(day)s, %(days)d hari kerja lagi") % {"day": day, "days": days}


def late_words(day: str, days: int) -> str:
    """Without a number while no whole working day has gone: on the days off after the due day, or hours after it."""
    if days == 0:
        return _("tenggat %(day)s, sudah lewat") % {"day": day}
    return _("tenggat %(day)s, lewat %(days)d hari kerja") % {"day": day, "days": days}


def entries(cases: Iterable[tuple[CaseKind, Case]], *, reader: User | None = None) -> list[Entry]:
    """``cases`` as lists show them, in their order; no query of its own but for the reader's person."""
    found, today, now = list(cases), clock.today(), clock.now()
    days = [each.due_on for _kind, each in found if each.due_on] + [today]
    days += [each.answered_on for _kind, each in found if each.answered_on]
    off = days_off_between(min(days), max(days))
    ahead = clock_for(REMINDER, on=today).amount
    person = reader.person if reader else None
    return [
        Entry(
            kind,
            case,
            standing(case.deadline, today=today, now=now, days_off=off, ahead=ahead),
            is_own=person is not None and case.assignee_id == person.pk,
            is_units=person is not None and person.unit_id is not None and case.unit_id == person.unit_id,
        )
        for kind, case in found
    ]


def inbox(user: User, office: Office) -> list[Entry]:
    """Every open case of ``office`` that ``user`` may see, of all kinds, the most urgent first.

    One query for each kind, whatever the number of cases.
    """
    found = [
        (kind, case)
        for kind in kinds()
        for case in kind.model.objects.visible_to(user)
        .open()
        .filter(office=office)
        .select_related(*PARTIES)
        .defer(*SEALED)
    ]
    return sorted(entries(found, reader=user), key=urgency)


def urgency(entry: Entry) -> tuple:
    """What is late first, then by day; without a day what waits longest first."""
    case = entry.case
    return (MOST_URGENT_FIRST.index(entry.standing.state), case.due_on or EARLIEST, case.received_at, case.pk)


def own_other_days(user: User) -> list[tuple[Entry, OtherDay]]:
    """The days besides the due one of open cases that ``user`` or its unit is charged with; of those that nobody is
    charged with, the ones it processes. By day; one query for each kind that knows such days.
    """
    person, found = user.person, []
    for kind in kinds():
        if kind.other_days is None or person is None:
            continue
        nobodys = Q(assignee=None, unit=None, office__in=user.offices_with(kind.process))
        charged = Q(assignee=person)
        if person.unit_id is not None:
            charged |= Q(assignee=None, unit=person.unit_id)
        visible = kind.model.objects.visible_to(user).open().filter(nobodys | charged)
        found += [(kind, case) for case in visible.select_related(*PARTIES).defer(*SEALED)]
    days = [(entry, each) for entry in entries(found, reader=user) for each in entry.other_days]
    return sorted(days, key=lambda each: (each[1].day, each[0].title))


def own_cases(user: User) -> list[Entry]:
    """The running cases with a day by which they are due that ``user`` or its unit is charged with, by their day.

    One query for each kind.
    """
    person = user.person
    if person is None:
        return []
    found = []
    for kind in kinds():
        visible = kind.model.objects.visible_to(user).running()
        charged = visible.filter(assignee=person)
        if person.unit_id is not None:
            charged |= visible.filter(assignee=None, unit=person.unit_id)
        found += [(kind, case) for case in charged.select_related(*PARTIES).defer(*SEALED)]
    return sorted(entries(found, reader=user), key=lambda entry: (entry.case.due_on, str(entry.title)))
