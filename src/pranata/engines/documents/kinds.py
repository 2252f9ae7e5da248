"""Kinds of documents (Jenis Naskah Dinas): ``data/documents/kinds.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take

DECREE = "keputusan"  # the kind the office's own decrees have, which plans come from
GROUPS = frozenset("peraturan penetapan edaran kerja-sama korespondensi khusus pustaka putusan".split())
FILE = "kinds.toml"
KEYS = {
    "code": Key(str),
    "title": Key(str),
    "abbreviation": Key(str, is_optional=True),
    "group": Key(str),
    "is_legal": Key(bool),
    "certainty": Key(str),
    "source": Key(str),
}


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document, as the file says."""

    code: str
    title: str
    group: str
    is_legal: bool
    certainty: str
    source: str
    abbreviation: str = ""


@cache
def kinds() -> tuple[DocumentKind, ...]:
    """Every kind, in the file's order. Raises ``DataFault`` with file and row."""
    rows = read_toml(settings.DATA_DIR / "documents" / FILE).get("kind", [])
    found = tuple(
        DocumentKind(**take(_without_blanks(row), KEYS, f"{FILE}, baris [[kind]] ke-{number}"))
        for number, row in enumerate(rows, 1)
    )
    for what in ("code", "title"):
        values = [getattr(each, what) for each in found]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise DataFault(f"{FILE}: {what} dua kali: {', '.join(twice)}")
    if strange := sorted({each.group for each in found} - GROUPS):
        raise DataFault(f"{FILE}: kelompok tidak dikenal: {', '.join(strange)}")
    if DECREE not in {each.code for each in found}:
        raise DataFault(f"{FILE}: jenis {DECREE} harus ada")
    return found


def kind_choices() -> list[tuple[str, str]]:
    """Codes and titles, as a column of choices takes them."""
    return [(each.code, each.title) for each in kinds()]


def kind_of(code: str) -> DocumentKind | None:
    """The kind of that code; None of one the file no longer knows."""
    return next((each for each in kinds() if each.code == code), None)


def legal_kinds() -> list[str]:
    """Codes of the kinds that belong to the legal documentation."""
    return [each.code for each in kinds() if each.is_legal]


def _without_blanks(row: dict) -> dict:
    """``row`` without an abbreviation that is not known."""
    return {key: value for key, value in row.items() if (key, value) != ("abbreviation", "")}
