"""The worker reads measures again, round after round, and leaves no trail of finished rounds."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.base.audit.actions import record
from pranata.config.tasks import refresh_readings, schedule_readings
from pranata.engines.indicators import registry
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.tests.factories import ErrandFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.lib import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _queue(settings, tmp_path, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    monkeypatch.setattr(registry, "_declared", {})
    sample.declare("done")


def work_off():
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=clock.real_now() - timedelta(seconds=1))
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def values():
    return list(Reading.objects.current().filter(month=6).values_list("value", flat=True))


def test_worker_shows_what_was_done_in_the_next_round():
    errand = ErrandFactory()
    schedule_readings()
    work_off()
    assert values() == [0]

    errand.done_on = date(2022, 6, 3)
    errand.save()
    with transaction.atomic():
        record(office=errand.office, actor=None, action="errands.done", target=errand)
    work_off()

    assert values() == [1]


def test_next_round_comes_within_a_minute_and_before_other_work():
    schedule_readings()
    schedule_readings()
    work_off()

    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.task_path == refresh_readings.module_path
    assert clock.real_now() < waiting.run_after < clock.real_now() + timedelta(seconds=60)
    assert waiting.priority > 10  # reminders and their like


def test_finished_rounds_do_not_pile_up():
    schedule_readings()
    for _round in range(4):
        work_off()

    statuses = DBTaskResult.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == [TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL]
