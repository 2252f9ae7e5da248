"""The check at start-up: the files of clocks and calendar can be used."""

from collections.abc import Callable

from django.core.checks import Error, register

from pranata.engines.deadlines.calendar import calendar_year, recorded_years
from pranata.engines.deadlines.clocks import clocks
from pranata.engines.deadlines.rows import DataFault


@register
def check_data_files(app_configs=None, **kwargs) -> list[Error]:
    """One error for the clocks, one for the calendar, where a file cannot be used."""
    return [
        *_fault(clocks, hint="data/clocks/README.md", number="deadlines.E001"),
        *_fault(read_calendar, hint="data/calendar/README.md", number="deadlines.E002"),
    ]


def read_calendar() -> None:
    for year in recorded_years():
        calendar_year(year)


def _fault(read: Callable[[], object], *, hint: str, number: str) -> list[Error]:
    try:
        read()
    except DataFault as fault:
        return [Error(str(fault), hint=hint, id=number)]
    return []
