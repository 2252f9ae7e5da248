"""A register as a workbook, both ways: all its rows to fill in, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, CharField, DateField, DecimalField, ForeignKey, IntegerField, TextField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold
from pranata.base.imports.cells import as_date, as_decimal, as_text, decimal_text, one_of
from pranata.base.imports.sheet import Column, Sheet
from pranata.engines.registers.actions import add_entry, change_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import Field

    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Line, Row
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

YES_NO = {"ya": True, "tidak": False}
WIDE = 40


class Outcome(StrEnum):
    """What a row of a workbook does to the register."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Difference:
    """One value a row of a workbook changes, in words."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One row of the workbook by Excel's number, the row of the register it speaks of, and what happens to that."""

    number: int
    name: str
    outcome: Outcome
    differences: tuple[Difference, ...]


def sheet_of(register: Register, office: Office) -> Sheet:
    """The columns of the register's workbook, in the order of its fields."""
    return Sheet(*(_column(register, field, office) for field in register.model_fields(register.fields)))


def sheet_rows(register: Register, rows: Iterable[Entry]) -> Iterator[dict[str, str | date | None]]:
    """``rows`` as the workbook has them, by column name."""
    fields = register.model_fields(register.fields)
    for row in rows:
        yield {field.name: cell(field, row) for field in fields}


def load_entries(register: Register, office: Office, lines: Iterable[Line], *, by: User) -> list[Change]:
    """
    Take in the rows of a workbook, all or none: a row whose key is known changes that row, else it is a new one; what
    is not in the workbook stays. Raises ``FaultySheet`` with every faulty cell, ``Forbidden``.
    """
    with transaction.atomic():
        hold(office)
        return sheet_of(register, office).load(lines, _Load(register, office, by).save)


class _Load:
    """One workbook on its way into a register; the rows known by their key are read once."""

    def __init__(self, register: Register, office: Office, by: User) -> None:
        self.register, self.office, self.by = register, office, by
        self.key_fields = register.model_fields(register.key)
        self.rows: dict[tuple, Entry] = {}
        self.numbers: dict[tuple, int] = {}  # the row of the workbook that spoke of a key
        for entry in register.model._default_manager.filter(office=office):
            self.rows[self.key(lambda field, entry=entry: field.value_from_object(entry))] = entry

    def key(self, value_of: Callable[[Field], Any]) -> tuple:
        return tuple(_folded(value_of(field)) for field in self.key_fields)

    def save(self, row: Row) -> Change:
        key = self.key(lambda field: row.values.get(field.name))
        before = self.numbers.setdefault(key, row.number)
        if before != row.number:
            raise ValidationError({self.register.key[0]: _("sama dengan baris %d.") % before})
        entry = self.rows.get(key)
        former = self.words(entry) if entry else {}
        if entry is None:
            entry = add_entry(self.register, self.office, row.values, by=self.by)
        else:
            change_entry(self.register, entry, row.values, by=self.by)
        differences = tuple(
            Difference(heading, former.get(heading, ""), after)
            for heading, after in self.words(entry).items()
            if former.get(heading, "") != after
        )
        changed = Outcome.CHANGED if differences else Outcome.UNCHANGED
        return Change(row.number, str(entry), changed if former else Outcome.ADDED, differences)

    def words(self, entry: Entry) -> dict[str, str]:
        """What the row says, in words by the columns' headings."""
        fields = self.register.model_fields(self.register.fields)
        return {str(field.verbose_name).capitalize(): in_words(field, entry) for field in fields}


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


def _column(register: Register, field: Field, office: Office) -> Column:
    convert, choices = _conversion(field, office)
    return Column(
        str(field.verbose_name).capitalize(),
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


def _folded(value: Any) -> Any:
    """A value such that two people's spellings of it are one; an empty cell is an empty text."""
    if value is None:
        return ""
    return " ".join(value.split()).casefold() if isinstance(value, str) else getattr(value, "pk", value)
