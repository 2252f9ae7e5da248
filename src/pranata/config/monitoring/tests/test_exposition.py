from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.config.backup.making import last_backup_path
from pranata.config.monitoring import exposition
from pranata.lib import clock

CONTENT = b"nomor,isi\n1,contoh\n"


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.VAR_DIR = tmp_path


def samples() -> dict[tuple, float]:
    """Every sample by its name and the values of its labels, these by the order of their names."""
    families = text_string_to_metric_families(exposition.text().decode())
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


def test_requests_are_counted_by_view_and_status(client, db):
    before = samples()
    client.get("/healthz")
    client.get("/healthz")
    client.post("/healthz")
    client.get("/tidak-ada-di-sini/")
    after = samples()

    def risen(*key):
        return after[key] - before.get(key, 0)

    assert risen("pranata_requests_total", "200", "healthz") == 2
    assert risen("pranata_requests_total", "405", "healthz") == 1
    assert risen("pranata_requests_total", "404", "") == 1
    assert risen("pranata_request_seconds_count", "healthz") == 3
    assert risen("pranata_request_seconds_bucket", "+Inf", "healthz") == 3


def add_task(status, *, waited):
    moment = clock.now() - timedelta(seconds=waited)
    values = {"task_path": "contoh", "args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "default"}
    task = DBTaskResult.objects.create(status=status, run_after=moment, **values)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=moment)


def test_tasks_are_counted_by_status_and_the_oldest_due_is_timed(db):
    add_task(TaskResultStatus.READY, waited=60)
    add_task(TaskResultStatus.READY, waited=5)
    add_task(TaskResultStatus.READY, waited=-3600)
    add_task(TaskResultStatus.FAILED, waited=600)
    found = samples()

    assert {key[1]: value for key, value in found.items() if key[0] == "pranata_tasks"} == {
        "ready": 3,
        "running": 0,
        "failed": 1,
        "successful": 0,
    }
    assert 60 <= found["pranata_task_waiting_seconds",] < 70


def test_amounts_are_those_of_the_database(db):
    before = samples()
    store(OfficeFactory(), ContentFile(CONTENT), by=None, name="contoh.csv")
    after = samples()

    assert after["pranata_database_up",] == 1
    assert after["pranata_database_bytes",] > 100_000
    assert (after["pranata_stored_files",], after["pranata_stored_bytes",]) == (1, len(CONTENT))
    assert after["pranata_audit_events",] - before["pranata_audit_events",] == 2
    assert after["pranata_disk_free_bytes",] > 0


def test_last_backup_is_told_once_there_is_one(db):
    assert ("pranata_last_backup_timestamp_seconds",) not in samples()
    last_backup_path().write_text('{"made_at": "2026-01-02T03:04:05+00:00", "bytes": 7, "whole": false}')
    found = samples()

    assert found["pranata_last_backup_timestamp_seconds",] == 1767323045
    assert found["pranata_last_backup_whole",] == 0


def test_metrics_still_answer_when_the_database_does_not(db, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(exposition, "amounts", fail)

    assert samples()["pranata_database_up",] == 0
