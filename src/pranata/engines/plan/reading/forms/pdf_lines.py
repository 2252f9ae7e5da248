"""The letters of a PDF page as words and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..months import months_glued

SPACE = 0.2  # share of a letter's size that parts two words
TOUCHING = 0.03  # the same at the edge of a cell, over which only an overflowing word reaches
KERNED = 0.1  # share of a letter's size by which two letters of an overflowing word may overlap
BACK = 0.35  # share of a letter's width by which the next one may reach back into it
SAME_LINE = 0.5  # share of a letter's size by which words of one line may differ in height
MARGIN = 0.12  # share of the page at its top and bottom where running lines stand
DIGITS = re.compile(r"[0-9]+")


@dataclass(slots=True)
class Word:
    """A word and where it stands, in points from the top left of the page; `last` is the left of its last letter."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    last: float = 0.0


@dataclass(slots=True)
class TextLine:
    """One printed line with its words from left to right."""

    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    def place(self, height: float) -> tuple[str, int] | None:
        """What makes it the same running line on other pages: words without digits, and height; None inside a page."""
        if MARGIN * height < self.top and self.bottom < (1 - MARGIN) * height:
            return None
        return DIGITS.sub("#", self.text), round(self.top / 4)


def words_of(characters: list[dict[str, Any]], cells: list[int] | None = None) -> list[Word]:
    """The words of a page, letters in the order they are printed in; a letter printed over itself counts once.

    Decides: a space, a gap of a fifth of the letter's size or a jump parts words; over the edge of a cell only letters
    that touch are one word. `cells` says for each letter in which cell it stands.
    """
    words: list[Word] = []
    is_open, first = False, -1  # the cell in which the last word begins
    for place, character in enumerate(characters):
        text, left, right = character["text"], character["x0"], character["x1"]
        if not text.strip():
            is_open = False
            continue
        top, bottom = character["top"], character["bottom"]
        size = max(bottom - top, 1.0)
        last = words[-1] if words else None
        if last is not None and last.text.endswith(text) and is_over(last, left, right, top, size):
            continue
        cell = cells[place] if cells is not None else first
        if is_open and last is not None and follows(last, left, top, size, is_over_edge=cell != first):
            last.text += text
            last.right, last.last = max(last.right, right), left
        else:
            words.append(Word(text, left, right, top, bottom, left))
            first = cell
        is_open = True
    return words


def parted(word: Word) -> list[Word]:
    """The names of months in a word, each with its share of the width; the word itself when it is none of several."""
    names = months_glued(word.text)
    step = (word.right - word.left) / len(word.text)
    found, left = [], word.left
    for name in names:
        found.append(Word(name, left, left + step * len(name), word.top, word.bottom))
        left += step * len(name)
    return found or [word]


def is_over(word: Word, left: float, right: float, top: float, size: float) -> bool:
    """Whether a letter is printed again over the last one of a word, as bold print is made."""
    return abs(word.right - right) < 0.1 * size and left < word.right - 0.1 * size and abs(word.top - top) < 0.1 * size


def follows(word: Word, left: float, top: float, size: float, *, is_over_edge: bool) -> bool:
    """Whether a letter goes on with a word."""
    gap = left - word.right
    if abs(top - word.top) > SAME_LINE * size or gap < -BACK * (word.right - word.last):
        return False
    return -KERNED * size < gap < TOUCHING * size if is_over_edge else gap < SPACE * size


def text_lines(words: list[Word]) -> list[TextLine]:
    """Words as lines from top to bottom: those whose middles differ by less than half their height."""
    rows: list[list[Word]] = []
    level = 0.0
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        middle = (word.top + word.bottom) / 2
        if rows and middle - level < SAME_LINE * (word.bottom - word.top):
            rows[-1].append(word)
        else:
            rows.append([word])
            level = middle
    return [TextLine(sorted(row, key=lambda word: word.left)) for row in rows]


def is_turned(character: dict[str, Any]) -> bool:
    """Whether a letter is turned by a quarter."""
    return bool(abs(character["matrix"][1]) > abs(character["matrix"][0]))


def turned_text(characters: list[dict[str, Any]]) -> str:
    """Text turned by a quarter: its letters from bottom to top, or from top to bottom."""
    is_upward = sum(character["matrix"][1] for character in characters) > 0
    columns: list[list[dict[str, Any]]] = []
    for character in sorted(characters, key=lambda item: item["x0"]):
        if columns and character["x0"] - columns[-1][0]["x0"] < SAME_LINE * character["size"]:
            columns[-1].append(character)
        else:
            columns.append([character])
    lines = columns if is_upward else columns[::-1]
    ordered = (sorted(line, key=lambda item: item["top"], reverse=is_upward) for line in lines)
    return " ".join("".join(character["text"] for character in line).strip() for line in ordered)
