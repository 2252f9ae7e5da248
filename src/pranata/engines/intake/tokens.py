"""Every page of a form carries a signed token that says which form it is and when it was shown."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from pranata.base.seal.keys import derive
from pranata.lib import clock

LIFETIME = timedelta(hours=24)
LONGEST = 400


@dataclass(frozen=True)
class Token:
    """The token of one page: ``text`` as the page carries it. Whoever has it can open what was sealed with it."""

    text: str
    door: str
    issued_at: datetime
    lifetime: timedelta = LIFETIME

    @property
    def digest(self) -> str:
        """What the database knows of it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def expires_at(self) -> datetime:
        return self.issued_at + self.lifetime

    def key(self, purpose: str) -> bytes:
        return derive(self.text.encode(), f"intake-{purpose}")

    def keyed_digest(self, data: bytes) -> str:
        return hmac.new(self.key("digest"), data, hashlib.sha256).hexdigest()


def issue(door: str, lifetime: timedelta = LIFETIME) -> Token:
    """A fresh token for one page of the form at ``door``; ``lifetime`` must be the one it is read with."""
    issued_at = clock.real_now().replace(microsecond=0)
    text = _signer().sign_object([door, int(issued_at.timestamp()), secrets.token_urlsafe(16)])
    return Token(text, door, issued_at, lifetime)


def read(text: str, door: str, lifetime: timedelta = LIFETIME) -> Token | None:
    """The token if we issued it for ``door`` and it has not expired; ``None`` for anything else.

    A form that may wait for a line on its sender's device has a longer ``lifetime`` than the others.
    """
    if len(text) > LONGEST:
        return None
    try:
        issued_for, issued, _nonce = _signer().unsign_object(text)
    except (BadSignature, ValueError):
        return None
    token = Token(text, issued_for, datetime.fromtimestamp(issued, UTC), lifetime)
    return token if issued_for == door and clock.real_now() < token.expires_at else None


def _signer() -> Signer:
    return Signer(salt="pranata.intake.form")
