"""The heads of all chains as lines in a file outside the database (``var/audit-heads.jsonl``).

Whoever holds the database but not this file cannot put an older state of it back unnoticed.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from pranata.base.audit.chain import head_hash
from pranata.base.audit.models import ChainHead
from pranata.lib.clock import now


@dataclass
class Copies:
    """What the file says: per office code the hash of the last event at each count copied, and its first bad line."""

    hashes: dict[str, dict[int, str]] = field(default_factory=dict)
    bad_line: int | None = None


def default_path() -> Path:
    return settings.VAR_DIR / "audit-heads.jsonl"


def copy_heads(path: Path | None = None) -> int:
    """Append the heads that moved since the last copy to ``path`` (the default one if ``None``); returns how many."""
    path = path or default_path()
    known = read_copies(path).hashes
    lines = [line(head) for head in ChainHead.objects.order_by("office_code") if not is_copied(head, known)]
    if lines:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a") as file:
            file.write("".join(lines))
            file.flush()
            os.fsync(file.fileno())
    return len(lines)


def is_copied(head: ChainHead, known: dict[str, dict[int, str]]) -> bool:
    return known.get(head.office_code, {}).get(head.count) == head.last_hash


def line(head: ChainHead) -> str:
    entry = {
        "at": now().isoformat(timespec="seconds"),
        "chain": head.pk,
        "office_code": head.office_code,
        "count": head.count,
        "last_hash": head.last_hash,
        "keyed_hash": head.keyed_hash,
    }
    return json.dumps(entry) + "\n"


def read_copies(path: Path) -> Copies:
    """Everything copied so far; nothing when there is no file. Reading stops at a line that does not verify."""
    copies = Copies()
    if path.is_file():
        with path.open() as file:
            for number, entry in enumerate(entries(file), start=1):
                if entry is None:
                    copies.bad_line = number
                    break
                copies.hashes.setdefault(entry["office_code"], {})[entry["count"]] = entry["last_hash"]
    return copies


def entries(file) -> Iterator[dict | None]:
    """Each line as it was written, or ``None`` in place of one that was not written by ``copy_heads``."""
    for text in file:
        try:
            entry = json.loads(text)
            expected = head_hash(
                chain=entry["chain"],
                office_code=entry["office_code"],
                count=entry["count"],
                last_hash=entry["last_hash"],
            )
            yield entry if entry["keyed_hash"] == expected else None
        except (ValueError, KeyError, TypeError):
            yield None
