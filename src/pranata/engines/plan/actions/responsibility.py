"""Writes about who does a row and what is to be reached: people in charge, deputies, targets, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Unit
from pranata.base.org.permission import require
from pranata.base.people.models import Person, Team
from pranata.engines.plan.models import Deputy, MonthDeadline, Plan, Responsibility, Status, Subactivity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Indicator

ASSIGN = "plan.assign"
LIVING = (Status.DRAFT, Status.ADOPTED)  # a plan that was replaced or closed stays as it is
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


@transaction.atomic
def assign(rows: Iterable[Subactivity], party: Party | None, *, by: User | None) -> int:
    """Put ``party`` in charge of rows of one plan, or nobody (None); how many rows changed.

    A row that already has this party keeps its deputies; another party begins without. Raises ``Forbidden`` without
    "plan.assign", ``ValidationError`` for a party of another office, ``Stale`` for a plan that is closed or replaced.
    """
    rows = list(rows)
    if not rows:
        return 0
    plan = _begin({row.plan_id for row in rows}, by)
    before = _put_in_charge(plan, dict.fromkeys(rows, party))
    if before:
        after = {"party": _label(party), "rows": list(before)}
        record(office=plan.office, actor=by, action="plan.assigned", target=plan, before=before, after=after)
    return len(before)


@transaction.atomic
def add_deputy(
    responsibility: Responsibility, *, person: Person, valid_from: date, valid_to: date | None, by: User | None
) -> Deputy:
    """Let ``person`` stand in from ``valid_from`` to ``valid_to`` (None: until ended), both days included.

    Raises ``ValidationError`` for a person of another office, for the one in charge, for days out of order or when
    somebody stands in already; else as ``assign``.
    """
    plan = _begin({responsibility.subactivity.plan_id}, by)
    deputy = _let_stand_in(plan, responsibility, Stand(person, valid_from, valid_to))
    _record_deputy(plan, deputy, "plan.deputy_added", by)
    return deputy


@transaction.atomic
def end_deputy(deputy: Deputy, *, on: date, by: User | None) -> Deputy:
    """Make ``on`` the last day of standing in. Raises as ``add_deputy``."""
    plan = _begin({deputy.responsibility.subactivity.plan_id}, by)
    deputy.valid_to = on
    deputy.full_clean()
    deputy.save(update_fields=["valid_to"])
    _record_deputy(plan, deputy, "plan.deputy_ended", by)
    return deputy


@transaction.atomic
def set_target(indicator: Indicator, *, target: Decimal | None, unit: str, note: str, by: User | None) -> Indicator:
    """The office's own target and note of an indicator. Raises ``ValidationError``, else as ``assign``."""
    plan = _begin({indicator.subactivity.plan_id}, by)
    before = _target(indicator)
    if _aim(Target(indicator, target, unit, note)):
        record(
            office=plan.office,
            actor=by,
            action="plan.target_set",
            target=indicator,
            before=before,
            after=_target(indicator),
        )
    return indicator


@transaction.atomic
def apply_sheet(plan: Plan, charges: Iterable[Charge], targets: Iterable[Target], *, by: User | None) -> None:
    """Write what a whole sheet says, all or nothing, as one event.

    A row keeps its deputies unless somebody else is put in charge; a named deputy who stands in from that day already
    gets the last day given, another one is added. Raises as ``assign``, ``add_deputy`` and ``set_target``.
    """
    charges, targets = list(charges), list(targets)
    rows = [each.row for each in charges] + [each.indicator.subactivity for each in targets]
    plan = _begin({plan.pk, *(row.plan_id for row in rows)}, by)
    before = _put_in_charge(plan, {each.row: each.party for each in charges})
    stands = [stood for each in charges if each.stand and (stood := _stand(plan, each))]
    aims = {f"{each.indicator.subactivity.code} {each.indicator.position}": each for each in targets if _aim(each)}
    after = {
        "parties": {each.row.code: _label(each.party) for each in charges if each.row.code in before},
        "deputies": [_deputy(each) for each in stands],
        "targets": {name: _target(each.indicator) for name, each in aims.items()},
    }
    if any(after.values()):
        record(office=plan.office, actor=by, action="plan.sheet_applied", target=plan, before=before, after=after)


