"""``make_backup``: rows, files and keys of one moment in one file, while pages are served."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections, models

from pranata.base.readiness import database_is_ready
from pranata.base.seal.keys import KEY_NAMES
from pranata.config.backup import archive, database, rows
from pranata.config.backup.encryption import encrypting
from pranata.config.backup.errors import Refused
from pranata.config.backup.places import whole_file
from pranata.lib import clock

ATTEMPTS = 10
NO_DATABASE = "Basis data belum disiapkan; jalankan dulu: ./pranata start --no-serve"


@dataclass
class Made:
    """What a backup holds. ``missing`` and ``damaged`` are files that the store no longer has as they were stored."""

    made_at: str = ""
    bytes: int = 0
    tables: int = 0
    rows: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    unknown_tables: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.damaged)


def last_backup_path() -> Path:
    return settings.VAR_DIR / "last-backup.json"


def make_backup(path: Path, *, recipients: Sequence[str]) -> Made:
    """Write a backup to ``path``, encrypted to each of ``recipients``; in the clear when there is none.

    ``path`` is replaced by a whole backup or left as it was. Raises ``Refused``.
    """
    if not database_is_ready():
        raise Refused(NO_DATABASE)
    made = Made(made_at=clock.now().isoformat(timespec="seconds"))
    with whole_file(path) as out, ExitStack() as layers:
        inner: BinaryIO = layers.enter_context(encrypting(out, recipients)) if recipients else out
        _fill(layers.enter_context(archive.writing(inner)), made)
    made.bytes = path.stat().st_size
    with whole_file(last_backup_path()) as note:
        note.write(json.dumps({"made_at": made.made_at, "bytes": made.bytes, "whole": made.is_whole}).encode())
    return made


def _fill(target: archive.Archive, made: Made) -> None:
    applied = rows.applied_migrations("default")
    tables = rows.tables_at(applied)
    target.add_json(archive.HEAD, {"format": archive.FORMAT, "made_at": made.made_at})
    for name in KEY_NAMES:
        target.add(f"keys/{name}", _key(name).encode())
    stored = _StoredFiles(target, tables)
    stored.copy("default")
    for _attempt in range(ATTEMPTS):
        with database.snapshot() as alias:
            if not stored.copy(alias):
                made.missing, made.damaged, made.files = stored.missing, stored.damaged, len(stored.copied)
                _add_rows(target, alias, applied, tables, made)
                return
    raise Refused("Berkas terus dihapus selama dicadangkan; ulangi saat lebih sepi.")


def _key(name: str) -> str:
    return {"django": settings.SECRET_KEY, "audit": settings.AUDIT_KEY, "sealing": settings.SEALING_KEY}[name]


class _StoredFiles:
    """The stored files going into the archive: most of them before the snapshot, the few of meanwhile after it.

    So a file removed during a long copy breaks nothing: the snapshot no longer names it, or a new one is taken.
    """

    def __init__(self, target: archive.Archive, tables: Sequence[type[models.Model]]) -> None:
        self.target = target
        self.model = next((model for model in tables if model._meta.label == "files.StoredFile"), None)
        self.copied: set[int] = set()
        self.missing: list[str] = []
        self.damaged: list[str] = []

    def copy(self, alias: str) -> bool:
        """Copy what is not copied yet; whether a file went away whose row the present database has no more."""
        self.missing, is_outdated = [], False
        if self.model is None:
            return False
        known = self.model._base_manager.using(alias).order_by("pk").values_list("pk", "storage_name", "sha256")
        for key, name, sha256 in known.iterator(chunk_size=rows.ROWS_AT_ONCE):
            if key in self.copied or self._copy_one(key, name, sha256):
                continue
            if self.model._base_manager.using("default").filter(pk=key).exists():
                self.missing.append(name)
            else:
                is_outdated = True
        return is_outdated

    def _copy_one(self, key: int, name: str, sha256: str) -> bool:
        try:
            file, size = default_storage.open(name), default_storage.size(name)
        except FileNotFoundError:
            return False
        with file:
            if self.target.add_file(f"files/{name}", size, file) != sha256:
                self.damaged.append(name)
        self.copied.add(key)
        return True


def _add_rows(
    target: archive.Archive, alias: str, applied: list[rows.Key], tables: Sequence[type[models.Model]], made: Made
) -> None:
    described = {}
    present = set(connections[alias].introspection.table_names())
    for model in tables:
        label, count = model._meta.label, 0
        if model._meta.db_table not in present:
            continue
        for number, (text, size) in enumerate(rows.batches(rows.lines(model, alias)), start=1):
            target.add(f"rows/{label}/{number:06}.jsonl", text)
            count += size
        described[label] = {"columns": [field.attname for field in rows.columns(model)], "rows": count}
        made.rows += count
    made.tables = len(described)
    made.unknown_tables = sorted(present - {model._meta.db_table for model in tables})
    target.add_json(
        "database.json",
        {
            "vendor": connections[alias].vendor,
            "migrations": applied,
            "tables": described,
            "last_numbers": database.last_numbers(alias, tables),
            "files": made.files,
            "missing": made.missing,
            "damaged": made.damaged,
        },
    )
