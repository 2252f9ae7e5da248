"""Checks many rows of a register as ``full_clean`` checks one; what is unique is read once, not asked for each row."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint, F, ForeignKey, Q, UniqueConstraint
from django.utils.translation import gettext as _

from pranata.engines.registers.conditions import Untold, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

Errors = dict[str, list[ValidationError]]


@dataclass
class Unique:
    """What no two rows may have alike: the fields ``names`` where ``condition`` holds.

    ``owners`` are who has which values: ``row 7`` of the workbook, or the key of a row that is kept already.
    """

    names: tuple[str, ...]
    condition: Q | None = None
    words: str = ""
    nulls_are_alike: bool = False
    owners: dict[tuple, int | str] = field(default_factory=dict)


class Checks:
    """The checks of rows of one register at one office. ``before_asking`` is called before the row's own ``clean`` or a
    constraint asks the database, so that rows that were checked, and may be asked for, can be written first."""

    def __init__(self, register: Register, office: Office, before_asking: Callable[[], None]) -> None:
        self.model, self.columns, self.before_asking = register.model, register.fields, before_asking
        self.related = [each for each in self.model._meta.concrete_fields if isinstance(each, ForeignKey)]
        self.uniques, self.checks, self.others = _constraints_of(self.model)
        self.has_clean = self.model.clean is not models.Model.clean
        for unique in self.uniques:
            self._read(unique, office)

    def release(self, entry: Entry) -> None:
        """The row is about to change: what it has may go to another."""
        for unique in self.uniques:
            key = _key(unique, entry)
            if key is not None and unique.owners.get(key) == entry.pk:
                del unique.owners[key]

    def check(self, entry: Entry, number: int) -> None:
        """Raises ``ValidationError`` at the fields that are wrong; ``number`` is the row of the workbook."""
        errors: Errors = {}
        _collect(errors, lambda: entry.clean_fields(exclude={each.name for each in self.related}))
        for each in self.related:
            if each.editable and not each.null and getattr(entry, each.attname) is None:
                errors.setdefault(each.name, []).append(ValidationError(each.error_messages["null"], code="null"))
        if self.has_clean:
            with self._asking():
                _collect(errors, entry.clean)
        wrong = set(errors)
        for unique in self.uniques:
            if not wrong.intersection(unique.names):
                _collect(errors, lambda unique=unique: self._claim(unique, entry, number))
        for constraint in self.checks:
            _collect(errors, lambda constraint=constraint: _check(constraint, entry, wrong))
        for constraint in self.others:
            with self._asking():
                _collect(errors, lambda constraint=constraint: constraint.validate(self.model, entry, exclude=wrong))
        if errors:
            raise ValidationError(errors)

    def _claim(self, unique: Unique, entry: Entry, number: int) -> None:
        key = _key(unique, entry)
        if key is None:
            return
        own = f"row {number}"
        owner = unique.owners.setdefault(key, own)
        if owner in (own, entry.pk):
            return
        words = unique.words or entry.unique_error_message(self.model, unique.names).messages[0]
        if isinstance(owner, str):
            words = f"{words} {_('Lihat baris %s.') % owner.removeprefix('row ')}"
        place = next((name for name in unique.names if name in self.columns), None)
        raise ValidationError({place: words} if place else words)

    def _read(self, unique: Unique, office: Office) -> None:
        """Who has which values now, of every row the constraint compares with, seen or not."""
        rows = self.model._base_manager.all()
        leads_here = any(each.name in unique.names and _is_of_office(each) for each in self.related)
        if "office" in unique.names or leads_here:
            rows = rows.filter(office=office)
        if unique.condition is not None:
            rows = rows.filter(unique.condition)
        attributes = [self.model._meta.get_field(name).attname for name in unique.names]  # type: ignore[union-attr]
        for pk, *values in rows.order_by().values_list("pk", *attributes).iterator():
            if unique.nulls_are_alike or None not in values:
                unique.owners[tuple(values)] = pk

    @contextmanager
    def _asking(self) -> Iterator[None]:
        def first(execute: Callable, *arguments: Any) -> Any:
            self.before_asking()
            return execute(*arguments)

        with connection.execute_wrapper(first):
            yield


def _constraints_of(model: type[Entry]) -> tuple[list[Unique], list[CheckConstraint], list[Any]]:
    """What is unique, what is compared within a row, and what only the database can check."""
    uniques = [Unique((each.name,)) for each in model._meta.concrete_fields if each.unique and not each.primary_key]
    uniques += [Unique(tuple(names)) for names in model._meta.unique_together]
    checks: list[CheckConstraint] = []
    others: list[Any] = []
    for each in model._meta.constraints:
        if isinstance(each, CheckConstraint):
            checks.append(each)
        elif isinstance(each, UniqueConstraint) and (names := _plain_names(each)):
            own_words = each.violation_error_message != each.default_violation_error_message
            words = str(each.get_violation_error_message()) if own_words else ""
            uniques.append(Unique(names, each.condition, words, nulls_are_alike=each.nulls_distinct is False))
        else:
            others.append(each)
    return uniques, checks, others


def _plain_names(constraint: UniqueConstraint) -> tuple[str, ...]:
    """The fields of a constraint; none where it computes with them."""
    if constraint.expressions and not all(type(each) is F for each in constraint.expressions):
        return ()
    return tuple(constraint.fields or (each.name for each in constraint.expressions))


def _key(unique: Unique, entry: Entry) -> tuple | None:
    """What the row has of the unique fields; None where the constraint says nothing of it."""
    if unique.condition is not None and not _holds(unique.condition, entry):
        return None
    values = tuple(getattr(entry, entry._meta.get_field(name).attname) for name in unique.names)  # type: ignore[union-attr]
    return values if unique.nulls_are_alike or None not in values else None


def _holds(condition: Q, entry: Entry) -> bool:
    try:
        return bool(holds(condition, entry))
    except Untold:
        return condition.check(_stored(entry))


def _check(constraint: CheckConstraint, entry: Entry, wrong: set[str]) -> None:
    try:
        is_broken = holds(constraint.condition, entry) is False
    except Untold:
        constraint.validate(type(entry), entry, exclude=wrong)
        return
    if is_broken and not wrong.intersection(constraint.condition.referenced_base_fields):
        raise ValidationError(constraint.get_violation_error_message(), code=constraint.violation_error_code)


def _stored(entry: Entry) -> dict[str, Any]:
    return {each.name: getattr(entry, each.attname) for each in entry._meta.concrete_fields}


def _is_of_office(key: ForeignKey) -> bool:
    """Whether what the key leads to belongs to one office, as the row itself."""
    return any(each.name == "office" for each in key.related_model._meta.concrete_fields)


def _collect(errors: Errors, check: Callable[[], None]) -> None:
    try:
        check()
    except ValidationError as error:
        error.update_error_dict(errors)
