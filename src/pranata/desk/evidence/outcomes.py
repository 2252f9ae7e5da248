"""What became of files that were sent as evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.engines.evidence.models import Evidence


@dataclass(frozen=True)
class Outcome:
    """What became of one file: kept, or refused for a reason; ``offers`` are items that hold the same bytes."""

    name: str
    refusal: str = ""
    offers: list[Evidence] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        return not self.refusal
