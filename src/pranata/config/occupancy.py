"""Who has the installation for oneself: those who serve share it, a restore or an upgrade wants it alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock

from django.conf import settings


class Occupied(Exception):
    """Somebody else has it; the argument is one Indonesian sentence."""


@contextmanager
def shared() -> Iterator[None]:
    """Held while pages are served; raises ``Occupied`` during a restore or an upgrade."""
    with _held(LOCK_SH, "Pemulihan atau pemutakhiran sedang berjalan; tunggu sampai selesai."):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Held while the database is replaced or changed; raises ``Occupied`` while pages are served."""
    with _held(LOCK_EX, "Pranata sedang melayani; hentikan dulu (systemctl stop pranata, atau Ctrl-C)."):
        yield


@contextmanager
def _held(kind: int, sentence: str) -> Iterator[None]:
    settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(settings.VAR_DIR / "serving.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            flock(descriptor, kind | LOCK_NB)
        except BlockingIOError:
            raise Occupied(sentence) from None
        yield
    finally:
        os.close(descriptor)
