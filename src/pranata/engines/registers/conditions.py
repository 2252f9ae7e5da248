"""What a constraint's condition says of one row, told without asking the database.

As in SQL a comparison with nothing is neither true nor false: None.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

if TYPE_CHECKING:
    from collections.abc import Callable

    from pranata.engines.registers.models import Entry

ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


class Untold(Exception):
    """Only the database can tell."""


def holds(condition: Q, entry: Entry) -> bool | None:
    """Whether ``condition`` is true of ``entry``. Raises ``Untold`` unless it plainly compares its fields."""
    if type(condition) is not Q:
        raise Untold
    found = [holds(each, entry) if isinstance(each, Q) else _compared(each, entry) for each in condition.children]
    if condition.connector == Q.AND:
        told = False if False in found else None if None in found else True
    elif condition.connector == Q.OR:
        told = True if True in found else None if None in found else False
    else:
        raise Untold
    return told if told is None or not condition.negated else not told


def _compared(child: Any, entry: Entry) -> bool | None:
    if not isinstance(child, tuple):
        raise Untold
    name, _separator, lookup = child[0].partition("__")
    own, other = _value(entry, name), _value(entry, child[1].name) if isinstance(child[1], F) else child[1]
    if lookup == "isnull":
        return (own is None) == other
    if lookup in ("", "exact"):
        if child[1] is None:
            return own is None
        return None if own is None or other is None else own == getattr(other, "pk", other)
    if lookup == "in" and isinstance(other, list | tuple | set | frozenset):
        return None if own is None else own in other
    if lookup not in ORDERED or isinstance(own, str):  # texts are ordered by the database's own rules
        raise Untold
    return None if own is None or other is None else ORDERED[lookup](own, other)


def _value(entry: Entry, name: str) -> Any:
    """The stored value of a field, the key of a related row. Raises ``Untold`` for anything further away."""
    names = {field.name: field.attname for field in entry._meta.concrete_fields}
    if name not in names:
        raise Untold
    return getattr(entry, names[name])
