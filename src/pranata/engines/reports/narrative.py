"""The narrative of a report: sentences drafted from figures and notes, and what people made of them. Plain Python.

Sentences nobody touched follow the figures each time the report is made; only what people wrote is stored, and drafting
again never overwrites it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

GENERATED, EDITED, ADDED, REMOVED = "generated", "edited", "added", "removed"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a ``section``. ``key`` names what it is about and is the same when the report is drafted again.

    ``figure`` are the figures in it, in words; ``notes`` the numbers of the notes behind them; ``readings`` and
    ``progress`` the ids of what it was drafted from. ``changed`` says how the figures below an edited sentence have
    moved since, "" while they have not. ``stored`` is the id of what a person wrote, 0 for a generated one.
    """

    section: str
    key: str
    text: str
    state: str = GENERATED
    figure: str = ""
    notes: tuple[str, ...] = ()
    readings: tuple[int, ...] = ()
    progress: tuple[int, ...] = ()
    changed: str = ""
    written_by: str = ""
    written_at: str = ""
    stored: int = 0

    @property
    def written_on(self) -> datetime | None:
        """When a person wrote it."""
        return datetime.fromisoformat(self.written_at) if self.written_at else None


@dataclass(frozen=True)
class Section:
    """The sentences under one heading, in their order."""

    code: str
    title: str
    sentences: tuple[Sentence, ...]


def merged(drafted: Iterable[Sentence], written: Iterable[Sentence], *, with_removed: bool = False) -> list[Sentence]:
    """Drafted sentences with what people wrote in their place, then what people added, in its order.

    An edited one whose source is gone stays, after the others. Removed ones stay away unless asked for.
    """
    kept = {each.key: each for each in written}
    found: list[Sentence] = []
    for each in drafted:
        person = kept.pop(each.key, None)
        found.append(each if person is None else _in_place_of(each, person))
    for person in kept.values():
        gone = person.state == EDITED
        found.append(replace(person, changed="sumbernya tidak ada lagi" if gone else ""))
    return [each for each in found if with_removed or each.state != REMOVED]


def _in_place_of(draft: Sentence, person: Sentence) -> Sentence:
    """What a person wrote, on top of the draft's present sources."""
    changed = ""
    if person.state == EDITED and person.figure != draft.figure:
        changed = f"angka di bawahnya berubah: {person.figure or '–'} menjadi {draft.figure or '–'}"
    sources = {"notes": draft.notes, "readings": draft.readings, "progress": draft.progress}
    text = draft.text if person.state == REMOVED else person.text
    return replace(person, section=draft.section, text=text, figure=draft.figure, changed=changed, **sources)


def in_sections(titles: Iterable[tuple[str, str]], sentences: Iterable[Sentence]) -> tuple[Section, ...]:
    """The sentences under their headings, given as code and title; a heading without sentences is left out."""
    listed = list(sentences)
    made = (Section(code, title, tuple(each for each in listed if each.section == code)) for code, title in titles)
    return tuple(each for each in made if each.sentences)
