"""What is raised about evidence that is not taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.engines.evidence.models import Evidence


class AlreadyHeld(Exception):
    """The office holds these bytes as evidence already; ``items`` are those the sender may see."""

    def __init__(self, items: list[Evidence]) -> None:
        super().__init__()
        self.items = items
