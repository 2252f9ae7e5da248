"""``upgrade``: backup, migrate, check; what fails is taken back to the state of before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from pranata.base.audit.copies import default_path
from pranata.base.audit.verification import BadLink, verify
from pranata.base.readiness import database_is_ready
from pranata.config.backup import database, restoring
from pranata.config.backup.encryption import new_identity
from pranata.config.backup.errors import Refused
from pranata.config.backup.making import NO_DATABASE, make_backup
from pranata.config.preparation import collect_static
from pranata.lib import clock

Say = Callable[[str], None]


class Failed(Exception):
    """A step went wrong; the argument is the sentence that says what, and how things stand now."""


class NotMet(Exception):
    """A check that does not hold; the argument says which, in some Indonesian words."""


@dataclass
class Upgraded:
    """What was done; ``backup`` is the file made before, if anything was to be changed."""

    migrations: list[str]
    backup: Path | None
    events: int


def pending() -> list[str]:
    """The migrations this code has and the database has not, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def upgrade(recipient: str | None, say: Say) -> Upgraded:
    """Bring the database to this code. Again changes nothing. Raises ``Refused``, or ``Failed`` once all is taken back.

    The caller has the installation for itself; ``recipient`` is asked for only when something is to be changed.
    A chain of events that was broken before is no reason to stop.
    """
    if not database_is_ready():
        raise Refused(NO_DATABASE)
    database.refuse_others()
    before = fault_before()
    if before:
        say(f"Perhatian: rantai audit sudah putus sebelum ini ({before.fault.label}); lihat ./pranata verify_audit.")
    todo = pending()
    if todo and recipient is None:
        raise Refused("Belum ada penerima cadangan; buat dulu sekali dengan: ./pranata backup --init")
    if todo:
        return change(todo, recipient, before, say)
    say("Basis data sudah sesuai dengan kode ini.")
    try:
        return Upgraded([], None, checked(before, say))
    except NotMet as error:
        raise Failed(f"Tidak ada yang diubah, tetapi pemeriksaan gagal: {error}.") from None


def fault_before() -> BadLink | None:
    """What the audit already says is wrong; nothing when its own tables are yet to be changed."""
    with suppress(DatabaseError):
        return verify(copy=default_path()).bad
    return None


def change(todo: list[str], recipient: str | None, before: BadLink | None, say: Say) -> Upgraded:
    identity = new_identity()  # of this run alone: takes the state back without the one that is kept offline
    path = settings.VAR_DIR / "backups" / f"before-upgrade-{clock.now():%Y%m%dT%H%M%S}.tar.gz.age"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    say(f"Mencadangkan ke {path} ...")
    made = make_backup(path, recipients=[*filter(None, [recipient]), str(identity.to_public())])
    if not made.is_whole:
        say("Perhatian: sebagian berkas tersimpan hilang atau rusak sejak sebelumnya; periksa dengan ./pranata backup.")
    try:
        say(f"Menerapkan {len(todo)} migrasi ...")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        return Upgraded(todo, path, checked(before, say))
    except Exception as error:
        say("Gagal; mengembalikan basis data seperti semula ...")
        try:
            failed = restoring.restore_database(path, identity, f"failed-{clock.now():%Y%m%dT%H%M%S}")
        except Exception as worse:
            raise Failed(
                f"Pemutakhiran gagal ({reason(error)}), dan pengembalian juga gagal ({reason(worse)}); "
                f"pulihkan dengan: ./pranata restore {path} --replace --identity BERKAS"
            ) from error
        raise Failed(
            f"Pemutakhiran gagal ({reason(error)}); basis data sudah kembali seperti semula, yang gagal disisihkan "
            f"di {failed}. Kembalikan juga kodenya ke versi sebelumnya, lalu ./pranata start."
        ) from error


def reason(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def checked(before: BadLink | None, say: Say) -> int:
    """Run every check and return how many audit events are whole; raises ``NotMet`` at the first that does not hold."""
    say("Memeriksa ...")
    try:
        call_command("check", stdout=StringIO(), stderr=StringIO())
    except (SystemCheckError, CommandError) as error:
        raise NotMet(f"pemeriksaan sistem: {reason(error)}") from error
    if left := pending():
        raise NotMet(f"migrasi belum diterapkan: {', '.join(left[:3])}")
    found = verify(copy=default_path())
    if found.bad and found.bad != before:
        raise NotMet(f"rantai audit putus: {found.bad.fault.label}")
    default_storage.delete(default_storage.save("probe/upgrade", ContentFile(b"probe")))
    collect_static(say)
    return found.events
