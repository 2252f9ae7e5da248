"""Rows and indicators that speak of another activity: found by comparing words, not by knowing subjects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .model import AreaReading, Remark, SubactivityReading
from .remarks import make_remark
from .vocabulary import FUNCTION_WORDS

TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CONCENTRATION = 0.6  # share of a word's texts that must lie in one activity for the word to mark it
LEAST_TEXTS = 3
NAME_LENGTH = 1000  # characters of a name that are compared
COMMON_SHARE = 0.2  # words in more than this share of the activities say nothing about any of them


@dataclass(slots=True)
class Theme:
    """An activity with the number of its texts (name and sub-activities) that hold each word.

    `related` are the words of all its texts, indicators included.
    """

    code: str
    name: set[str]
    counts: Counter[str] = field(default_factory=Counter)
    related: set[str] = field(default_factory=set)


def content_words(text: str) -> set[str]:
    """The words of a text that may say what it is about, in lower case; of short ones only abbreviations ("SOP")."""
    tokens = (token for token in TOKEN.findall(text) if len(token) > 3 or (len(token) == 3 and token.isupper()))
    return {token.lower() for token in tokens} - FUNCTION_WORDS


def is_abbreviated(word: str, text: str) -> bool:
    """Whether a word stands in a text as an abbreviation, in capitals only."""
    return re.search(rf"\b{re.escape(word.upper())}\b", text) is not None


class Themes:
    """The words of all activities, to ask where a text belongs."""

    def __init__(self, areas: list[AreaReading]) -> None:
        self.by_code: dict[str, Theme] = {}
        self.total: Counter[str] = Counter()
        self.holders: dict[str, list[Theme]] = {}
        for area in areas:
            for position, activity in enumerate(area.activities, start=1):
                theme = Theme(f"{area.no}.{position}", content_words(activity.name[:NAME_LENGTH]))
                for text in {activity.name, *(sub.text for sub in activity.subactivities)}:
                    theme.counts.update(content_words(text))
                indicators = [indicator.text for sub in activity.subactivities for indicator in sub.indicators]
                theme.related = set(theme.counts).union(*map(content_words, indicators))
                self.by_code[theme.code] = theme
                self.total.update(theme.counts)
        for theme in self.by_code.values():
            for word in theme.counts:
                self.holders.setdefault(word, []).append(theme)
        limit = max(3.0, len(self.by_code) * COMMON_SHARE)
        related = Counter(word for theme in self.by_code.values() for word in theme.related)
        self.widespread = {word for word, count in related.items() if count > limit}
        self.common = {word for word, holders in self.holders.items() if len(holders) > limit}

    def is_home(self, word: str, own: Theme, without: set[str]) -> bool:
        """Whether a telling word stands in an activity's name or texts, one text with the words `without` left out.

        A word is at home also inside a longer word of the name ("rencana" in "perencanaan").
        """
        if word in self.common:
            return False
        in_name = any(word in longer for longer in own.name)
        return in_name or own.counts[word] > (1 if word in without else 0)

    def elsewhere(self, words: set[str], own: Theme, without: set[str]) -> dict[str, list[str]]:
        """Words that mark another activity, by its code.

        Decides: a word marks an activity when at least three of its texts hold it (its name may hold it inside a
        longer word) and these are most of all such texts.
        """
        found: dict[str, list[str]] = {}
        for word in sorted(words - self.common):
            total = self.total[word] - (1 if word in without else 0)
            for theme in self.holders.get(word, []):
                count = theme.counts[word] + (word not in theme.name and any(word in longer for longer in theme.name))
                if theme is not own and count >= LEAST_TEXTS and count >= total * CONCENTRATION:
                    found.setdefault(theme.code, []).append(word)
        return found


def foreign_texts(areas: list[AreaReading]) -> Iterator[Remark]:
    """Sub-activities and indicators that speak of another activity and not of their own.

    Decides: a text is foreign when it has a word that marks another activity and no telling word of its own activity;
    one such word is enough when it is an abbreviation and no word of its own activity's name is there, otherwise
    another word of the text must stand there too. A foreign sub-activity's indicators are not named again.
    """
    themes = Themes(areas)
    for area in areas:
        for position, activity in enumerate(area.activities, start=1):
            own = themes.by_code[f"{area.no}.{position}"]
            for sub in activity.subactivities:
                yield from foreign_in(sub, own, themes)


def foreign_in(sub: SubactivityReading, own: Theme, themes: Themes) -> Iterator[Remark]:
    """Remarks on one sub-activity's own text, or else on its indicators."""
    if found := other_theme(sub.text, own, themes, without=content_words(sub.text)):
        yield make_remark("foreign_row", sub.source_lines, sub.code, other=found[0], words=", ".join(found[1]))
        return
    for indicator in sub.indicators:
        if found := other_theme(indicator.text, own, themes, without=set()):
            yield make_remark(
                "foreign_indicator", sub.source_lines, sub.code, other=found[0], words=", ".join(found[1])
            )


def other_theme(text: str, own: Theme, themes: Themes, *, without: set[str]) -> tuple[str, list[str]] | None:
    """(code of the other activity, its words in the text), or None when the text is at home or belongs nowhere."""
    words = content_words(text)
    if any(themes.is_home(word, own, without) for word in words):
        return None
    found = {}
    for code, marking in themes.elsewhere(words, own, without).items():
        shared = (words & themes.by_code[code].related) - themes.widespread
        is_telling = is_abbreviated(marking[0], text) and words.isdisjoint(own.name)
        if len(shared.union(marking)) > 1 or is_telling:
            found[code] = marking
    return max(found.items(), key=lambda item: len(item[1]), default=None)
