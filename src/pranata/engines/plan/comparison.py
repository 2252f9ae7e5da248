"""Two plans side by side: which row continues which, and what differs."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pranata.engines.plan.reading import AreaReading, DecreeReading, PlanReading, SubactivityReading

SAME_ROW = 0.6  # likeness of two texts from which they can be the same row, reworded
CONTEXT_LENGTH = 400  # longer texts are compared by their beginnings
CANDIDATES = 8  # old rows that a reworded one is compared with
COMMON_WORD = 200  # a word that more rows hold tells none of them apart


@dataclass(frozen=True)
class Place:
    """A row with where it stands."""

    area_no: int
    area: str
    activity: str
    activity_code: str
    row: SubactivityReading


def places(areas: Sequence[AreaReading]) -> list[Place]:
    """Every row of a tree in printed order."""
    return [
        Place(area.no, area.name, activity.name, f"{area.no}.{position}", row)
        for area in areas
        for position, activity in enumerate(area.activities, start=1)
        for row in activity.subactivities
    ]


def match_rows(old: Sequence[AreaReading], new: Sequence[AreaReading]) -> dict[str, str]:
    """Which row of ``old`` each row of ``new`` continues, as {new code: old code}; new rows are left out.

    Rows match by text within the same activity, then by text within the same area, then by text alone; what is left
    by likeness, best first. No row is used twice.
    """
    before, after = places(old), places(new)
    found: dict[str, str] = {}
    for key in (_within_activity, _within_area, _anywhere):
        _match_exactly(before, after, key, found)
    _match_alike(before, after, found)
    return found


def _match_alike(before: list[Place], after: list[Place], found: dict[str, str]) -> None:
    """Rows that were reworded, best first; only rows that share their rarer words are compared letter by letter."""
    used = set(found.values())
    rest = [each for each in before if each.row.code not in used]
    by_word: dict[str, list[Place]] = defaultdict(list)
    for each in rest:
        for word in _words(each):
            by_word[word].append(each)
    scored = [
        (score, old.row.code, new.row.code)
        for new in after
        if new.row.code not in found
        for old in _nearest(new, by_word)
        if (score := _likeness(old, new))
    ]
    for _score, old_code, new_code in sorted(scored, key=lambda it: (-it[0], it[2], it[1])):
        if new_code not in found and old_code not in used:
            found[new_code] = old_code
            used.add(old_code)


def _words(place: Place) -> set[str]:
    return set(re.findall(r"\w+", _plain(place.row.text)[:CONTEXT_LENGTH]))


def _nearest(new: Place, by_word: Mapping[str, list[Place]]) -> list[Place]:
    """The few old rows that share most with ``new``; a word counts the less, the more rows hold it."""
    weights: dict[str, float] = defaultdict(float)
    rows: dict[str, Place] = {}
    for word in _words(new):
        holders = by_word.get(word, [])
        if len(holders) <= COMMON_WORD:
            for old in holders:
                rows[old.row.code] = old
                weights[old.row.code] += 1 / len(holders)
    best = sorted(rows, key=lambda code: (-weights[code], code))[:CANDIDATES]
    return [rows[code] for code in best]


def _match_exactly(
    before: list[Place], after: list[Place], key: Callable[[Place], object], found: dict[str, str]
) -> None:
    used = set(found.values())
    waiting: dict[object, list[str]] = defaultdict(list)
    for each in before:
        if each.row.code not in used:
            waiting[key(each)].append(each.row.code)
    for each in after:
        if each.row.code not in found and waiting[key(each)]:
            codes = waiting[key(each)]
            found[each.row.code] = codes.pop(codes.index(each.row.code) if each.row.code in codes else 0)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _within_activity(place: Place) -> object:
    return (_plain(place.area), _plain(place.activity), _plain(place.row.text))


def _within_area(place: Place) -> object:
    return (_plain(place.area), _plain(place.row.text))


def _anywhere(place: Place) -> object:
    return _plain(place.row.text)


def _likeness(old: Place, new: Place) -> float:
    """How likely ``new`` is ``old`` reworded, 0 for not at all."""
    matcher = SequenceMatcher(None, _plain(old.row.text)[:CONTEXT_LENGTH], _plain(new.row.text)[:CONTEXT_LENGTH])
    if matcher.real_quick_ratio() < SAME_ROW or matcher.quick_ratio() < SAME_ROW:
        return 0.0
    text = matcher.ratio()
    if text < SAME_ROW:
        return 0.0
    return text + 0.3 * (_plain(old.activity) == _plain(new.activity)) + 0.2 * (old.row.code == new.row.code)


class Change(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One value that differs: ``what`` is "text", "months", "indicators", "activity", "area", or a decree's field.

    Months are lists of 1 to 12, indicators lists of (text, own months or None), everything else text.
    """

    what: str
    before: object
    after: object


