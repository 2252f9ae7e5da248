"""Decisions about SOPs: the main path and its time, what is wrong with a table of steps, when to evaluate anew."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from statistics import median

MINUTES_A_DAY = 450  # 37.5 hours in five days: Perpres 21/2023 Pasal 4, as commonly told; text not checked
NO_VERBS = frozenset({"meja", "berkas", "berita", "media", "mesin", "memo", "bersama", "berdasarkan", "mengenai"})
VERB_STARTS = ("me", "ber")


class Symbol(StrEnum):
    """What a step is drawn as; arrow and off-page connector belong to no step."""

    TERMINATOR = "terminator"
    PROCESS = "process"
    DECISION = "decision"


class Unit(StrEnum):
    """What the time of a step is counted in."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"


class Fault(StrEnum):
    """What may be wrong with a table of steps; the comment says where."""

    NO_STEPS = "no_steps"
    NO_ACTIVITY = "no_activity"
    NO_ACTOR = "no_actor"
    NO_START = "no_start"
    NO_END = "no_end"
    UNREACHABLE = "unreachable"
    ENDLESS = "endless"  # from here no end is ever reached
    ONE_WAY = "one_way"  # a decision without two different ways
    WRONG_TARGET = "wrong_target"  # leads to a number that is not there, or to itself
    NO_VERB = "no_verb"
    NO_REQUIREMENTS = "no_requirements"
    NO_TIME = "no_time"
    NO_OUTPUT = "no_output"
    IDLE_ACTOR = "idle_actor"


HINTS = frozenset({Fault.NO_VERB, Fault.NO_REQUIREMENTS, Fault.NO_TIME, Fault.NO_OUTPUT, Fault.IDLE_ACTOR})


@dataclass(frozen=True)
class Stop:
    """One row of the table: its number, whose column (0 first; None: nobody's), its symbol and where it leads.

    ``yes`` and ``no`` are numbers of rows; ``yes`` None is the row below. A terminator below the first row ends it.
    """

    number: int
    actor: int | None
    symbol: Symbol = Symbol.PROCESS
    activity: str = ""
    requirements: str = ""
    output: str = ""
    amount: int | None = None
    unit: Unit = Unit.MINUTE
    yes: int | None = None
    no: int | None = None


@dataclass(frozen=True)
class Finding:
    """One thing wrong: ``number`` is the row, or of an idle actor its column, 0 of the whole table."""

    fault: Fault
    number: int = 0

    @property
    def is_hint(self) -> bool:
        """Whether the SOP may be handed in with it."""
        return self.fault in HINTS


@dataclass(frozen=True)
class Total:
    """A time as it was promised: minutes (hours are 60 of them), working days and calendar days side by side."""

    minutes: int = 0
    working_days: int = 0
    days: int = 0

    @property
    def is_nothing(self) -> bool:
        return self == Total()


def targets(stops: Sequence[Stop], place: int) -> tuple[int, ...]:
    """
    Decides: to which rows of the table, by place, the row at ``place`` leads: yes first.
    Basis: PermenPANRB 35/2012 (branching flow chart) [K high]; that a row without number leads to the next: own.
    """
    stop, places = stops[place], {each.number: at for at, each in enumerate(stops)}
    if stop.symbol == Symbol.TERMINATOR and place > 0:
        return ()
    below = place + 1 if place + 1 < len(stops) else None
    yes = below if stop.yes is None else places.get(stop.yes)
    no = places.get(stop.no) if stop.symbol == Symbol.DECISION and stop.no is not None else None
    return tuple(each for each in (yes, no) if each is not None)


def main_path(stops: Sequence[Stop]) -> list[int]:
    """
    Decides: which rows are the main path: from the first, at a decision the way of yes, each once.
    Basis: PermenPANRB 35/2012 [K medium].
    """
    path: list[int] = []
    place: int | None = 0 if stops else None
    while place is not None and place not in path:
        path.append(place)
        place = next(iter(targets(stops, place)), None)
    return path


def promised(stops: Sequence[Stop]) -> Total:
    """
    Decides: the total time of an SOP: the sum along its main path.
    Basis: PermenPANRB 35/2012 [K medium]; units are not turned into each other.
    """
    sums = dict.fromkeys(Unit, 0)
    for place in main_path(stops):
        sums[stops[place].unit] += stops[place].amount or 0
    return Total(sums[Unit.MINUTE] + 60 * sums[Unit.HOUR], sums[Unit.WORKING_DAY], sums[Unit.DAY])


