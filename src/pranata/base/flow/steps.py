"""``Flow``: the one door for status changes. A capability declares it in ``actions.py`` and takes steps through it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.lib.clock import now


@dataclass(frozen=True)
class Step:
    """A named move from one of ``sources`` to ``target``, open to who holds ``permission`` in the record's office.

    A step without permission is taken by the public, or by another office to which the record was opened, through a
    door that checks it; it is no button of staff.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: Any = ""  # what the button says, gettext_lazy


class Flow:
    """The steps of one kind of record, which has a ``status`` and an ``office``.

    A record whose free text is personal names its data subject in an attribute ``seal_subject`` ("case:12").
    """

    declared: list["Flow"] = []  # every flow of the process, for the check at start-up

    def __init__(self, *steps: Step):
        self.steps = {step.name: step for step in steps}
        if len(self.steps) != len(steps):
            raise ValueError("Two steps of one flow bear the same name.")
        self.declared.append(self)

    def statuses(self) -> set[str]:
        """Every status that a step of this flow leaves or reaches."""
        return {str(status) for step in self.steps.values() for status in (*step.sources, step.target)}

    def steps_for(self, item: models.Model, user) -> list[Step]:
        """What ``user`` may do now with the record as it stands, in the order of declaration."""
        return [
            step
            for step in self.steps.values()
            if item.status in step.sources and step.permission and user.can(step.permission, item.office)
        ]

    def take(self, item: models.Model, step: str, *, by, note: str = "", **changes: Any) -> models.Model:
        """Take one step: permission, one UPDATE that holds only in the state the record was read in, history, audit.

        ``by`` is an account, a visitor for a step without permission, or None for the system. ``changes`` are further
        fields to set in the same UPDATE. The record in memory is brought up to date and returned. Raises ``KeyError``
        for an unknown step, ``Forbidden`` without permission, and ``Stale`` when the record is in no source state or
        somebody moved it meanwhile; then nothing is written.
        """
        move = self.steps[step]
        if not may_take(move, item, by):
            raise Forbidden(move.permission)
        if item.status not in move.sources:
            raise Stale(step)
        with transaction.atomic():
            hold(item.office)
            values = write(item, move, changes)
            Activity.objects.create(
                office=item.office,
                target_label=item._meta.label_lower,
                target_id=item.pk,
                step=step,
                from_status=item.status,
                to_status=move.target,
                note=note,
                by=account(by),
                at=now(),
            )
            record_step(item, move, values, by=by, note=note)
        for name, value in values.items():
            setattr(item, name, value)
        return item


def account(by) -> Any:
    """The account behind ``by``; None for the system and for a visitor, who has no key."""
    return by if by is not None and by.pk is not None else None


def may_take(step: Step, item: models.Model, by) -> bool:
    """Whether ``by`` may take the step, whatever state the record is in."""
    if by is None or not step.permission:
        return True
    return account(by) is not None and by.can(step.permission, item.office)


def write(item: models.Model, step: Step, changes: dict[str, Any]) -> dict[str, Any]:
    """Update the row if it is still in the state in which ``item`` was read, and return the values now stored."""
    row = type(item)._base_manager.filter(pk=item.pk)
    if not row.filter(status=item.status).update(status=step.target, **changes):
        raise Stale(step.name)
    values = {"status": step.target, **changes}
    computed = [name for name, value in values.items() if hasattr(value, "resolve_expression")]
    if computed:
        values |= row.values(*computed).get()
    return values


def record_step(item: models.Model, step: Step, values: dict[str, Any], *, by, note: str) -> None:
    """The audit event of a step: the note always sealed, free text too when the record has a data subject.

    A note nobody has a key for, the system's or a visitor's about a record without data subject, stands in the history
    alone, where it can be taken out.
    """
    subject = getattr(item, "seal_subject", "")
    owner = subject or getattr(account(by), "seal_subject", "")
    hidden = set(free_text(item, values)) if subject else set()
    before = {name: plain(getattr(item, name)) for name in values}
    after = {name: plain(value) for name, value in values.items()}
    personal = {name: [before.pop(name), after.pop(name)] for name in sorted(hidden)}
    if note and owner:
        personal["note"] = note
    record(
        office=item.office,
        actor=by,
        action=f"{item._meta.label_lower}.{step.name}",
        target=item,
        before=before,
        after=after,
        personal=personal,
        subject=owner if personal else "",
    )


def free_text(item: models.Model, names) -> Iterator[str]:
    """Those of ``names`` that are text fields without a fixed set of choices."""
    for name in names:
        field = item._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield name


def plain(value: Any) -> Any:
    """A related record as its key, anything else as it is."""
    return value.pk if isinstance(value, models.Model) else value
