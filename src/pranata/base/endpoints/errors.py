"""What is raised where a program asked wrongly; ``pranata.api`` answers it in the one shape of a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class StateNotNamed(Exception):
    """A write without If-Match: whoever has not read a state may not overwrite it."""


class UnknownMedia(Exception):
    """The body is of a kind that this operation does not take."""


class TooMany(Exception):
    """Too many attempts; the argument is from when one more is taken."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until
