"""Who is charged with a case, and what staff put right in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.access.models import User
from pranata.base.notify.actions import Message, tell
from pranata.engines.cases.actions.guards import allow, change, hold_case, note_event
from pranata.engines.cases.notices import ASSIGNED, title_of
from pranata.engines.cases.registry import kind_of
from pranata.engines.dispositions.actions import give
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Unit
    from pranata.base.people.models import Person
    from pranata.engines.cases.models import Case


@transaction.atomic
def assign(
    case: Case,
    *,
    by: User | None,
    unit: Unit | None = None,
    person: Person | None = None,
    instruction: str = "",
    due_on: date | None = None,
    step: str = "",
) -> Case:
    """Charge a unit, a person of it, or both; with an ``instruction`` they get a disposition about the case.

    It is due on ``due_on``, else when the case is. Neither unit nor person takes the charge back. Raises ``Forbidden``,
    ``Stale``, and ``ValidationError`` for a party of another office or one that is no more.
    """
    check_parties(case, unit, person)
    hold_case(case, step or "assign")
    change(case, "assigned", by=by, step=step, unit=unit or (person.unit if person else None), assignee=person)
    user = getattr(person, "user", None)
    if user is not None and user != by and is_seen_by(case, user):
        tell(case.office, [assigned_message(case, user)], by=by)
    if instruction.strip() and by is not None:
        give_disposition(case, to=user or case.unit, instruction=instruction, due_on=due_on, by=by)
    return case


def check_parties(case: Case, unit: Unit | None, person: Person | None) -> None:
    """Raises ``ValidationError`` naming the party that is not of the office today."""
    today = clock.today()
    for name, party in (("unit", unit), ("person", person)):
        if party is not None and not (party.office_id == case.office_id and party.is_valid_on(today)):
            raise ValidationError({name: _("Yang dipilih bukan dari satuan kerja ini atau sudah tidak bertugas.")})


def is_seen_by(case: Case, user: User) -> bool:
    """Whether ``user`` may see the case as it stands; who may not is told nothing of it, though charged with it."""
    return type(case)._default_manager.visible_to(user).filter(pk=case.pk).exists()


def assigned_message(case: Case, user: User) -> Message:
    """Told once for each time it is charged."""
    address = kind_of(case).address(case)
    return Message(user, ASSIGNED.name, case, address, period=clock.now().isoformat(), due_on=case.due_on)


def give_disposition(case: Case, *, to: User | Unit | None, instruction: str, due_on: date | None, by: User) -> None:
    """The disposition, under the words that lists use; raises ``ValidationError`` when nobody can be given it."""
    if to is None:
        raise ValidationError({"instruction": _("Disposisi perlu unit, atau orang yang punya akun.")})
    if isinstance(to, User) and not is_seen_by(case, to):
        raise ValidationError({"instruction": _("Orang itu tidak boleh membuka perkara ini, jadi tidak didisposisi.")})
    give(
        case,
        office=case.office,
        subject=title_of(case.number, case.subject),
        address=kind_of(case).address(case),
        instruction=instruction,
        to=to,
        due_on=due_on or max(case.due_on or clock.today(), clock.today()),
        by=by,
    )


@transaction.atomic
def correct(
    case: Case,
    *,
    by: User | None,
    contact: Mapping[str, str] | None = None,
    description: str | None = None,
    subject: str | None = None,
) -> Case:
    """Put right what was written down; None leaves a part as it is. What stood there stays in the audit, sealed.

    Raises ``Forbidden``, ``Stale`` of an erased case.
    """
    allow(case, by)
    hold_case(case, "correct", may_have_moved=True)
    personal: dict[str, Any] = {}
    if contact is not None and dict(contact) != case.contact:
        personal["contact"] = [case.contact, dict(contact)]
        case.sealed_contact = case.sealed_mapping(contact)
    if description is not None and description != case.description:
        personal["description"] = [case.description, description]
        case.sealed_description = case.sealed(description)
    if subject is not None and subject != case.subject:
        personal["subject"] = [case.subject, subject]
        case.subject = subject
    if personal:
        case.save(update_fields=["sealed_contact", "sealed_description", "subject"])
        note_event(case, "corrected", by=by, after={"parts": sorted(personal)}, personal=personal)
    return case
