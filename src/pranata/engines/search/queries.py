"""``search()``: one question to all that somebody may see.

The database finds at most ``CANDIDATES`` rows, by a rule that is the same on both: those whose titles hold every word,
newest first, then those that hold them anywhere, newest first; rows that lack a word only where there are few. They are
ranked in ``rules.py``. Of what was found only records that the reader may see are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from pranata.engines.search import rules
from pranata.engines.search.back_ends import find, holds
from pranata.engines.search.guesses import corrected, is_written
from pranata.engines.search.language import stopped, synonyms
from pranata.engines.search.models import SearchRow
from pranata.engines.search.snippets import Part, marked, snippet
from pranata.engines.search.sources import source_of, sources
from pranata.engines.search.tokens import scope
from pranata.engines.search.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.search.back_ends import Clause
    from pranata.engines.search.rules import Candidate, Term
    from pranata.engines.search.sources import Source

LONGEST_QUESTION = 200
PER_PAGE = 20


@dataclass(frozen=True)
class Narrowing:
    """What answers are narrowed to: kinds of records by label, one year, facets that all must fit."""

    labels: tuple[str, ...] = ()
    year: int | None = None
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One answer: its record, where it is read, its title and number, a piece of its text, what was asked marked."""

    record: Model
    source: Source
    title: str
    reference: str
    address: str
    dated_on: date | None
    marked_title: tuple[Part, ...]
    snippet: tuple[Part, ...]


@dataclass(frozen=True)
class Answer:
    """The answers of one page; ``count`` of all that were ranked, ``is_capped`` when there may be more.

    ``instead`` is the question that was asked instead of a misspelt one, "" where it was asked as written.
    """

    hits: tuple[Hit, ...]
    count: int
    is_capped: bool = False
    instead: str = ""
    page: int = 1

    @property
    def pages(self) -> int:
        return -(-self.count // PER_PAGE)

    @property
    def first_number(self) -> int:
        """The place of the page's first answer among all."""
        return (self.page - 1) * PER_PAGE + 1


def search(
    question: str,
    office: Office,
    *,
    reader: User | None,
    narrowing: Narrowing | None = None,
    page: int = 1,
) -> Answer:
    """What of ``office`` answers ``question`` for ``reader``; None is anyone, who finds what is public."""
    narrowing = narrowing or Narrowing()
    asked = words(question[:LONGEST_QUESTION])
    scopes = scopes_for(office, reader, narrowing)
    if not asked or scopes is None:
        return Answer((), 0)
    mended = corrected(asked, lambda word: is_known(word, scopes))
    terms, positions, found = answered(mended or asked, scopes)
    if not positions and (other := corrected(asked, lambda word: is_written(word) and is_known(word, scopes))):
        terms, positions, found = answered(other, scopes)
        mended = other if positions else mended
    order = [each.position for each in rules.ranked(terms, _read(positions, found))]
    shown = order[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = {row.position: row for row in SearchRow.objects.filter(position__in=shown)}
    hits = _hits([rows[each] for each in shown if each in rows], terms, reader)
    return Answer(tuple(hits), len(order), len(order) >= rules.CANDIDATES, " ".join(mended), page)


def answered(asked: Sequence[str], scopes: Clause) -> tuple[list[Term], list[int], dict[int, frozenset[int]]]:
    """What these words ask for, and the rows that are ranked for it."""
    terms = rules.terms_of([stem(word) for word in asked], synonyms(), stopped())
    return terms, *candidates(terms, scopes)


def scopes_for(office: Office, reader: User | None, narrowing: Narrowing) -> Clause | None:
    """The groups of tokens that a row must hold for ``reader`` to find it; None when nothing can be found."""
    groups: list[tuple[tuple[str, ...], ...]] = [((scope(f"office {office.pk}"),),)]
    if reader is None:
        groups.append(((scope("public"),),))
    else:
        permissions = [each for each in permissions_asked() if reader.can(each, office)]
        if not permissions:
            return None
        groups.append(tuple((scope(f"permission {each}"),) for each in permissions))
    if narrowing.labels:
        groups.append(tuple((scope(f"label {each}"),) for each in narrowing.labels))
    if narrowing.year:
        groups.append(((scope(f"year {narrowing.year}"),),))
    groups += [((scope(f"facet {each}"),),) for each in narrowing.facets]
    return tuple(groups)


def permissions_asked() -> Iterable[str]:
    """Every permission by which some source lets staff see a record."""
    return sorted({permission for source in sources() for permission in source.permissions})


def candidates(terms: Sequence[Term], scopes: Clause) -> tuple[list[int], dict[int, frozenset[int]]]:
    """Positions of the rows that are ranked, and which terms each of them is known to hold."""
    every = tuple(range(len(terms)))
    found: dict[int, frozenset[int]] = {}
    order: list[int] = []

    def take(positions: Iterable[int], held: Iterable[int]) -> None:
        for position in positions:
            if position not in found and len(order) < rules.CANDIDATES:
                found[position] = frozenset(held)
                order.append(position)

    take(find(connection, [(*scopes, *_groups(terms, every, "t"))], most=rules.CANDIDATES), every)
    for number, sets in enumerate(rules.wanted_sets(terms)):
        if len(order) >= (rules.FEW if number else rules.CANDIDATES):
            break
        for held in sets:
            take(find(connection, [(*scopes, *_groups(terms, held, "b"))], most=rules.CANDIDATES), held)
    return order, found


def is_known(word: str, scopes: Clause) -> bool:
    """Whether a word, or what means the same, stands in any row of these scopes."""
    alternatives = ((stem(word),), *synonyms().get(stem(word), ()))
    return holds(connection, (*scopes, tuple(tuple(f"b{each}" for each in one) for one in alternatives)))


def _groups(terms: Sequence[Term], held: Iterable[int], place: str) -> list[tuple[tuple[str, ...], ...]]:
    return [tuple(tuple(f"{place}{each}" for each in one) for one in terms[number].alternatives) for number in held]


def _read(positions: Sequence[int], found: dict[int, frozenset[int]]) -> Iterable[Candidate]:
    values = SearchRow.objects.filter(position__in=positions).values_list("position", "title_stems", "lead_stems")
    for position, title, lead in values.iterator():
        yield rules.Candidate(position, tuple(title.split()), frozenset(lead.split()), found[position])


def _hits(rows: Sequence[SearchRow], terms: Sequence[Term], reader: User | None) -> Iterable[Hit]:
    """The rows as answers, without those whose records the reader may not see or that are gone; a query a source."""
    asked = frozenset(each for term in terms for one in term.alternatives for each in one)
    records: dict[str, dict[int, Model]] = {}
    for label in {row.label for row in rows}:
        if (source := source_of(label)) is not None:
            manager = source.model._default_manager
            seen = manager.public() if reader is None else manager.visible_to(reader)  # type: ignore[attr-defined]
            seen = seen.select_related("office", *source.related)
            records[label] = seen.in_bulk([row.record_id for row in rows if row.label == label])
    for row in rows:
        if (record := records.get(row.label, {}).get(row.record_id)) is None:
            continue
        source = source_of(row.label)
        assert source is not None  # noqa: S101 -- its records were just read
        address = source.public_address(record) if reader is None else source.address(record)
        day = date.fromordinal(row.day) if row.day else None
        yield Hit(
            record, source, row.title, row.reference, address, day, marked(row.title, asked), snippet(row.body, asked)
        )
