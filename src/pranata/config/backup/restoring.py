"""``restore``: everything is read and checked first, then put aside, then stands in place of what was there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import pyrage
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from pranata.base.audit.copies import default_path
from pranata.base.readiness import database_is_ready
from pranata.base.seal.actions import list_erasures, replay_erasures
from pranata.base.seal.keys import KEY_NAMES, write_once
from pranata.config import occupancy
from pranata.config.backup import archive, database, rows
from pranata.config.backup.encryption import DAMAGED, MAGIC, decrypting
from pranata.config.backup.errors import Refused, Unfinished, Unreadable
from pranata.config.backup.places import Place
from pranata.lib import clock

IN_MEMORY_BYTES = 8 * 1024 * 1024


@dataclass
class Contents:
    """What a backup says of itself; every byte of it has been read."""

    made_at: str
    keys: dict[str, str]
    database: dict[str, Any]
    file_names: set[str] = field(default_factory=set)


@dataclass
class Restored:
    """What was restored, and where that which stood there before was put."""

    made_at: str
    rows: int
    files: int
    set_aside: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    erased_again: int = 0
    former_heads: Path | None = None


@contextmanager
def open_backup(path: Path, identity: pyrage.x25519.Identity | None) -> Iterator[Iterator[archive.Member]]:
    """The members of the backup at ``path``; raises ``Unreadable`` when it is none, not whole, or does not open."""
    with path.open("rb") as file, ExitStack() as layers:
        start = file.read(len(MAGIC))
        file.seek(0)
        if start == MAGIC:
            if identity is None:
                raise Refused("Cadangan ini tersandi; sebut berkas identitasnya dengan --identity.")
            plain = layers.enter_context(decrypting(file, identity))
        elif start.startswith(archive.GZIP_MAGIC):
            plain = file
        else:
            raise Unreadable(archive.NOT_OURS)
        yield layers.enter_context(archive.reading(plain))


def examine(path: Path, identity: pyrage.x25519.Identity | None) -> Contents:
    """Read all of the backup and check every checksum; nothing is written."""
    head, keys, described, names = None, {}, None, set()
    with open_backup(path, identity) as members:
        for member in members:
            kind, _slash, name = member.name.partition("/")
            if member.name == archive.HEAD:
                head = member.json()
            elif kind == "keys":
                keys[name] = member.read().decode()
            elif kind == "files":
                names.add(name)
            elif member.name == "database.json":
                described = member.json()
    if head is None or described is None:
        raise Unreadable(archive.NOT_OURS)
    if head["format"] != archive.FORMAT:
        raise Refused("Cadangan ini dibuat oleh versi Pranata yang lebih baru; perbarui dulu kodenya.")
    described["migrations"] = [tuple(key) for key in described["migrations"]]
    rows.refuse_unknown(
        described["migrations"], "Cadangan ini dari versi Pranata lain (migrasi {}); pakai versi kode itu."
    )
    return Contents(head["made_at"], keys, described, names)


def restore(path: Path, identity: pyrage.x25519.Identity | None, *, replace: bool) -> Restored:
    """Put the backup's state in place; what was there is kept aside when ``replace``, else refused.

    Raises ``Refused`` or ``Occupied``, and then all is as it was; ``Unfinished`` when only a later step failed.
    """
    contents = examine(path, identity)
    check_target(contents, replace=replace)
    with occupancy.alone():
        database.refuse_others()
        with suppress(DatabaseError):  # a database that can no longer be read may be replaced all the same
            if database_is_ready():
                list_erasures()
        done = put_in_place(path, identity, contents, f"before-{clock.now():%Y%m%dT%H%M%S}")
        use_keys(contents.keys)
        bring_up_to_date()
        done.erased_again = erase_again(settings.VAR_DIR / "erasures.jsonl")
    return done


def check_target(contents: Contents, *, replace: bool) -> None:
    """Raises ``Refused`` when something would be lost, or the keys that are given are not the backup's."""
    for name in KEY_NAMES:
        present = {"django": settings.SECRET_KEY, "audit": settings.AUDIT_KEY, "sealing": settings.SEALING_KEY}[name]
        if is_given(name) and present != contents.keys[name]:
            raise Refused(
                f"Kunci {name} yang disebut di lingkungan bukan kunci cadangan ini; hapus PRANATA_{name.upper()}_KEY "
                "dari lingkungan, atau isi dengan kunci cadangan."
            )
    names = stored_names()
    if not names <= contents.file_names and not is_folder():
        raise Refused("Penyimpanan S3 berisi berkas lain; sebut bucket kosong yang baru di PRANATA_S3_BUCKET.")
    has_files = is_folder() and bool(names)
    has_keys = any((settings.KEY_DIR / name).exists() for name in KEY_NAMES)
    is_empty = not (has_files or has_keys) and database.is_empty()
    if not (replace or is_empty):
        raise Refused(
            "Di sini sudah ada data; pulihkan ke tempat kosong (PRANATA_VAR, PRANATA_DATABASE_URL), "
            "atau tambahkan --replace: yang ada disisihkan, tidak dihapus."
        )


def is_given(name: str) -> bool:
    """Whether the environment names the key, so that a file in ``var/keys`` would change nothing."""
    return any(f"PRANATA_{name.upper()}_KEY{end}" in os.environ for end in ("", "_FILE"))


