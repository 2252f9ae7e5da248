"""What the lists of people, units and teams show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from pranata.base.org.dated import overlapping, within
from pranata.base.org.models import Office, Unit
from pranata.base.people.models import Person, PersonKind, Team
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User


@dataclass(frozen=True)
class PeopleFilter:
    """Which people are listed: ``?q=``, ``?unit=``, ``?jenis=`` and ``?keadaan=semua``; nonsense is left out."""

    text: str = ""
    unit: int | None = None
    kind: str = ""
    everyone: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> PeopleFilter:
        unit, kind = query.get("unit", ""), query.get("jenis", "")
        return cls(
            text=query.get("q", "").strip()[:100],
            unit=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None,
            kind=kind if kind in PersonKind.values else "",
            everyone=query.get("keadaan") == "semua",
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.unit or self.kind)

    def people(self, user: User, office: Office) -> QuerySet[Person]:
        """The people of ``office`` that fit, with their units; every word of the text stands in the name."""
        found = Person.objects.visible_to(user).filter(office=office).select_related("unit")
        if not self.everyone:
            found = found.not_ended(clock.today())
        if self.unit is not None:
            found = found.filter(unit=self.unit)
        if self.kind:
            found = found.filter(kind=self.kind)
        for word in self.text.split():
            found = found.filter(name__icontains=word)
        return found


@dataclass(frozen=True)
class Branch:
    """A unit with its counts of today and the units below it."""

    unit: Unit
    children: list[Branch] = field(default_factory=list)


def unit_tree(user: User, office: Office, *, everything: bool) -> list[Branch]:
    """The units of ``office`` from the top down, with ``people_count`` and ``post_count`` of today; one query."""
    today = clock.today()
    units = Unit.objects.visible_to(user).filter(office=office)
    if not everything:
        units = units.not_ended(today)
    units = units.annotate(
        people_count=Count("people", filter=within(today, "people__"), distinct=True),
        post_count=Count("posts", filter=within(today, "posts__"), distinct=True),
    )
    branches = {unit.pk: Branch(unit) for unit in units.order_by("code")}
    below: dict[int | None, list[Branch]] = defaultdict(list)
    for branch in branches.values():
        parent = branch.unit.parent_id
        below[parent if parent in branches else None].append(branch)
    for branch in branches.values():
        branch.children.extend(below[branch.unit.pk])
    return below[None]


def team_list(user: User, office: Office, *, everything: bool) -> QuerySet[Team]:
    """The teams of ``office`` with ``member_count`` of today."""
    today = clock.today()
    teams = Team.objects.visible_to(user).filter(office=office)
    if not everything:
        teams = teams.filter(overlapping(today, None))
    return teams.annotate(member_count=Count("members", filter=within(today, "members__"))).order_by("name", "pk")
