"""The database below the models: one snapshot to read, a fresh one to fill, and who else is connected.

The only place of this package that speaks the databases' own languages.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.db import DatabaseError, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import IsolationLevel

from pranata.config.backup.errors import Refused
from pranata.config.backup.places import Place

SNAPSHOT, ALONE = "snapshot", "alone"
SECONDS_TO_LEAVE = 2


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def sqlite_path() -> Path:
    return Path(connections["default"].settings_dict["NAME"])


@contextmanager
def connected(alias: str, **options: Any) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own to our database, with other ``options``."""
    chosen = copy.deepcopy(connections["default"].settings_dict)
    chosen["OPTIONS"].update(options)
    connections.databases[alias] = chosen
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection that sees the database as it is now, whatever is written meanwhile; nobody waits."""
    options = {"transaction_mode": "DEFERRED"} if is_sqlite() else {"isolation_level": IsolationLevel.REPEATABLE_READ}
    with connected(SNAPSHOT, **options) as own, transaction.atomic(using=SNAPSHOT):
        own.introspection.table_names()  # the first read is the moment
        yield SNAPSHOT


@contextmanager
def fresh(aside: str) -> Iterator[str | None]:
    """Within the block the default connection leads to an empty database, which at its end stands in for the former.

    Gives the name under which the former one stays, if there is one; a failure leaves it where it was. It is the
    default connection and no second one because migrations of packages write to that, whichever they are applied to.
    """
    connections["default"].close()
    with (fresh_file if is_sqlite() else fresh_schema)(aside) as former:
        yield former


@contextmanager
def fresh_file(aside: str) -> Iterator[str | None]:
    chosen = connections.databases["default"]
    place = Place(sqlite_path(), aside)
    with place.filling() as staged:
        chosen["NAME"] = staged
        try:
            yield place.former_name()
            execute(connection, "PRAGMA journal_mode=DELETE")  # all of it in one file
        finally:
            connections["default"].close()
            chosen["NAME"] = place.target
        refuse_others()
        place.swap()


@contextmanager
def fresh_schema(aside: str) -> Iterator[str | None]:
    """As one transaction: the tables there are go with their schema, an empty one takes its name."""
    with transaction.atomic():
        former = None
        if connection.introspection.table_names():
            [(schema,)] = execute(connection, "SELECT current_schema()")
            former = f"{schema}_{aside}".replace("-", "_")
            quoted, kept = connection.ops.quote_name(schema), connection.ops.quote_name(former)
            execute(connection, f"ALTER SCHEMA {quoted} RENAME TO {kept}")
            execute(connection, f"CREATE SCHEMA {quoted}")
        yield former
    connections["default"].close()


def check_links_at_the_end() -> None:
    """Foreign keys are checked when the transaction ends; migrations in the same one had some checked at once."""
    if not is_sqlite():
        execute(connection, "SET CONSTRAINTS ALL DEFERRED")


def refuse_others() -> None:
    """Raises ``Refused`` while anybody else is connected: what they write would be lost."""
    connections["default"].close()
    if not is_sqlite():
        refuse_others_on_server()
    elif sqlite_path().is_file():
        refuse_others_in_file()


def refuse_others_on_server() -> None:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    until = monotonic() + SECONDS_TO_LEAVE
    with connected(ALONE) as own:
        while count := execute(own, query)[0][0]:
            if monotonic() > until:
                raise Refused(f"Ada {count} sambungan lain ke basis data; hentikan dulu Pranata di semua mesin.")
            sleep(0.1)  # a connection just closed, such as our own, takes a moment to go


def refuse_others_in_file() -> None:
    try:
        with connected(ALONE, timeout=1) as own:  # leaving WAL needs the file for oneself, and folds the log into it
            execute(own, "PRAGMA journal_mode=DELETE")
    except DatabaseError as error:
        if "locked" in str(error):
            raise Refused("Basis data sedang dipakai proses lain; hentikan dulu Pranata.") from None
        # what is no database any more may be replaced


def last_numbers(alias: str, tables: list[type[models.Model]]) -> dict[str, int]:
    """The last number that each table gave to a row: numbers of rows that are gone must not come again."""
    own = connections[alias]
    numbered = [model for model in tables if isinstance(model._meta.pk, models.AutoField)]
    if own.vendor == "sqlite":
        given = dict(execute(own, "SELECT name, seq FROM sqlite_sequence"))
        return {model._meta.label: given[model._meta.db_table] for model in numbered if model._meta.db_table in given}
    found = {}
    for model in numbered:
        [(last, is_given)] = execute(own, f"SELECT last_value, is_called FROM {sequence_of(own, model)}")  # noqa: S608 -- a name the database gave
        if is_given:
            found[model._meta.label] = last
    return found


def set_last_numbers(tables: list[type[models.Model]], numbers: dict[str, int]) -> None:
    if is_sqlite():
        execute(connection, "DELETE FROM sqlite_sequence")
    for model in tables:
        last = numbers.get(model._meta.label)
        if last is None:
            continue
        if is_sqlite():
            table = model._meta.db_table
            execute(connection, "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", table, last)
        else:
            execute(connection, "SELECT setval(%s, %s)", sequence_of(connection, model), last)


def sequence_of(own: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    table = own.ops.quote_name(model._meta.db_table)
    [(name,)] = execute(own, "SELECT pg_get_serial_sequence(%s, %s)", table, model._meta.pk.column)
    return name


def size_in_bytes() -> int:
    """How much room the database takes."""
    if is_sqlite():
        [(pages,)], [(size,)] = execute(connection, "PRAGMA page_count"), execute(connection, "PRAGMA page_size")
        return pages * size
    [(size,)] = execute(connection, "SELECT pg_database_size(current_database())")
    return size


def execute(own: BaseDatabaseWrapper, statement: str, *values: object) -> list[tuple]:
    with own.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def is_empty() -> bool:
    """Whether there is no table yet; asking makes no file. Raises ``Refused`` when a server does not answer."""
    if is_sqlite() and not sqlite_path().is_file():
        return True
    try:
        return not connection.introspection.table_names()
    except DatabaseError as error:
        if is_sqlite():
            return False
        raise Refused(f"Basis data tidak menjawab: {str(error).splitlines()[0]}") from None
