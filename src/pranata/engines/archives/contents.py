"""How the files of an archive are reached, by the kind of record it was born of; each engine declares its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pranata.base.files.models import StoredFile
    from pranata.base.org.models import Office


@dataclass(frozen=True)
class Content:
    """One file of a record and what it is called."""

    name: str
    file: StoredFile


# The files of the records with these numbers at an office, by number; a sealed file is never among them.
Reader = Callable[["Office", Iterable[int]], dict[int, list[Content]]]
# The staff page of the record with this number, "" without one.
Address = Callable[["Office", int], str]


@dataclass(frozen=True)
class Kind:
    """A kind of record that is born an archive: its label as the audit has it, its title, where files and page are.

    ``prefix`` stands before the number of such an archive: "DOK" of DOK-7.
    """

    label: str
    title: object
    prefix: str
    files: Reader
    address: Address


_kinds: dict[str, Kind] = {}


def declare_contents(kind: Kind) -> None:
    """Let archives find the files of ``kind``. Raises ValueError when the label is another's."""
    if _kinds.setdefault(kind.label, kind).title != kind.title:
        raise ValueError(f"{kind.label} is declared twice")


def kind_of(label: str) -> Kind | None:
    return _kinds.get(label)


def number_of(label: str, pk: int) -> str:
    """The number of the archive that was born of this record."""
    kind = kind_of(label)
    return f"{kind.prefix if kind else label.rpartition('.')[2].upper()}-{pk}"


def is_given(number: str) -> bool:
    """Whether archives that are born are numbered so."""
    prefix, _dash, rest = number.strip().partition("-")
    return rest.isdigit() and any(prefix.casefold() == each.prefix.casefold() for each in _kinds.values())
