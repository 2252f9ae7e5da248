"""What an instrument is: parts with weights, questions with scales, gates, bands, and how sure each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


class Certainty(StrEnum):
    """How sure a block of data is, as in ``data/clocks``; ``NOT_FOUND``: the house filled a hole, see ``Mark``."""

    SOURCE = "source"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    OWN = "own"
    NOT_FOUND = "not_found"


SETTLED = frozenset({Certainty.SOURCE})  # what was read in a public source; everything else is shown as unconfirmed


@dataclass(frozen=True)
class Mark:
    """Where a block comes from and how sure that is; ``note`` says what stands in for what was not found."""

    certainty: Certainty
    source: str = ""
    note: str = ""

    @property
    def is_settled(self) -> bool:
        return self.certainty in SETTLED


class ScaleKind(StrEnum):
    CHOICE = "choice"  # one of the options
    RATIO = "ratio"  # numerator over denominator, held within 0 and 1
    NUMBER = "number"  # a number from ``lowest`` to ``highest``, worth (number - lowest) / (highest - lowest)
    TEXT = "text"  # words, worth nothing: never part of a mean


@dataclass(frozen=True)
class Option:
    """One answer that may be chosen: ``key`` in data ("A", "YA"), ``value`` from 0 to 1, ``title`` for people."""

    key: str
    value: Fraction
    title: str = ""


@dataclass(frozen=True)
class Scale:
    """How a question is answered. ``options`` best first, empty unless ``CHOICE``.

    ``empty_ratio`` is what 0 of 0 is worth, None where no rule is known (then it is refused);
    ``below_zero`` lets a numerator be negative, which is worth 0.
    """

    code: str
    kind: ScaleKind
    mark: Mark
    options: tuple[Option, ...] = ()
    lowest: Fraction = Fraction(0)
    highest: Fraction = Fraction(1)
    empty_ratio: Fraction | None = None
    empty_ratio_mark: Mark | None = None
    below_zero: bool = False

    @cached_property
    def by_key(self) -> Mapping[str, Option]:
        return {each.key: each for each in self.options}


@dataclass(frozen=True)
class Question:
    """One question. ``criteria`` are the words of each option, best first, or empty; ``inputs`` name what a ratio
    divides: (numerator, denominator). ``is_out`` is why it does not apply to a KPU office, "" where it does."""

    code: str
    text: str
    scale: Scale
    mark: Mark
    criteria: tuple[str, ...] = ()
    inputs: tuple[str, str] = ("", "")
    help: str = ""
    is_out: str = ""

    @property
    def is_scored(self) -> bool:
        return self.scale.kind != ScaleKind.TEXT


class RollUp(StrEnum):
    MEAN = "mean"  # mean of the answers' values, times the weight
    LADDER = "ladder"  # a grade by the share of criteria that are met, times the weight


@dataclass(frozen=True)
class Rung:
    """One grade: its value, for a share above ``over`` (exclusive), or of exactly 1 (``is_full``).

    ``held`` is the key of the ladder's extra question that this grade asks for besides, "" for none.
    """

    code: str
    value: Fraction
    over: Fraction = Fraction(0)
    is_full: bool = False
    held: str = ""


@dataclass(frozen=True)
class Ladder:
    """Grades best first; ``held`` is the code of the question that says how long everything has been met."""

    rungs: tuple[Rung, ...]
    mark: Mark
    held: str = ""


@dataclass(frozen=True)
class Part:
    """A branch with parts, or a leaf with questions. ``weight`` in points of the total; ``mark`` is of that weight."""

    code: str
    title: str
    weight: Fraction
    mark: Mark
    parts: tuple[Part, ...] = ()
    questions: tuple[Question, ...] = ()
    roll_up: RollUp = RollUp.MEAN
    ladder: Ladder | None = None
    is_section: bool = False

    def walk(self) -> Iterator[Part]:
        """The part and all below it, in the order of the form."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def every_question(self) -> Iterator[Question]:
        for part in self.walk():
            yield from part.questions


@dataclass(frozen=True)
class Group:
    """A sum of parts that the tree does not have, such as an area over pemenuhan and reform; counted nowhere else."""

    code: str
    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """``part`` (a part, a group or "total") has at least ``minimum`` points."""

    part: str
    minimum: Fraction
    mark: Mark


@dataclass(frozen=True)
class Gate:
    """All conditions (Syarat) of a title such as WBK; ``notes`` are conditions that no sheet can show."""

    code: str
    title: str
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Band:
    """One category (Predikat): from ``lowest`` on, or only above it (``is_above``)."""

    code: str
    title: str
    lowest: Fraction
    is_above: bool
    mark: Mark
    note: str = ""


@dataclass(frozen=True)
class Alternative:
    """Another reading of an unclear rule: other option values by scale, other weights by part, other gates."""

    code: str
    title: str
    mark: Mark
    options: Mapping[str, Mapping[str, Fraction]]
    weights: Mapping[str, Fraction]
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class Instrument:
    """One edition. ``maximum`` is the highest total; bands look at the total in per cent of it if ``in_percent``.

    ``per_subject`` is what a sheet is about besides the office ("layanan"), "" for the office as a whole.
    """

    code: str
    edition: str
    title: str
    short_title: str
    basis: str
    mark: Mark
    valid_from: date
    maximum: Fraction
    parts: tuple[Part, ...]
    valid_to: date | None = None
    is_historical: bool = False
    in_percent: bool = False
    per_subject: str = ""
    groups: tuple[Group, ...] = ()
    gates: tuple[Gate, ...] = ()
    bands: tuple[Band, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """ "zona-integritas@2021"."""
        return f"{self.code}@{self.edition}"

    def is_for(self, year: int) -> bool:
        """Whether the edition is valid on any day of ``year``."""
        return self.valid_from.year <= year and (self.valid_to is None or year <= self.valid_to.year)

    def walk(self) -> Iterator[Part]:
        for part in self.parts:
            yield from part.walk()

    @cached_property
    def by_part(self) -> Mapping[str, Part]:
        return {part.code: part for part in self.walk()}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its code, in the order of the form."""
        return {each.code: each for part in self.parts for each in part.every_question()}

    @cached_property
    def leaf_of(self) -> Mapping[str, Part]:
        """The part a question stands in, by the question's code."""
        return {each.code: part for part in self.walk() for each in part.questions}

    @cached_property
    def sections(self) -> tuple[Part, ...]:
        """What is assigned, returned and shown as one page: every question stands below exactly one."""
        return tuple(part for part in self.walk() if part.is_section)

    @cached_property
    def section_of(self) -> Mapping[str, Part]:
        """The section of a question, by the question's code."""
        return {each.code: section for section in self.sections for each in section.every_question()}
