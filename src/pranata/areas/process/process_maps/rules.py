"""Which stage a map is in, how its codes are ordered, and what it leaves uncovered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

PART = re.compile(r"\d+|\D+")


class Stage(IntEnum):
    """The stages of making a map; PermenPANRB 19/2018 [K high: belum terkonfirmasi]."""

    PREPARATION = 0
    DEVELOPMENT = 1
    APPLICATION = 2
    REVIEW = 3


@dataclass(frozen=True)
class Fact:
    """What the coverage asks of one process; ``parent`` is its parent's code, "" at level 0."""

    code: str
    parent: str = ""
    sops: tuple[str, ...] = ()
    owner: str = ""
    has_goal: bool = False
    is_complete: bool = False


@dataclass(frozen=True)
class Coverage:
    """What a map leaves open, as codes, numbers and names; ``leaf_count`` is how many processes are the deepest."""

    leaf_count: int
    without_sop: tuple[str, ...]
    unknown_sops: tuple[tuple[str, str], ...]
    sops_without_process: tuple[str, ...]
    units_without_process: tuple[str, ...]
    without_goal: tuple[str, ...]
    without_owner: tuple[str, ...]
    incomplete: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left open."""
        lists = (self.without_sop, self.unknown_sops, self.sops_without_process, self.units_without_process)
        return not any((*lists, self.without_goal, self.without_owner, self.incomplete))


def stage_of(days: Sequence[date | None], day: date) -> Stage | None:
    """Decides: the stage of a map on a day, the last one begun by then.

    Basis: PermenPANRB 19/2018, tahap penyusunan [K high: belum terkonfirmasi].
    """
    begun = [stage for stage, since in zip(Stage, days, strict=True) if since is not None and since <= day]
    return begun[-1] if begun else None


def evaluation_due_by(valid_from: date | None, evaluated: Collection[date], year: int) -> bool:
    """Decides: whether a map in force has no evaluation in a year in which it wants one.

    Basis: evaluation at least once a year [K high: belum terkonfirmasi], from the year after it came into force.
    """
    return valid_from is not None and valid_from.year < year and all(each.year != year for each in evaluated)


def coverage(facts: Sequence[Fact], *, sops: Collection[str] | None, units: Collection[str]) -> Coverage:
    """Decides: what of tasks, plans and SOPs a map leaves without a process, and the other way round.

    ``sops`` are the SOPs in force, None where no register keeps them; ``units`` the units in force by name.
    Basis: decree 4.1.1 (4), 4.1.4; PermenPANRB 19/2018: activities of the deepest level become SOPs (own knowledge).
    """
    parents = {each.parent for each in facts}
    leaves = [each for each in facts if each.code not in parents]
    known = None if sops is None else {folded(each) for each in sops}
    used = {folded(number) for each in facts for number in each.sops}
    owners = {each.owner for each in facts}
    return Coverage(
        leaf_count=len(leaves),
        without_sop=tuple(each.code for each in leaves if not each.sops),
        unknown_sops=tuple(
            (each.code, number)
            for each in facts
            for number in each.sops
            if known is not None and folded(number) not in known
        ),
        sops_without_process=tuple(sorted(each for each in sops or () if folded(each) not in used)),
        units_without_process=tuple(each for each in units if each not in owners),
        without_goal=tuple(each.code for each in facts if not each.parent and not each.has_goal),
        without_owner=tuple(each.code for each in facts if not each.owner),
        incomplete=tuple(each.code for each in facts if not each.is_complete),
    )


def sop_list(text: str) -> tuple[str, ...]:
    """Decides: which numbers a text of SOP numbers names, each once.

    Basis: house rule; a semicolon or a new line stands between two.
    """
    numbers = (" ".join(each.split()) for each in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(each for each in numbers if each))


def folded(number: str) -> str:
    """Decides: when two spellings of a number or code are one.

    Basis: house rule; blanks and case do not count.
    """
    return "".join(number.split()).casefold()


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Decides: where a code stands among others, 2 before 10.

    Basis: house rule.
    """
    parts = PART.findall(code.casefold())
    return tuple((0, int(each), "") if each.isdecimal() else (1, 0, each) for each in parts)


def levels(parents: Mapping[str, str]) -> dict[str, int]:
    """Decides: the level of each process from its parent's code, 0 at the top.

    Basis: PermenPANRB 19/2018, level 0 to n [K high: belum terkonfirmasi].
    """
    found: dict[str, int] = {}
    for code in parents:
        way, each = [], code
        while each and each not in found and each not in way:
            way.append(each)
            each = parents.get(each, "")
        level = found.get(each, -1)
        for place, below in enumerate(reversed(way), start=1):
            found[below] = level + place
    return found


def tree_order(parents: Mapping[str, str]) -> list[str]:
    """Decides: the codes as a tree is read, each process before those below it.

    Basis: house rule.
    """
    below: dict[str, list[str]] = {}
    for code in sorted(parents, key=code_order):
        below.setdefault(parents[code], []).append(code)
    return list(_walked(below, ""))


def _walked(below: Mapping[str, Sequence[str]], parent: str) -> Iterable[str]:
    for code in below.get(parent, ()):
        yield code
        yield from _walked(below, code)
