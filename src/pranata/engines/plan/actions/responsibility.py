"""Writes about who does a row and what is to be reached: people in charge, deputies, targets, deadlines."""

from __future__ import annotations

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

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Indicator

ASSIGN = "plan.assign"
LIVING = (Status.DRAFT, Status.ADOPTED)  # a plan that was replaced or closed stays as it is
Party = Person | Unit | Team


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
    if party is not None and party.office_id != plan.office_id:
        raise ValidationError(_("Penanggung jawab harus dari satuan kerja yang sama."))
    held = {each.subactivity_id: each for each in Responsibility.objects.filter(subactivity__in=rows)}
    changed = [row for row in rows if _party_of(held.get(row.pk)) != party]
    Responsibility.objects.filter(subactivity__in=changed).delete()
    if party is not None:
        Responsibility.objects.bulk_create(Responsibility(subactivity=row, **_fields(party)) for row in changed)
    if changed:
        record(
            office=plan.office,
            actor=by,
            action="plan.assigned",
            target=plan,
            before={row.code: _label(_party_of(held.get(row.pk))) for row in changed},
            after={"party": _label(party), "rows": [row.code for row in changed]},
        )
    return len(changed)


@transaction.atomic
def add_deputy(
    responsibility: Responsibility, *, person: Person, valid_from: date, valid_to: date | None, by: User | None
) -> Deputy:
    """Let ``person`` stand in from ``valid_from`` to ``valid_to`` (None: until ended), both days included.

    Raises ``ValidationError`` for a person of another office, for the one in charge, for days out of order or when
    somebody stands in already; else as ``assign``.
    """
    plan = _begin({responsibility.subactivity.plan_id}, by)
    if person.office_id != plan.office_id:
        raise ValidationError({"person": _("Pengganti harus dari satuan kerja yang sama.")})
    if person == responsibility.person:
        raise ValidationError({"person": _("Penanggung jawab tidak menggantikan dirinya sendiri.")})
    if responsibility.deputies.filter(overlapping(valid_from, valid_to)).exists():
        raise ValidationError({"valid_from": _("Sudah ada pengganti pada masa itu.")})
    deputy = Deputy(responsibility=responsibility, person=person, valid_from=valid_from, valid_to=valid_to)
    deputy.full_clean()
    deputy.save()
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
    indicator.target, indicator.target_unit, indicator.note = target, unit.strip(), note.strip()
    if target is None and indicator.target_unit:
        raise ValidationError({"target": _("Satuan diisi tetapi targetnya kosong.")})
    indicator.full_clean(exclude=["subactivity", "position", "text", "month_bits"])
    indicator.save(update_fields=["target", "target_unit", "note"])
    if before != _target(indicator):
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
        after={
            "row": deputy.responsibility.subactivity.code,
            "person": deputy.person_id,
            "valid_from": deputy.valid_from.isoformat() if deputy.valid_from else None,
            "valid_to": deputy.valid_to.isoformat() if deputy.valid_to else None,
        },
    )
