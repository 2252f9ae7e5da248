"""How a plan is named in an address: its year, whose it is, and which revision."""

from __future__ import annotations

import re
from dataclasses import dataclass

PATTERN = re.compile(r"(?P<year>20\d{2})(?:-agen-(?P<agent>[1-9]\d{0,8}))?(?:-r(?P<revision>[1-9]\d{0,2}))?")


@dataclass(frozen=True)
class PlanKey:
    """``2022`` is the office's plan in force, or its first draft; ``2022-r2`` its second revision whatever its state;
    ``2022-agen-7`` the plan of the change agent with that person number."""

    year: int
    agent: int | None = None
    revision: int | None = None

    def __str__(self) -> str:
        agent = f"-agen-{self.agent}" if self.agent else ""
        revision = f"-r{self.revision}" if self.revision else ""
        return f"{self.year}{agent}{revision}"

    @classmethod
    def parse(cls, text: str) -> PlanKey:
        """Raises ``ValueError`` for a text that names no plan."""
        found = PATTERN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} bukan nama rencana")
        numbers = {name: int(value) if value else None for name, value in found.groupdict().items()}
        return cls(year=numbers["year"] or 0, agent=numbers["agent"], revision=numbers["revision"])
