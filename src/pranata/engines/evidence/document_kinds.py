"""Kinds of documents that evidence may be (Jenis Dokumen Bukti): ``data/evidence/document_kinds.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take

FILE = "document_kinds.toml"
KEYS = {
    "code": Key(str),
    "name": Key(str),
    "title": Key(str),
    "each_year": Key(bool, is_optional=True),
    "is_public": Key(bool, is_optional=True),
    "source": Key(str),
}


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document, as the file says; ``name`` ends the key of the measure that asks for it."""

    code: str
    name: str
    title: str
    source: str
    each_year: bool = False
    is_public: bool = False


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    """Every kind, in the file's order. Raises ``DataFault`` with file and row."""
    rows = read_toml(settings.DATA_DIR / "evidence" / FILE).get("kind", [])
    kinds = tuple(
        DocumentKind(**take(row, KEYS, f"{FILE}, baris [[kind]] ke-{number}")) for number, row in enumerate(rows, 1)
    )
    for what in ("code", "name", "title"):
        values = [getattr(each, what) for each in kinds]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise DataFault(f"{FILE}: {what} dua kali: {', '.join(twice)}")
    return kinds


def document_kind_choices() -> list[tuple[str, str]]:
    """Codes and titles, as a column of choices takes them."""
    return [(each.code, each.title) for each in document_kinds()]


def document_kind_title(code: str) -> str:
    """What a kind is called; one that the file no longer knows is shown as it is."""
    return next((each.title for each in document_kinds() if each.code == code), code)
