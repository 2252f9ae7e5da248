"""The structure of an office on a day: as a chart, as a table, and what does not fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.areas.organization.org_structure import geometry
from pranata.areas.organization.org_structure.models import Holding
from pranata.areas.organization.org_structure.rules import (
    Finding,
    HolderFact,
    Period,
    PostFact,
    UnitFact,
    findings,
)
from pranata.base.access.models import Capacity, User
from pranata.base.org.models import Post, PostKind, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pranata.base.org.models import Office

KINDS = list(PostKind.values)
SHORT = {Capacity.PLT: "Plt.", Capacity.PLH: "Plh."}


@dataclass(frozen=True)
class Held:
    """A post and who holds it on the day; nobody where names are not to be seen."""

    post: Post
    holdings: tuple[Holding, ...]


@dataclass(frozen=True)
class Row:
    """A unit in the tree, its level and its posts."""

    unit: Unit
    level: int
    posts: tuple[Held, ...]


def rows_on(office: Office, day: date, *, with_names: bool) -> list[Row]:
    """The units in force on ``day`` as a tree is read; a unit whose upper one is not in force stands on top."""
    units = list(Unit.objects.filter(office=office).valid_on(day))
    posts: dict[int, list[Held]] = defaultdict(list)
    held: dict[int, list[Holding]] = defaultdict(list)
    if with_names:
        for each in holdings_on(office, day):
            held[each.post_id].append(each)
    for post in Post.objects.filter(unit__office=office).valid_on(day):
        posts[post.unit_id].append(Held(post, tuple(held[post.pk])))
    known, below = {each.pk for each in units}, defaultdict(list)
    for unit in units:
        below[unit.parent_id if unit.parent_id in known else None].append(unit)
    found: list[Row] = []
    _walk(found, below, posts, None, 0)
    return found


def _walk(found: list[Row], below: dict, posts: dict, above: int | None, level: int) -> None:
    for unit in below[above]:
        held = sorted(posts[unit.pk], key=lambda each: (KINDS.index(each.post.kind), each.post.title))
        found.append(Row(unit, level, tuple(held)))
        _walk(found, below, posts, unit.pk, level + 1)


def holdings_on(office: Office, day: date) -> Any:
    """Who holds a post of the office on ``day``."""
    rows = Holding.objects.filter(post__unit__office=office).valid_on(day)
    return rows.select_related("person", "post__unit__office")


def chart_of(rows: Sequence[Row], office: Office, day: date, *, with_names: bool) -> geometry.Chart:
    """The rows as a chart."""
    title = _("Struktur organisasi %(office)s pada %(day)s")
    words = title % {"office": office, "day": date_format(day, "j F Y")}
    return geometry.chart(words, _branches(list(rows), 0, with_names=with_names))


def _branches(rows: list[Row], level: int, *, with_names: bool) -> tuple[geometry.Branch, ...]:
    """The units of ``level`` at the head of ``rows`` with what is below them; what was used is taken off."""
    found = []
    while rows and rows[0].level == level:
        row = rows.pop(0)
        below = _branches(rows, level + 1, with_names=with_names)
        found.append(geometry.Branch(row.unit.name, post_lines(row, with_names=with_names), below))
    return tuple(found)


def post_lines(row: Row, *, with_names: bool) -> tuple[str, ...]:
    """The posts of a unit, with who holds them, else how many there are of each."""
    if not with_names:
        counts = Counter(each.post.title for each in row.posts)
        return tuple(title if count == 1 else f"{title} ({count})" for title, count in counts.items())
    return tuple(f"{each.post.title}: {holder_words(each)}" for each in row.posts)


def holder_words(held: Held) -> str:
    """Who holds a post, acting ones marked."""
    names = [" ".join(filter(None, (SHORT.get(each.capacity, ""), str(each.person)))) for each in held.holdings]
    return ", ".join(names) or _("belum ada pejabat")


def findings_on(office: Office, day: date) -> list[Finding]:
    """What does not fit in the structure of the office on ``day``."""
    units = [
        UnitFact(each.pk, each.name, Period(each.valid_from, each.valid_to), each.parent_id, each.task_count)
        for each in Unit.objects.filter(office=office).annotate(task_count=Count("mandates"))
    ]
    posts = [
        PostFact(each.pk, each.title, each.unit_id, each.kind, Period(each.valid_from, each.valid_to))
        for each in Post.objects.filter(unit__office=office)
    ]
    accounts = User.objects.filter(person=OuterRef("person"), is_active=True)
    holdings = Holding.objects.filter(post__unit__office=office).select_related("person")
    holders = [
        HolderFact(
            name=str(each.person),
            post=each.post_id,
            period=Period(each.valid_from, each.valid_to),
            capacity=each.capacity,
            works=Period(each.person.valid_from, each.person.valid_to),
            has_account=each.has_account,
        )
        for each in holdings.annotate(has_account=Exists(accounts))
    ]
    return findings(units, posts, holders, day)
