"""Clocks and calendars for tests, as plain as they come."""

from collections.abc import Callable, Mapping
from datetime import date

from pranata.engines.deadlines.model import (
    CalendarYear,
    Certainty,
    Clock,
    DayOff,
    ExtensionRule,
    Off,
    PauseRule,
    Unit,
)

EXTENSION = ExtensionRule(amount=7, basis="UU Contoh Pasal 2", certainty=Certainty.HIGH)
PAUSE = PauseRule(basis="UU Contoh Pasal 3", certainty=Certainty.OWN)


def clock(amount=10, unit=Unit.WORKING_DAY, **values) -> Clock:
    facts = {
        "service": "contoh",
        "event": "uji",
        "basis": "UU Contoh Pasal 1",
        "certainty": Certainty.SOURCE,
        "source": "salinan contoh",
        "valid_from": date(2000, 1, 1),
        "title": "Menjawab contoh",
        "actor": "petugas",
        "starts_when": "Diterima",
        **values,
    }
    return Clock(amount=amount, unit=unit, **facts)


def years(days: Mapping[date, str] = {}, *, decided: bool = True) -> Callable[[int], CalendarYear]:
    """A calendar with national holidays of these names."""
    off = {day: DayOff(Off.NATIONAL_HOLIDAY, name, "SKB Contoh") for day, name in days.items()}
    return lambda year: CalendarYear(year, {day: each for day, each in off.items() if day.year == year}, decided)