def promised_days(total: Total) -> int:
    """
    Decides: within how many working days the whole is promised, to stand beside real times.
    Basis: none, our own: minutes and hours fill days of 7.5 hours, a day begun counts; a calendar day counts as one
    working day, which is never too strict.
    """
    return total.working_days + total.days + ceil(total.minutes / MINUTES_A_DAY)


def findings(stops: Sequence[Stop], actors: int) -> list[Finding]:
    """
    Decides: what is wrong with a table of steps of ``actors`` columns, in its order; hints do not hold it up.
    Basis: PermenPANRB 35/2012 [K high]: starts and ends with a terminator, an active verb begins each activity, each
    row has its requirements, time and output; a decision has two ways. How it is found out is our own.
    """
    if not stops:
        return [Finding(Fault.NO_STEPS)]
    found = [each for place in range(len(stops)) for each in _of_row(stops, place, actors)]
    if stops[0].symbol != Symbol.TERMINATOR:
        found.insert(0, Finding(Fault.NO_START))
    ends = {place for place in range(1, len(stops)) if stops[place].symbol == Symbol.TERMINATOR}
    if not ends:
        found.insert(0, Finding(Fault.NO_END))
    reached = _reached(stops, {0})
    found += [Finding(Fault.UNREACHABLE, stops[at].number) for at in range(len(stops)) if at not in reached]
    if ends:
        lost = (at for at in sorted(reached) if not ends & _reached(stops, {at}))
        found += [Finding(Fault.ENDLESS, stops[at].number) for at in lost]
    busy = {each.actor for each in stops}
    return found + [Finding(Fault.IDLE_ACTOR, column) for column in range(actors) if column not in busy]


def _of_row(stops: Sequence[Stop], place: int, actors: int) -> list[Finding]:
    stop = stops[place]
    numbers = {each.number for each in stops} - {stop.number}
    wrong = {
        Fault.NO_ACTIVITY: not stop.activity.strip(),
        Fault.NO_ACTOR: stop.actor is None or stop.actor >= actors,
        Fault.WRONG_TARGET: any(each is not None and each not in numbers for each in (stop.yes, stop.no)),
        Fault.ONE_WAY: stop.symbol == Symbol.DECISION and len(set(targets(stops, place))) < 2,
        Fault.NO_VERB: bool(stop.activity.strip()) and not begins_with_verb(stop.activity),
    }
    is_inside = stop.symbol != Symbol.TERMINATOR
    wrong |= {
        Fault.NO_REQUIREMENTS: is_inside and not stop.requirements.strip(),
        Fault.NO_TIME: is_inside and not stop.amount,
        Fault.NO_OUTPUT: is_inside and not stop.output.strip(),
    }
    return [Finding(fault, stop.number) for fault, is_wrong in wrong.items() if is_wrong]


def _reached(stops: Sequence[Stop], start: set[int]) -> set[int]:
    """The places that are reached from ``start``, itself included."""
    seen, waiting = set(start), list(start)
    while waiting:
        for each in targets(stops, waiting.pop()):
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen


def begins_with_verb(activity: str) -> bool:
    """
    Decides: whether an activity seems to begin with an active verb ("menerima", "memeriksa", "berkoordinasi").
    Basis: PermenPANRB 35/2012 [K high]; recognizing it by its beginning is our own, so it is only a hint.
    """
    words = activity.strip().split()
    return bool(words) and words[0].lower().startswith(VERB_STARTS) and words[0].lower() not in NO_VERBS


def evaluation_due(effective_on: date, last: date | None, months: int) -> date:
    """
    Decides: by when an SOP in force is to be evaluated anew: ``months`` after it took effect or was last evaluated.
    Basis: clock sops.evaluation in data/clocks/sops.toml: at least once a year (PermenPANRB 35/2012) [K medium].
    """
    start = max(filter(None, (effective_on, last)))
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def may_legalize(judge: int | None, *, submitted_by: int | None) -> bool:
    """
    Decides: whether an account may note a version legalised: never the one that handed it in.
    Basis: none, our own: two pairs of eyes.
    """
    return judge is not None and judge != submitted_by


def quick_and_slow(durations: Sequence[int], minimum: int) -> tuple[float, float] | None:
    """
    Decides: what is said of real times: the median and what nine of ten keep, of ``minimum`` or more; else nothing.
    Basis: none, our own: never a mean, and a small number would tell of single cases.
    """
    if len(durations) < minimum:
        return None
    ordered = sorted(durations)
    return float(median(ordered)), float(ordered[ceil(0.9 * len(ordered)) - 1])


def renumbered(moved: Mapping[int, int], number: int | None) -> int | None:
    """
    Decides: where a row leads after rows were moved: the same row by its new number, nowhere when it is gone.
    Basis: none, our own.
    """
    return None if number is None else moved.get(number)
