"""Time limits as data (Jangka Waktu): ``data/clocks/*.toml``, each with its basis and the days it is in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings

from pranata.engines.deadlines.model import Certainty, Clock, ExtensionRule, PauseRule, StartRule, Unit
from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take

KEYS = {
    "service": Key(str),
    "event": Key(str),
    "title": Key(str),
    "actor": Key(str),
    "starts_when": Key(str),
    "amount": Key(int),
    "unit": Key(Unit),
    "start_rule": Key(StartRule, is_optional=True),
    "basis": Key(str),
    "certainty": Key(Certainty),
    "source": Key(str, is_optional=True),
    "remark": Key(str, is_optional=True),
    "valid_from": Key(date),
    "valid_to": Key(date, is_optional=True),
    "extension": Key(dict, is_optional=True),
    "pause": Key(dict, is_optional=True),
}
EXTENSION_KEYS = {
    "amount": Key(int),
    "times": Key(int, is_optional=True),
    "basis": Key(str),
    "certainty": Key(Certainty),
}
PAUSE_KEYS = {"basis": Key(str), "certainty": Key(Certainty)}
FILE_KEYS = {"services": Key(dict, is_optional=True), "clock": Key(list, is_optional=True)}
LONGEST = 1000  # of any unit; more is a slip of the hand


class UnknownClock(LookupError):
    """No clock of that name is in force on that day; the message says which there are."""


def clock_for(name: str, *, on: date) -> Clock:
    """The clock ``"information_requests.answer"`` of what was received ``on`` that day. Raises ``UnknownClock``."""
    named = [each for each in clocks() if each.name == name]
    if not named:
        raise UnknownClock(_unknown(name))
    found = next((each for each in named if each.is_in_force(on)), None)
    if found is None:
        periods = "; ".join(f"{each.valid_from} sampai {each.valid_to or 'sekarang'}" for each in named)
        raise UnknownClock(f"Jangka waktu '{name}' tidak berlaku pada {on}; yang tercatat berlaku {periods}.")
    return found


def _unknown(name: str) -> str:
    names = sorted({each.name for each in clocks()})
    near = get_close_matches(name, names, n=3) or [each for each in names if each.startswith(f"{name.split('.')[0]}.")]
    hint = f"mungkin maksud Anda: {', '.join(near)}" if near else f"yang ada: {', '.join(names)}"
    return f"Jangka waktu '{name}' tidak dikenal; {hint}."


@cache
def clocks() -> tuple[Clock, ...]:
    """Every clock of every file. Raises ``DataFault``."""
    return read_clocks(settings.DATA_DIR / "clocks")


def read_clocks(folder: Path) -> tuple[Clock, ...]:
    """The clocks of a folder's files, as they stand there. Raises ``DataFault`` with file and row."""
    placed = [(clock, place) for path in sorted(folder.glob("*.toml")) for clock, place in _file_clocks(path)]
    _refuse_overlaps(sorted(placed, key=lambda each: (each[0].name, each[0].valid_from)))
    return tuple(clock for clock, _place in placed)


@cache
def service_titles() -> dict[str, str]:
    """What services are called, by their code; not every one need be there. Raises ``DataFault``."""
    files = sorted((settings.DATA_DIR / "clocks").glob("*.toml"))
    return {code: title for path in files for code, title in read_toml(path).get("services", {}).items()}


def _file_clocks(path: Path) -> Iterable[tuple[Clock, str]]:
    content = take(read_toml(path), FILE_KEYS, path.name)
    take(
        content.get("services", {}), {code: Key(str) for code in content.get("services", {})}, f"{path.name}: services"
    )
    for number, row in enumerate(content.get("clock", []), start=1):
        name = f" ({row.get('service')}.{row.get('event')})" if isinstance(row, dict) else ""
        place = f"{path.name}, baris [[clock]] ke-{number}{name}"
        yield _clock(row, place), place


def _clock(row: object, place: str) -> Clock:
    values = take(row, KEYS, place)
    if "extension" in values:
        values["extension"] = ExtensionRule(**take(values["extension"], EXTENSION_KEYS, f"{place}: extension"))
    if "pause" in values:
        values["pause"] = PauseRule(**take(values["pause"], PAUSE_KEYS, f"{place}: pause"))
    clock = Clock(**values)
    if fault := _fault(clock):
        raise DataFault(f"{place}: {fault}")
    return clock


def _fault(clock: Clock) -> str:
    """What contradicts itself within one row; "" when nothing does."""
    counts_days = clock.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    extra = clock.extension.amount * clock.extension.times if clock.extension else 0
    faults = {
        f"paling banyak {LONGEST}, dengan perpanjangannya": clock.amount + extra > LONGEST,
        "valid_to lebih awal daripada valid_from": clock.valid_to is not None and clock.valid_to < clock.valid_from,
        "certainty 'source' meminta source": clock.certainty == Certainty.SOURCE and not clock.source,
        "certainty 'package' hanya untuk kalender": clock.certainty == Certainty.PACKAGE,
        "hanya hari yang dapat berhenti dihitung": clock.pause is not None and not counts_days,
        "start_rule 'same_day' hanya untuk hari": clock.start_rule == StartRule.SAME_DAY and not counts_days,
        "jam tidak dapat diperpanjang": clock.unit == Unit.HOUR and clock.extension is not None,
        "service dan event ditulis tanpa titik dan spasi": not (clock.service + clock.event).isidentifier(),
    }
    return next((words for words, is_fault in faults.items() if is_fault), "")


def _refuse_overlaps(placed: Sequence[tuple[Clock, str]]) -> None:
    for (earlier, earlier_place), (later, later_place) in pairwise(placed):
        if earlier.name == later.name and earlier.is_in_force(later.valid_from):
            raise DataFault(f"{later_place}: berlaku pada {later.valid_from} bersama {earlier_place}")
