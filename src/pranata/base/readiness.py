"""Whether the database is there and has our tables; asking never creates a file."""

from pathlib import Path

from django.db import DatabaseError, connection


def database_is_ready() -> bool:
    """True when the database answers and holds the offices, which every command needs."""
    name = str(connection.settings_dict["NAME"])
    if (
        connection.vendor == "sqlite"
        and ":memory:" not in name
        and "mode=memory" not in name
        and not Path(name).is_file()
    ):
        return False
    try:
        return "org_office" in connection.introspection.table_names()
    except DatabaseError:
        return False
