"""A letter as plain values, and its texts in printed order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.engines.reports.editions import DRAFT_MARK

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead

BLANK = "………………………"  # to be filled in by hand


@dataclass(frozen=True)
class ClockText:
    """The explained clock: the question it answers, numbered sentences with what they rest on, how sure that is."""

    question: str
    sentences: tuple[str, ...]
    certainty: str


@dataclass(frozen=True)
class Letter:
    """One letter. ``to`` are the lines of who gets it, ``facts`` labels and values, ``clock`` None where none runs.

    ``number`` and ``name`` are blank on a draft and then left to be filled in by hand.
    """

    title: str
    office_name: str
    to: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    clock: ClockText | None
    written_on: date
    role: str
    number: str = ""
    name: str = ""

    @property
    def is_draft(self) -> bool:
        return not self.number


def letter_texts(letter: Letter, letterhead: Letterhead) -> dict[str, Any]:
    """Every text of the letter, laid out once for PDF and DOCX."""
    clock = letter.clock
    return {
        "mark": DRAFT_MARK if letter.is_draft else "",
        "title": letter.title,
        "author": letter.office_name,
        "letterhead": list(letterhead.office),
        "address": list(letterhead.address),
        "head": [
            {"label": _("Nomor"), "value": letter.number or BLANK},
            {"label": _("Hal"), "value": letter.title},
        ],
        "place": f"{letterhead.city or BLANK}, {date_format(letter.written_on, 'j F Y')}",
        "to": [_("Yth."), *(letter.to or (BLANK,))],
        "facts": [{"label": label, "value": value} for label, value in letter.facts],
        "paragraphs": [line for text in letter.paragraphs for line in text.splitlines() if line.strip()],
        "question": clock.question if clock else "",
        "sentences": [
            {"no": f"{number}.", "text": text} for number, text in enumerate(clock.sentences if clock else (), start=1)
        ],
        "certainty": clock.certainty if clock else "",
        "role": letter.role,
        "name": letter.name or BLANK,
    }
