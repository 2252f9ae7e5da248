"""What `start` does before it serves: each step does its work once and says so; a second run finds it done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.audit.verification import Fault, bad_head
from pranata.base.files.errors import RefusedFile
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.config.catching_up import catch_up
from pranata.config.tasks import (
    schedule_distributions,
    schedule_housekeeping,
    schedule_reach_checks,
    schedule_readings,
    schedule_reminders,
)
from pranata.engines.plan.actions import importing as plans
from pranata.engines.plan.actions.bindings import load_shipped
from pranata.engines.plan.models import Plan
from pranata.engines.plan.reading import read_plan

Say = Callable[[str], None]

SHIPPED_OFFICE = "3503"
SHIPPED_YEAR = 2022
SHIPPED_DECREE = "decrees/3503-2022.md"


@dataclass(frozen=True)
class FirstUser:
    """An account made at the first start; the one-time password is shown once and stored only hashed."""

    login: str
    role: str
    password: str


FIRST_USERS = (("administrator@kpu.example", "administrator"), ("staf@kpu.example", "staff"))


def prepare(say: Say, *, begin: Callable[[Say], list[FirstUser]] | None = None) -> list[FirstUser]:
    """Bring database and static files up to date, and let ``begin`` write what an installation begins with, which is
    the shipped plan and two accounts unless told otherwise; returns the accounts made just now."""
    if migrate(say):
        catch_up(say)
    check_audit_key()
    collect_static(say)
    users = (begin or begin_office)(say)
    load_shipped()
    schedule_housekeeping()
    schedule_reminders()
    schedule_readings()
    schedule_distributions()
    schedule_reach_checks()
    return users


def begin_office(say: Say) -> list[FirstUser]:
    """The shipped office with its first accounts and the shipped plan."""
    office = activate_shipped_office(say)
    users = create_first_users(office, say)
    import_shipped_plan(office, say)
    return users


def migrate(say: Say) -> bool:
    """Bring the tables up to date; whether anything was to be done."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    say("Menyiapkan basis data ...")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return True


def check_audit_key() -> None:
    """Raises CommandError under another audit key than the chains were written with: new events would not verify."""
    if (found := bad_head()) is not None and found.fault == Fault.OTHER_KEY:
        raise CommandError("Kunci audit bukan kunci yang dipakai basis data ini; pulihkan berkas audit di var/keys.")


def collect_static(say: Say) -> None:
    """Gather and compress static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = _static_state()
    if stamp.is_file() and stamp.read_text() == state:
        return
    say("Menyiapkan berkas tampilan ...")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def _static_state() -> str:
    digest = hashlib.sha256((settings.ROOT / "requirements.lock").read_bytes())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "static").rglob("*")) if app.name.startswith("pranata") else ():
            if path.is_file():
                digest.update(f"{path}:{path.stat().st_mtime_ns}:{path.stat().st_size}".encode())
    return digest.hexdigest()


def activate_shipped_office(say: Say) -> Office:
    office = Office.objects.filter(code=SHIPPED_OFFICE).first()
    if office is None:
        say("Memuat daftar satuan kerja KPU ...")
        org.load_offices()
        office = Office.objects.get(code=SHIPPED_OFFICE)
    if not office.is_active and not Office.objects.active().exists():
        org.activate_office(office, by=None)
    return office


def create_first_users(office: Office, say: Say) -> list[FirstUser]:
    if User.objects.exists():
        return []
    say("Membuat akun pertama ...")
    made = []
    for login, role in FIRST_USERS:
        user, password = access.create_user(office=office, login=login, by=None)
        access.assign_role(user=user, office=office, role=role, valid_from=None, by=None)
        made.append(FirstUser(login, role, password))
    return made


def import_shipped_plan(office: Office, say: Say) -> None:
    """Import and publish the decree shipped with the project, once, while the office has no plan at all."""
    if Plan.objects.filter(office=office).exists():
        return
    say("Mengimpor Keputusan Rencana Aksi yang disertakan ...")
    path = settings.DATA_DIR / SHIPPED_DECREE
    source = path.read_bytes()
    try:
        plan = plans.import_plan(
            read_plan(source, name=path.name),
            office=office,
            year=SHIPPED_YEAR,
            by=None,
            source=source,
            source_name=path.name,
        )
    except RefusedFile as refusal:  # a scanner that does not answer yet
        raise CommandError(str(refusal)) from None
    plans.publish(plan, by=None)
