from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.base.audit.copies import default_path
from pranata.base.org.actions import load_offices
from pranata.config.tasks import schedule_housekeeping
from pranata.lib import clock


@pytest.fixture(autouse=True)
def _queue(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.VAR_DIR = tmp_path


@pytest.mark.django_db
def test_next_round_waits_only_once():
    schedule_housekeeping()
    schedule_housekeeping()

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_worker_copies_the_heads_outside_and_comes_back_tomorrow():
    load_offices()
    schedule_housekeeping(after=timedelta(seconds=-1))

    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    done = DBTaskResult.objects.get(status=TaskResultStatus.SUCCESSFUL)
    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert done.task_path == waiting.task_path == "pranata.config.tasks.keep_house"
    assert waiting.run_after > clock.now() + timedelta(hours=23)
    assert len(default_path().read_text().splitlines()) == 1
