"""Remarks on what the rows say: repeats, foreign words, cut texts. They read the finished tree and change nothing."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .foreign import foreign_texts
from .model import AreaReading, PlanReading, Remark, SubactivityReading
from .remarks import make_remark, shorten
from .vocabulary import FUNCTION_WORDS, last_word

YEAR = re.compile(r"(?<![0-9] )\btahun\s+((?:19|20)[0-9]{2})\b", re.IGNORECASE)
NO_LETTER = re.compile(r"[\W_]+")
MOST_NAMED = 5  # other places a remark on a repeat names
LONG_TEXT = 6  # words; a sub-activity this long is not worded the same twice by chance
GLUED = re.compile(r"\b([A-Z]?[a-z]{3,})([A-Z][a-z]{3,}|[A-Z]{2,}\b)")
NAME_LENGTH = 15  # words; in a name this short two words printed twice are noticed
LIST_GOES_ON = re.compile(r"[;,.] (dan|atau)$")
TAIL = 3  # words that must continue the same way elsewhere for a text to count as cut


@dataclass(slots=True)
class Place:
    """One text of the tree: where it stands and what kind it is ("area", "activity", "subactivity", "indicator")."""

    kind: str
    code: str
    text: str
    lines: list[int]


def places(areas: list[AreaReading], lines: dict[str, list[int]]) -> Iterator[Place]:
    """Every text of the tree in printed order."""
    for area in areas:
        yield Place("area", str(area.no), area.name, lines.get(str(area.no), []))
        for position, activity in enumerate(area.activities, start=1):
            code = f"{area.no}.{position}"
            yield Place("activity", code, activity.name, lines.get(code, []))
            for sub in activity.subactivities:
                yield Place("subactivity", sub.code, sub.text, sub.source_lines)
                for indicator in sub.indicators:
                    yield Place("indicator", sub.code, indicator.text, sub.source_lines)


def check_content(reading: PlanReading, lines: dict[str, list[int]]) -> list[Remark]:
    """Everything doubtful about the wording of the rows; `lines` gives the source lines of areas and activities."""
    every = list(places(reading.areas, lines))
    return [
        *repeated_rows(reading.areas),
        *repeated_indicators(every),
        *foreign_texts(reading.areas),
        *truncated_texts(every),
        *open_endings(reading.subactivities()),
        *repeated_words(every),
        *glued_words(every),
        *other_years(every, reading.decree.year),
    ]


def same(text: str) -> str:
    """A text reduced to what makes it the same wording: letters and digits, lower case."""
    return NO_LETTER.sub("", text.lower())


def repeated_rows(areas: list[AreaReading]) -> Iterator[Remark]:
    """Sub-activities with the same wording in one activity, or long ones anywhere; one remark on each later one."""
    long: dict[str, list[SubactivityReading]] = defaultdict(list)
    for area in areas:
        for activity in area.activities:
            short: dict[str, list[SubactivityReading]] = defaultdict(list)
            for sub in activity.subactivities:
                seen = long if len(sub.text.split()) >= LONG_TEXT else short
                if before := seen[same(sub.text)][:MOST_NAMED]:
                    others = ", ".join(other.code for other in before)
                    lines = [line for row in [*before, sub] for line in row.source_lines]
                    yield make_remark("repeated_row", lines, sub.code, others=others)
                if sub.text:
                    seen[same(sub.text)].append(sub)


def repeated_indicators(every: list[Place]) -> Iterator[Remark]:
    """Indicators with the same wording under different sub-activities, or twice under one; on each later one."""
    seen: dict[str, list[Place]] = defaultdict(list)
    for place in every:
        if place.kind != "indicator":
            continue
        if before := seen[same(place.text)][:MOST_NAMED]:
            others = ", ".join(dict.fromkeys(other.code for other in before))
            lines = [line for other in [*before, place] for line in other.lines]
            yield make_remark("repeated_indicator", lines, place.code, others=others, text=shorten(place.text))
        seen[same(place.text)].append(place)


def truncated_texts(every: list[Place]) -> Iterator[Remark]:
    """Texts that break off.

    Decides: a text that ends in a comma, inside a bracket or in a word that cannot end a phrase; or whose last words
    elsewhere in the annex are always, and at least twice, followed by one and the same word.
    """
    continuations = continued_tails(every)
    for place in every:
        ends_open = place.kind != "indicator" and (place.text.endswith(",") or ends_in_function_word(place.text))
        if ends_open or place.text.count("(") > place.text.count(")") or cut_tail(place.text, continuations):
            yield make_remark("truncated_text", place.lines, place.code, text=tail_of(place.text))


def ends_in_function_word(text: str) -> bool:
    return last_word(text) in FUNCTION_WORDS and not LIST_GOES_ON.search(text)


def open_endings(subs: list[SubactivityReading]) -> Iterator[Remark]:
    """Last indicators that announce another one: they end in a comma, in "dan", or in another word that goes on."""
    for sub in subs:
        text = sub.indicators[-1].text if sub.indicators else ""
        if text.endswith(",") or last_word(text) in FUNCTION_WORDS:
            yield make_remark("open_ending", sub.source_lines, sub.code, text=tail_of(text))


def glued_words(every: list[Place]) -> Iterator[Remark]:
    """Two words printed as one ("PersentaseAnggaran"): both stand alone elsewhere in the annex."""
    known = {word.strip(".,;:()").lower() for place in every for word in place.text.split()}
    for place in every:
        for match in GLUED.finditer(place.text):
            if {part.lower() for part in match.groups()} <= known:
                yield make_remark("glued_words", place.lines, place.code, words=match.group())


def tail_of(text: str) -> str:
    return text if len(text) <= 80 else "…" + text[-79:].lstrip()


def words_of(text: str) -> list[str]:
    return [word.lower() for word in text.split()]


def continued_tails(every: list[Place]) -> dict[tuple[str, ...], Counter[str]]:
    """How each run of TAIL words goes on in the annex; "" where a text ends after it."""
    found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for place in every:
        words = words_of(place.text)
        for index in range(TAIL, len(words) + 1):
            found[tuple(words[index - TAIL : index])][words[index] if index < len(words) else ""] += 1
    return found


def cut_tail(text: str, continuations: dict[tuple[str, ...], Counter[str]]) -> bool:
    """Whether the last words go on with one and the same word everywhere else."""
    words = words_of(text)
    if len(words) <= TAIL:
        return False
    counts = continuations[tuple(words[-TAIL:])]
    following = [word.strip(".,;:") for word in counts if word]
    total = sum(count for word, count in counts.items() if word)
    return counts[""] == 1 and total >= 3 and len(set(following)) == 1


def repeated_words(every: list[Place]) -> Iterator[Remark]:
    """A word printed twice in a row, or in a short name two words printed twice."""
    for place in every:
        words = [word.strip(".,;:()/").lower() for word in re.sub(r"-\s+", "-", place.text).split()]
        pairs = list(itertools.pairwise(words))
        doubled = [word for word, after in pairs if word == after and word.isalpha()]
        if place.kind in ("area", "activity") and len(words) <= NAME_LENGTH:
            counts = Counter(pairs)
            twice = [pair for pair, count in counts.items() if count > 1]
            doubled += [" ".join(pair) for pair in twice if not set(pair) & FUNCTION_WORDS]
        for wording in dict.fromkeys(doubled):
            yield make_remark("repeated_words", place.lines, place.code, words=wording)


def other_years(every: list[Place], plan_year: int | None) -> Iterator[Remark]:
    """A year in a row's text that is not the plan's; the year of a cited regulation ("16 Tahun 2018") is none."""
    if plan_year is None:
        return
    for place in every:
        for year in dict.fromkeys(YEAR.findall(place.text)):
            if int(year) != plan_year:
                yield make_remark("year_in_text", place.lines, place.code, year=year, plan_year=plan_year)
