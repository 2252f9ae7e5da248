"""How long an archive is kept, where it stands on a day, what may become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LOAN_DAYS = 14  # our own; no regulation found


class Fate(StrEnum):
    """What becomes of an archive when its time is over (Nasib Akhir, Jadwal Retensi Arsip)."""

    DESTROYED = "musnah"
    PERMANENT = "permanen"
    JUDGED = "dinilai-kembali"


class State(StrEnum):
    """Where an archive is in its life."""

    ACTIVE = "aktif"
    INACTIVE = "inaktif"
    JUDGED = "dinilai"
    PROPOSED = "usul-musnah"
    APPROVED = "disetujui-musnah"
    DESTROYED = "musnah"
    OFFERED = "usul-serah"
    STATIC = "statis"
    WITHDRAWN = "ditarik"


ENDED = (State.DESTROYED, State.STATIC, State.WITHDRAWN)
ON_ITS_WAY = (State.PROPOSED, State.APPROVED, State.OFFERED)


@dataclass(frozen=True)
class Retention:
    """The rule of a class: years in active use, years after that, and what comes then."""

    active_years: int
    inactive_years: int
    fate: Fate


@dataclass(frozen=True)
class Term:
    """The last day of active use, the last day it is kept, and what comes then."""

    active_until: date
    kept_until: date
    fate: Fate


class Due(StrEnum):
    """What an archive waits for on a day."""

    NOTHING = "nothing"
    TO_INACTIVE = "to-inactive"
    TO_DESTROY = "to-destroy"
    TO_HAND_OVER = "to-hand-over"
    TO_JUDGE = "to-judge"


class Refusal(StrEnum):
    """Why something may not be done with an archive now."""

    NO_CLASS = "no-class"
    STATE = "state"
    TOO_EARLY = "too-early"
    OTHER_FATE = "other-fate"
    HELD = "held"
    LENT = "lent"


def term(closed_on: date, retention: Retention) -> Term:
    """
    Decides: until when an archive is active and until when it is kept; years count from the end of the year of closing.
    Basis: PP 28/2012, PKPU 17/2023 (JRA): years from the closing of the file; whole calendar years are own knowledge
    """
    active = closed_on.year + retention.active_years
    return Term(date(active, 12, 31), date(active + retention.inactive_years, 12, 31), retention.fate)


def due(state: State, on: date, kept: Term | None, *, is_held: bool) -> Due:
    """
    Decides: what is to be done with an archive on a day; one under a legal hold is neither destroyed nor handed over.
    Basis: PP 28/2012 (penyusutan arsip); the hold is our own
    """
    if kept is None or state not in (State.ACTIVE, State.INACTIVE, State.JUDGED):
        return Due.NOTHING
    if state == State.ACTIVE:
        return Due.TO_INACTIVE if kept.active_until < on else Due.NOTHING
    if is_held or on <= kept.kept_until:
        return Due.NOTHING
    return {Fate.DESTROYED: Due.TO_DESTROY, Fate.PERMANENT: Due.TO_HAND_OVER, Fate.JUDGED: Due.TO_JUDGE}[kept.fate]


def refusal(what: Due, state: State, on: date, kept: Term | None, *, is_held: bool, is_lent: bool) -> Refusal | None:
    """
    Decides: why ``what`` may not be done with an archive on a day; None when it may.
    Basis: PP 28/2012 (penyusutan arsip), JRA of the office; hold and loan are our own
    """
    wanted = {Due.TO_DESTROY: Fate.DESTROYED, Due.TO_HAND_OVER: Fate.PERMANENT, Due.TO_JUDGE: Fate.JUDGED}
    sources = (State.ACTIVE,) if what == Due.TO_INACTIVE else (State.INACTIVE, State.JUDGED)
    if state not in sources:
        return Refusal.STATE
    if kept is None:
        return Refusal.NO_CLASS
    if what == Due.TO_INACTIVE:
        return Refusal.TOO_EARLY if on <= kept.active_until else None
    reasons = (
        (kept.fate != wanted[what], Refusal.OTHER_FATE),
        (on <= kept.kept_until, Refusal.TOO_EARLY),
        (is_held, Refusal.HELD),
        (is_lent and what != Due.TO_JUDGE, Refusal.LENT),
    )
    return next((each for applies, each in reasons if applies), None)


def may_be_destroyed_now(on: date, kept: Term | None, *, is_held: bool, is_lent: bool) -> bool:
    """
    Decides: whether an approved archive may be destroyed in the end: time over, same fate, neither held nor lent.
    Basis: PP 28/2012, JRA of the office; that a hold stops even an approved destruction is our own
    """
    found = refusal(Due.TO_DESTROY, State.INACTIVE, on, kept, is_held=is_held, is_lent=is_lent)
    return found is None


def loan_due(out_on: date) -> date:
    """
    Decides: when a lent archive is to be back if nobody names another day.
    Basis: none, our own default of 14 days
    """
    return out_on + timedelta(days=LOAN_DAYS)
