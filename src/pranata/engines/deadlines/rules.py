"""Which reminder is due on a day."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from enum import StrEnum

from pranata.lib.workdays import working_days_between


class Reminder(StrEnum):
    """What is said about a day by which something is to be done."""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


def reminders(due_on: date, today: date, days_off: Container[date], *, ahead: int, patience: int) -> list[Reminder]:
    """Decides: what is to be said today of something due on ``due_on``; told once each, however often asked.

    Basis: data/clocks/plan.toml, certainty "own": from ``ahead`` working days before, on the day, after it, and
    ``patience`` working days after it to the secretary too.
    """
    if today < due_on:
        return [Reminder.SOON] if working_days_between(today, due_on, days_off) <= ahead else []
    if today == due_on:
        return [Reminder.TODAY]
    late = working_days_between(due_on, today, days_off)
    return [Reminder.OVERDUE, Reminder.ESCALATED] if late >= patience else [Reminder.OVERDUE]
