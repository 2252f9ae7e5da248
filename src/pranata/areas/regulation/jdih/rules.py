"""What a legal document must say, how it stands, by when it is uploaded, what its abstract and address look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_SLUG = 80
CHECK_DAYS = 366  # own choice: a status is looked at once a year


class Upload(StrEnum):
    """How far the publication of a document is."""

    PUBLISHED = "terbit"
    LATE = "terlambat"  # not published, and the day has passed
    WAITING = "menunggu"
    OUTSIDE = "tanpa-tenggat"  # made by another body, or no day to count from


@dataclass(frozen=True)
class AbstractFacts:
    """What an abstract is made of; ``pages`` None where nobody counted them."""

    subjects: Sequence[str]
    year: int
    kind: str
    abbreviation: str
    number: str
    source: str
    pages: int | None
    title: str
    reason: str
    basis: str
    content: str
    note: str


@dataclass(frozen=True)
class Abstract:
    """An abstract (Abstrak) by its lines; ``points`` are what stands below the word ABSTRAK."""

    subject: str
    year: str
    identity: str
    title: str
    points: tuple[str, ...]
    note: str


def abstract_of(facts: AbstractFacts) -> Abstract:
    """
    Decides: the lines of an abstract: subject, year, identity, title in capitals, ABSTRAK with its points, CATATAN.
    Basis: the form seen at JDIH (PKPU 8/2021), after Permenkumham 8/2019; the text of that regulation was not read
    """
    named = facts.abbreviation or facts.kind.upper()
    identity = [f"{named} NO. {facts.number}" if facts.number else named, facts.source.upper()]
    identity += [f"{facts.pages} HLM"] if facts.pages else []
    points = (
        facts.reason,
        _led("Dasar hukum {} ini adalah:", facts.kind, facts.basis),
        _led("Dalam {} ini diatur:", facts.kind, facts.content),
    )
    return Abstract(
        subject="-".join(each.upper() for each in facts.subjects),
        year=str(facts.year),
        identity=", ".join(each for each in identity if each),
        title=" ".join(facts.title.split()).upper(),
        points=tuple(each for each in points if each),
        note=facts.note,
    )


def _led(words: str, kind: str, text: str) -> str:
    """``text`` behind the words that stand before it in every abstract, unless it begins so itself; "" of none."""
    lead = words.format(kind)
    begins = tuple(lead.casefold().split()[:2])
    return text if not text or tuple(text.casefold().split()[:2]) == begins else f"{lead} {text}"


def missing_metadata(required: Sequence[str], present: Collection[str]) -> list[str]:
    """
    Decides: which of the required metadata a document lacks.
    Basis: data/jdih/metadata.toml (required fields of the ILDIS forms, after Permenkumham 8/2019; some added by us)
    """
    return [name for name in required if name not in present]


def is_ended(known_ended_on: date | None, day: date) -> bool:
    """
    Decides: whether a document that is known to be no longer in force, though not since when, counts as ended.
    Basis: none, our own; feeds say "tidak berlaku" without a day, so it counts from the day it was learnt on
    """
    return known_ended_on is not None and known_ended_on <= day


def upload_state(*, published_on: date | None, due_on: date | None, today: date) -> Upload:
    """
    Decides: how far the publication of a document is.
    Basis: data/clocks/jdih.toml, certainty "own"; that an SOP of uploading must exist is seen at KPU
    """
    if published_on is not None:
        return Upload.PUBLISHED
    if due_on is None:
        return Upload.OUTSIDE
    return Upload.LATE if today > due_on else Upload.WAITING


def is_status_checked(checked_on: date | None, day: date) -> bool:
    """
    Decides: whether somebody looked lately at whether a document is still in force.
    Basis: Keputusan KPU 134/2016 ("Berlaku" and "Tidak Berlaku" kept current); once a year is our own
    """
    return checked_on is not None and timedelta(0) <= day - checked_on <= timedelta(days=CHECK_DAYS)


def slug_of(text: str) -> str:
    """
    Decides: how a number stands in an address: "13/HK.03.1/3503/2022" is "13-hk-03-1-3503-2022".
    Basis: none, our own
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")


def address_of(kind: str, year: int, number: str, title: str, taken: Collection[str]) -> str:
    """
    Decides: the stable address of a document below JDIH, "keputusan/2022/13-hk-03-1-3503-2022"; a second one that would
    get the same gets "-2". Without a number the title stands there.
    Basis: none, our own (in the way of legal identifiers: kind, year, number)
    """
    stem = f"{kind}/{year}/{slug_of(number) or slug_of(title) or 'tanpa-nomor'}"
    found, count = stem, 1
    while found in taken:
        count += 1
        found = f"{stem}-{count}"
    return found


def citation(
    *, author: str, kind: str, number: str, year: int, title: str, place: str, issued: str, address: str
) -> str:
    """
    Decides: how a document is cited: who, what, number, about what, where and when, its address.
    Basis: none, our own; ``issued`` is the day in words, "" of none
    """
    heading = " ".join(title.split())
    if kind.casefold() not in heading.casefold().split(" tentang ")[0]:
        numbered = f"{kind} Nomor {number}" if number else kind
        heading = (
            f"{numbered} Tahun {year} tentang {heading}" if str(year) not in number else f"{numbered} tentang {heading}"
        )
    made = ", ".join(each for each in (" ".join(place.split()), issued) if each)
    return ". ".join(each for each in (author, heading, made, address) if each)
