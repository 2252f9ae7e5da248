"""What takes too long for a page, done in the background; arguments are keys, and who asked is asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from pranata.base.access.models import User
from pranata.base.org.models import Office
from pranata.desk.administration import actions

if TYPE_CHECKING:
    from django_tasks import Task


@task()
def verify_chain(office_id: int, user_id: int) -> None:
    """Verifies the audit's chain of one office."""
    actions.verify_chain(Office.objects.get(pk=office_id), by=User.objects.get(pk=user_id))


@task()
def check_files(office_id: int, user_id: int) -> None:
    """Looks for missing files of one office."""
    actions.check_files(Office.objects.get(pk=office_id), by=User.objects.get(pk=user_id))


def is_under_way(job: Task, office: Office) -> bool:
    """Whether ``job`` waits or runs for ``office``."""
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    queued = DBTaskResult.objects.filter(task_path=job.module_path, status__in=unfinished)
    return queued.filter(args_kwargs__args__0=office.pk).exists()
