"""Background work of the house itself; what a capability needs done later stands in that capability."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from pranata.base.audit.copies import copy_heads
from pranata.base.files.actions import sweep_orphans
from pranata.base.seal.actions import list_erasures
from pranata.lib import clock

HOUSEKEEPING_EVERY = timedelta(days=1)


@task()
def keep_house() -> None:
    """Come back tomorrow; copy the audit chains' heads and the erasures outside the database; drop what has expired."""
    schedule_housekeeping(after=HOUSEKEEPING_EVERY)
    copy_heads()
    list_erasures()
    sweep_orphans()
    SessionStore.clear_expired()
    call_command("prune_db_task_results", verbosity=0)


def schedule_housekeeping(*, after: timedelta = timedelta(0)) -> None:
    """Queue the next round unless one is waiting already."""
    waiting = DBTaskResult.objects.filter(task_path=keep_house.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        keep_house.using(run_after=clock.now() + after).enqueue()
