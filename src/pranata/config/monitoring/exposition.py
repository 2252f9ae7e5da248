"""The metrics themselves, in the text format of Prometheus."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Case, Count, Min, Sum, When
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from pranata.base.audit.models import ChainHead
from pranata.base.files.models import StoredFile
from pranata.config.backup.database import size_in_bytes
from pranata.config.backup.making import last_backup_path
from pranata.lib import clock

CONTENT_TYPE = CONTENT_TYPE_LATEST
OWN = CollectorRegistry()
REQUESTS = Counter("pranata_requests", "Requests answered.", ["view", "status"], registry=OWN)
SECONDS = Histogram(
    "pranata_request_seconds",
    "Time until the answer begins.",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=OWN,
)


def note(view: str, status: int, seconds: float) -> None:
    REQUESTS.labels(view, str(status)).inc()
    SECONDS.labels(view).observe(seconds)


def text() -> bytes:
    """All metrics of all web processes, and how the house stands at this moment."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(OWN) + generate_latest(standing())
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return generate_latest(together) + generate_latest(standing())


def standing() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(Standing())
    return registry


class Standing(Collector):
    """What is counted in the database and on the disk when somebody asks; numbers only, nothing of anybody."""

    def describe(self) -> list:
        return []  # registering asks nothing of the database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            found = [*tasks(), *amounts()]
        except DatabaseError:
            found = []
        yield gauge("pranata_database_up", "Whether the database answers.", int(bool(found)))
        yield from found
        yield gauge("pranata_disk_free_bytes", "Free on the disk of var.", shutil.disk_usage(settings.VAR_DIR).free)
        yield from last_backup()


def gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def tasks() -> Iterator[GaugeMetricFamily]:
    """Background work by status, and how long the oldest that is due has waited."""
    counted = dict(DBTaskResult.objects.values_list("status").annotate(number=Count("pk")).order_by())
    family = GaugeMetricFamily("pranata_tasks", "Background tasks kept, by status.", labels=["status"])
    for status in TaskResultStatus:
        family.add_metric([status.value.lower()], counted.get(status.value, 0))
    yield family
    since = Case(When(run_after__lte=clock.now(), then="run_after"), default="enqueued_at")
    oldest = DBTaskResult.objects.ready().aggregate(oldest=Min(since))["oldest"]
    waited = (clock.now() - oldest).total_seconds() if oldest else 0
    yield gauge("pranata_task_waiting_seconds", "How long the oldest due task has waited.", waited)


def amounts() -> Iterator[GaugeMetricFamily]:
    stored = StoredFile.objects.aggregate(number=Count("pk"), bytes=Sum("size"))
    yield gauge("pranata_database_bytes", "Size of the database.", size_in_bytes())
    yield gauge("pranata_stored_files", "Files stored.", stored["number"])
    yield gauge("pranata_stored_bytes", "Bytes of the files stored.", stored["bytes"] or 0)
    yield gauge("pranata_audit_events", "Events recorded.", ChainHead.objects.aggregate(n=Sum("count"))["n"] or 0)


def last_backup() -> Iterator[GaugeMetricFamily]:
    path = last_backup_path()
    if path.is_file():
        last = json.loads(path.read_text())
        made_at = datetime.fromisoformat(last["made_at"]).timestamp()
        yield gauge("pranata_last_backup_timestamp_seconds", "When the last backup was made.", made_at)
        yield gauge("pranata_last_backup_whole", "Whether it holds every file as it was stored.", int(last["whole"]))
