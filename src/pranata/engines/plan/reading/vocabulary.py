"""Which words open items in this annex, learned from the annex itself, so that a merged item can be noticed."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable

FUNCTION_WORDS = frozenset(
    "dan atau serta yang di ke dari pada dalam oleh untuk dengan terhadap atas bagi kepada antara sebagai tentang"
    " melalui sesuai bagian para setiap seluruh antar secara tidak akan telah sudah hingga sampai per tiap".split()
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
OPENING = re.compile(r"(?:^|(?<=[.);:])\s+|(?<=; dan)\s+)(?:\(?[0-9]{1,2}[.)]\s*|[a-z][.)]\s+){0,3}([A-Z][^\W\d_]+)")
INSIDE = re.compile(r"(?<=[a-z,])\s+([A-Z][^\W\d_]+)")
BEHIND_NAME = re.compile(r"(?<=[A-Z])\s+([A-Z][^\W\d_]+)")
GLUED = re.compile(r"([A-Z]?[a-z]{3,})(?=[A-Z])")


class Vocabulary:
    """How often each capitalized word opens an item, and how often it stands inside a phrase."""

    def __init__(self, cells: Iterable[str] = ()) -> None:
        self.opening: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        self.beginnings: Counter[bool] = Counter()  # how many cells begin in lower case, and how many do not
        for cell in cells:
            if cell:
                self.beginnings[is_lowercase_word(cell)] += 1
            self.opening.update(OPENING.findall(cell))
            self.inside.update(INSIDE.findall(cell))
            self.inside.update(BEHIND_NAME.findall(cell))

    def is_continued(self, text: str) -> bool:
        """Whether a text begins in lower case although cells hardly ever do here: it may be the rest of another."""
        return is_lowercase_word(text) and self.beginnings[True] * 5 <= self.beginnings[False]

    def is_opening(self, word: str) -> bool:
        """Whether the word opens items elsewhere in this annex, at least twice."""
        return self.opening[word] >= 2

    def is_only_opening(self, word: str) -> bool:
        """Whether the word practically always opens an item here: inside a phrase it betrays a lost boundary."""
        return self.opening[word] >= 3 and self.inside[word] * 3 <= self.opening[word]


def is_lowercase_word(text: str) -> bool:
    """Whether a text begins with an ordinary lower-case word (not "e-SOP", not "eProc", not a symbol)."""
    return re.match(r"[a-z]{2,}(?![A-Za-z])", text) is not None


def last_word(text: str) -> str:
    words = text[-60:].split()
    return words[-1] if words else ""


def opens_phrase(text: str, cut: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether the word after a cut may open an item and the word before it may end one.

    Decides: a word that opens items elsewhere (also glued to the next: "PersentaseAnggaran") after a lower-case word;
    after a name or an abbreviation ("Eselon IV") only a word that practically always opens items.
    """
    found = GLUED.match(text, cut.end()) or WORD.match(text, cut.end())
    before = last_word(text[: cut.start()])
    if found is None or before in FUNCTION_WORDS or len(text[cut.end() :].split(None, 1)) < 2:
        return False
    word = found.group()
    return vocabulary.is_opening(word) if before.islower() else before.isupper() and vocabulary.is_only_opening(word)


def merged_at(text: str, vocabulary: Vocabulary) -> str:
    """The word at which a second item seems to begin inside one text, or "".

    Decides: a free "%" with no number and no "Persentase" before it, after the first word; or a word that in this
    annex practically always opens an item, capitalized after a lower-case word that can end a phrase.
    """
    words = text.split()
    for before, word in itertools.pairwise(words):
        if word == "%" and not before[-1:].isdigit() and not before.lower().startswith(("persen", "prosen", "jumlah")):
            return word
    for match in INSIDE.finditer(text):
        before = last_word(text[: match.start()])
        if before.islower() and before not in FUNCTION_WORDS and vocabulary.is_only_opening(match.group(1)):
            return match.group(1)
    return ""
