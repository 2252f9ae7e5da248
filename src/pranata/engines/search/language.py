"""The words that mean the same, and those that mean nothing in a question: ``data/search``."""

from __future__ import annotations

from functools import cache
from itertools import permutations

from django.conf import settings

from pranata.engines.deadlines.rows import DataFault, read_toml
from pranata.engines.search.words import stems


@cache
def synonyms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What means the same, by stems divided by spaces. Raises ``DataFault`` for a group of less than two words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for number, row in enumerate(read_toml(settings.DATA_DIR / "search" / "synonyms.toml").get("group", []), 1):
        group = list(dict.fromkeys(tuple(stems(each)) for each in row.get("words", [])))
        if len(group) < 2 or not all(group):
            raise DataFault(f"synonyms.toml, baris [[group]] ke-{number}: perlu dua kata berbeda atau lebih")
        for one, other in permutations(group, 2):
            found.setdefault(" ".join(one), []).append(other)
    return {key: tuple(dict.fromkeys(others)) for key, others in found.items()}


@cache
def stopped() -> frozenset[str]:
    """Stems that count only where a question has no other."""
    listed = read_toml(settings.DATA_DIR / "search" / "stopwords.toml").get("words", [])
    return frozenset(stem for each in listed for stem in stems(each))
