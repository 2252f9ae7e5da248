"""One value for many rows of a register: looked at first, then written for all of them or none, an event for each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, lock_head, record
from pranata.base.org.copies import STALE, copy_token
from pranata.base.org.permission import require
from pranata.engines.registers.actions import CHANGED, facts, fill, tell_written
from pranata.engines.registers.checking import Checks
from pranata.engines.registers.columns import in_words
from pranata.engines.registers.narrowing import with_related

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

MOST_ROWS = 2000  # changed together


@dataclass(frozen=True)
class RowChange:
    """What happens to one row, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What one value would do: the rows it changes, how many have it already, and a mark of what was looked at."""

    changes: tuple[RowChange, ...]
    unchanged_count: int
    seen: str


def bulk_names(register: Register) -> tuple[str, ...]:
    """The fields that may be set for many rows: not what a row is known by."""
    return tuple(name for name in register.fields if name not in register.key)


def preview_many(
    register: Register, office: Office, keys: Collection[int], name: str, value: Any, *, by: User
) -> Preview:
    """What ``change_many`` would do; it stays undone. Raises ``ValidationError`` naming the rows, ``Forbidden``."""
    require(by, register.model.EDIT, office)
    return _tried(register, office, _rows(register, office, keys, by), name, value)[0]


@transaction.atomic
def change_many(
    register: Register, office: Office, keys: Collection[int], name: str, value: Any, *, by: User, seen: str = ""
) -> Preview:
    """
    Set ``name`` of the rows ``keys`` to ``value``, all or none. Raises ``ValidationError`` with a sentence for each row
    that refuses, and when they are no longer as ``seen`` or no longer there; ``Forbidden``.
    """
    require(by, register.model.EDIT, office)
    hold(office)
    rows = _rows(register, office, keys, by, is_locked=True)
    preview, changed = _tried(register, office, rows, name, value)
    if seen and seen != preview.seen:
        raise ValidationError(_("Ada baris yang diubah orang lain sesudah Anda melihatnya. Periksa lagi."), code=STALE)
    head = lock_head(office.code)
    for entry, before in changed:
        entry.save()
        after = facts(register, entry)
        record(office=office, actor=by, action=CHANGED, target=entry, before=before, after=after, head=head)
    tell_written(register, [entry for entry, _before in changed], by=by)
    return preview


def _rows(
    register: Register, office: Office, keys: Collection[int], by: User, *, is_locked: bool = False
) -> list[Entry]:
    """The rows as they are now, in a lasting order. Raises ``ValidationError``."""
    if len(keys) > MOST_ROWS:
        raise ValidationError(_("Paling banyak %d baris diubah sekaligus; persempit dahulu pilihannya.") % MOST_ROWS)
    found: QuerySet[Entry] = register.model._default_manager.visible_to(by)  # type: ignore[attr-defined]
    found = found.filter(office=office, pk__in=list(keys)).order_by("pk")
    rows = list(found.select_for_update() if is_locked else with_related(register, found, register.fields))
    if not rows:
        raise ValidationError(_("Belum ada baris yang dipilih."))
    if len(rows) < len(set(keys)):
        raise ValidationError(_("Sebagian baris yang dipilih sudah tidak ada. Pilih sekali lagi."))
    return rows


def _tried(
    register: Register, office: Office, rows: Iterable[Entry], name: str, value: Any
) -> tuple[Preview, list[tuple[Entry, dict[str, Any]]]]:
    """What the value does to the rows, and those it changes with what they said. Raises ``ValidationError``."""
    if name not in bulk_names(register):
        raise ValidationError(_("Kolom ini tidak dapat diubah sekaligus."))
    (field,) = register.model_fields((name,))
    checks = Checks(register, office, before_asking=lambda: None)
    mark, refusals = hashlib.sha256(f"{name}={getattr(value, 'pk', value)}".encode()), []
    changed: list[tuple[Entry, dict[str, Any]]] = []
    changes: list[RowChange] = []
    unchanged_count = 0
    for entry in rows:
        mark.update(copy_token(entry).encode())
        before, words = facts(register, entry), in_words(field, entry)
        entry.office = office
        checks.release(entry)
        try:
            fill(register, entry, {name: value})
            checks.check(entry, entry.pk)
        except ValidationError as error:
            refusals += [f"{entry}: {message}" for message in error.messages]
            continue
        if before == facts(register, entry):
            unchanged_count += 1
            continue
        changed.append((entry, before))
        changes.append(RowChange(str(entry), words, in_words(field, entry)))
    if refusals:
        raise ValidationError(refusals)
    return Preview(tuple(changes), unchanged_count, mark.hexdigest()), changed
