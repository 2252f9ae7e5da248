"""Signing issued PDF files behind one small interface: ``none`` leaves them as they are, ``pades`` signs with a local
certificate. Another back end (BSrE) is one more class with ``kind`` and ``sign``; callers ask ``signer()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from pranata.engines.reports.rules import Signature


class SigningFailed(Exception):
    """The file could not be signed; the argument is one sentence for the person who issues."""


@dataclass(frozen=True)
class Order:
    """What is said inside the signature: who signs, why, where."""

    name: str
    reason: str
    place: str


class Signer(Protocol):
    """A back end: the ``kind`` of its signatures, and the signed file. Raises ``SigningFailed``."""

    kind: Signature

    def sign(self, pdf: bytes, order: Order) -> bytes: ...


class NoSigner:
    """Leaves the file as it is: it is printed and signed by hand."""

    kind = Signature.NONE

    def sign(self, pdf: bytes, order: Order) -> bytes:
        return pdf


def signer() -> Signer:
    """The back end of this installation: PAdES where ``PRANATA_SIGNING_CERTIFICATE`` names a certificate."""
    if not settings.SIGNING_CERTIFICATE:
        return NoSigner()
    from pranata.engines.reports.signing.pades import PadesSigner  # noqa: PLC0415 -- slow import

    return PadesSigner(Path(settings.SIGNING_CERTIFICATE), settings.SIGNING_PASSPHRASE)
