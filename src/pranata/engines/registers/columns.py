"""The columns of a register's workbook: how a value is written into a cell and read back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, CharField, DateField, DecimalField, ForeignKey, IntegerField, TextField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.imports.cells import as_date, as_decimal, as_text, decimal_text, one_of
from pranata.base.imports.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Field

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

YES_NO = {"ya": True, "tidak": False}
WIDE = 40


def cell(field: Field, row: Entry) -> str | date | None:
    """A value as a person writes it into the workbook, a day as a day."""
    value = getattr(row, field.name)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(field, BooleanField):
        return next(words for words, meant in YES_NO.items() if meant == bool(value))
    if isinstance(field, DecimalField):
        return decimal_text(value)
    if isinstance(field, DateField):
        return value
    return "" if value is None else str(value)


def in_words(field: Field, row: Entry) -> str:
    """A value as a sentence has it, a day as "1 Maret 2022"; "" of nothing."""
    value = cell(field, row)
    return date_format(value, "j F Y") if isinstance(value, date) else value or ""


def heading(field: Field) -> str:
    """What a field's column is headed with."""
    return str(field.verbose_name).capitalize()


def column_of(register: Register, field: Field, office: Office) -> Column:
    """The column of a field, with what may be chosen at the office."""
    convert, choices = _conversion(field, office)
    return Column(
        heading(field),
        field.name,
        convert,
        required=not field.blank and not isinstance(field, BooleanField),
        present=field.name in register.key,
        hint=str(register.hints.get(field.name) or field.help_text),
        choices=choices,
        width=WIDE if isinstance(field, TextField) or (field.max_length or 0) > WIDE else 20,
    )


def _conversion(field: Field, office: Office) -> tuple[Callable[[str], Any], tuple[str, ...]]:
    """How the text of a cell becomes a value of ``field``, and what may be chosen."""
    if field.choices:
        named = {str(words): value for value, words in field.choices}
    elif isinstance(field, BooleanField):
        named = dict(YES_NO)
    elif isinstance(field, ForeignKey):
        named = {str(row): row for row in field.related_model._default_manager.filter(office=office)}
    else:
        plain = {DateField: as_date, DecimalField: as_decimal, IntegerField: _as_integer, CharField: as_text}
        return next((convert for kind, convert in plain.items() if isinstance(field, kind)), str.strip), ()
    return one_of(named), tuple(named)


def _as_integer(text: str) -> int:
    value = as_decimal(text)
    if value != value.to_integral_value():
        raise ValueError(_("“%s” bukan bilangan bulat.") % text)
    return int(value)
