"""Where the demonstration lives, and how everybody learns of it: a folder of its own with a mark in it.

Read before the settings, so that whatever opens the folder (a command, the worker, a server) knows what it is.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FOLDER = "demo"  # inside PRANATA_VAR
MARK = "peragaan.txt"
TODAY = "2022-06-26"
KEYS = ("DJANGO", "AUDIT", "SEALING")
# What only a real installation has. Its database, files, mail and keys never meet made-up data.
REAL = (
    "PRANATA_DATABASE_URL",
    "PRANATA_S3_BUCKET",
    "PRANATA_SMTP_HOST",
    "PRANATA_SIGNING_CERTIFICATE",
    *(f"PRANATA_{key}_KEY{suffix}" for key in KEYS for suffix in ("", "_FILE")),
)
NOTE = """\
Folder ini milik peragaan Pranata (./pranata start --demo): semua isinya rekaan, kecuali Keputusan yang disertakan.
Hapus folder ini untuk memulai peragaan dari awal. Selama berkas ini ada, folder ini tidak dipakai sungguhan.
"""


def open_folder(var: Path, environment: MutableMapping[str, str]) -> Path:
    """Make the demonstration's folder inside ``var`` unless it stands, and let everything of this process use it.

    Raises ``ImproperlyConfigured`` beside the settings of a real installation, and for a folder that holds other data.
    """
    refuse_real(environment)
    folder = var if is_marked(var) else var / FOLDER
    if not is_marked(folder):
        if folder.exists() and any(folder.iterdir()):
            raise ImproperlyConfigured(f"{folder} sudah berisi data lain; pindahkan dulu, peragaan memakai folder itu.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / MARK).write_text(NOTE, encoding="utf-8")
    environment["PRANATA_VAR"] = str(folder)
    return folder


def enter(var: Path, environment: MutableMapping[str, str] = os.environ) -> bool:
    """Whether ``var`` is the demonstration's; if so, its date and mark hold from now on.

    Raises ``ImproperlyConfigured`` beside the settings of a real installation.
    """
    environment.pop("PRANATA_DEMO", None)
    if not is_marked(var):
        return False
    refuse_real(environment)
    environment["PRANATA_DEMO"] = "1"
    environment.setdefault("PRANATA_TODAY", TODAY)
    return True


def is_marked(folder: Path) -> bool:
    return (folder / MARK).is_file()


def refuse_real(environment: MutableMapping[str, str]) -> None:
    found = [name for name in REAL if environment.get(name)]
    if environment.get("PRANATA_PRODUCTION", "").lower() in ("1", "true"):
        found.append("PRANATA_PRODUCTION")
    if environment.get("PRANATA_PUBLIC_URL", "").startswith("https://"):
        found.append("PRANATA_PUBLIC_URL")
    if found:
        raise ImproperlyConfigured(
            f"Peragaan tidak berjalan pada pemakaian sesungguhnya ({', '.join(found)}); hapus dari lingkungan."
        )
