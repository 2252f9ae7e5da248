"""What does not fit between units, posts, who holds them, and the tasks units have by mandate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STRUCTURAL, DEFINITIVE = "struktural", "definitive"


class Gap(StrEnum):
    """What can be wrong with a structure on a day."""

    UNIT_WITHOUT_POST = "unit_without_post"
    UNIT_WITHOUT_HEAD = "unit_without_head"
    UNIT_WITHOUT_MANDATE = "unit_without_mandate"
    UNIT_BELOW_ENDED = "unit_below_ended"
    POST_IN_ENDED_UNIT = "post_in_ended_unit"
    POST_WITHOUT_HOLDER = "post_without_holder"
    POST_HELD_TWICE = "post_held_twice"
    HOLDER_HAS_LEFT = "holder_has_left"
    HOLDER_WITHOUT_ACCOUNT = "holder_without_account"


@dataclass(frozen=True)
class Period:
    """A first and a last day, both counted, None open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def meets(self, other: Period) -> bool:
        """Whether both have a day in common."""
        first = max(self.since or date.min, other.since or date.min)
        return first <= min(self.until or date.max, other.until or date.max)


@dataclass(frozen=True)
class UnitFact:
    """A unit by its number; ``above`` is the number of the one above it."""

    pk: int
    name: str
    period: Period = Period()
    above: int | None = None
    task_count: int = 0


@dataclass(frozen=True)
class PostFact:
    """A post in the unit of that number."""

    pk: int
    title: str
    unit: int
    kind: str = STRUCTURAL
    period: Period = Period()


@dataclass(frozen=True)
class HolderFact:
    """Who holds the post of that number; ``works`` is the person's time at the office."""

    name: str
    post: int
    period: Period = Period()
    capacity: str = DEFINITIVE
    works: Period = Period()
    has_account: bool = True


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: its kind, and the unit, post or person it is about."""

    gap: Gap
    subject: str
    detail: str = ""


def findings(
    units: Sequence[UnitFact], posts: Sequence[PostFact], holders: Sequence[HolderFact], day: date
) -> list[Finding]:
    """Decides: what of a structure does not fit on a day, by kind.

    Basis: decree 3.2.1 (SOTK sesuai mandat); which gaps count is a house rule.
    """
    found = [*_of_units(units, posts, day), *_of_posts(units, posts, holders, day), *_of_holders(posts, holders, day)]
    order = list(Gap)
    return sorted(found, key=lambda each: (order.index(each.gap), each.subject, each.detail))


def _of_units(units: Sequence[UnitFact], posts: Sequence[PostFact], day: date) -> Iterator[Finding]:
    now = {each.pk: each for each in units if each.period.holds(day)}
    standing = [each for each in posts if each.period.holds(day)]
    filled = {each.unit for each in standing}
    headed = {each.unit for each in standing if each.kind == STRUCTURAL}
    for pk, unit in now.items():
        if pk not in filled:
            yield Finding(Gap.UNIT_WITHOUT_POST, unit.name)
        elif pk not in headed:
            yield Finding(Gap.UNIT_WITHOUT_HEAD, unit.name)
        if not unit.task_count:
            yield Finding(Gap.UNIT_WITHOUT_MANDATE, unit.name)
        if unit.above is not None and unit.above not in now:
            yield Finding(Gap.UNIT_BELOW_ENDED, unit.name)


def _of_posts(
    units: Sequence[UnitFact], posts: Sequence[PostFact], holders: Sequence[HolderFact], day: date
) -> Iterator[Finding]:
    named = {each.pk: each for each in units}
    held = {each.post for each in holders if each.period.holds(day)}
    for post in posts:
        if not post.period.holds(day):
            continue
        unit = named.get(post.unit)
        if unit is not None and not unit.period.holds(day):
            yield Finding(Gap.POST_IN_ENDED_UNIT, post.title, unit.name)
        elif post.pk not in held:
            yield Finding(Gap.POST_WITHOUT_HOLDER, post.title, unit.name if unit else "")


def _of_holders(posts: Sequence[PostFact], holders: Sequence[HolderFact], day: date) -> Iterator[Finding]:
    named = {each.pk: each for each in posts}
    for one, other in combinations([each for each in holders if each.capacity == DEFINITIVE], 2):
        post = named.get(one.post)
        if one.post == other.post and post and post.kind == STRUCTURAL and one.period.meets(other.period):
            yield Finding(Gap.POST_HELD_TWICE, post.title, f"{one.name}; {other.name}")
    for holder in holders:
        if not holder.period.holds(day):
            continue
        title = named[holder.post].title if holder.post in named else ""
        if not holder.works.holds(day):
            yield Finding(Gap.HOLDER_HAS_LEFT, holder.name, title)
        elif not holder.has_account:
            yield Finding(Gap.HOLDER_WITHOUT_ACCOUNT, holder.name, title)
