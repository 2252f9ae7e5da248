"""The rows of a register as the search has them.

Of a row that is published only its public columns are searched, by anyone: a text that is not shown must not be found
out by asking for it. Staff find the other columns of such a row in the register's own list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import DateField
from django.urls import reverse

from pranata.engines.search.sources import Source, SourceText, declare_source, label_of, source_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pranata.engines.registers.models import Entry


@dataclass(frozen=True)
class Findable:
    """What of a declaration the search needs."""

    model: type[Entry]
    code: str
    title: str | Promise
    columns: tuple[str, ...]
    search: tuple[str, ...]
    public: tuple[str, ...]
    page: Callable[[Entry], str] | None


def declare_found(found: Findable) -> None:
    """Let the search find the rows of a register that is searched, unless its model has a source of its own."""
    label = label_of(found.model)
    if not found.search or source_of(label) is not None:
        return
    declare_source(
        Source(
            label=label,
            title=found.title,
            model=found.model,
            text=lambda entry: entry_text(found, entry),
            address=found.page or (lambda entry: _address("desk:entry", found, entry)),
            public_address=lambda entry: _address("portal:entry", found, entry),
            permissions=(found.model.VIEW,),
        )
    )


def _address(name: str, found: Findable, entry: Entry) -> str:
    return reverse(name, args=[entry.office.code, found.code, entry.pk])


def entry_text(found: Findable, entry: Entry) -> SourceText:
    """A row as the search has it; its day is the first of its columns that is one."""
    is_public = bool(found.public) and getattr(entry, "is_published", False)
    names = [name for name in found.search if not is_public or name in found.public]
    fields = [found.model._meta.get_field(name) for name in found.columns]
    days = [getattr(entry, each.name) for each in fields if isinstance(each, DateField)]
    return SourceText(
        title=str(entry),
        body="\n".join(filter(None, (str(getattr(entry, name) or "") for name in names))),
        dated_on=next(filter(None, days), None),
        permission=found.model.VIEW,
        is_public=is_public,
    )
