"""What is asked, which documents are looked at for it, and in which order they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import ceil

CANDIDATES = 200  # documents that are ranked at most, whatever the database found
FEW = 20  # with fewer documents that hold every word, those that lack one are looked at too
MOST_TERMS = 8
IN_TITLE, IN_LEAD, IN_BODY, PHRASE, WHOLE = 4.0, 2.0, 1.0, 3.0, 2.0


@dataclass(frozen=True)
class Term:
    """One thing asked for: the stem as it was written first, then what means the same; each is one or more stems."""

    alternatives: tuple[tuple[str, ...], ...]

    @property
    def written(self) -> tuple[str, ...]:
        return self.alternatives[0]

    @property
    def is_number(self) -> bool:
        return any(letter.isdigit() for letter in self.written[0])


@dataclass(frozen=True)
class Candidate:
    """A document that is ranked: the stems of its title in order, those of its first lines, and when it is from."""

    position: int
    title: tuple[str, ...]
    lead: frozenset[str]
    found: frozenset[int]  # which terms stand anywhere in it


def terms_of(stems: Sequence[str], same: Mapping[str, Sequence[tuple[str, ...]]], stopped: Iterable[str]) -> list[Term]:
    """
    Decides: what a question asks for: each stem once, without the words every question has, with its synonyms; several
    stems that are one known name are one term.
    Basis: none, our own (data/search)
    """
    sequences = sorted({tuple(key.split()) for key in same if " " in key}, key=len, reverse=True)
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(stems):
        whole = next((each for each in sequences if tuple(stems[place : place + len(each)]) == each), (stems[place],))
        found.append(whole)
        place += len(whole)
    stop = {(word,) for word in stopped}
    asked = [each for each in dict.fromkeys(found) if each not in stop] or list(dict.fromkeys(found))
    return [Term((each, *same.get(" ".join(each), ()))) for each in asked[:MOST_TERMS]]


def fewest_terms(count: int) -> int:
    """
    Decides: how many of ``count`` terms a document must hold to be an answer at all.
    Basis: none, our own, tried on the judged questions
    """
    return count if count <= 2 else max(2, ceil(0.6 * count))


def wanted_sets(terms: Sequence[Term]) -> list[list[tuple[int, ...]]]:
    """
    Decides: which sets of terms are looked for one after the other: all of them, then all but one, and so on; a number
    is never left out, since another number is another document.
    Basis: none, our own, tried on the judged questions
    """
    count = len(terms)
    numbers = {place for place, term in enumerate(terms) if term.is_number}
    sizes = range(count, fewest_terms(count) - 1, -1)
    found = [[each for each in combinations(range(count), size) if numbers.issubset(each)] for size in sizes]
    return [each for each in found if each]


def score(terms: Sequence[Term], candidate: Candidate) -> float:
    """
    Decides: how well a document answers: words in its title count most, then in its first lines; words that follow each
    other as asked, and a title that says little else, count more; a missing word costs more than its share.
    Basis: none, our own, tried on the judged questions
    """
    title, points = set(candidate.title), 0.0
    in_title = 0
    for number, term in enumerate(terms):
        if number not in candidate.found:
            continue
        points += IN_BODY
        if any(title.issuperset(each) for each in term.alternatives):
            points += IN_TITLE if title.issuperset(term.written) else IN_TITLE * 0.9
            in_title += 1
        elif any(candidate.lead.issuperset(each) for each in term.alternatives):
            points += IN_LEAD
    share = len(candidate.found) / len(terms)
    points += PHRASE * _neighbors(terms, candidate.title)
    points += WHOLE * in_title / max(len(candidate.title), 1)
    return points / len(terms) * share * share


def _neighbors(terms: Sequence[Term], title: Sequence[str]) -> int:
    """How many terms stand in the title right after the term asked before them."""
    pairs = set(pairwise(title))
    return sum((one.written[-1], other.written[0]) in pairs for one, other in pairwise(terms))


def ranked(terms: Sequence[Term], candidates: Iterable[Candidate]) -> list[Candidate]:
    """
    Decides: the order in which documents are told: by score, then the newest, then the highest number.
    Basis: none, our own; the same on both databases, since it looks at nothing of theirs
    """
    return sorted(candidates, key=lambda each: (-round(score(terms, each), 6), -each.position))
