"""Working days (Hari Kerja): Monday to Friday without the days off that the caller names."""

from collections.abc import Container
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, days_off: Container[date]) -> bool:
    """Whether offices work on ``day``: no Saturday, no Sunday, none of ``days_off``."""
    return day.weekday() < SATURDAY and day not in days_off


def working_days_between(start: date, end: date, days_off: Container[date]) -> int:
    """How many working days follow ``start`` up to ``end``, ``end`` included; 0 when ``end`` is not later."""
    days = (start + timedelta(days=count) for count in range(1, (end - start).days + 1))
    return sum(is_working_day(day, days_off) for day in days)


def last_working_day(year: int, month: int, days_off: Container[date]) -> date:
    """The last day of the month (1 to 12) on which offices work.

    Raises ``ValueError`` when every day of the month is off.
    """
    following = date(year + month // 12, month % 12 + 1, 1)
    day = following - timedelta(days=1)
    while not is_working_day(day, days_off):
        day -= timedelta(days=1)
        if day.month != month:
            raise ValueError(f"bulan {month} tahun {year} tidak memuat hari kerja")
    return day
