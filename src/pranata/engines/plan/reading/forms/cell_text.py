"""The paragraphs of one cell as one text: which of them are items of their own and which only go on."""

from __future__ import annotations

import re

from ..lists import leading_marker
from ..vocabulary import FUNCTION_WORDS, is_lowercase_word, last_word
from .flat import plain

BULLET = re.compile(r"[•●▪■◦‣∙·◆❖➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc–—*-]\s+(?=\S)")
OUTLINE = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})+\.?\s")
LIST_GOES_ON = re.compile(r"[;,.] (dan|atau)$")
WRAPPED = 60  # characters; a longer paragraph was not cut by hand to fit its cell


def joined_text(paragraphs: list[str]) -> str:
    """All paragraphs as one text."""
    return " ".join(filter(None, map(plain, paragraphs)))


def is_numbered(text: str) -> bool:
    return leading_marker(text) is not None or OUTLINE.match(text) is not None


def goes_on(before: str, text: str) -> bool:
    """Whether a paragraph only continues the one before it.

    Decides: it begins in lower case or with a bracket, or the one before ends in a comma, a colon, a hyphen, an open
    bracket or a word that cannot end a phrase.
    """
    if is_lowercase_word(text) or text.startswith("(") or before.count("(") > before.count(")"):
        return True
    ends_open = before.endswith((",", ":", "-", "/", "&")) or last_word(before) in FUNCTION_WORDS
    return ends_open and not LIST_GOES_ON.search(before)


def itemized_text(paragraphs: list[str], *, is_strict: bool) -> tuple[str, bool]:
    """(text, whether paragraphs without number were joined although they may be items of their own).

    Decides: a cell that begins with two paragraphs without number, neither going on in the other, is a list: its
    paragraphs are set between <p> tags, which the reader reads as items. Bullets fall away there, as numbers do. In a
    cell that begins with a number, or has one right below its first paragraph, the numbers tell the items.
    `is_strict`: short lines without a full stop or semicolon are one text cut by hand.
    """
    texts = [text for text in map(plain, paragraphs) if text]
    merged = merge_continued(texts)
    if len(merged) < 2 or any(is_numbered(text) for text in merged[:2]):
        return " ".join(texts), False
    firsts = [text for text in merged if not is_numbered(text)]
    is_list = all(BULLET.match(text) for text in firsts) or all(is_whole(text) for text in firsts[:-1])
    if is_strict and not is_list:
        return " ".join(texts), True
    parts = [text if is_numbered(text) else f"<p>{BULLET.sub('', text, count=1)}</p>" for text in merged]
    return " ".join(parts), False


def is_whole(text: str) -> bool:
    """Whether a paragraph ends by itself and not at the edge of its cell."""
    return text.endswith((";", ".", ":")) or len(text) > WRAPPED or LIST_GOES_ON.search(text) is not None


def merge_continued(texts: list[str]) -> list[str]:
    """The paragraphs with those joined that go on; bullets after a colon go on too, a list number never does."""
    merged: list[str] = []
    is_inside = False
    for text in texts:
        is_bullet = BULLET.match(text) is not None
        is_inside = is_bullet and bool(merged) and (is_inside or merged[-1].endswith(":"))
        is_free = bool(merged) and not is_bullet and not is_numbered(text) and not is_numbered(merged[-1])
        if is_inside or (is_free and goes_on(merged[-1], text)):
            merged[-1] = f"{merged[-1]} {text}"
        else:
            merged.append(text)
    return merged
