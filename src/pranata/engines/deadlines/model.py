"""What a time limit, a day off and an explained due day consist of; plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    HOUR = "hour"


class StartRule(StrEnum):
    """Whether the day of the event is the first day counted; hours always run from the moment."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class Certainty(StrEnum):
    """How sure a rule or a number of a decree is; only ``SOURCE`` was read, and that in a copy."""

    SOURCE = "source"
    PACKAGE = "package"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    OWN = "own"


@dataclass(frozen=True)
class ExtensionRule:
    """How a limit may be made longer: ``amount`` in the clock's unit, at most ``times``."""

    amount: int
    basis: str
    certainty: Certainty
    times: int = 1


@dataclass(frozen=True)
class PauseRule:
    """Why days may stop counting."""

    basis: str
    certainty: Certainty


@dataclass(frozen=True)
class Clock:
    """One time limit (Jangka Waktu): ``amount`` of ``unit`` for an ``event`` of a ``service``."""

    service: str
    event: str
    amount: int
    unit: Unit
    basis: str
    certainty: Certainty
    valid_from: date
    title: str
    actor: str
    starts_when: str
    valid_to: date | None = None
    start_rule: StartRule = StartRule.NEXT_DAY
    source: str = ""
    remark: str = ""
    extension: ExtensionRule | None = None
    pause: PauseRule | None = None

    @property
    def name(self) -> str:
        """What it is asked for by, ``information_requests.answer``."""
        return f"{self.service}.{self.event}"

    def is_in_force(self, day: date) -> bool:
        """Whether it is the clock of what was received on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Off(StrEnum):
    """Why offices do not work on a day."""

    WEEKEND = "weekend"
    NATIONAL_HOLIDAY = "national_holiday"
    JOINT_LEAVE = "joint_leave"


@dataclass(frozen=True)
class DayOff:
    """One day off (Hari Libur Nasional, Cuti Bersama): its name, and the decree it rests on."""

    reason: Off
    name: str
    basis: str = ""
    is_estimated: bool = False


@dataclass(frozen=True)
class Decree:
    """One joint decree of three ministers (SKB 3 Menteri), or a change of it; no ``numbers``: nobody has read them."""

    numbers: tuple[str, ...]
    certainty: Certainty
    decreed_on: date | None = None
    source: str = ""
    remark: str = ""


@dataclass(frozen=True)
class CalendarYear:
    """The days off of one year; one that is not decided may still get some, and its dates are provisional.

    ``basis`` is what its days rest on that have no decree of their own; ``counted`` says how many days of each kind the
    decrees themselves count, where that was read.
    """

    year: int
    days: Mapping[date, DayOff]
    is_decided: bool = True
    basis: str = ""
    decrees: tuple[Decree, ...] = ()
    counted: Mapping[Off, int] = field(default_factory=dict)


@dataclass(frozen=True)
class GrantedExtension:
    """An extension (Perpanjangan) of one case: when and why it was granted."""

    granted_on: date
    reason: str = ""


@dataclass(frozen=True)
class Pause:
    """Days of one case that do not count: those after ``paused_on`` up to ``resumed_on``; ``None`` while it lasts."""

    paused_on: date
    resumed_on: date | None = None
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Whether ``day`` does not count."""
        return self.paused_on < day and (self.resumed_on is None or day <= self.resumed_on)


@dataclass(frozen=True)
class Started:
    """The event from which a limit is counted."""

    step: ClassVar[str] = "started"
    on: date
    at: datetime | None = None


@dataclass(frozen=True)
class Counted:
    """Days in a row that count; ``total`` is how many there were up to ``last``."""

    step: ClassVar[str] = "counted"
    first: date
    last: date
    count: int
    total: int

    def joined(self, later: object) -> Counted | None:
        """Both as one, when ``later`` counts too."""
        if isinstance(later, Counted):
            return replace(later, first=self.first, count=self.count + later.count)
        return None


@dataclass(frozen=True)
class Skipped:
    """Days in a row that do not count, all for one reason."""

    step: ClassVar[str] = "skipped"
    first: date
    last: date
    reason: Off
    name: str
    basis: str
    is_estimated: bool = False

    def joined(self, later: object) -> Skipped | None:
        """Both as one, when ``later`` is skipped for the same reason."""
        if isinstance(later, Skipped) and replace(later, first=self.first, last=self.last) == self:
            return replace(self, last=later.last)
        return None


@dataclass(frozen=True)
class Paused:
    """Days in a row of a pause; no ``last`` while it lasts."""

    step: ClassVar[str] = "paused"
    first: date
    last: date | None
    reason: str
    basis: str

    def joined(self, later: object) -> Paused | None:
        """Both as one, when ``later`` is told in the same words."""
        if isinstance(later, Paused) and replace(later, first=self.first, last=self.last) == self:
            return replace(self, last=later.last)
        return None


@dataclass(frozen=True)
class Extended:
    """An extension, told where the days it adds begin."""

    step: ClassVar[str] = "extended"
    on: date
    amount: int
    reason: str
    basis: str
    due_before: date


@dataclass(frozen=True)
class Ended:
    """The due day; ``off`` when offices do not work on it, which moves no limit by itself."""

    step: ClassVar[str] = "due"
    on: date
    at: datetime | None = None
    off: Off | None = None


Step = Started | Counted | Skipped | Paused | Extended | Ended


@dataclass(frozen=True)
class Explanation:
    """A due day and how it came about. ``due`` is ``None`` while a pause lasts; ``due_at`` is for hours alone.

    ``undecided_years`` and ``estimated_days`` are what may still move it.
    """

    clock: Clock
    due: date | None
    due_at: datetime | None
    steps: tuple[Step, ...]
    undecided_years: tuple[int, ...] = ()
    estimated_days: tuple[date, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Whether the days off it rests on may still change."""
        return bool(self.undecided_years or self.estimated_days)

    @property
    def basis(self) -> str:
        """Rule and article of the limit."""
        return self.clock.basis

    @property
    def certainty(self) -> Certainty:
        """How sure the limit is."""
        return self.clock.certainty

    @property
    def total(self) -> int:
        """How many days or months have been counted; 0 for hours."""
        return max((step.total for step in self.steps if isinstance(step, Counted)), default=0)
