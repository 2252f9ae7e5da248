"""What an implementation report says; plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from pranata.engines.reports.narrative import Section


@dataclass(frozen=True)
class Figure:
    """A count and the number of the note that lists what was counted; no note for 0."""

    value: int
    note: int | None = None


@dataclass(frozen=True)
class Note:
    """The records behind one figure: what it counts, and each record as code·month, or as code for whole rows."""

    no: int
    counts: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class AreaFigures:
    """The figures of an area, or of the whole plan (``no`` None): planned cells of the period by how they stand.

    ``cells`` is the sum of ``verified``, ``late``, ``submitted``, ``missing`` and ``ahead``; ``missing`` is what was
    not reported in time, ``ahead`` what is not due yet.
    """

    no: int | None
    name: str
    rows: Figure
    cells: Figure
    verified: Figure
    late: Figure
    submitted: Figure
    missing: Figure
    ahead: Figure

    @property
    def fulfilled(self) -> int:
        return self.verified.value + self.late.value

    @property
    def share(self) -> int | None:
        """What is verified, in time or late, of 100, rounded down; None when nothing was planned."""
        return 100 * self.fulfilled // self.cells.value if self.cells.value else None


@dataclass(frozen=True)
class Reached:
    """What an indicator came to in a month; ``words`` say value, second number and percentage, ``target`` its unit."""

    indicator: str
    words: str
    target: str
    value: Decimal
    out_of: Decimal | None = None


@dataclass(frozen=True)
class Measured:
    """What a measure read of an indicator in a month: ``words`` say the value with its parts and unit.

    ``code`` is such as 7.6.2#1, ``reading`` the id of the reading, ``note`` the number of the note about it; both are
    None where nothing was read yet. A ``value`` of None was not measured, and is never 0.
    """

    code: str
    indicator: str
    month: int
    words: str
    target: str
    value: Decimal | date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reading: int | None = None
    note: int | None = None


@dataclass(frozen=True)
class ReadingNote:
    """The reading behind figures: its id, the measure's key, its sentence, when it was computed, by which rule."""

    no: int
    reading: int
    measure: str
    month: int
    sentence: str
    as_of: datetime
    rule_version: int


@dataclass(frozen=True)
class Missing:
    """One kind of thing that the report lacks: how many, and the sentence that names them."""

    key: str
    count: int
    text: str


@dataclass(frozen=True)
class Entry:
    """One month of a row: its state, in words too, and what was handed in; texts nobody handed in are not quoted."""

    month: int
    state: str
    words: str
    is_reported: bool
    submitted_on: date | None = None
    achievement: str = ""
    obstacle: str = ""
    follow_up: str = ""
    evidence_count: int = 0
    unproven_count: int = 0
    figures: tuple[Reached, ...] = ()
    progress: int | None = field(default=None, compare=False)  # the id of its row


@dataclass(frozen=True)
class Row:
    """One sub-activity that is due in the period; ``states`` one a month of the period, ``entries`` the due ones."""

    code: str
    text: str
    in_charge: str
    states: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ActivityRows:
    """The due rows of one activity."""

    code: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class AreaRows:
    """The due rows of one area."""

    no: int
    name: str
    activities: tuple[ActivityRows, ...]


@dataclass(frozen=True)
class Item:
    """One item of evidence and the cells it proves; a restricted one has neither title nor file name here."""

    no: int
    title: str
    dated_on: date
    file_name: str
    sha256: str
    confidentiality: str
    standing: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class PlanReport:
    """An implementation report as of one day; it may be issued without what is ``missing``.

    ``follow_ups`` is the sentence about the office's follow-ups, "" when none is open.
    """

    title: str
    office_code: str
    office_name: str
    period: str
    period_words: str
    months: tuple[int, ...]
    as_of: date
    plan: str
    plan_status: str
    decree: str
    areas: tuple[AreaFigures, ...]
    total: AreaFigures
    rows: tuple[AreaRows, ...]
    remarks: tuple[str, ...]
    evidence: tuple[Item, ...]
    notes: tuple[Note, ...]
    measured: tuple[Measured, ...] = ()
    reading_notes: tuple[ReadingNote, ...] = ()
    narrative: tuple[Section, ...] = ()
    missing: tuple[Missing, ...] = ()
    follow_ups: str = ""
    warnings: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()

    @property
    def due_rows(self) -> list[Row]:
        return [row for area in self.rows for activity in area.activities for row in activity.rows]
