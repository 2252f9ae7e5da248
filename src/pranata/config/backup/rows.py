"""Rows as lines of JSON and back, by the models as they were at the migrations that a database has."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_iso_string

from pranata.config.backup.errors import Refused
from pranata.engines.search.back_ends import make_index

Key = tuple[str, str]  # app and name of a migration
ROWS_AT_ONCE = 1000
MEMBER_BYTES = 4 * 1024 * 1024


def applied_migrations(alias: str) -> list[Key]:
    """What was applied to the database, in order of app and name; raises ``Refused`` when this code knows not all."""
    applied = sorted(MigrationRecorder(connections[alias]).applied_migrations())
    refuse_unknown(applied, "Basis data ini dibuat oleh versi Pranata lain (migrasi {}); pakai versi kode itu.")
    return applied


def refuse_unknown(applied: Sequence[Key], sentence: str) -> None:
    known = MigrationLoader(None).disk_migrations
    if unknown := [f"{app}.{name}" for app, name in applied if (app, name) not in known]:
        raise Refused(sentence.format(", ".join(unknown[:3])))


def heads(applied: Sequence[Key]) -> list[Key]:
    """The last applied migration of each app."""
    graph = MigrationLoader(None).graph
    chosen = set(applied)
    return [
        key
        for key in applied
        if not any(child.key in chosen and child.key[0] == key[0] for child in graph.node_map[key].children)
    ]


def tables_at(applied: Sequence[Key]) -> list[type[models.Model]]:
    """A model for every table of a database with these migrations; saving a row changes nothing in it."""
    loader = MigrationLoader(None)
    apps = loader.project_state(heads(applied)).apps
    found = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    for field in (field for model in found for field in model._meta.concrete_fields):
        if isinstance(field, models.DateField | models.TimeField):
            field.auto_now = field.auto_now_add = False
    return [*found, MigrationRecorder.Migration, cache_entries(apps)]


def cache_entries(apps: Apps) -> type[models.Model]:
    """The table of ``createcachetable``, which no migration makes: it counts attempts at sign-in."""
    meta = type(
        "Meta",
        (),
        {"apps": apps, "app_label": "house", "managed": False, "db_table": settings.CACHES["default"]["LOCATION"]},
    )
    fields = {
        "cache_key": models.CharField(max_length=255, primary_key=True),
        "value": models.TextField(),
        "expires": models.DateTimeField(db_index=True),
    }
    return type("CacheEntry", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


def build(applied: Sequence[Key]) -> None:
    """Make the tables of these migrations in the empty database, without rows."""
    MigrationExecutor(connection).migrate(heads(applied))
    call_command("createcachetable", verbosity=0)
    for model in tables_at(applied):
        model._base_manager.all().delete()  # what migrations wrote
    make_index(connection.alias)  # else a house that was put back would find nothing


def columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """Every row as a line of JSON: a list of values in the order of ``columns``, by primary key."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield json.dumps(row, default=plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def plain(value: Any) -> str:
    """A value that JSON lacks, as the text that its field reads back without loss."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"no text for {type(value).__name__}")


def batches(rows: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Lines in pieces of some megabytes, each with how many there are."""
    piece, size = [], 0
    for row in rows:
        piece.append(row)
        size += len(row)
        if size >= MEMBER_BYTES:
            yield b"".join(piece), len(piece)
            piece, size = [], 0
    if piece:
        yield b"".join(piece), len(piece)


def insert(model: type[models.Model], text: bytes) -> int:
    """Put the rows of ``lines`` into the table; returns how many."""
    fields = columns(model)
    rows = [
        model(**{field.attname: field.to_python(value) for field, value in zip(fields, values, strict=True)})
        for values in map(json.loads, text.splitlines())
    ]
    try:
        model._base_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    except (DatabaseError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise Refused(f"Basis data ini menolak baris tabel {model._meta.db_table}: {reason}") from None
    return len(rows)
