"""A decree as lines of text, with what its form had to interpret, and how that reaches the reading."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from ..model import AreaReading, PlanReading, SubactivityReading
from ..remarks import KINDS, make_remark
from ..text import TAG, fold

MARKUP = re.compile(r"\s*</?p>\s*")
PARAGRAPH_REMARKS = frozenset(["markup"])  # the tags are ours, not the decree's


@dataclass(slots=True)
class FlatNote:
    """A remark to be made about lines of the flattened text; `facts` fill its message (see remarks.py)."""

    code: str
    lines: list[int]
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class FlatTable:
    """An annex that needs no interpretation, in lines `first` to `last` (1-based)."""

    areas: list[AreaReading]
    first: int
    last: int


@dataclass(slots=True)
class FlatText:
    """The lines of a decree of another form; `form` is what people call it ("DOCX"), `table` its annex when known."""

    form: str
    lines: list[str]
    notes: list[FlatNote] = field(default_factory=list)
    table: FlatTable | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def plain(text: str) -> str:
    """Words as they may stand in a line: white space folded, and nothing in them that would be taken for a tag."""
    words = fold(text.replace("\u00ad", "").replace("\u2011", "-"))
    return html.escape(words, quote=False) if TAG.search(words) or html.unescape(words) != words else words


def finish(reading: PlanReading, flat: FlatText) -> PlanReading:
    """The reading with the remarks of its form; rows the form had to interpret become low and keep their lines."""
    reading.remarks = [remark for remark in reading.remarks if remark.code not in PARAGRAPH_REMARKS]
    subs = reading.subactivities()
    for note in flat.notes:
        touched = [sub for sub in subs if set(note.lines).intersection(sub.source_lines)]
        if KINDS[note.code].is_interpretation:
            for sub in touched:
                lower(sub, flat.lines)
        reading.remarks.append(make_remark(note.code, note.lines, subject_of(touched), **note.facts))
    for sub in subs:
        if sub.as_printed is not None:
            sub.as_printed = html.unescape(MARKUP.sub(" ", sub.as_printed))
    return reading


def lower(sub: SubactivityReading, lines: list[str]) -> None:
    """Mark a row as interpreted."""
    sub.confidence = "low"
    if sub.as_printed is None:
        sub.as_printed = "\n".join(lines[number - 1] for number in sub.source_lines)


def subject_of(subs: list[SubactivityReading]) -> str:
    """The code of the one sub-activity a note is about, "" when it is about several or none."""
    return subs[0].code if len(subs) == 1 else ""