def is_folder() -> bool:
    return isinstance(storages["default"], FileSystemStorage)


def stored_names() -> set[str]:
    """The names of everything in the store."""
    found, waiting = set(), [""]
    while waiting:
        folder = waiting.pop()
        try:
            folders, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        found.update(f"{folder}/{name}".lstrip("/") for name in names)
        waiting.extend(f"{folder}/{name}".lstrip("/") for name in folders)
    return found


def put_in_place(path: Path, identity: pyrage.x25519.Identity | None, contents: Contents, aside: str) -> Restored:
    """Fill everything aside, then swap it in; a failure before the end leaves all as it was."""
    done = Restored(contents.made_at, rows=0, files=0, missing=contents.database["missing"])
    store: Storage = storages["default"]
    files = Place(Path(store.location), aside) if isinstance(store, FileSystemStorage) else None
    keys = None if all(map(is_given, KEY_NAMES)) else Place(settings.KEY_DIR, aside)
    heads = Place(default_path(), aside)  # the heads' copies go with the chains they are of
    places = [place for place in (files, keys, heads) if place]
    done.set_aside = [name for place in places if (name := place.former_name())]
    with ExitStack() as layers:
        for place in places:
            layers.enter_context(place.filling())
        if files:
            store = beside(store, files.staged)
        if keys:
            write_keys(keys.staged, contents.keys)
        former = layers.enter_context(database.fresh(aside))
        done.set_aside += [former] if former else []
        fill(path, identity, contents, store, done)
        os.sync()
        for place in places:
            place.swap()
    done.former_heads = heads.former if heads.former.exists() else None
    return done


def beside(store: FileSystemStorage, folder: Path) -> FileSystemStorage:
    """A store as ``store`` is, but in ``folder``."""
    modes = {
        "file_permissions_mode": store.file_permissions_mode,
        "directory_permissions_mode": store.directory_permissions_mode,
    }
    folder.mkdir(mode=store.directory_permissions_mode or 0o777)
    return FileSystemStorage(location=folder, **modes)


def write_keys(folder: Path, keys: dict[str, str]) -> None:
    folder.mkdir(mode=0o700)
    for name in KEY_NAMES:
        write_once(folder / name, keys[name])


def fill(
    path: Path,
    identity: pyrage.x25519.Identity | None,
    contents: Contents,
    store: Storage | None,
    done: Restored,
) -> None:
    """Rows into the fresh database, files into the fresh store if any; read and checked once more from the backup."""
    described = contents.database
    rows.build(described["migrations"])
    tables = {model._meta.label: model for model in rows.tables_at(described["migrations"])}
    counts = dict.fromkeys(described["tables"], 0)
    with transaction.atomic(), open_backup(path, identity) as members:
        database.check_links_at_the_end()
        for member in members:
            kind, _slash, name = member.name.partition("/")
            if kind == "files" and store:
                put_file(store, name, member)
                done.files += 1
            elif kind == "rows":
                label = name.partition("/")[0]
                counts[label] += rows.insert(tables[label], member.read())
        if counts != {label: table["rows"] for label, table in described["tables"].items()}:
            raise Unreadable(DAMAGED)
        done.rows = sum(counts.values())
        database.set_last_numbers(list(tables.values()), described["last_numbers"])
        connection.check_constraints()


def put_file(store: Storage, name: str, member: archive.Member) -> None:
    """Store the bytes under exactly this name; the same bytes there already, of a restore cut short, will do."""
    with SpooledTemporaryFile(IN_MEMORY_BYTES) as content:
        shutil.copyfileobj(member, content)
        content.seek(0)
        if store.exists(name):
            with store.open(name) as present:
                is_same = file_digest(present, "sha256").digest() == file_digest(content, "sha256").digest()
            if not is_same:
                raise Refused(f"Penyimpanan sudah berisi berkas lain bernama {name}.")
        elif store.save(name, File(content)) != name:
            raise Refused(f"Penyimpanan tidak menerima nama {name}.")


def use_keys(keys: dict[str, str]) -> None:
    """Go on under the restored keys, as the next process will by itself."""
    settings.SECRET_KEY, settings.AUDIT_KEY, settings.SEALING_KEY = (keys[name] for name in KEY_NAMES)


def bring_up_to_date() -> None:
    """Apply what this code has and the backup had not; does nothing when they are of one version."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except Exception as error:
        raise Unfinished(f"Sudah dipulihkan, tetapi migrasi gagal: {error}. Lanjutkan: ./pranata upgrade") from error


def erase_again(listed: Path) -> int:
    """Destroy the keys that the list names and the backup brought back, and list those that only the backup knew."""
    try:
        count = replay_erasures(listed) if listed.is_file() else 0
    except (ValueError, KeyError, TypeError):
        raise Unfinished(
            f"Sudah dipulihkan, tetapi {listed} bukan daftar penghapusan yang utuh; "
            "perbaiki, lalu jalankan ./pranata replay_erasures."
        ) from None
    list_erasures()
    return count


def restore_database(path: Path, identity: pyrage.x25519.Identity, aside: str) -> str | None:
    """Only the rows, exactly as they were, files and keys stay; returns the name of what is kept aside."""
    contents = examine(path, identity)
    database.refuse_others()
    with database.fresh(aside) as former:
        fill(path, identity, contents, None, Restored(contents.made_at, rows=0, files=0))
    return former
