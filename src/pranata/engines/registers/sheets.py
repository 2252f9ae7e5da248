"""A register as a workbook, both ways: all its rows to fill in, and back, all rows or none.

Every row is checked before any is written, so a look at what a workbook would change keeps nobody waiting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, lock_head, record
from pranata.base.imports.sheet import Sheet
from pranata.base.org.permission import require
from pranata.engines.registers.actions import ADDED, CHANGED, facts, fill, tell_written
from pranata.engines.registers.checking import Checks
from pranata.engines.registers.columns import cell, column_of, heading, in_words
from pranata.engines.registers.narrowing import with_related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from django.db.models import Field

    from pranata.base.access.models import User
    from pranata.base.imports.sheet import Line, Row
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

WRITTEN_AT_ONCE = 500


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
    return Sheet(*(column_of(register, each, office) for each in register.model_fields(register.fields)))


def sheet_rows(register: Register, rows: Iterable[Entry]) -> Iterator[dict[str, str | date | None]]:
    """``rows`` as the workbook has them, by column name."""
    fields = register.model_fields(register.fields)
    for row in rows:
        yield {each.name: cell(each, row) for each in fields}


def preview_entries(register: Register, office: Office, lines: Iterable[Line], *, by: User | None) -> list[Change]:
    """What ``load_entries`` would do; it stays undone. Raises ``FaultySheet`` with every faulty cell, ``Forbidden``."""
    require(by, register.model.EDIT, office)
    lines = list(lines)
    try:
        return _Load(register, office, by).check(lines)
    except _NeedsEarlierRows:  # a row is checked against rows above it: they are written, and taken back
        with transaction.atomic():
            hold(office)
            changes = _Load(register, office, by, may_write=True).check(lines)
            transaction.set_rollback(True)
        return changes


def load_entries(
    register: Register,
    office: Office,
    lines: Iterable[Line],
    *,
    by: User | None,
    is_agreed: Callable[[list[Change]], bool] = lambda changes: True,
) -> list[Change]:
    """
    Take in the rows of a workbook, all or none: a row whose key is known changes that row, else it is a new one; what
    is not in the workbook stays. Nothing is written unless ``is_agreed`` says of the changes that they are what
    somebody wants. Raises ``FaultySheet`` with every faulty cell, ``Forbidden``.
    """
    require(by, register.model.EDIT, office)
    with transaction.atomic():
        hold(office)
        load = _Load(register, office, by, may_write=True)
        changes = load.check(list(lines))
        if is_agreed(changes):
            load.write()
        else:
            transaction.set_rollback(True)
    return changes


class _NeedsEarlierRows(Exception):
    """A check asks the database, which does not have the rows above yet."""


@dataclass
class _Draft:
    """A row that was checked: what it said before, None of a new one."""

    entry: Entry
    before: dict[str, Any] | None


@dataclass
class _Known:
    """The rows of the register by key, and which row of the workbook spoke of a key."""

    rows: dict[tuple, Entry] = field(default_factory=dict)
    numbers: dict[tuple, int] = field(default_factory=dict)


class _Load:
    """One workbook on its way into a register; the rows ``by`` may see are known by their key, and read once."""

    def __init__(self, register: Register, office: Office, by: User | None, *, may_write: bool = False) -> None:
        self.register, self.office, self.by, self.may_write = register, office, by, may_write
        self.fields = register.model_fields(register.fields)
        self.key_fields = register.model_fields(register.key)
        self.checks = Checks(register, office, self._before_asking)
        self.drafts: list[_Draft] = []
        self.waiting: list[_Draft] = []
        self.known = _Known()
        rows = register.model._default_manager
        visible = rows.visible_to(by) if by is not None else rows.all()  # type: ignore[attr-defined]
        for entry in with_related(register, visible.filter(office=office), register.fields):
            entry.office = office
            self.known.rows[self._key(lambda each, entry=entry: each.value_from_object(entry))] = entry

    def check(self, lines: list[Line]) -> list[Change]:
        """What every row does. Raises ``FaultySheet`` after looking at all of them."""
        return sheet_of(self.register, self.office).check(lines, self._change)

    def write(self) -> None:
        """Write what was checked, an event for each row, and tell what follows."""
        self._write_waiting()
        head = lock_head(self.office.code)
        for draft in self.drafts:
            entry, action = draft.entry, ADDED if draft.before is None else CHANGED
            after = facts(self.register, entry)
            record(
                office=self.office, actor=self.by, action=action, target=entry, before=draft.before, after=after,
                head=head,
            )  # fmt: skip
        tell_written(self.register, [each.entry for each in self.drafts], by=self.by)

    def _key(self, value_of: Callable[[Field], Any]) -> tuple:
        return tuple(_folded(value_of(each)) for each in self.key_fields)

    def _change(self, row: Row) -> Change:
        key = self._key(lambda each: row.values.get(each.name))
        first = self.known.numbers.setdefault(key, row.number)
        if first != row.number:
            raise ValidationError({self.register.key[0]: _("sama dengan baris %d.") % first})
        entry = self.known.rows.get(key)
        if entry is None:
            entry, before, former = self.register.model(office=self.office), None, {}
        else:
            before, former = facts(self.register, entry), self._words(entry)
            self.checks.release(entry)
        fill(self.register, entry, row.values)
        self.checks.check(entry, row.number)
        words = self._words(entry)
        told = [
            Difference(name, former.get(name, ""), now) for name, now in words.items() if former.get(name, "") != now
        ]
        outcome = Outcome.ADDED if before is None else Outcome.CHANGED if told else Outcome.UNCHANGED
        if before is None or before != facts(self.register, entry):
            self._keep(_Draft(entry, before))
        return Change(row.number, str(entry), outcome, tuple(told))

    def _keep(self, draft: _Draft) -> None:
        self.drafts.append(draft)
        self.waiting.append(draft)

    def _before_asking(self) -> None:
        """The rows above are in the database before a check looks there."""
        if self.waiting:
            if not self.may_write:
                raise _NeedsEarlierRows
            self._write_waiting()

    def _write_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        added = [each for each in waiting if each.before is None]
        if self.register.model.save is models.Model.save:
            self.register.model._base_manager.bulk_create([each.entry for each in added], batch_size=WRITTEN_AT_ONCE)
        else:
            for each in added:
                each.entry.save()
        for each in waiting:
            if each.before is not None:
                each.entry.save()

    def _words(self, entry: Entry) -> dict[str, str]:
        """What the row says, in words by the columns' headings."""
        return {heading(each): in_words(each, entry) for each in self.fields}


def _folded(value: Any) -> Any:
    """A value such that two people's spellings of it are one; an empty cell is an empty text."""
    if value is None:
        return ""
    return " ".join(value.split()).casefold() if isinstance(value, str) else getattr(value, "pk", value)
