"""The check at start-up: a declaration names fields that its model has, and may be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.checks import Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, TextField

from pranata.engines.registers.registry import Register, registers

if TYPE_CHECKING:
    from collections.abc import Iterator


@register
def check_registers(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """An error for every register whose declaration does not fit its model."""
    return [Error(each, id="registers.E001") for one in registers() for each in mistakes(one)]


def mistakes(declared: Register) -> Iterator[str]:
    """What is wrong with a declaration, a sentence each."""
    known = set()
    for name in sorted(declared.named_fields):
        try:
            known.add(declared.model._meta.get_field(name))
        except FieldDoesNotExist:
            yield f"{declared.code}: {declared.model.__name__} has no field {name!r}"
    names = {each.name for each in known}
    texts = {each.name for each in known if isinstance(each, CharField | TextField)}
    if strange := sorted(set(declared.search) & names - texts):
        yield f"{declared.code}: search looks into texts only, not {', '.join(strange)}"
    if missing := sorted(set(declared.key) - set(declared.fields)):
        yield f"{declared.code}: the key {', '.join(missing)} is not among the fields of a workbook"
