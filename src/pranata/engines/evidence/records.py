"""Which records of the house may be evidence. An engine or an area declares its own kinds while the apps start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pranata.engines.documents.queries import SourceFile

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.evidence.models import Evidence

Search = Callable[["Office", "User", str], "QuerySet[Any]"]


@dataclass(frozen=True)
class RecordWords:
    """How a record reads as evidence; ``dated_on`` is None where the record does not say its day."""

    title: str
    dated_on: date | None


def no_file(_row: Any) -> SourceFile | None:
    """What a kind without files says."""
    return None


@dataclass(frozen=True)
class RecordKind:
    """A kind of record that may be evidence; ``label`` names its model as the audit does.

    ``search`` finds what the reader may see at an office, narrowed by every word of a text; ``address`` is the
    record's staff page, "" without one; ``file`` is the file that stands for the record, if any.
    """

    label: str
    title: _StrPromise
    search: Search
    describe: Callable[[Any], RecordWords]
    address: Callable[[Any], str]
    file: Callable[[Any], SourceFile | None] = no_file

    def find(self, office: Office, reader: User, pk: int) -> Any | None:
        """The record ``pk`` of ``office``, if the reader may see it."""
        return self.search(office, reader, "").filter(pk=pk).first()


_declared: dict[str, RecordKind] = {}


def declare(kind: RecordKind) -> None:
    """Let records of this kind be evidence; raises ``ValueError`` when its label is taken."""
    if kind.label in _declared:
        raise ValueError(f"Two kinds of evidence are called {kind.label}.")
    _declared[kind.label] = kind


def kinds() -> list[RecordKind]:
    """Every kind, in the order of declaration."""
    return list(_declared.values())


def kind_of(label: str) -> RecordKind | None:
    return _declared.get(label)


def record_of(item: Evidence, *, reader: User) -> tuple[RecordKind, Any] | None:
    """The record that ``item`` is, with its kind; None for other items and for a record the reader may not see."""
    kind = kind_of(item.record_label)
    row = kind.find(item.office, reader, item.record_id) if kind and item.record_id is not None else None
    return (kind, row) if kind and row is not None else None


def content_of(item: Evidence, *, reader: User) -> SourceFile | None:
    """The file behind ``item``: its own, or that of its record; None when there is none the reader may see."""
    if item.file is not None:
        return SourceFile(item.file, item.file_name or item.title)
    found = record_of(item, reader=reader)
    return found[0].file(found[1]) if found else None
