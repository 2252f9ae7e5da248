"""Plain text to pass on in a chat: codes, titles, units and teams; no name of a person, no free text of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LINES = 20  # more do not fit into an address that is shared


@dataclass(frozen=True)
class Share:
    """A text and the address that opens the chat with it; whom to send it to is asked there."""

    text: str

    @property
    def address(self) -> str:
        return f"https://wa.me/?text={quote(self.text)}"

    @property
    def rows(self) -> int:
        """How high the field is that shows it."""
        return min(self.text.count("\n") + 3, 12)


def share(heading: str, lines: Sequence[str], address: str) -> Share | None:
    """``heading``, a numbered line for each of ``lines`` and where to read on; None when there is no line."""
    if not lines:
        return None
    shown = [f"{number}. {line}" for number, line in enumerate(lines[:MOST_LINES], start=1)]
    if (rest := len(lines) - len(shown)) > 0:
        shown.append(ngettext("dan %d lagi", "dan %d lagi", rest) % rest)
    return Share("\n".join([f"*{heading}*", *shown, "", _("Selengkapnya: %s") % address]))


def share_one(heading: str, line: str, address: str) -> Share:
    """As ``share`` for a single thing, which has no number."""
    return Share("\n".join([f"*{heading}*", line, address]))
