"""The clock of a case: which row counts for it, by when it is due, and how that came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.engines.cases.registry import kind_of
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.model import GrantedExtension, Pause
from pranata.lib import clock as now_clock

if TYPE_CHECKING:
    from datetime import datetime

    from pranata.engines.cases.models import Case
    from pranata.engines.deadlines.model import Clock, Explanation

REMINDER, ESCALATION = "cases.reminder", "cases.escalation"


def clock_of(case: Case) -> Clock:
    """The clock row of ``case``: that of the day on which it was received, whatever changed since."""
    return clock_for(case.clock, on=case.received_on)


def clock_columns(case: Case, name: str, starts_at: datetime) -> dict[str, Any]:
    """The columns of a case whose clock ``name`` starts at that moment.

    What extended or paused that clock since then still counts: a case may be classed back and forth. Raises
    ``UnknownClock``, ``ValueError`` for a clock that is not of the kind, ``ValidationError`` for a moment to come.
    """
    if name not in kind_of(case).clocks:
        raise ValueError(f"{name} is no clock of {kind_of(case).code}.")
    if starts_at > now_clock.now():
        raise ValidationError({"starts_at": _("Jangka waktu tidak dapat mulai pada waktu yang belum terjadi.")})
    had_clock = case.pk is not None and case.clock != ""
    found = explain(
        name,
        starts_at,
        on=case.received_on,
        extensions=_extensions(case, name, starts_at) if had_clock else (),
        pauses=_pauses(case, name, starts_at) if had_clock else (),
    )
    return {
        "clock": name,
        "started_at": starts_at,
        "started_on": starts_at.astimezone(now_clock.zone()).date(),
        "due_on": found.due,
        "due_at": found.due_at,
        "due_changes": case.due_changes + (case.due_on is not None),
        "paused_on": None,
    }


def explain_case(case: Case) -> Explanation | None:
    """How the due day of ``case`` came about, with its extensions and pauses; None while no clock was started."""
    if case.started_at is None:
        return None
    extensions, pauses = extensions_of(case), pauses_of(case)
    return explain(case.clock, case.started_at, on=case.received_on, extensions=extensions, pauses=pauses)


def extensions_of(case: Case) -> list[GrantedExtension]:
    """The extensions of the clock that runs now."""
    return _extensions(case, case.clock, case.started_at)


def _extensions(case: Case, name: str, since: datetime | None) -> list[GrantedExtension]:
    rows = case.extensions.filter(clock=name, at__gte=since) if hasattr(case, "extensions") else ()
    return [GrantedExtension(row.granted_on, row.reason) for row in rows]


def pauses_of(case: Case) -> list[Pause]:
    """The pauses of the clock that runs now."""
    return _pauses(case, case.clock, case.started_at)


def _pauses(case: Case, name: str, since: datetime | None) -> list[Pause]:
    rows = case.pauses.filter(clock=name, at__gte=since) if hasattr(case, "pauses") else ()
    return [Pause(row.paused_on, row.resumed_on, row.reason) for row in rows]
