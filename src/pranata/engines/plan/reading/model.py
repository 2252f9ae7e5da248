"""What a reading of a decree is made of: plain dataclasses without behaviour, so that they compare and serialize."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["info", "doubt", "error"]
Confidence = Literal["high", "low"]

ALL_MONTHS = tuple(range(1, 13))


class UnreadablePlan(Exception):
    """The input cannot be read as a plan at all; the message is one Indonesian sentence naming line, field or cell."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(slots=True)
class Remark:
    """Something a person should know about a reading.

    `lines` are 1-based source lines; `subject` is the code of an area ("7"), activity ("7.6") or sub-activity
    ("7.6.2"), or "" when the remark is about the decree as a whole.
    """

    code: str
    severity: Severity
    lines: list[int]
    message: str
    subject: str = ""


@dataclass(slots=True)
class IndicatorReading:
    """One success indicator (Indikator Keberhasilan); `months` only when narrower than its sub-activity's months."""

    text: str
    months: list[int] | None = None


@dataclass(slots=True)
class SubactivityReading:
    """One sub-activity (Sub Kegiatan).

    `code` is area.activity position.own position; `no` the printed number or ""; `months` ascending 1 to 12.
    `confidence` is "low" wherever the reader had to interpret; then `as_printed` holds the source lines, as it does
    where a column of the table is no part of the plan.
    """

    code: str
    no: str
    text: str
    indicators: list[IndicatorReading] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    source_lines: list[int] = field(default_factory=list)
    confidence: Confidence = "high"
    as_printed: str | None = None


@dataclass(slots=True)
class ActivityReading:
    """One activity (Kegiatan) of an area; `no` is the printed number or ""."""

    no: str
    name: str
    subactivities: list[SubactivityReading] = field(default_factory=list)


@dataclass(slots=True)
class AreaReading:
    """One area of change (Area Perubahan)."""

    no: int
    name: str
    activities: list[ActivityReading] = field(default_factory=list)


@dataclass(slots=True)
class PrintedNumber:
    """A decree number as printed somewhere, with the lines where it stands."""

    text: str
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class LabelledText:
    """A labelled clause: a consideration ("a"), a legal basis ("1") or an item of the dictum."""

    label: str
    text: str


@dataclass(slots=True)
class Dictum:
    """One clause of the decision (Diktum), such as KESATU, with its lettered items."""

    label: str
    text: str
    items: list[LabelledText] = field(default_factory=list)


@dataclass(slots=True)
class Signatory:
    """Who signed or certified; `name` is "" where none is printed."""

    role: str
    name: str
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class AnnexHeading:
    """What the annex (Lampiran) says about itself.

    `title` follows TENTANG, `caption` stands right above the table; `year` is the caption's, else the title's, None
    when neither prints one; `date` is ISO or "".
    """

    number: str = ""
    title: str = ""
    caption: str = ""
    year: int | None = None
    place: str = ""
    date: str = ""


@dataclass(slots=True)
class DecreeReading:
    """The decree around the annex; everything that was not found is empty, None or False."""

    number: str = ""
    numbers: list[PrintedNumber] = field(default_factory=list)
    title: str = ""
    office_name: str = ""
    office_code: str = ""
    year: int | None = None
    place: str = ""
    date: str = ""
    is_copy: bool = False
    considerations: list[LabelledText] = field(default_factory=list)
    legal_basis: list[LabelledText] = field(default_factory=list)
    decides: str = ""
    dictum: list[Dictum] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)
    annex: AnnexHeading = field(default_factory=AnnexHeading)


@dataclass(slots=True)
class PlanReading:
    """A decree read as a plan, with a remark for everything doubtful."""

    decree: DecreeReading = field(default_factory=DecreeReading)
    areas: list[AreaReading] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def subactivities(self) -> list[SubactivityReading]:
        """Every sub-activity in printed order."""
        return [sub for area in self.areas for activity in area.activities for sub in activity.subactivities]
