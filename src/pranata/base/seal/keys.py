"""The installation's three keys as files, and the keys derived from the sealing key."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

KEY_NAMES = ("django", "audit", "sealing")


def make_keys(directory: Path) -> list[str]:
    """Write the keys that ``directory`` lacks and return their names.

    The directory gets mode 0700, each file 0600 and 384 random bits. A key that is there is never touched, and a
    key appears whole or not at all, also when two processes start at once.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    return [name for name in KEY_NAMES if write_once(directory / name, secrets.token_urlsafe(48))]


def write_once(path: Path, text: str) -> bool:
    """Whether ``path`` was written; ``False`` when it was already there, which leaves it as it was."""
    if path.exists():
        return False
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def sealing_key() -> bytes:
    """The sealing key of the settings as bytes; raises ``ImproperlyConfigured`` when there is none."""
    if not settings.SEALING_KEY:
        raise ImproperlyConfigured(
            _("Kunci penyegel tidak ada: isi PRANATA_SEALING_KEY atau berkas sealing di var/keys.")
        )
    return settings.SEALING_KEY.encode()


def derive(master: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose (HKDF-SHA256, RFC 5869); no purpose reveals another or the master."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"pranata:{purpose}".encode()).derive(master)


def key_id(master: bytes) -> str:
    """16 hexadecimal digits that tell which sealing key wrapped a row, without revealing it."""
    return derive(master, "key-id").hex()[:16]
