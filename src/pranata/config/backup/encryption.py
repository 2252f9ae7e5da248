"""age around the archive: one recipient, whose identity is shown once and kept offline."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pyrage
from django.conf import settings

from pranata.base.seal.keys import write_once
from pranata.config.backup.errors import Refused, Unreadable

MAGIC = b"age-encryption.org/"
WRONG_IDENTITY = "Identitas itu tidak membuka cadangan ini, atau kepala berkasnya rusak; tidak ada yang diubah."
DAMAGED = "Berkas cadangan rusak atau terpotong; tidak ada yang diubah."


def recipient_path() -> Path:
    return settings.VAR_DIR / "backup-recipient"


def known_recipient() -> str | None:
    """The recipient of ``PRANATA_BACKUP_RECIPIENT`` or of ``var/backup-recipient``; None before one is made."""
    if settings.BACKUP_RECIPIENT:
        return settings.BACKUP_RECIPIENT
    path = recipient_path()
    return path.read_text().strip() if path.is_file() else None


def new_identity() -> pyrage.x25519.Identity:
    """A fresh identity; its text is what opens backups, ``to_public()`` what they are encrypted to."""
    return pyrage.x25519.Identity.generate()


def keep_recipient(recipient: str) -> None:
    """Encrypt to ``recipient`` from now on. Its identity has been shown before: nobody could open the backups else."""
    if not write_once(recipient_path(), recipient):
        raise Refused(f"Penerima cadangan sudah ada di {recipient_path()}; hapus dulu berkas itu untuk menggantinya.")


def as_recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Refused("Penerima cadangan bukan kunci umum age (age1...); periksa PRANATA_BACKUP_RECIPIENT.") from None


def as_identity(text: str) -> pyrage.x25519.Identity:
    """The identity in ``text``, which may be a file of age-keygen with comments."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0] if lines else "")
    except pyrage.IdentityError:
        raise Refused("Itu bukan identitas age (AGE-SECRET-KEY-1...); tidak ada yang diubah.") from None


class _Noting:
    """A file that remembers the error of its last call, which age would tell as a text only."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        return self._noted(self.file.write, data)

    def read(self, size: int = -1) -> bytes:
        return self._noted(self.file.read, size)

    def flush(self) -> None:
        self.file.flush()

    def _noted(self, call: Callable, argument: object):
        try:
            return call(argument)
        except OSError as error:
            self.error = error
            raise


@contextmanager
def encrypting(out: BinaryIO, recipients: Sequence[str]) -> Iterator[BinaryIO]:
    """A file to write to; what arrives in ``out`` is encrypted to each of ``recipients``."""
    keys = [as_recipient(text) for text in recipients]
    noting, failures = _Noting(out), []
    read_end, write_end = os.pipe()

    def encrypt() -> None:
        with os.fdopen(read_end, "rb") as source:
            try:
                pyrage.encrypt_io(source, noting, keys)
            except (OSError, pyrage.EncryptError) as error:
                failures.append(noting.error or error)

    thread = threading.Thread(target=encrypt, name="age")
    thread.start()
    try:
        with os.fdopen(write_end, "wb") as sink:
            yield sink
    except BrokenPipeError:
        thread.join()
        raise failures[0] from None
    finally:
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def decrypting(source: BinaryIO, identity: pyrage.x25519.Identity) -> Iterator[BinaryIO]:
    """A file to read the plaintext of ``source`` from; raises ``Unreadable`` when it does not open or is not whole."""
    noting, failures = _Noting(source), []
    read_end, write_end = os.pipe()

    def decrypt() -> None:
        with suppress(BrokenPipeError), os.fdopen(write_end, "wb") as sink:
            try:
                pyrage.decrypt_io(noting, sink, [identity])
            except (OSError, pyrage.DecryptError) as error:
                failures.append(noting.error or error)  # before the end of the stream is seen

    thread = threading.Thread(target=decrypt, name="age")
    thread.start()
    plain = os.fdopen(read_end, "rb")
    try:
        yield plain
        while plain.read(1 << 16):  # the last chunk, too, must be genuine
            pass
    except Exception:
        if failures:
            raise as_refusal(failures[0]) from None
        raise
    finally:
        plain.close()
        thread.join()
    if failures:
        raise as_refusal(failures[0])


def as_refusal(error: Exception) -> Exception:
    if isinstance(error, OSError) and error.errno is not None:
        return error
    return Unreadable(WRONG_IDENTITY if "No matching keys" in str(error) else DAMAGED)
