"""What an office's public home offers: a card for each service that a capability has registered there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.base.access.serving import permissions_at

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Card:
    """One service: what it is called, one sentence, and ``note``, what most want to know ("Dijawab dalam 10 hari").

    ``address`` is its public page at an office; ``is_offered`` says whether the office offers it, and ``answered_by``
    names the permission that somebody there must hold for it.
    """

    code: str
    title: str | Promise
    lead: str | Promise
    address: Callable[[Office], str]
    note: str | Promise = ""
    is_offered: Callable[[Office], bool] = lambda office: True
    answered_by: str = ""


@dataclass(frozen=True)
class Shown:
    """A card as the home of one office links it."""

    title: str | Promise
    lead: str | Promise
    note: str | Promise
    address: str


_cards: dict[str, Card] = {}


def offer_card(card: Card) -> None:
    """Let the home have ``card``. Raises ``ValueError`` when its code is another's."""
    if _cards.setdefault(card.code, card) is not card:
        raise ValueError(f"public card {card.code} is offered twice")


def cards_of(office: Office) -> list[Shown]:
    """The cards of what ``office`` offers, in the order in which they were registered."""
    needed = {card.answered_by for card in _cards.values()} - {""}
    missing = needed - permissions_at(office) if needed else needed  # asked once for all cards
    offered = [card for card in _cards.values() if card.answered_by not in missing and card.is_offered(office)]
    return [Shown(card.title, card.lead, card.note, card.address(office)) for card in offered]
