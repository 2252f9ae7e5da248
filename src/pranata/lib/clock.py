"""The only source of the date and the moment; ``PRANATA_TODAY`` fixes the date for demonstrations."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def zone() -> ZoneInfo:
    """The installation's time zone (``PRANATA_TIME_ZONE``, else Asia/Jakarta, WIB), whatever office is looked at."""
    return ZoneInfo(os.environ.get("PRANATA_TIME_ZONE", "Asia/Jakarta"))


def fixed_today() -> date | None:
    """The demonstration date (``PRANATA_TODAY``), or ``None``; settings refuse it in production."""
    value = os.environ.get("PRANATA_TODAY")
    return date.fromisoformat(value) if value else None


def real_now() -> datetime:
    """The machine's own moment in UTC, also on a demonstration date: for what has to wait in earnest."""
    return datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be ``moment`` inside, so that a made-up past is written as it would have happened.

    Raises ``RuntimeError`` in production, where nobody may date back what is done.
    """
    if os.environ.get("PRANATA_PRODUCTION", "").lower() in ("1", "true"):
        raise RuntimeError("The clock of a real installation is not set.")
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)


def now() -> datetime:
    """The moment, aware, in UTC; on a demonstration date it keeps the clock time and moves the day."""
    if (told := _told.get()) is not None:
        return told
    moment = real_now()
    fixed = fixed_today()
    if fixed is None:
        return moment
    local = moment.astimezone(zone())
    return datetime.combine(fixed, time(local.hour, local.minute, local.second), zone()).astimezone(UTC)


def today() -> date:
    """The calendar day in the installation's time zone."""
    if _told.get() is None and (fixed := fixed_today()):
        return fixed
    return now().astimezone(zone()).date()
