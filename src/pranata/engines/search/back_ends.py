"""The index of each database over ``SearchRow.tokens``: the only place for SQL of one of them.

Both hold the same tokens and answer the same question, so that they find the same rows: SQLite by FTS5, PostgreSQL by a
``tsvector`` of the tokens as they are. An expression is a list of clauses, one of which must hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

# Every group of a clause must hold; of a group any alternative; of an alternative every token.
Clause = tuple[tuple[tuple[str, ...], ...], ...]
TABLE, INDEX = "search_searchrow", "search_index"

SQLITE = (
    (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(tokens, content='{TABLE}', content_rowid='position',"
        " tokenize='ascii', detail=none, columnsize=0)"
    ),
    (
        f"CREATE TRIGGER IF NOT EXISTS {INDEX}_insert AFTER INSERT ON {TABLE} WHEN new.position IS NOT NULL"
        f" BEGIN INSERT INTO {INDEX}(rowid, tokens) VALUES (new.position, new.tokens); END"
    ),
    (
        f"CREATE TRIGGER IF NOT EXISTS {INDEX}_delete AFTER DELETE ON {TABLE} WHEN old.position IS NOT NULL"
        f" BEGIN INSERT INTO {INDEX}({INDEX}, rowid, tokens) VALUES ('delete', old.position, old.tokens); END"
    ),
    (
        f"CREATE TRIGGER IF NOT EXISTS {INDEX}_update AFTER UPDATE OF position, tokens ON {TABLE} BEGIN"
        f" INSERT INTO {INDEX}({INDEX}, rowid, tokens)"
        " SELECT 'delete', old.position, old.tokens WHERE old.position IS NOT NULL;"
        f" INSERT INTO {INDEX}(rowid, tokens)"
        " SELECT new.position, new.tokens WHERE new.position IS NOT NULL; END"
    ),
)
POSTGRESQL = (
    (
        f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS vector tsvector"
        " GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(tokens, ' '), ''))) STORED"
    ),
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (vector)",
)


def make_index(using: str) -> None:
    """Make the index where it is not there yet; rows that a restored backup brought before it are in it at once."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if TABLE not in tables:
        return
    statements = [*SQLITE] if connection.vendor == "sqlite" else [*POSTGRESQL]
    if connection.vendor == "sqlite" and INDEX not in tables:
        rows = f"SELECT position, tokens FROM {TABLE} WHERE position IS NOT NULL"
        statements.append(f"INSERT INTO {INDEX}(rowid, tokens) {rows}")
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def find(connection: BaseDatabaseWrapper, clauses: Sequence[Clause], *, most: int) -> list[int]:
    """Positions of the ``most`` newest rows for which one of ``clauses`` holds, newest first."""
    if not clauses:
        return []
    if connection.vendor == "sqlite":
        asked = _sqlite(clauses)
        sql = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s ORDER BY rowid DESC LIMIT %s"
    else:
        asked = _postgresql(clauses)
        sql = (
            f"SELECT position FROM {TABLE} WHERE vector @@ %s::tsquery"
            " AND position IS NOT NULL ORDER BY position DESC LIMIT %s"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, most])
        return [position for (position,) in cursor.fetchall()]


def holds(connection: BaseDatabaseWrapper, clause: Clause) -> bool:
    """Whether any row fits ``clause``. It may well be none: PostgreSQL is made to ask its index, whatever it hopes."""
    if connection.vendor == "sqlite":
        return bool(find(connection, [clause], most=1))
    sql = f"WITH found AS MATERIALIZED (SELECT 1 FROM {TABLE} WHERE vector @@ %s::tsquery) SELECT 1 FROM found LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(sql, [_postgresql([clause])])
        return cursor.fetchone() is not None


def _sqlite(clauses: Iterable[Clause]) -> str:
    return _expression(clauses, every=" AND ", some=" OR ", quoted='"{}"')


def _postgresql(clauses: Iterable[Clause]) -> str:
    return _expression(clauses, every=" & ", some=" | ", quoted="'{}'")


def _expression(clauses: Iterable[Clause], *, every: str, some: str, quoted: str) -> str:
    """The clauses in a database's own words; tokens are letters and digits alone."""

    def joined(parts: Iterable[Any], by: str) -> str:
        found = list(parts)
        return found[0] if len(found) == 1 else f"({by.join(found)})"

    return joined(
        (
            joined(
                (
                    joined((joined((quoted.format(each) for each in one), every) for one in group), some)
                    for group in clause
                ),
                every,
            )
            for clause in clauses
        ),
        some,
    )
