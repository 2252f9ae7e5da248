"""What one document of a feed does to the documents that are here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pranata.areas.regulation.jdih.reading import FeedDocument
    from pranata.engines.documents.models import Document


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """What one document of the feed does: to which document here (None: a new one), and what it would say."""

    read: FeedDocument
    document: Document | None
    values: dict[str, Any]
    facts: dict[str, Any]
    differences: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.document is None:
            return Outcome.ADDED
        return Outcome.CHANGED if self.differences else Outcome.UNCHANGED
