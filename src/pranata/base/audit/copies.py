"""The heads of all chains as lines in a file outside the database (``var/audit-heads.jsonl``).

Whoever holds the database but not this file cannot put an older state of it back unnoticed. A line names its database,
so that another one tried with the same folder is not taken for this one tampered with.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

from pranata.base.audit.chain import head_hash
from pranata.base.audit.models import ChainHead
from pranata.base.seal.journal import append_lines, whole_lines
from pranata.lib.clock import now


@dataclass
class Copies:
    """What the file says: per office code the hash of the last event at each count copied, and its first bad line."""

    hashes: dict[str, dict[int, str]] = field(default_factory=dict)
    bad_line: int | None = None


def default_path() -> Path:
    return settings.VAR_DIR / "audit-heads.jsonl"


def database_name() -> str:
    """What tells this database from another: host, port and name of a server's, the file name of SQLite's."""
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return Path(own["NAME"]).name
    return f"{own['HOST']}:{own['PORT']}/{own['NAME']}"


def copy_heads(path: Path | None = None) -> int:
    """Append the heads that moved since the last copy to ``path`` (the default one if ``None``); returns how many.

    A head that was tampered with is left to ``verify_audit``: the copy stays what was true.
    """
    path = path or default_path()
    known = read_copies(path).hashes
    heads = ChainHead.objects.order_by("office_code")
    lines = [line(head) for head in heads if head.is_genuine and not is_copied(head, known)]
    if lines:
        append_lines(path, lines)
    return len(lines)


def is_copied(head: ChainHead, known: dict[str, dict[int, str]]) -> bool:
    return known.get(head.office_code, {}).get(head.count) == head.last_hash


def line(head: ChainHead) -> str:
    entry = {
        "at": now().isoformat(timespec="seconds"),
        "database": database_name(),
        "chain": head.pk,
        "office_code": head.office_code,
        "count": head.count,
        "last_hash": head.last_hash,
        "keyed_hash": head.keyed_hash,
    }
    return json.dumps(entry)


def read_copies(path: Path) -> Copies:
    """Everything copied so far; nothing when there is no file. Reading stops at a line that does not verify."""
    copies = Copies()
    for number, text in enumerate(whole_lines(path) if path.is_file() else (), start=1):
        entry = as_written(text)
        if entry is None:
            copies.bad_line = number
            break
        if entry["database"] == database_name():
            copies.hashes.setdefault(entry["office_code"], {})[entry["count"]] = entry["last_hash"]
    return copies


def as_written(text: str) -> dict | None:
    """What the line says, or ``None`` when it was not written by ``copy_heads``."""
    try:
        entry = json.loads(text)
        expected = head_hash(
            chain=entry["chain"],
            office_code=entry["office_code"],
            count=entry["count"],
            last_hash=entry["last_hash"],
        )
        return entry if entry["keyed_hash"] == expected and "database" in entry else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
