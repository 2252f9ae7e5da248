"""What the search looks into. Registers and documents declare theirs while the apps start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model
    from django.utils.functional import Promise


@dataclass(frozen=True)
class SourceText:
    """A record as the search knows it: what it is called, what it says, the day it is from (None: none).

    ``reference`` is the number or code that stands beside the title. ``permission`` is what staff need at its office to
    see it, ``is_public`` whether anyone may. ``facets`` are words by which answers are narrowed ("jenis keputusan").
    """

    title: str
    body: str
    dated_on: date | None
    permission: str
    reference: str = ""
    is_public: bool = False
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One kind of record: ``label`` as the audit names it, ``title`` what its answers are headed with.

    ``text`` reads a record, None of one that is not to be found; ``address`` is its staff page, ``public_address`` the
    page anyone reads, "" without one. ``related`` names what ``text`` follows, so that many are read at once;
    ``permissions`` are all that ``text`` may name.
    """

    label: str
    title: str | Promise
    model: type[Model]
    text: Callable[[Any], SourceText | None]
    address: Callable[[Any], str]
    public_address: Callable[[Any], str] = lambda record: ""
    related: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()


_declared: dict[str, Source] = {}


def declare_source(source: Source) -> None:
    """Let the search look into ``source``. Raises ValueError when its label is taken."""
    if source.label in _declared:
        raise ValueError(f"Two sources of the search are called {source.label}.")
    _declared[source.label] = source


def sources() -> list[Source]:
    """Every source, in the order of declaration."""
    return list(_declared.values())


def source_of(label: str) -> Source | None:
    return _declared.get(label)


def label_of(model: type[Model]) -> str:
    """How a model's records are named, "documents.document"."""
    return model._meta.label_lower
