"""Decisions about follow-ups: their number, when they are late, who may close them, what a text recommends."""

from __future__ import annotations

import re
from datetime import date

FIRST_YEAR = 2000
LONGEST = 4000  # characters of one recommendation
MARK = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z])[.)]|[-*•–])\s+")  # "1.", "(2)", "b)", "-" and a space


def follow_up_number(year: int, sequence: int) -> str:
    """Decides: how a follow-up is called, such as TL-2022-0007.

    Basis: none, our own. The series runs per office and year of origin, without gaps.
    """
    return f"TL-{year}-{sequence:04d}"


def origin_refusal(year: int, today: date) -> str:
    """Decides: why a recommendation cannot be of this year, "" when it can.

    Basis: none, our own: nothing is recommended in a year to come; earlier years are taken over from older lists.
    """
    if FIRST_YEAR <= year <= today.year:
        return ""
    return f"Tahun asal antara {FIRST_YEAR} dan {today.year}."


def is_late(due_on: date, today: date, *, is_running: bool) -> bool:
    """Decides: whether a follow-up is late.

    Basis: none, our own. One that its doer has reported done waits for somebody else and is late no more.
    """
    return is_running and due_on < today


def is_doer(*, has_claimed: bool, has_worked: bool, is_in_charge: bool) -> bool:
    """Decides: whether an account did the work, so that somebody else has to close it, send it back or call it off.

    Basis: none, our own: nobody judges what he did himself, as in the verification of the plan's months.
    """
    return has_claimed or has_worked or is_in_charge


def recommendations_in(text: str) -> list[str]:
    """Decides: which recommendations a text holds.

    Basis: none, our own: a line that begins with a number, a letter or a dash begins one, and so does the first line; a
    text without such signs has one a line.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    is_marked = any(MARK.match(line) for line in lines)
    found: list[str] = []
    for line in lines:
        if found and is_marked and not MARK.match(line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(MARK.sub("", line, count=1) if MARK.match(line) else line)
    return [each[:LONGEST] for each in found if each]
