"""What whoever holds the receipt of a closed case is offered on its page, such as a survey. Areas declare it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pranata.engines.cases.models import Case


@dataclass(frozen=True)
class Offer:
    """One thing that a closed case leads to: words to read, and what its button says, "" where it was taken already.

    ``take()`` gives the public address to go to, made for this case; None where somebody was quicker.
    """

    title: str
    lead: str
    button: str = ""
    take: Callable[[], str | None] = lambda: None


_declared: dict[str, Callable[[Any], Offer | None]] = {}


def declare_offer(code: str, find: Callable[[Any], Offer | None]) -> None:
    """Let closed cases be offered what ``find(case)`` returns. Raises ``ValueError`` when ``code`` is taken."""
    if code in _declared:
        raise ValueError(f"Two offers after a case are called {code}.")
    _declared[code] = find


def offers_after(case: Case) -> dict[str, Offer]:
    """What is offered after ``case``, by code; {} while it is open."""
    if case.is_open:
        return {}
    return {code: offer for code, find in _declared.items() if (offer := find(case)) is not None}