@dataclass(frozen=True)
class RowChange:
    """A row that differs between two plans; ``old`` and ``new`` are None where it does not exist."""

    change: Change
    old: Place | None
    new: Place | None
    differences: tuple[Difference, ...] = ()

    @property
    def place(self) -> Place:
        """Where to show it: its new place, else the old one."""
        return self.new or self.old  # type: ignore[return-value]  # one of them exists


@dataclass(frozen=True)
class PlanDifference:
    """What differs between two plans, in the order of the new one; rows that are gone follow."""

    decree: tuple[Difference, ...]
    rows: tuple[RowChange, ...]
    unchanged: int

    def count(self, change: Change) -> int:
        """How many rows had this happen to them."""
        return sum(each.change == change for each in self.rows)


DECREE_FIELDS = ("number", "date", "place", "title", "considerations", "legal_basis", "decides", "dictum")


def compare(old: PlanReading, new: PlanReading, pairs: Mapping[str, str]) -> PlanDifference:
    """What differs, given which rows continue which as ``match_rows`` says ({new code: old code})."""
    before = {each.row.code: each for each in places(old.areas)}
    rows: list[RowChange] = []
    unchanged = 0
    for after in places(new.areas):
        origin = before.get(pairs.get(after.row.code, ""))
        if origin is None:
            rows.append(RowChange(Change.ADDED, None, after))
            continue
        differences = tuple(_row_differences(origin, after))
        if not differences:
            unchanged += 1
        else:
            only_place = {each.what for each in differences} <= {"activity", "area"}
            rows.append(RowChange(Change.MOVED if only_place else Change.CHANGED, origin, after, differences))
    kept = set(pairs.values())
    rows += [RowChange(Change.REMOVED, each, None) for code, each in before.items() if code not in kept]
    return PlanDifference(tuple(_decree_differences(old.decree, new.decree)), tuple(rows), unchanged)


def _row_differences(old: Place, new: Place) -> Iterator[Difference]:
    compared = {
        "area": (old.area, new.area),
        "activity": (old.activity, new.activity),
        "text": (old.row.text, new.row.text),
        "months": (old.row.months, new.row.months),
        "indicators": (_indicators(old.row), _indicators(new.row)),
    }
    for what, (before, after) in compared.items():
        if before != after:
            yield Difference(what, before, after)


def _indicators(row: SubactivityReading) -> list[tuple[str, list[int] | None]]:
    return [(each.text, each.months) for each in row.indicators]


def _decree_differences(old: DecreeReading, new: DecreeReading) -> Iterator[Difference]:
    for what in DECREE_FIELDS:
        before, after = (_as_text(getattr(decree, what)) for decree in (old, new))
        if before != after:
            yield Difference(what, before, after)


def _as_text(value: object) -> str:
    """A field of the decree in lines: clauses with their labels."""
    if isinstance(value, list):
        return "\n".join(_clause(each) for each in value)
    return str(value or "")


def _clause(clause: object) -> str:
    line = f"{getattr(clause, 'label', '')} {getattr(clause, 'text', '')}".strip()
    items = [f"{each.label} {each.text}".strip() for each in getattr(clause, "items", [])]
    return "\n".join([line, *items])
