"""The worker asks the watched addresses, round after round."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.config.tasks import check_reach, schedule_reach_checks
from pranata.lib import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_round_of_checks_waits_and_comes_back_in_two_hours(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    schedule_reach_checks()
    schedule_reach_checks()
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=clock.real_now() - timedelta(seconds=1))

    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.task_path == check_reach.module_path
    assert timedelta(minutes=119) < waiting.run_after - clock.real_now() <= timedelta(minutes=120)
