"""A misspelt word is taken for the word of a title that is nearest to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from pranata.engines.search.models import TitleWord

SHORTEST = 4  # letters; shorter words are not guessed at
FIRST, LAST = 1, 3  # a guess begins with the same letter or ends on the same three
MOST_GUESSES = 5


def corrected(asked: Sequence[str], is_known: Callable[[str], bool]) -> list[str]:
    """``asked`` with the nearest known word for each that stands nowhere; empty when nothing is to be mended."""
    mended = [word if is_known(word) else guess(word, is_known) for word in asked]
    return mended if mended != list(asked) else []


def is_written(word: str) -> bool:
    """Whether a word stands in some title just so; short words and numbers are never taken for misspelt."""
    return len(word) < SHORTEST or not word.isalpha() or TitleWord.objects.filter(word=word).exists()


def guess(word: str, is_known: Callable[[str], bool]) -> str:
    """The nearest word of a title that the reader can find; ``word`` itself where none is near enough."""
    if len(word) < SHORTEST or not word.isalpha():
        return word
    furthest = 1 if len(word) < 6 else 2
    near = TitleWord.objects.filter(Q(word__startswith=word[:FIRST]) | Q(word__endswith=word[-LAST:]))
    lengths = range(len(word) - furthest, len(word) + furthest + 1)
    options = [each for each in near.values_list("word", flat=True).order_by("word") if len(each) in lengths]
    found = process.extract(
        word, options, scorer=DamerauLevenshtein.distance, score_cutoff=furthest, limit=MOST_GUESSES
    )
    return next((each for each, _distance, _place in found if is_known(each)), word)
