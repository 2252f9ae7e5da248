"""The worker counts readings over the offices below, round after round, where somebody looks down on any."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.base.org.models import Office
from pranata.base.org.tests.factories import OfficeFactory, ProvinceOfficeFactory
from pranata.config.tasks import distribute_readings, schedule_distributions
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.tests.factories import read
from pranata.lib import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _queue(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


def work_off():
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=clock.real_now() - timedelta(seconds=1))
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def test_worker_counts_the_open_months_only_where_somebody_looks_down():
    province = ProvinceOfficeFactory(is_active=False)
    read(OfficeFactory(parent=province), 40, measure="plan.verified_share")
    schedule_distributions()
    work_off()
    before = Distribution.objects.count()

    Office.objects.filter(pk=province.pk).update(is_active=True)
    work_off()

    assert (before, Distribution.objects.get(scope=province).median) == (0, 40)


def test_one_round_waits_and_finished_ones_do_not_pile_up():
    schedule_distributions()
    schedule_distributions()
    for _round in range(3):
        work_off()

    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.task_path == distribute_readings.module_path
    assert clock.real_now() < waiting.run_after < clock.real_now() + timedelta(minutes=11)
    assert DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).count() == 1
