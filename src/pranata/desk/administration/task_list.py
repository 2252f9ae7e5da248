"""Background tasks as the queue page shows them: what, in which state, where it failed; no text they were given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.lib import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

TASK_WORDS = {
    "pranata.config.tasks.keep_house": _("Perawatan harian"),
    "pranata.config.tasks.refresh_readings": _("Pembacaan ukuran"),
    "pranata.config.tasks.distribute_readings": _("Sebaran ukuran satuan kerja di bawah"),
    "pranata.config.tasks.remind_all": _("Pengingat semua kantor"),
    "pranata.config.tasks.remind_office": _("Pengingat satu kantor"),
    "pranata.config.tasks.mail_digests": _("Ringkasan surel semua akun"),
    "pranata.config.tasks.mail_digest": _("Ringkasan surel satu akun"),
    "pranata.base.access.tasks.send_reset_link": _("Surel tautan kata sandi baru"),
    "pranata.base.access.tasks.send_notice": _("Surel pemberitahuan akun"),
    "pranata.desk.administration.jobs.verify_chain": _("Pemeriksaan rantai jejak audit"),
    "pranata.desk.administration.jobs.check_files": _("Pemeriksaan berkas yang hilang"),
}
# State in the address: word, kind and sign of its chip.
STATES = {
    "gagal": (_("gagal"), "bad", "!"),
    "menunggu": (_("menunggu"), "warn", "◔"),
    "berjalan": (_("berjalan"), "info", "▸"),
    "terjadwal": (_("terjadwal"), "", "○"),
    "selesai": (_("selesai"), "ok", "✓"),
}
FRAME = re.compile(r'File "([^"]+)", line (\d+), in (\S+)')
LATE_AFTER = timedelta(minutes=5)  # a worker asks every two seconds


def of_state(state: str) -> Q:
    """The condition of a key of ``STATES``; of "" none at all."""
    ready, due = Q(status=TaskResultStatus.READY), Q(run_after__lte=clock.now()) | Q(run_after__year=9999)
    return {
        "": Q(),
        "gagal": Q(status=TaskResultStatus.FAILED),
        "menunggu": ready & due,
        "berjalan": Q(status=TaskResultStatus.RUNNING),
        "terjadwal": ready & ~due,
        "selesai": Q(status=TaskResultStatus.SUCCESSFUL),
    }[state]


@dataclass(frozen=True)
class TaskLine:
    """One task. ``numbers`` are those of its arguments that are whole numbers, which are keys of rows."""

    row: DBTaskResult
    state: str

    @property
    def words(self) -> str | _StrPromise:
        """What the task is called, "" when nobody named it."""
        return TASK_WORDS.get(self.row.task_path, "")

    @property
    def chip(self) -> tuple[str | _StrPromise, str, str]:
        return STATES[self.state]

    @property
    def numbers(self) -> list[int]:
        return [value for value in self.row.args_kwargs.get("args", ()) if type(value) is int]

    @property
    def place(self) -> str:
        """Where in the code it failed; what the error says is left out, for it may quote a person's data."""
        frames = FRAME.findall(self.row.traceback)
        if not frames:
            return ""
        path, line, function = frames[-1]
        return f"{'/'.join(path.split('/')[-3:])}:{line} {function}"


def task_lines(rows: list[DBTaskResult]) -> list[TaskLine]:
    return [TaskLine(row, state_of(row)) for row in rows]


def state_of(row: DBTaskResult) -> str:
    if row.status != TaskResultStatus.READY:
        return {"RUNNING": "berjalan", "FAILED": "gagal"}.get(str(row.status), "selesai")
    return "menunggu" if row.run_after <= clock.now() or row.run_after.year == 9999 else "terjadwal"


def tasks(state: str) -> QuerySet[DBTaskResult]:
    """The tasks in ``state``, the newest first; in "" all that have not succeeded."""
    found = DBTaskResult.objects.filter(of_state(state))
    if not state:
        found = found.exclude(of_state("selesai"))
    return found.order_by("-enqueued_at", "pk")


@dataclass(frozen=True)
class Queue:
    """How many tasks are in each state, and what the worker was last seen doing."""

    counts: dict[str, int]
    last_seen: datetime | None
    is_late: bool


def read_queue() -> Queue:
    """One query over the tasks that are kept; ``is_late`` when one waits and nobody takes it."""
    counted = {state: Count("pk", filter=of_state(state)) for state in STATES}
    facts = DBTaskResult.objects.order_by().aggregate(
        **counted,
        started=Max("started_at"),
        finished=Max("finished_at"),
        oldest=Min("enqueued_at", filter=of_state("menunggu")),
    )
    seen = [moment for moment in (facts["started"], facts["finished"]) if moment]
    oldest = facts["oldest"]
    return Queue(
        counts={state: facts[state] for state in STATES},
        last_seen=max(seen, default=None),
        is_late=oldest is not None and oldest < clock.now() - LATE_AFTER and not facts["berjalan"],
    )
