"""Whether an installation can serve: database there, every migration applied, files can be scanned and stored."""

from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pranata.base.files.scanning import scanner_answers
from pranata.base.readiness import database_is_ready


def reasons_not_ready() -> list[str]:
    """Some of "database", "migrations", "storage", "scanner"; empty when all is well."""
    reasons = []
    try:
        if not database_is_ready():
            reasons.append("database")
        elif not latest_migrations() <= MigrationRecorder(connection).applied_migrations().keys():
            reasons.append("migrations")
    except DatabaseError:
        reasons.append("database")
    if not storage_takes_files():
        reasons.append("storage")
    if not scanner_answers():
        reasons.append("scanner")
    return reasons


@cache
def latest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app; the code of a running process does not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def storage_takes_files() -> bool:
    try:
        default_storage.delete(default_storage.save("probe/ready", ContentFile(b"ready")))
    except Exception:
        return False
    return True
