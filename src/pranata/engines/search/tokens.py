"""Tokens that are no words: who may find a record, and how answers are narrowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pranata.engines.search.sources import SourceText

NOT_A_TOKEN = re.compile(r"[^a-z0-9]+")


def scope_tokens(office_id: int, text: SourceText) -> Iterator[str]:
    """The tokens that say who may find a record, and how answers are narrowed."""
    yield scope(f"office {office_id}")
    yield scope(f"permission {text.permission}")
    if text.is_public:
        yield scope("public")
    if text.dated_on:
        yield scope(f"year {text.dated_on.year}")
    yield from (scope(f"facet {each}") for each in text.facets)


def scope(words_of_it: str) -> str:
    """A token that no word of a text is: "office 12" is "soffice12"."""
    return "s" + NOT_A_TOKEN.sub("", words_of_it.casefold())
