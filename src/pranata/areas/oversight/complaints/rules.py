"""Decisions about complaints: which clock runs, from when, who is meant by a name, how LAPOR! and register agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

VERIFICATION = "complaints.verification"
FIRST_FOLLOW_UP = "complaints.first_follow_up"
COMPLETION = "complaints.reporter_completion"
CLOSING = "complaints.closing"
REPLY = "complaints.reply_follow_up"
LODGING = "service_complaints.lodging"
COMPLETENESS = "service_complaints.completeness_reply"
DECISION = "service_complaints.decision"
DELIVERY = "service_complaints.decision_delivery"
ANSWER_CLOCKS = {
    "normative": "complaints.answer_information",
    "ordinary": "complaints.answer_ordinary",
    "oversight": "complaints.answer_oversight",
}
CLOCKS = (VERIFICATION, *ANSWER_CLOCKS.values(), DECISION)
SHORTEST_NAME = 3  # letters of a word that may be a name; shorter ones are titles and initials


class Mismatch(StrEnum):
    """How what LAPOR! says and what the register says of one report differ."""

    NOT_HERE = "not_here"
    NOT_THERE = "not_there"
    STATE_DIFFERS = "state_differs"


def answer_clock(classification: str, *, is_service_dispute: bool = False) -> str:
    """Decides: which clock runs on a complaint of a class; on a service dispute the earlier of its class and the law.

    Basis: PermenPANRB 62/2018 (5, 14 and 60 working days); UU 25/2009 (60 days), data/clocks/complaints.toml. That the
    earlier one counts is our own reading.
    """
    return DECISION if is_service_dispute and classification == "oversight" else ANSWER_CLOCKS[classification]


def begins_anew(clock: str, *, is_answered: bool) -> bool:
    """Decides: whether the clock starts again when the reporter has completed the file.

    Basis: UU 25/2009 (60 days from the complete file), data/clocks/complaints.toml; its article was not compared.
    """
    return clock == DECISION and not is_answered


def clock_start(classification: str, *, received_at: datetime, verified_at: datetime) -> datetime:
    """Decides: from when the answer is counted: from receipt, a field examination from the complete file.

    Basis: PermenPANRB 62/2018; Perpres 76/2013 (60 days from the complete file). Complete is what was verified.
    """
    return verified_at if classification == "oversight" else received_at


def meant_by(typed: str, people: Iterable[tuple[int, str]]) -> list[int]:
    """Decides: whose name was typed: everybody who bears one of its words, so that nobody named reads of himself.

    Basis: none, our own; too many rather than too few, an officer who is not meant is taken out again by hand.
    """
    words = name_words(typed)
    return [number for number, name in people if words & name_words(name)]


def name_words(name: str) -> set[str]:
    """Decides: which words of a name tell people apart.

    Basis: none, our own.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return {word for word in re.findall(r"[a-z]+", plain) if len(word) >= SHORTEST_NAME}


def is_quiet(status: str, *, closing_due_on: date | None, reporter_due_on: date | None, today: date) -> bool:
    """Decides: whether nobody spoke in time, so that an answered one is finished and a waiting one withdrawn.

    Basis: data/clocks/complaints.toml (SP4N-LAPOR! 10 working days; UU 25/2009 30 days); the last day is still in time.
    """
    due_on = {"answered": closing_due_on, "waiting": reporter_due_on}.get(status)
    return due_on is not None and due_on < today


def mismatch(there: str | None, here: str | None) -> Mismatch | None:
    """Decides: how two states of one report differ, None when they agree; a state is None where the report is not.

    Basis: none, our own.
    """
    if here is None:
        return Mismatch.NOT_HERE
    if there is None:
        return Mismatch.NOT_THERE
    return None if there == here else Mismatch.STATE_DIFFERS
