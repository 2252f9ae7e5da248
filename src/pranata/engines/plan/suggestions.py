"""Which measures might read an indicator: by likeness of stemmed words. A person decides; nothing is bound by this."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

import snowballstemmer

from pranata.engines.indicators.registry import measures
from pranata.engines.plan.bindings import binding_files

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_LIKENESS = 0.35  # of 1: below it the words in common are mostly those that every indicator holds
MOST = 3
BY_HAND = ""  # stands for a key in what no measure reads
FILL_WORDS = frozenset(
    "ada adalah adanya akan atas atau bagi bahwa baik dalam dan dapat dari dengan di hingga ini itu jumlah ke kepada "
    "lain lingkungan maupun oleh pada para per persentase prosentase sampai satuan kerja sebagai secara serta setiap "
    "sudah tahun tahunan telah terhadap terkait tersedia tersedianya untuk unit yang".split()
)
WORD = re.compile(r"[a-z]{2,}")


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("indonesian")


def stems(text: str) -> list[str]:
    """The stems of the words that tell something, in their order.

    Stemmed twice, because a bare root may lose an end that a derived word keeps: selesai, diselesaikan.
    """
    words = [word for word in WORD.findall(text.casefold()) if word not in FILL_WORDS]
    found: list[str] = _stemmer().stemWords(_stemmer().stemWords(words))
    return found


@cache
def _examples() -> tuple[tuple[str, Counter[str]], ...]:
    """What is known to belong to measures: their titles, and the first words of the indicators that files bind.

    Indicators that stay by hand belong to ``BY_HAND``.
    """
    titled = [(each.key, str(each.title)) for each in measures()]
    listed = [(each.measure or BY_HAND, each.text) for file in binding_files() for each in file.bindings.values()]
    return tuple((key, Counter(stems(text))) for key, text in [*titled, *listed])


@cache
def _rarity() -> dict[str, float]:
    """How much each stem tells: the fewer examples hold it, the more."""
    held = Counter(stem for _key, counts in _examples() for stem in counts)
    return {stem: 1 + math.log(len(_examples()) / count) for stem, count in held.items()}


def _weights(counts: Counter[str]) -> dict[str, float]:
    rarity, most = _rarity(), 1 + math.log(len(_examples()))
    weighed = {stem: count * rarity.get(stem, most) for stem, count in counts.items()}
    length = math.hypot(*weighed.values()) or 1.0
    return {stem: weight / length for stem, weight in weighed.items()}


@cache
def _index() -> dict[str, list[tuple[int, str, float]]]:
    """For each stem the examples that hold it: their number, their measure, the stem's weight in them."""
    found: dict[str, list[tuple[int, str, float]]] = defaultdict(list)
    for number, (key, counts) in enumerate(_examples()):
        for stem, weight in _weights(counts).items():
            found[stem].append((number, key, weight))
    return dict(found)


def suggest(indicator_text: str) -> list[tuple[str, float]]:
    """The keys of the measures that are most like the text, best first, with their likeness from 0 to 1; at most three.

    Empty when nothing is like enough, or when an indicator that stays by hand is just as like.
    """
    likeness: dict[tuple[int, str], float] = defaultdict(float)
    for stem, weight in _weights(Counter(stems(indicator_text))).items():
        for number, key, held in _index().get(stem, []):
            likeness[number, key] += weight * held
    return _best((key, score) for (_number, key), score in likeness.items())


def _best(scored: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    best: dict[str, float] = {}
    for key, score in scored:
        best[key] = max(score, best.get(key, 0.0))
    least = max(LEAST_LIKENESS, best.pop(BY_HAND, 0.0) + 0.001)
    enough = [(key, min(round(score, 3), 1.0)) for key, score in best.items() if score >= least]
    return sorted(enough, key=lambda it: (-it[1], it[0]))[:MOST]
