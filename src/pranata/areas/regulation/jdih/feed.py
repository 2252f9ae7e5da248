"""The feed that the national network (JDIHN) collects: one flat object of texts for each document.

Keys and constants are those of the ILDIS integration script; the schema is ``data/jdih/jdihn.schema.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The order of the script. Its constants were never explained, but are compulsory.
KEYS = (
    "idData", "tahun_pengundangan", "tanggal_penetapan", "tanggal_pengundangan", "jenis", "noPeraturan", "judul",
    "noPanggil", "singkatanJenis", "tempatTerbit", "penerbit", "deskripsiFisik", "sumber", "subjek", "isbn", "status",
    "bahasa", "bidangHukum", "teuBadan", "nomorIndukBuku", "fileDownload", "urlDownload", "urlDetailPeraturan",
    "operasi", "display",
)  # fmt: skip
OPERATION, DISPLAY = "4", "1"
IN_FORCE, NOT_IN_FORCE = "berlaku", "tidak berlaku"
STATUSES = {True: IN_FORCE, False: NOT_IN_FORCE, None: ""}


@dataclass(frozen=True)
class FeedFacts:
    """What the feed says of one document; "" and None where nothing is known, or where only books have it."""

    id: int
    year: int
    kind: str
    number: str
    title: str
    is_in_force: bool | None  # None of what no law is: a book, an article
    author_entity: str
    detail_address: str
    issued_on: date | None = None
    promulgated_on: date | None = None
    abbreviation: str = ""
    place: str = ""
    source: str = ""
    subjects: tuple[str, ...] = ()
    language: str = ""
    law_field: str = ""
    file_name: str = ""
    file_address: str = ""
    call_number: str = ""
    publisher: str = ""
    physical_description: str = ""
    isbn: str = ""
    register_number: str = ""


def feed_object(facts: FeedFacts) -> dict[str, str]:
    """The object of one document: every key, each value a text, in the order of ``KEYS``."""
    values = {
        "idData": str(facts.id),
        "tahun_pengundangan": str(facts.promulgated_on.year if facts.promulgated_on else facts.year),
        "tanggal_penetapan": iso(facts.issued_on),
        "tanggal_pengundangan": iso(facts.promulgated_on),
        "jenis": facts.kind,
        "noPeraturan": facts.number,
        "judul": one_line(facts.title),
        "noPanggil": facts.call_number,
        "singkatanJenis": facts.abbreviation,
        "tempatTerbit": one_line(facts.place),
        "penerbit": facts.publisher,
        "deskripsiFisik": facts.physical_description,
        "sumber": facts.source,
        "subjek": ", ".join(facts.subjects),
        "isbn": facts.isbn,
        "status": STATUSES[facts.is_in_force],
        "bahasa": facts.language,
        "bidangHukum": facts.law_field,
        "teuBadan": facts.author_entity,
        "nomorIndukBuku": facts.register_number,
        "fileDownload": facts.file_name,
        "urlDownload": facts.file_address,
        "urlDetailPeraturan": facts.detail_address,
        "operasi": OPERATION,
        "display": DISPLAY,
    }
    return {key: values[key] for key in KEYS}


def iso(day: date | None) -> str:
    """A day as YYYY-MM-DD, "" of none."""
    return day.isoformat() if day else ""


def one_line(text: str) -> str:
    """A text as one line, as titles stand in the feed."""
    return " ".join(text.split())
