"""Figures about files, disk and database."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.models import BigIntegerField, Count, Func, Sum, Value
from django.db.models.functions import TruncMonth

from pranata.base.audit.copies import default_path
from pranata.base.files.models import StoredFile
from pranata.base.org.models import Office
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class MonthFiles:
    """The files that one month brought and that are still there."""

    month: date
    count: int
    size: int


@dataclass(frozen=True)
class OfficeFiles:
    """Number and bytes of an office's files, and what the last months brought; sealed ones are counted nowhere."""

    count: int
    size: int
    months: list[MonthFiles]

    @property
    def largest(self) -> int:
        return max(month.size for month in self.months)


def office_files(office: Office, reader: User) -> OfficeFiles:
    """Two queries, however many files there are. ``size`` is that of the content, each stored once."""
    seen = StoredFile.objects.visible_to(reader).filter(office=office)
    total = seen.aggregate(count=Count("pk"), size=Sum("size"))
    months = last_months(clock.today())
    zone = ZoneInfo(office.time_zone)
    since = datetime(months[0].year, months[0].month, 1, tzinfo=zone)
    rows = (
        seen.filter(stored_at__gte=since)
        .annotate(month=TruncMonth("stored_at", tzinfo=zone))
        .order_by("month")
        .values("month")
        .annotate(count=Count("pk"), bytes=Sum("size"))
    )
    found = {row["month"].date(): (row["count"], row["bytes"]) for row in rows}
    lines = [MonthFiles(month, *found.get(month, (0, 0))) for month in reversed(months)]
    return OfficeFiles(total["count"], total["size"] or 0, lines)


def last_months(day: date) -> list[date]:
    """The first days of the months up to that of ``day``, the earliest first."""
    index = day.year * 12 + day.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(index - MONTHS_SHOWN + 1, index + 1)]


@dataclass(frozen=True)
class Machine:
    """Disk and database of the installation; ``None`` is what cannot be told, such as the disk of a remote storage."""

    disk_free: int | None
    disk_total: int | None
    database_size: int | None
    heads_copied_at: datetime | None


def machine() -> Machine:
    usage = disk_usage()
    copies = default_path()
    moment = datetime.fromtimestamp(copies.stat().st_mtime, UTC) if copies.is_file() else None
    return Machine(
        disk_free=usage.free if usage else None,
        disk_total=usage.total if usage else None,
        database_size=database_size(),
        heads_copied_at=moment,
    )


def disk_usage():
    """Of the folder of files, or of the nearest one above it while nothing was stored yet."""
    if not isinstance(default_storage, FileSystemStorage):
        return None
    folder = Path(default_storage.location)
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder)


def database_size() -> int | None:
    """In bytes: SQLite's files with the journal beside them, or what the server says."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        files = [Path(f"{name}{suffix}") for suffix in ("", "-wal")]
        return sum(file.stat().st_size for file in files if file.is_file()) or None
    size = Func(Value(name), function="pg_database_size", output_field=BigIntegerField())
    return Office.objects.order_by().values_list(size, flat=True)[:1].get()
