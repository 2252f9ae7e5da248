"""When something is due, whether a limit may be extended or paused, which reminder a day brings."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from pranata.engines.deadlines.counting import Count, Years, days_of
from pranata.engines.deadlines.model import (
    Clock,
    Ended,
    Explanation,
    GrantedExtension,
    Pause,
    Skipped,
    Started,
    Unit,
)
from pranata.lib.workdays import working_days_between


class Refusal(StrEnum):
    """Why a limit is not extended or paused."""

    NOT_PROVIDED = "not_provided"
    USED_UP = "used_up"
    TOO_LATE = "too_late"
    UNDER_WAY = "under_way"


class Reminder(StrEnum):
    """What is said about a day by which something is to be done."""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


def due_by_days(
    clock: Clock,
    start: date,
    years: Years,
    *,
    extensions: Sequence[GrantedExtension] = (),
    pauses: Sequence[Pause] = (),
) -> Explanation:
    """Decides: the day by which something is due that is counted in days or months, step by step.

    Basis: the clock's row in data/clocks; working days are Monday to Friday without libur nasional and cuti bersama
    (own knowledge, high), which data/calendar and the package holidays name.
    """
    counted = Count(clock, start, years, sorted(pauses, key=lambda each: each.paused_on))
    counted.add(clock.amount)
    for granted in extensions:
        counted.extend(granted)
    skips = [step for step in counted.steps if isinstance(step, Skipped)]
    off = counted.off(counted.day)
    end = () if counted.is_open else (Ended(counted.day, off=off.reason if off else None),)
    touched = range(start.year, counted.day.year + 1) if clock.unit == Unit.WORKING_DAY else ()
    return Explanation(
        clock,
        due=None if counted.is_open else counted.day,
        due_at=None,
        steps=(Started(start), *counted.steps, *end),
        undecided_years=tuple(year for year in touched if not years(year).is_decided),
        estimated_days=tuple(day for step in skips if step.is_estimated for day in days_of(step.first, step.last)),
    )


def due_by_hours(clock: Clock, start: datetime) -> Explanation:
    """Decides: the moment by which something is due that is counted in elapsed hours, days off included.

    Basis: the clock's row in data/clocks (3 x 24 jam: UU 27/2022 Pasal 30, 32, 40, 41, 46).
    """
    end = (start.astimezone(UTC) + timedelta(hours=clock.amount)).astimezone(start.tzinfo)
    steps = (Started(start.date(), start), Ended(end.date(), end))
    return Explanation(clock, due=end.date(), due_at=end, steps=steps)


def extension_refusal(clock: Clock, granted: Sequence[GrantedExtension], *, due: date, on: date) -> Refusal | None:
    """Decides: whether a limit that ends on ``due`` may be extended ``on`` a day, and if not, why.

    Basis: the clock's row in data/clocks (UU 14/2008 Pasal 22 ayat (8): once, before the first limit has passed).
    """
    if clock.extension is None:
        return Refusal.NOT_PROVIDED
    if len(granted) >= clock.extension.times:
        return Refusal.USED_UP
    return Refusal.TOO_LATE if on > due else None


def pause_refusal(clock: Clock, pauses: Sequence[Pause], *, due: date | None, on: date) -> Refusal | None:
    """Decides: whether a limit may stop counting ``on`` a day, and if not, why.

    Basis: the clock's row in data/clocks; where it names no pause there is none. The day of the pause still counts, so
    on the last one nothing is left that could wait.
    """
    if clock.pause is None:
        return Refusal.NOT_PROVIDED
    if any(each.resumed_on is None for each in pauses):
        return Refusal.UNDER_WAY
    return Refusal.TOO_LATE if due is not None and on >= due else None


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
