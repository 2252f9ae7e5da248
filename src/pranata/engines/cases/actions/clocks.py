"""What happens to the clock of a case: started anew, extended, paused, counted again after the calendar changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import account
from pranata.engines.cases.actions.ending import end_pause
from pranata.engines.cases.actions.guards import change, filled, hold_case, note_event
from pranata.engines.cases.due import clock_columns, clock_of, explain_case, extensions_of, pauses_of
from pranata.engines.cases.registry import kinds
from pranata.engines.deadlines.clocks import UnknownClock
from pranata.engines.deadlines.rules import Refusal, extension_refusal, pause_refusal
from pranata.engines.deadlines.wording import day_words
from pranata.lib import clock as now_clock

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from pranata.base.access.models import User
    from pranata.engines.cases.models import Case, CaseExtension, CasePause
    from pranata.engines.cases.registry import CaseKind

NOT_EXTENDED = {
    Refusal.NOT_PROVIDED: _("Jangka waktu ini tidak dapat diperpanjang."),
    Refusal.USED_UP: _("Jangka waktu ini sudah diperpanjang; tidak dapat diperpanjang lagi."),
    Refusal.TOO_LATE: _("Tenggat sudah lewat; perpanjangan hanya sebelum tenggat."),
}
NOT_PAUSED = {
    Refusal.NOT_PROVIDED: _("Jangka waktu ini tidak dapat dihentikan sementara."),
    Refusal.UNDER_WAY: _("Jangka waktu ini sedang dihentikan sementara."),
    Refusal.TOO_LATE: _("Tenggatnya hari ini atau sudah lewat; jangka waktu tidak dapat dihentikan sementara."),
}


@dataclass(frozen=True)
class Moved:
    """An open case whose due day is another since the calendar changed."""

    kind: CaseKind
    case: Case
    old: date
    new: date


@dataclass(frozen=True)
class Uncounted:
    """A running case that keeps its day because its clock row is missing from data/clocks; ``why`` names the row."""

    kind: CaseKind
    case: Case
    why: str


@dataclass
class Recount:
    """What became of the running cases when their days were counted again."""

    moved: list[Moved] = field(default_factory=list)
    uncounted: list[Uncounted] = field(default_factory=list)


@transaction.atomic
def start_clock(case: Case, name: str, *, by: User | None, starts_at: datetime | None = None, step: str = "") -> Case:
    """Let another clock run on a registered case, from ``starts_at`` or now: it was classed, or enters another stage.

    A pause of the one before ends. Raises ``UnknownClock``, ``ValueError`` for a clock that is not of the kind,
    ``ValidationError`` for a moment to come, ``Forbidden``, ``Stale`` for a case that is answered.
    """
    hold_case(case, step or "start_clock")
    if not case.number or case.answered_on is not None:
        raise Stale(step or "start_clock")
    end_pause(case)
    change(case, "clock_started", by=by, step=step, **clock_columns(case, name, starts_at or now_clock.now()))
    return case


@transaction.atomic
def extend(case: Case, *, reason: str, by: User, step: str = "") -> CaseExtension:
    """Grant the extension that the clock's row provides; ``reason`` is what the applicant is told in writing.

    Raises ``ValidationError`` with the reason why not, ``Forbidden``, ``Stale`` for a case that is answered.
    """
    words = filled(reason, "reason")
    before = held_due(case, step or "extend")
    today, row = now_clock.today(), clock_of(case)
    refusal = extension_refusal(row, extensions_of(case), due=before, on=today)
    if refusal is not None or row.extension is None or case.paused_on is not None:
        raise ValidationError({"reason": NOT_EXTENDED.get(refusal or Refusal.NOT_PROVIDED)})
    granted: CaseExtension = case.extensions.create(
        clock=case.clock,
        granted_on=today,
        sealed_reason=case.sealed(words),
        basis=row.extension.basis,
        due_before=before,
        due_after=before,
        at=now_clock.now(),
        by=account(by),
    )
    change(case, "extended", by=by, step=step, **moved_columns(case))
    granted.due_after = case.due_on
    granted.save(update_fields=["due_after"])
    days = {"due_before": before, "due_after": case.due_on}
    note_event(case, "extension_granted", by=by, after=days, personal={"reason": words})
    return granted


def held_due(case: Case, verb: str) -> date:
    """The due day of a held case; raises ``Stale`` when nothing is due any more."""
    hold_case(case, verb)
    if case.due_on is None or case.answered_on is not None or case.closed_on is not None:
        raise Stale(verb)
    return case.due_on


def moved_columns(case: Case) -> dict[str, Any]:
    """The columns of a held case whose due day is counted again from its history."""
    found = explain_case(case)
    if found is None or found.due is None:
        return {}
    return {"due_on": found.due, "due_at": found.due_at, "due_changes": case.due_changes + (found.due != case.due_on)}


@transaction.atomic
def pause(case: Case, *, reason: str, by: User, step: str = "") -> CasePause:
    """Stop counting after today, where the clock's row allows it.

    Raises ``ValidationError`` with the reason why not, ``Forbidden``, ``Stale`` for a case that is answered.
    """
    words = filled(reason, "reason")
    before = held_due(case, step or "pause")
    today, row = now_clock.today(), clock_of(case)
    refusal = pause_refusal(row, pauses_of(case), due=before, on=today)
    if refusal is not None or row.pause is None:
        raise ValidationError({"reason": NOT_PAUSED.get(refusal or Refusal.NOT_PROVIDED)})
    begun: CasePause = case.pauses.create(
        clock=case.clock,
        paused_on=today,
        sealed_reason=case.sealed(words),
        basis=row.pause.basis,
        at=now_clock.now(),
        by=account(by),
    )
    change(case, "paused", by=by, step=step, paused_on=today)
    note_event(case, "pause_begun", by=by, after={"paused_on": today}, personal={"reason": words})
    return begun


@transaction.atomic
def resume(case: Case, *, by: User | None, step: str = "") -> Case:
    """Count again from tomorrow; the due day moves by the days that did not count. Raises ``Forbidden``, ``Stale``."""
    hold_case(case, step or "resume")
    if case.paused_on is None:
        raise Stale(step or "resume")
    end_pause(case)
    change(case, "resumed", by=by, step=step, paused_on=None, **moved_columns(case))
    return case


def recalculate_due(*, by: User | None, is_dry_run: bool = False) -> Recount:
    """Count every running case again and say whose due day moved, by kind, office and day.

    A case that is answered, closed or paused keeps its day; a paused one is counted when it goes on. Each is written
    by itself, so that a long list holds nobody up; one whose clock row is missing keeps its day and is named. Raises
    ``Forbidden`` unless ``by`` is the system.
    """
    recount = Recount()
    for kind in kinds():
        running = kind.model.objects.running().select_related("office")
        for case in running.order_by("office", "due_on", "pk"):
            try:
                moved = move_due(kind, case, by=by, is_dry_run=is_dry_run)
            except UnknownClock as fault:
                recount.uncounted.append(Uncounted(kind, case, str(fault)))
                continue
            if moved is not None:
                recount.moved.append(moved)
    return recount


def move_due(kind: CaseKind, case: Case, *, by: User | None, is_dry_run: bool) -> Moved | None:
    """What became of one case; None when its day stays."""
    old = case.due_on
    new = moved_columns(case).get("due_on")
    if old is None or new is None or old == new:
        return None
    if not is_dry_run:
        with transaction.atomic():
            hold_case(case, "recalculate", may_have_moved=True)
            if case.answered_on is not None or case.paused_on is not None or case.due_on != old:
                return None
            change(case, "recalculated", by=by, **moved_columns(case))
    return Moved(kind, case, old, new)


def words_of(moved: Moved) -> str:
    """One line for the list."""
    days = {"old": day_words(moved.old), "new": day_words(moved.new)}
    return _now("%(case)s: %(old)s menjadi %(new)s") % {"case": moved.case, **days}
