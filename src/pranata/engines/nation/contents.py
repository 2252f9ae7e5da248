"""What a signed snapshot says, checked before anything of it is kept: the key proves who sent it, not what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pranata.engines.indicators.models import KEY_LENGTH, Reading
from pranata.engines.indicators.rules import PLACES
from pranata.lib import clock
from pranata.lib.periods import Period

if TYPE_CHECKING:
    from pranata.base.org.models import Office

PARTS = ("value", "numerator", "denominator")
MEASURE = re.compile(rf"[a-z][a-z0-9_.]{{0,{KEY_LENGTH - 1}}}")
REPORT = re.compile(r"[a-z][a-z0-9_-]{0,39}")
LONGEST_DIGITS = 40
LARGEST = Decimal(10) ** 14  # twenty digits, six of them behind the point
LARGEST_VERSION, LARGEST_SEQUENCE = 2**15 - 1, 2**63 - 1
LONGEST_TEXT = 5000
MARGIN = timedelta(days=1)  # the sender's clock may be ahead


@dataclass(frozen=True)
class Head:
    """Which year, up to which event of the office's audit chain, taken when; whether all of it is made up."""

    year: int
    sequence: int
    taken_at: datetime
    is_fictional: bool


@dataclass(frozen=True)
class Report:
    """An issued report, with the SHA-256 of its file."""

    report: str
    period: str
    number: str
    title: str
    issued_on: date
    sha256: str


def head_of(content: dict[str, Any]) -> Head:
    """Raises KeyError for what is missing, ValueError for what cannot be."""
    return Head(
        whole(content["year"], 2000, clock.today().year + 1),
        whole(content["sequence"], 0, LARGEST_SEQUENCE),
        moment(content["taken_at"]),
        bool(content.get("is_fictional")),
    )


def readings_of(content: dict[str, Any], office: Office, year: int) -> list[Reading]:
    """The readings, not stored yet; raises KeyError, TypeError or ValueError, also for one that stands there twice."""
    found = [_reading(each, office, year) for each in content["readings"]]
    refuse_double([(each.measure, each.month) for each in found])
    return found


def reports_of(content: dict[str, Any]) -> list[Report]:
    """The reports; raises KeyError, TypeError or ValueError, also for a number that stands there twice."""
    found = [
        Report(
            matching(REPORT, each["report"]),
            str(Period.parse(words(each["period"], 10))),
            words(each["number"], 300),
            words(each["title"], LONGEST_TEXT),
            day(each["issued_on"]),
            words(each["sha256"], 64),
        )
        for each in content["reports"]
    ]
    refuse_double([each.number for each in found])
    return found


def _reading(row: dict[str, Any], office: Office, year: int) -> Reading:
    month = whole(row["month"], 1, 12)
    if date(year, month, 1) > clock.today() + MARGIN:
        raise ValueError(f"{year}-{month:02d}")
    reading = Reading(
        office=office,
        measure=matching(MEASURE, row["measure"]),
        year=year,
        month=month,
        **{part: None if row[part] is None else number(row[part]) for part in PARTS},
        value_on=None if row["value_on"] is None else day(row["value_on"]),
        rule_version=whole(row["rule_version"], 0, LARGEST_VERSION),
        computed_at=moment(row["computed_at"]),
        sealed_at=None if row["sealed_at"] is None else moment(row["sealed_at"]),
        reason=words(row["reason"], LONGEST_TEXT),
    )
    if reading.reason and reading.sealed_at is None:
        raise ValueError(reading.reason)
    return reading


def refuse_double(keys: list[Any]) -> None:
    """Raises ValueError, naming one that stands there twice."""
    seen = set()
    for key in keys:
        if key in seen:
            raise ValueError(key)
        seen.add(key)


def whole(value: Any, least: int, most: int) -> int:
    """A whole number between both; raises ValueError."""
    if type(value) is not int or not least <= value <= most:
        raise ValueError(value)
    return value


def number(text: Any) -> Decimal:
    """A number that a reading can hold as it is: no more than six places, and a number; raises ValueError."""
    try:
        found = Decimal(words(text, LONGEST_DIGITS))
        fits = found.is_finite() and abs(found) < LARGEST and found == found.quantize(PLACES)
    except ArithmeticError:
        fits = False
    if not fits:
        raise ValueError(text)
    return found


def words(text: Any, longest: int) -> str:
    """A text that every database can keep; raises ValueError."""
    if not isinstance(text, str) or len(text) > longest or "\0" in text:
        raise ValueError(text)
    text.encode()  # half a character is none
    return text


def matching(pattern: re.Pattern[str], text: Any) -> str:
    """``text`` if it looks so; raises ValueError."""
    if not pattern.fullmatch(words(text, LONGEST_TEXT)):
        raise ValueError(text)
    return text


def day(text: Any) -> date:
    """Raises ValueError for what is no day of this century."""
    return in_century(date.fromisoformat(words(text, 10)))


def moment(text: Any) -> datetime:
    """Raises ValueError for what is no moment of this century, or has no time zone."""
    found = in_century(datetime.fromisoformat(words(text, 40)))
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def in_century(found: Any) -> Any:
    """Raises ValueError for a day that no reading or report can be of."""
    if not 2000 < found.year < 2100:
        raise ValueError(found)
    return found
