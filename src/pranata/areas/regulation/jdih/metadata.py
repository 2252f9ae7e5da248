"""Which metadata a document of a kind must have, and what kinds are called elsewhere: ``data/jdih``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from pranata.areas.regulation.jdih.feed_values import folded
from pranata.engines.deadlines.rows import DataFault, Key, read_toml, take
from pranata.engines.documents.kinds import kind_of, kinds

LIBRARY = "pustaka"  # the group of what is no law: it has no number, no day and no status
KNOWN = (
    "number", "year", "issued_on", "title", "place", "publisher", "source", "subject", "abstract", "author_entity",
    "file", "language", "signatory_name",
)  # fmt: skip
TYPE_KEYS = {
    "code": Key(str),
    "groups": Key(list),
    "kinds": Key(list, is_optional=True),
    "required": Key(list),
    "added": Key(list, is_optional=True),
}
NAME_KEYS = {"code": Key(str), "names": Key(list)}


@dataclass(frozen=True)
class MetadataType:
    """A type of document: ``required`` as the ILDIS form asks, ``added`` by us; without ``kinds`` all of ``groups``."""

    code: str
    groups: tuple[str, ...]
    required: tuple[str, ...]
    added: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        return self.required + self.added


@cache
def metadata_types() -> tuple[MetadataType, ...]:
    """Every type. Raises ``DataFault``."""
    rows = read_toml(settings.DATA_DIR / "jdih" / "metadata.toml").get("type", [])
    taken = [take(row, TYPE_KEYS, f"metadata.toml, baris [[type]] ke-{number}") for number, row in enumerate(rows, 1)]
    made = tuple(
        MetadataType(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
        for row in taken
    )
    if strange := sorted({name for each in made for name in each.wanted} - set(KNOWN)):
        raise DataFault(f"metadata.toml: isian tidak dikenal: {', '.join(strange)}")
    return made


def type_of(kind_code: str) -> MetadataType | None:
    """The type of documents of that kind; None where none is said, so that nothing is required."""
    kind = kind_of(kind_code)
    fitting = [each for each in metadata_types() if kind is not None and kind.group in each.groups]
    return next((each for each in fitting if not each.kinds or kind_code in each.kinds), None)


def is_library(kind_code: str) -> bool:
    """Whether documents of that kind are no law: books and articles."""
    kind = kind_of(kind_code)
    return kind is not None and kind.group == LIBRARY


@cache
def library_kinds() -> tuple[str, ...]:
    return tuple(each.code for each in kinds() if each.group == LIBRARY and each.is_legal)


@cache
def known_names() -> dict[str, str]:
    """Folded names by which feeds call our legal kinds, with our codes; our own go first. Raises ``DataFault``."""
    found: dict[str, str] = {}
    legal = [each for each in kinds() if each.is_legal]
    for each in legal:
        for name in filter(None, (each.title, each.abbreviation)):
            found.setdefault(folded(name), each.code)
    rows = read_toml(settings.DATA_DIR / "jdih" / "kinds.toml").get("kind", [])
    for number, row in enumerate(rows, 1):
        values = take(row, NAME_KEYS, f"kinds.toml, baris [[kind]] ke-{number}")
        if values["code"] not in {each.code for each in legal}:
            raise DataFault(f"kinds.toml: jenis {values['code']} tidak dikenal atau bukan dokumen hukum")
        for name in values["names"]:
            found.setdefault(folded(name), values["code"])
    return found
