"""Every write to a row of a register: added, changed, removed. Many at once: ``sheets.py``, ``bulk.py``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import ForeignKey, ProtectedError
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.search.actions import drop, put_many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

ADDED, CHANGED, REMOVED = "registers.entry_added", "registers.entry_changed", "registers.entry_removed"
SEARCH_BATCH = 500  # rows the search takes in at once


@transaction.atomic
def add_entry(register: Register, office: Office, values: Mapping[str, Any], *, by: User | None) -> Entry:
    """A new row. Raises ``ValidationError`` at the fields that are wrong, ``Forbidden``."""
    require(by, register.model.EDIT, office)
    hold(office)
    entry = register.model(office=office)
    fill(register, entry, values)
    entry.full_clean()
    entry.save()
    record(office=office, actor=by, action=ADDED, target=entry, after=facts(register, entry))
    tell_written(register, [entry], by=by)
    return entry


@transaction.atomic
def change_entry(register: Register, entry: Entry, values: Mapping[str, Any], *, by: User, seen: str = "") -> Entry:
    """
    Replaces what ``values`` name. Raises ``ValidationError``, also when the row is no longer as ``seen``
    (``copy_token``) or no longer there, ``Forbidden``.
    """
    require(by, register.model.EDIT, entry.office)
    _take(entry, seen=seen)
    before = facts(register, entry)
    fill(register, entry, values)
    entry.full_clean()
    after = facts(register, entry)
    if after != before:
        entry.save()
        record(office=entry.office, actor=by, action=CHANGED, target=entry, before=before, after=after)
        tell_written(register, [entry], by=by)
    return entry


@transaction.atomic
def remove_entry(register: Register, entry: Entry, *, reason: str, by: User) -> None:
    """
    Take a row off the register; the audit keeps what it said. Raises ``ValidationError`` without a reason and for a row
    that is no longer there, that others still lead to, or of a register nothing is taken off; ``Forbidden``.
    """
    require(by, register.model.EDIT, entry.office)
    if not register.is_removable:
        raise ValidationError(_("Baris register ini tidak dihapus."))
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    _take(entry)
    before = {**facts(register, entry), "reason": reason.strip()}
    record(office=entry.office, actor=by, action=REMOVED, target=entry, before=before)
    drop(entry)
    try:
        entry.delete()
    except ProtectedError as error:
        kinds = sorted({str(each._meta.verbose_name) for each in error.protected_objects})
        words = _("%(row)s masih dipakai oleh %(kinds)s; lepaskan dahulu di sana.")
        raise ValidationError(words % {"row": entry, "kinds": ", ".join(kinds)}) from error


def tell_written(register: Register, rows: Sequence[Entry], *, by: User | None) -> None:
    """What follows rows that were added or changed, in the same transaction: the register's own work, the search."""
    if rows and register.wrote is not None:
        register.wrote(rows, by)
    for start in range(0, len(rows), SEARCH_BATCH):
        put_many(rows[start : start + SEARCH_BATCH])


def _take(entry: Entry, *, seen: str = "") -> None:
    """The row as it stands now, with nobody else writing. Raises ``ValidationError``."""
    hold(entry.office)
    try:
        take_row(entry, seen=seen)
    except type(entry).DoesNotExist:
        raise ValidationError(_("Baris ini sudah dihapus orang lain.")) from None


def fill(register: Register, entry: Entry, values: Mapping[str, Any]) -> None:
    """Put ``values`` into the row, a field's default for None. Raises ``ValidationError`` for another office's rows."""
    for field in register.model_fields(register.fields):
        if field.name not in values:
            continue
        value = values[field.name]
        if isinstance(field, ForeignKey) and value is not None and value.office_id != entry.office_id:
            raise ValidationError({field.name: _("Ini milik satuan kerja lain.")})
        setattr(entry, field.name, field.get_default() if value is None else value)


def facts(register: Register, entry: Entry) -> dict[str, Any]:
    """What the row says, as the audit keeps it."""
    values = {each.name: each.value_from_object(entry) for each in register.model_fields(register.fields)}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
