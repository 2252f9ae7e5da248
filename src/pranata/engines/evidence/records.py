"""Which records of the house may be evidence. An engine or an area declares its own kinds while the apps start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pranata.engines.documents.queries import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable
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


Found = tuple[RecordKind, Any]  # a record with its kind

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


def records_of(office: Office, items: Iterable[Evidence], *, reader: User) -> dict[int, Found]:
    """The records that ``items`` of the office are, by the items' keys, as far as the reader may see them; a query for
    each kind."""
    found: dict[int, Found] = {}
    named = [item for item in items if item.record_id is not None]
    for kind in kinds():
        asked = {item.pk: item.record_id for item in named if item.record_label == kind.label}
        rows = kind.search(office, reader, "").in_bulk(set(asked.values())) if asked else {}
        found |= {pk: (kind, rows[row]) for pk, row in asked.items() if row in rows}
    return found


def record_of(item: Evidence, *, reader: User) -> Found | None:
    """The record that ``item`` is, with its kind; None for other items and for a record the reader may not see."""
    return records_of(item.office, [item], reader=reader).get(item.pk)


def content_of(item: Evidence, record: Found | None) -> SourceFile | None:
    """The file behind ``item``: its own, or that of the ``record`` it is; None when there is none."""
    if item.file is not None:
        return SourceFile(item.file, item.file_name or item.title)
    return record[0].file(record[1]) if record else None
