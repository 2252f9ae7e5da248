"""What every report shares, whatever it is about; plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

DRAFT_MARK = "KONSEP"


class Facts(Protocol):
    """What a report says: a dataclass whose values JSON can hold, dates and texts.

    ``warnings`` are sentences about what is doubtful or blank, ``obstacles`` why it may not be issued yet.
    """

    @property
    def title(self) -> str: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def obstacles(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Imprint:
    """What stands on one edition besides its facts; a draft has no number and nobody's name.

    ``role`` is who signs, ``remarks`` what the issuer adds. ``address`` is the public page that verifies the edition,
    ``qr`` its picture (SVG), ``chain_head`` where the office's audit chain ended.
    """

    role: str = "Sekretaris"
    name: str = ""
    place: str = ""
    number: str = ""
    issued_on: date | None = None
    remarks: str = ""
    code: str = ""
    address: str = ""
    qr: bytes = b""
    chain_head: str = ""

    @property
    def is_draft(self) -> bool:
        return not self.number


@dataclass(frozen=True)
class Written:
    """A finished file and sentences about what is blank in it or could not be printed."""

    content: bytes
    warnings: tuple[str, ...] = ()
