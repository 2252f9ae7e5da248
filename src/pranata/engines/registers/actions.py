"""Every write to a register: a row added, changed, removed; a workbook taken in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register


@transaction.atomic
def add_entry(register: Register, office: Office, values: Mapping[str, Any], *, by: User | None) -> Entry:
    """A new row. Raises ``ValidationError`` at the fields that are wrong, ``Forbidden``."""
    require(by, register.model.EDIT, office)
    hold(office)
    entry = register.model(office=office)
    _fill(register, entry, values)
    entry.save()
    record(office=office, actor=by, action="registers.entry_added", target=entry, after=facts(register, entry))
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
    _fill(register, entry, values)
    after = facts(register, entry)
    if after != before:
        entry.save()
        record(
            office=entry.office, actor=by, action="registers.entry_changed", target=entry, before=before, after=after
        )
    return entry


@transaction.atomic
def remove_entry(register: Register, entry: Entry, *, reason: str, by: User) -> None:
    """
    Take a row off the register; the audit keeps what it said. Raises ``ValidationError`` without a reason and for a row
    that is no longer there, ``Forbidden``.
    """
    require(by, register.model.EDIT, entry.office)
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    _take(entry)
    before = {**facts(register, entry), "reason": reason.strip()}
    record(office=entry.office, actor=by, action="registers.entry_removed", target=entry, before=before)
    entry.delete()


def _take(entry: Entry, *, seen: str = "") -> None:
    """The row as it stands now, with nobody else writing. Raises ``ValidationError``."""
    hold(entry.office)
    try:
        take_row(entry, seen=seen)
    except type(entry).DoesNotExist:
        raise ValidationError(_("Baris ini sudah dihapus orang lain.")) from None


def _fill(register: Register, entry: Entry, values: Mapping[str, Any]) -> None:
    """Put ``values`` into the row, a field's default for None. Raises ``ValidationError`` for what is not allowed."""
    for field in register.model_fields(register.fields):
        if field.name not in values:
            continue
        value = values[field.name]
        if isinstance(field, ForeignKey) and value is not None and value.office_id != entry.office_id:
            raise ValidationError({field.name: _("Ini milik satuan kerja lain.")})
        setattr(entry, field.name, field.get_default() if value is None else value)
    entry.full_clean()


def facts(register: Register, entry: Entry) -> dict[str, Any]:
    """What the row says, as the audit keeps it."""
    values = {each.name: each.value_from_object(entry) for each in register.model_fields(register.fields)}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
