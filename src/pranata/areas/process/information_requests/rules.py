"""Decisions about information requests and objections: what an applicant must give, what an answer must say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

NIK = re.compile(r"\d{16}")
NOT_IN_NUMBERS = re.compile(r"[\s.\-]+")


class Applicant(StrEnum):
    """Who asks: UU 14/2008 Pasal 1 and 4, and Perki 1/2021, as regulations that follow it tell."""

    PERSON = "person"
    BODY = "body"
    GROUP = "group"


class Stage(StrEnum):
    """Which information is asked for; Model PPID-B lets the applicant say so, and the clocks follow it."""

    BODY = "body"
    ELECTION = "election"


class Outcome(StrEnum):
    """What became of a request."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_HELD = "not_held"
    SPAM = "spam"


ANSWERS = (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED, Outcome.NOT_HELD)
GIVING = (Outcome.GRANTED, Outcome.PARTLY)
CLOCKS = {Stage.BODY: "information_requests.answer", Stage.ELECTION: "election_information_requests.answer"}
# Besides name, address, a way to be reached and what is asked for, which everyone gives.
IDENTITY = {
    Applicant.PERSON: ("identity_number",),
    Applicant.BODY: ("decree_number", "representative"),
    Applicant.GROUP: ("identity_number", "representative", "authority"),
}
# What each answer must say, by the names of its form.
FACTS = {
    Outcome.GRANTED: (),
    Outcome.PARTLY: ("ground", "test_reference", "reason"),
    Outcome.REFUSED: ("ground", "test_reference", "reason"),
    Outcome.NOT_HELD: ("holder",),
}


def missing_identity(applicant: str, given: Mapping[str, str]) -> tuple[str, ...]:
    """
    Decides: what an applicant of that kind has not given of itself; nothing, when its request is complete.
    Basis: Perki 1/2021 as ministries' rules repeat it (Permendesa PDT 12/2025, Permen P2MI 14/2025): NIK of a person,
    decree of a legal body, power of attorney where somebody is represented. PKPU 22/2023 itself was not read.
    """
    wanted = ("name", "address", *IDENTITY[Applicant(applicant)])
    missing = [name for name in wanted if not given.get(name, "").strip()]
    if not (given.get("phone", "").strip() or given.get("email", "").strip()):
        missing.append("email")
    return tuple(missing)


def plain_nik(typed: str) -> str:
    """
    Decides: which NIK somebody means; "" when it can be none. Spaces, points and hyphens do not matter.
    Basis: 16 digits, own knowledge of UU 23/2006; whose it is only the register of residents knows.
    """
    digits = NOT_IN_NUMBERS.sub("", typed)
    return digits if NIK.fullmatch(digits) and digits.isascii() else ""


def masked(number: str) -> str:
    """
    Decides: how much of an identity number a page shows: its first and last four signs.
    Basis: none, our own; whoever checks it reads it whole in the form of the request.
    """
    return f"{number[:4]}{'•' * (len(number) - 8)}{number[-4:]}" if len(number) > 8 else number


def missing_facts(outcome: str, given: Mapping[str, str]) -> tuple[str, ...]:
    """
    Decides: what an answer with that outcome must say and does not.
    Basis: UU 14/2008 Pasal 22 ayat (7): refusal with its ground, blacked-out parts with the reason, the holder of what
    is not held; Pasal 19: no refusal without a consequence test. Own knowledge, high.
    """
    return tuple(name for name in FACTS[Outcome(outcome)] if not given.get(name, "").strip())


def clock_name(stage: str) -> str:
    """
    Decides: which clock runs on a request.
    Basis: data/clocks/information_requests.toml; of the election set only the answer is known, and that with doubt.
    """
    return CLOCKS[Stage(stage)]


def may_decide(decider: int | None, *, answered_by: int | None) -> bool:
    """
    Decides: whether an account may decide an objection: never the one that gave the answer objected to.
    Basis: UU 14/2008 Pasal 35 and 36: the superior of the PPID decides; own knowledge, high.
    """
    return decider is not None and decider != answered_by


def is_within(day: date, until: date | None) -> bool:
    """
    Decides: whether an objection or dispute of ``day`` came in time; it did where no window has ended.
    Basis: UU 14/2008 Pasal 36 ayat (1), 37 ayat (2): clocks objection_window, dispute_window; the last day counts.
    """
    return until is None or day <= until