@transaction.atomic
def set_deadlines(plan: Plan, days: Mapping[int, date | None], *, by: User | None) -> None:
    """Set the days by which months 1 to 12 are to be reported; None is the month's last working day again.

    Raises ``ValidationError`` for a day before its month begins, else as ``assign``.
    """
    plan = _begin({plan.pk}, by)
    wrong = [month for month, day in days.items() if day and (day.year, day.month) < (plan.year, month)]
    if wrong:
        raise ValidationError({f"month_{month}": _("Tenggat mendahului bulannya.") for month in wrong})
    before = {str(each.month): each.due_on.isoformat() for each in plan.month_deadlines.all()}
    plan.month_deadlines.filter(month__in=days).delete()
    MonthDeadline.objects.bulk_create(
        MonthDeadline(plan=plan, month=month, due_on=day) for month, day in sorted(days.items()) if day
    )
    after = {str(each.month): each.due_on.isoformat() for each in plan.month_deadlines.all()}
    if before != after:
        record(office=plan.office, actor=by, action="plan.deadlines_set", target=plan, before=before, after=after)


def _begin(plans: set[int], by: User | None) -> Plan:
    if len(plans) != 1:
        raise ValueError("baris-baris dari lebih dari satu rencana")
    plan = Plan.objects.select_for_update(of=("self",)).select_related("office").get(pk=plans.pop())
    require(by, ASSIGN, plan.office)
    if plan.status not in LIVING:
        raise Stale("assign")
    return plan


def _put_in_charge(plan: Plan, parties: Mapping[Subactivity, Party | None]) -> dict[str, str]:
    """Who was in charge of the rows that changed, by code."""
    if any(party is not None and party.office_id != plan.office_id for party in parties.values()):
        raise ValidationError(_("Penanggung jawab harus dari satuan kerja yang sama."))
    held = {each.subactivity_id: each for each in _responsibilities(parties)}
    changed = {row: party for row, party in parties.items() if _party_of(held.get(row.pk)) != party}
    Responsibility.objects.filter(subactivity__in=changed).delete()
    Responsibility.objects.bulk_create(
        Responsibility(subactivity=row, **_fields(party)) for row, party in changed.items() if party is not None
    )
    return {row.code: _label(_party_of(held.get(row.pk))) for row in changed}


def _responsibilities(rows: Iterable[Subactivity]) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(subactivity__in=list(rows)).select_related("person", "unit", "team")


def _let_stand_in(plan: Plan, responsibility: Responsibility, stand: Stand) -> Deputy:
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


def _stand(plan: Plan, charge: Charge) -> Deputy | None:
    """The deputy a sheet adds or gives another last day; None when it stands as the sheet says."""
    responsibility = Responsibility.objects.filter(subactivity=charge.row).select_related("subactivity").first()
    if responsibility is None:
        raise ValidationError({"person": _("Belum ada penanggung jawab yang digantikan.")})
    stand = charge.stand
    same = responsibility.deputies.filter(person=stand.person, valid_from=stand.valid_from).first()
    if same is None:
        return _let_stand_in(plan, responsibility, stand)
    if same.valid_to == stand.valid_to:
        return None
    others = responsibility.deputies.exclude(pk=same.pk)
    if others.filter(overlapping(stand.valid_from, stand.valid_to)).exists():
        raise ValidationError({"valid_from": _("Sudah ada pengganti pada masa itu.")})
    same.end(stand.valid_to)
    return same


def _aim(aim: Target) -> bool:
    """Whether the indicator got another target, unit or note."""
    indicator, before = aim.indicator, _target(aim.indicator)
    indicator.target, indicator.target_unit, indicator.note = aim.target, aim.unit.strip(), aim.note.strip()
    if aim.target is None and indicator.target_unit:
        raise ValidationError({"target": _("Satuan diisi tetapi targetnya kosong.")})
    if before == _target(indicator):
        return False
    indicator.full_clean(exclude=["subactivity", "position", "text", "month_bits"])
    indicator.save(update_fields=["target", "target_unit", "note"])
    return True


def _fields(party: Party) -> dict[str, Party]:
    return {type(party)._meta.model_name: party}


def _party_of(responsibility: Responsibility | None) -> Party | None:
    return responsibility.party if responsibility else None


def _label(party: Party | None) -> str:
    """A party without its name: what the audit keeps."""
    return f"{type(party)._meta.model_name}:{party.pk}" if party else ""


def _target(indicator: Indicator) -> dict[str, str]:
    target = "" if indicator.target is None else str(indicator.target.normalize())
    return {"target": target, "unit": indicator.target_unit, "note": indicator.note}


def _record_deputy(plan: Plan, deputy: Deputy, action: str, by: User | None) -> None:
    record(
        office=plan.office,
        actor=by,
        action=action,
        target=deputy,
        after=_deputy(deputy),
    )


def _deputy(deputy: Deputy) -> dict[str, object]:
    return {"row": deputy.responsibility.subactivity.code, "person": deputy.person_id, **deputy.days()}
