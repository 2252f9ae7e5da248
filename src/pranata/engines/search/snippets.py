"""A piece of a text around what was asked, and what of it is marked. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from pranata.engines.search.words import fold, stem

LETTERS = 220
PIECE = re.compile(r"[^\W_]+", re.UNICODE)
SPACE = re.compile(r"\s+")
LOOKED_AT = 60_000  # letters of a long text


class Part(NamedTuple):
    """A piece of a text; ``is_asked`` when it is a word that was asked for."""

    text: str
    is_asked: bool


def marked(text: str, asked: Set[str]) -> tuple[Part, ...]:
    """``text`` in pieces, the asked words marked."""
    parts: list[Part] = []
    end = 0
    for match in PIECE.finditer(text):
        if stem(fold(match.group())) in asked:
            if match.start() > end:
                parts.append(Part(text[end : match.start()], False))
            parts.append(Part(match.group(), True))
            end = match.end()
    if end < len(text):
        parts.append(Part(text[end:], False))
    return tuple(parts)


def snippet(text: str, asked: Set[str]) -> tuple[Part, ...]:
    """About ``LETTERS`` of ``text`` where most of what was asked stands together, marked; else its beginning."""
    text = SPACE.sub(" ", text[:LOOKED_AT]).strip()
    places = [(match.start(), stem(fold(match.group()))) for match in PIECE.finditer(text)]
    hits = [(start, found) for start, found in places if found in asked]
    best, most = 0, 0
    for number, (start, _found) in enumerate(hits):
        inside = {found for place, found in hits[number : number + 40] if place < start + LETTERS}
        if len(inside) > most:
            best, most = start, len(inside)
    first = max(0, best - LETTERS // 4)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    last = (
        len(text)
        if first + LETTERS >= len(text)
        else (text.rfind(" ", first + 1, first + LETTERS) + 1 or first + LETTERS)
    )
    piece = ("… " if first else "") + text[first:last].strip() + (" …" if last < len(text) else "")
    return marked(piece, asked)
