"""Decisions about issued reports: their public codes and addresses, and whether a file is the one issued."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike on paper
CODE_LENGTH = 18  # 31 signs each: 89 bits
HASH = re.compile(r"[0-9a-f]{64}")


class Signature(StrEnum):
    """How an issued report is signed: not yet, by hand on a scanned copy, or electronically inside the file."""

    NONE = "none"
    WET = "wet"
    ELECTRONIC = "electronic"


class Match(StrEnum):
    """What a file's hash says about an issued report."""

    ISSUED = "issued"
    SIGNED = "signed"
    OTHER = "other"
    NO_HASH = "no_hash"


def new_code() -> str:
    """Decides: the public code of an issued report, by chance, so that none can be guessed.

    Basis: none, our own.
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def public_address(site: str, code: str) -> str:
    """Decides: where anyone verifies the report of that code.

    Basis: none, our own; the address is printed, so it never changes.
    """
    return f"{site}/verifikasi/{code}/"


def match(asked: str, *, issued: str, signed: str) -> Match:
    """Decides: which file of a report has the SHA-256 that somebody entered.

    Basis: none, our own. Spaces and capitals do not matter, for hashes are typed from paper.
    """
    found = "".join(asked.split()).lower()
    if not HASH.fullmatch(found):
        return Match.NO_HASH
    if found == issued:
        return Match.ISSUED
    return Match.SIGNED if found == signed else Match.OTHER
