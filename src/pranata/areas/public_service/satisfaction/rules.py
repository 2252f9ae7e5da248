"""What practice asks of a survey before anyone relies on it."""

from collections.abc import Mapping
from datetime import date

from pranata.engines.surveys.rules import SMALLEST

INVITED_FOR = 183  # days after a case was closed; our own
FEWEST = 30  # respondents; instruments reference 3.6: common practice, not confirmed


def is_publishable(count: int) -> bool:
    """
    Decides: whether the result of a survey may be shown to anyone: from the smallest group that is ever shown.
    Basis: UU 27/2022 (data minimal); the number five is our own
    """
    return count >= SMALLEST


def is_few(count: int) -> bool:
    """
    Decides: whether a survey has fewer answers than are usually wanted of any.
    Basis: common practice for SPKP and SPAK, at least 30 respondents; not confirmed, so it only warns
    """
    return count < FEWEST


def shown_elements(answered: Mapping[str, int]) -> frozenset[str]:
    """
    Decides: which elements' means are published: those that at least five answered. Where that would hide a single one,
        which could be reckoned from the index, the one answered least often is hidden with it.
    Basis: UU 27/2022 (data minimal); the number five and complementary suppression are our own
    """
    kept = sorted((code for code, count in answered.items() if count >= SMALLEST), key=lambda code: answered[code])
    hidden = sum(0 < count < SMALLEST for count in answered.values())
    return frozenset(kept[1:] if hidden == 1 else kept)


def may_be_invited(closed_on: date, today: date) -> bool:
    """
    Decides: whether an applicant may still be asked how a case was: for half a year after it was closed.
    Basis: none, our own: who is asked later hardly remembers
    """
    return 0 <= (today - closed_on).days <= INVITED_FOR
