"""One year's file of the calendar, ``data/calendar/<year>.toml``: decrees, counts, corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from pranata.engines.deadlines.model import Certainty, DayOff, Decree, Off
from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take


class Kind(StrEnum):
    """What the file says a day is."""

    NATIONAL_HOLIDAY = "national_holiday"
    JOINT_LEAVE = "joint_leave"
    WORKING_DAY = "working_day"


DECREE_KEYS = {
    "numbers": Key(list),
    "date": Key(date, is_optional=True),
    "certainty": Key(Certainty),
    "source": Key(str, is_optional=True),
    "remark": Key(str, is_optional=True),
}
DAY_KEYS = {
    "date": Key(date),
    "kind": Key(Kind),
    "name": Key(str),
    "basis": Key(str, is_optional=True),
    "certainty": Key(Certainty),
    "source": Key(str, is_optional=True),
}
COUNT_KEYS = {"national_holidays": Off.NATIONAL_HOLIDAY, "joint_leave": Off.JOINT_LEAVE}
YEAR_KEYS = {name: Key(int, is_optional=True) for name in COUNT_KEYS} | {
    name: Key(list, is_optional=True) for name in ("decree", "day")
}


@dataclass(frozen=True)
class FileDay:
    """One day of the file; ``off`` is ``None`` for a working day that the package takes for a day off."""

    off: DayOff | None
    name: str
    certainty: Certainty
    source: str = ""

    @property
    def has_own_decree(self) -> bool:
        """Whether the day rests on a decree of its own and is not among the counted ones."""
        return self.off is not None and bool(self.off.basis)


@dataclass(frozen=True)
class YearFile:
    """What a year's file says; all of it may be missing."""

    decrees: tuple[Decree, ...] = ()
    days: Mapping[date, FileDay] = field(default_factory=dict)
    counted: Mapping[Off, int] = field(default_factory=dict)

    def basis(self, year: int, *, is_decided: bool) -> str:
        """What the days of the year rest on, in a few words."""
        if not is_decided:
            return f"SKB 3 Menteri {year} (belum ditetapkan)"
        is_known = any(decree.numbers for decree in self.decrees)
        return f"SKB 3 Menteri {year}" if is_known else f"SKB 3 Menteri {year} (nomor belum dicatat)"


def read_year(folder: Path, year: int) -> YearFile:
    """The file of ``year``, an empty one when there is none. Raises ``DataFault`` with file and row."""
    path = folder / f"{year}.toml"
    if not path.is_file():
        return YearFile()
    content = take(read_toml(path), YEAR_KEYS, path.name)
    decrees = [
        _decree(row, f"{path.name}, baris [[decree]] ke-{number}")
        for number, row in enumerate(content.get("decree", []), start=1)
    ]
    days: dict[date, FileDay] = {}
    for number, row in enumerate(content.get("day", []), start=1):
        place = f"{path.name}, baris [[day]] ke-{number}"
        day, said = _day(row, place)
        if day.year != year:
            raise DataFault(f"{place}: {day} bukan hari tahun {year}")
        if day in days:
            raise DataFault(f"{place}: {day} sudah tertulis")
        days[day] = said
    counted = {off: content[name] for name, off in COUNT_KEYS.items() if name in content}
    return YearFile(tuple(decrees), days, counted)


def newest_and_oldest(folder: Path) -> tuple[int | None, int | None]:
    """The years of the newest and the oldest file. Raises ``DataFault`` for a file that bears no year."""
    names = sorted(path.stem for path in folder.glob("*.toml"))
    if strange := [name for name in names if not (name.isdecimal() and len(name) == 4)]:
        raise DataFault(f"{strange[0]}.toml: nama berkas kalender ialah tahunnya, seperti 2026.toml")
    return (int(names[-1]), int(names[0])) if names else (None, None)


def _decree(row: object, place: str) -> Decree:
    values: dict[str, Any] = take(row, DECREE_KEYS, place)
    if not all(isinstance(number, str) and number.strip() for number in values["numbers"]):
        raise DataFault(f"{place}: numbers berisi nomor sebagai teks; kosongkan daftarnya bila belum diketahui")
    _refuse_unsaid_source(values, place)
    numbers, decreed_on = tuple(values.pop("numbers")), values.pop("date", None)
    return Decree(numbers, decreed_on=decreed_on, **values)


def _day(row: object, place: str) -> tuple[date, FileDay]:
    values: dict[str, Any] = take(row, DAY_KEYS, place)
    _refuse_unsaid_source(values, place)
    is_off = values["kind"] != Kind.WORKING_DAY
    off = DayOff(Off(values["kind"]), values["name"], values.get("basis", "")) if is_off else None
    return values["date"], FileDay(off, values["name"], values["certainty"], values.get("source", ""))


def _refuse_unsaid_source(values: Mapping[str, Any], place: str) -> None:
    if values["certainty"] == Certainty.SOURCE and "source" not in values:
        raise DataFault(f"{place}: certainty 'source' meminta source")
