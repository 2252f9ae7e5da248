"""What the writes about who does a row are made of: what is asked for, what was shown, one row, one target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Unit
from pranata.base.people.models import Person, Team
from pranata.engines.plan.actions.guards import token
from pranata.engines.plan.models import Deputy, Responsibility, Subactivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from pranata.engines.plan.models import Indicator, Plan

Party = Person | Unit | Team


@dataclass(frozen=True)
class Stand:
    """Who stands in, from which day to which, both included; None: until ended."""

    person: Person
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Charge:
    """What a sheet says of one row: who is in charge (None: nobody), and who stands in if it names somebody."""

    row: Subactivity
    party: Party | None
    stand: Stand | None = None


@dataclass(frozen=True)
class Target:
    """What a sheet says of one indicator."""

    indicator: Indicator
    target: Decimal | None
    unit: str
    note: str


def charge_token(row: Subactivity, held: Responsibility | None) -> str:
    """The fingerprint of who is in charge of a row, the row's key before it; of None that nobody is."""
    return f"{row.pk}-{token([held and held.pk, label(party_of(held))])}"


def target_token(indicator: Indicator) -> str:
    """The fingerprint of an indicator and its target, its row's key before it."""
    shown = [indicator.pk, indicator.text, target_values(indicator), indicator.note]
    return f"{indicator.subactivity_id}-{token(shown)}"


def deadlines_token(plan: Plan, days: Mapping[int, date]) -> str:
    """The fingerprint of the days that ``plan`` has set itself."""
    return token([plan.pk, sorted(days.items())])


def put_in_charge(plan: Plan, parties: Mapping[Subactivity, Party | None]) -> dict[str, str]:
    """Put each row in the charge of its party; who was before, by the codes of the rows that changed.

    Raises ``ValidationError`` for a party of another office, ``Stale`` for a row that is gone.
    """
    if any(party is not None and party.office_id != plan.office_id for party in parties.values()):
        raise ValidationError(_("Penanggung jawab harus dari satuan kerja yang sama."))
    if Subactivity.objects.filter(plan=plan, pk__in=[row.pk for row in parties]).count() != len(parties):
        raise Stale("assign")
    held = {each.subactivity_id: each for each in responsibilities(parties)}
    changed = {row: party for row, party in parties.items() if party_of(held.get(row.pk)) != party}
    Responsibility.objects.filter(subactivity__in=changed).delete()
    Responsibility.objects.bulk_create(
        Responsibility(subactivity=row, **fields_of(party)) for row, party in changed.items() if party is not None
    )
    return {row.code: label(party_of(held.get(row.pk))) for row in changed}


def responsibilities(rows: Iterable[Subactivity | int]) -> QuerySet[Responsibility]:
    """Who is in charge of ``rows``, or of those with these keys."""
    found = Responsibility.objects.filter(subactivity__in=list(rows))
    return found.select_related("subactivity", "person", "unit", "team")


def let_stand_in(plan: Plan, responsibility: Responsibility, stand: Stand) -> Deputy:
    """Raises ``ValidationError`` as ``add_deputy`` says."""
    if stand.person.office_id != plan.office_id:
        raise ValidationError({"person": _("Pengganti harus dari satuan kerja yang sama.")})
    if stand.person == responsibility.person:
        raise ValidationError({"person": _("Penanggung jawab tidak menggantikan dirinya sendiri.")})
    if responsibility.deputies.filter(overlapping(stand.valid_from, stand.valid_to)).exists():
        raise ValidationError({"valid_from": _("Sudah ada pengganti pada masa itu.")})
    deputy = Deputy(
        responsibility=responsibility, person=stand.person, valid_from=stand.valid_from, valid_to=stand.valid_to
    )
    deputy.full_clean()
    deputy.save()
    return deputy


def stand_in_as_told(plan: Plan, charge: Charge) -> Deputy | None:
    """The deputy a sheet adds or gives another last day; None when it stands as the sheet says."""
    responsibility = Responsibility.objects.filter(subactivity=charge.row).select_related("subactivity").first()
    if responsibility is None:
        raise ValidationError({"person": _("Belum ada penanggung jawab yang digantikan.")})
    stand = charge.stand
    same = responsibility.deputies.filter(person=stand.person, valid_from=stand.valid_from).first()
    if same is None:
        return let_stand_in(plan, responsibility, stand)
    if same.valid_to == stand.valid_to:
        return None
    end_on(same, stand.valid_to, field="valid_to")
    return same


def end_on(deputy: Deputy, on: date | None, *, field: str) -> None:
    """Make ``on`` the last day; days that are added may not be another deputy's, fewer days are always possible."""
    last = deputy.valid_to
    if last is not None and (on is None or on > last):
        others = Deputy.objects.filter(responsibility=deputy.responsibility_id).exclude(pk=deputy.pk)
        if others.filter(overlapping(last, on)).exists():
            raise ValidationError({field: _("Sudah ada pengganti pada masa itu.")})
    deputy.end(on)


def take_aim(aim: Target) -> bool:
    """Whether the indicator got another target, unit or note."""
    indicator = aim.indicator
    before = target_values(indicator), indicator.note
    indicator.target, indicator.target_unit, indicator.note = aim.target, aim.unit.strip(), aim.note.strip()
    if aim.target is None and indicator.target_unit:
        raise ValidationError({"target": _("Satuan diisi tetapi targetnya kosong.")})
    if before == (target_values(indicator), indicator.note):
        return False
    indicator.full_clean(exclude=["subactivity", "position", "text", "month_bits"])
    indicator.save(update_fields=["target", "target_unit", "note"])
    return True


def fields_of(party: Party) -> dict[str, Party]:
    return {type(party)._meta.model_name: party}


def party_of(responsibility: Responsibility | None) -> Party | None:
    return responsibility.party if responsibility else None


def label(party: Party | None) -> str:
    """A party without its name: what the audit keeps."""
    return f"{type(party)._meta.model_name}:{party.pk}" if party else ""


def target_values(indicator: Indicator) -> dict[str, str]:
    """What the audit keeps in the open: the note is personal."""
    target = "" if indicator.target is None else f"{indicator.target.normalize():f}"
    return {"target": target, "unit": indicator.target_unit}


def indicator_name(indicator: Indicator) -> str:
    return f"{indicator.subactivity.code} {indicator.position}"


def deputy_values(deputy: Deputy) -> dict[str, object]:
    return {"row": deputy.responsibility.subactivity.code, "person": deputy.person_id, **deputy.days()}
