"""Texts as the index has them: folded, cut into words, each word its stem. Plain Python.

A text and a question go through the same hands, so both databases only ever compare stems letter by letter.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

from snowballstemmer.indonesian_stemmer import IndonesianStemmer

WORD = re.compile(r"[a-z0-9]+")
LONGEST_WORD = 40  # letters; longer ones are no words
_stemmer = IndonesianStemmer()
_lock = threading.Lock()  # a stemmer keeps the word it is at


def fold(text: str) -> str:
    """``text`` in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of ``text`` in order, folded; "13/HK.03.1" is four of them."""
    return [word for word in WORD.findall(fold(text)) if len(word) <= LONGEST_WORD]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word: "kepegawaian" and "pegawai" are one; a number stays."""
    if not word.isalpha():
        return word
    with _lock:
        return _stemmer.stemWord(word)


def stems(text: str) -> list[str]:
    """The stems of ``text``, in order."""
    return [stem(word) for word in words(text)]
