"""Why something is due when it is: the clock of the day of receipt, counted through the calendar of offices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pranata.engines.deadlines.calendar import calendar_year
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.deadlines.model import Explanation, GrantedExtension, Pause, Unit
from pranata.engines.deadlines.rules import due_by_days, due_by_hours
from pranata.lib import clock


def explain(
    clock_name: str,
    start: date | datetime,
    *,
    on: date | None = None,
    extensions: Sequence[GrantedExtension] = (),
    pauses: Sequence[Pause] = (),
    zone: ZoneInfo | None = None,
) -> Explanation:
    """When what began at ``start`` is due, with every step.

    ``on`` is the day of receipt, whose law decides; without it the day of ``start``. ``zone`` is the office's own, for
    moments. Raises ``UnknownClock``; ``ValueError`` for what the clock does not allow: an extension or a pause it does
    not know, one extension too many, a day where hours are counted.
    """
    moment = start.astimezone(zone or clock.zone()) if isinstance(start, datetime) else None
    day = moment.date() if moment else start
    found = clock_for(clock_name, on=on or day)
    if pauses and found.pause is None:
        raise ValueError(f"{clock_name}: dasarnya tidak mengenal penghentian hitungan")
    if len(extensions) > (found.extension.times if found.extension else 0):
        raise ValueError(f"{clock_name}: perpanjangan lebih banyak daripada yang diizinkan dasarnya")
    if found.unit != Unit.HOUR:
        return due_by_days(found, day, calendar_year, extensions=extensions, pauses=pauses)
    if moment is None:
        raise ValueError(f"{clock_name}: dihitung dalam jam; waktu mulainya perlu jam, seperti 2026-01-05T09:30")
    return due_by_hours(found, moment)
