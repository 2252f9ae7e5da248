"""Writes about who does a row and what is to be reached: people in charge, deputies, targets, deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.plan.actions.charges import (
    Stand,
    Target,
    charge_token,
    deadlines_token,
    deputy_values,
    end_on,
    indicator_name,
    label,
    let_stand_in,
    put_in_charge,
    responsibilities,
    stand_in_as_told,
    take_aim,
    target_token,
    target_values,
)
from pranata.engines.plan.actions.guards import hold_plan
from pranata.engines.plan.models import Deputy, Indicator, MonthDeadline, Plan, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from pranata.base.access.models import User
    from pranata.base.people.models import Person
    from pranata.engines.plan.actions.charges import Charge, Party
    from pranata.engines.plan.models import Responsibility, Subactivity

ASSIGN = "plan.assign"
LIVING = (Status.DRAFT, Status.ADOPTED)  # a plan that was replaced or closed stays as it is


@transaction.atomic
def assign(rows: Iterable[Subactivity], party: Party | None, *, by: User | None, seen: str | None = None) -> int:
    """Put ``party`` in charge of rows of one plan, or nobody (None); how many rows changed.

    A row that already has this party keeps its deputies; another party begins without. ``seen``, for a single row, is
    the ``charge_token`` of what was shown. Raises ``Forbidden`` without "plan.assign", ``ValidationError`` for a party
    of another office, ``Stale`` for a plan that is closed or replaced, a row that is gone, and what was not shown.
    """
    rows = list(rows)
    if not rows:
        return 0
    plan = _begin({row.plan_id for row in rows}, by)
    if seen is not None and [seen] != [charge_token(row, responsibilities([row]).first()) for row in rows]:
        raise Stale("assign")
    before = put_in_charge(plan, dict.fromkeys(rows, party))
    if before:
        after = {"party": label(party), "rows": list(before)}
        record(office=plan.office, actor=by, action="plan.assigned", target=plan, before=before, after=after)
    return len(before)


@transaction.atomic
def add_deputy(
    responsibility: Responsibility,
    *,
    person: Person,
    valid_from: date,
    valid_to: date | None,
    by: User | None,
    seen: str | None = None,
) -> Deputy:
    """Let ``person`` stand in from ``valid_from`` to ``valid_to`` (None: until ended), both days included.

    ``seen`` is the ``charge_token`` of what was shown. Raises ``ValidationError`` for a person of another office, for
    the one in charge, for days out of order or when somebody stands in already; else as ``assign``.
    """
    plan = _begin({responsibility.subactivity.plan_id}, by)
    held = responsibilities([responsibility.subactivity_id]).filter(pk=responsibility.pk).first()
    if held is None or (seen is not None and seen != charge_token(held.subactivity, held)):
        raise Stale("assign")
    deputy = let_stand_in(plan, held, Stand(person, valid_from, valid_to))
    _record_deputy(plan, deputy, "plan.deputy_added", by)
    return deputy


@transaction.atomic
def end_deputy(deputy: Deputy, *, on: date, by: User | None) -> Deputy:
    """Make ``on`` the last day of standing in. Raises as ``add_deputy``."""
    plan = _begin({deputy.responsibility.subactivity.plan_id}, by)
    stored = Deputy.objects.select_related("responsibility__subactivity").filter(pk=deputy.pk).first()
    if stored is None:
        raise Stale("assign")
    end_on(stored, on, field="on")
    _record_deputy(plan, stored, "plan.deputy_ended", by)
    return stored


@transaction.atomic
def set_target(
    indicator: Indicator,
    *,
    target: Decimal | None,
    unit: str,
    note: str,
    by: User | None,
    seen: str | None = None,
) -> Indicator:
    """The office's own target and note of an indicator; ``seen`` is the ``target_token`` of what was shown.

    Raises ``ValidationError``, else as ``assign``.
    """
    plan = _begin({indicator.subactivity.plan_id}, by)
    stored = Indicator.objects.select_related("subactivity").filter(pk=indicator.pk).first()
    if stored is None or (seen is not None and seen != target_token(stored)):
        raise Stale("assign")
    before = target_values(stored)
    if take_aim(Target(stored, target, unit, note)):
        record(
            office=plan.office,
            actor=by,
            action="plan.target_set",
            target=stored,
            before=before,
            after=target_values(stored),
            **_sealed({"note": stored.note}, by),
        )
    return stored


@transaction.atomic
def apply_sheet(plan: Plan, charges: Iterable[Charge], targets: Iterable[Target], *, by: User | None) -> None:
    """Write what a whole sheet says, all or nothing, as one event.

    A row keeps its deputies unless somebody else is put in charge; a named deputy who stands in from that day already
    gets the last day given, another one is added. Raises as ``assign``, ``add_deputy`` and ``set_target``.
    """
    charges, targets = list(charges), list(targets)
    rows = [each.row for each in charges] + [each.indicator.subactivity for each in targets]
    plan = _begin({plan.pk, *(row.plan_id for row in rows)}, by)
    parties = put_in_charge(plan, {each.row: each.party for each in charges})
    stands = [stood for each in charges if each.stand and (stood := stand_in_as_told(plan, each))]
    earlier = {indicator_name(each.indicator): target_values(each.indicator) for each in targets}
    aims = {indicator_name(each.indicator): each.indicator for each in targets if take_aim(each)}
    before = {"parties": parties, "targets": {name: earlier[name] for name in aims}}
    after = {
        "parties": {each.row.code: label(each.party) for each in charges if each.row.code in parties},
        "deputies": [deputy_values(each) for each in stands],
        "targets": {name: target_values(indicator) for name, indicator in aims.items()},
    }
    if any(after.values()):
        record(
            office=plan.office,
            actor=by,
            action="plan.sheet_applied",
            target=plan,
            before=before,
            after=after,
            **_sealed({name: indicator.note for name, indicator in aims.items()}, by),
        )


@transaction.atomic
def set_deadlines(plan: Plan, days: Mapping[int, date | None], *, by: User | None, seen: str | None = None) -> None:
    """Set the days by which months 1 to 12 are to be reported; None is the month's last working day again.

    ``seen`` is the ``deadlines_token`` of what was shown. Raises ``ValidationError`` for a day before its month begins,
    else as ``assign``.
    """
    plan = _begin({plan.pk}, by)
    stored = {each.month: each.due_on for each in plan.month_deadlines.all()}
    if seen is not None and seen != deadlines_token(plan, stored):
        raise Stale("assign")
    wrong = [month for month, day in days.items() if day and (day.year, day.month) < (plan.year, month)]
    if wrong:
        raise ValidationError({f"month_{month}": _("Tenggat mendahului bulannya.") for month in wrong})
    before = {str(month): day.isoformat() for month, day in stored.items()}
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
    try:
        plan = hold_plan(Plan.objects.select_related("office").get(pk=plans.pop()))
    except Plan.DoesNotExist:  # a draft that was thrown away meanwhile
        raise Stale("assign") from None
    require(by, ASSIGN, plan.office)
    if plan.status not in LIVING:
        raise Stale("assign")
    return plan


def _sealed(notes: dict[str, str], by: User | None) -> dict[str, object]:
    """How ``record`` keeps free text: sealed under its writer, or not at all."""
    return {"personal": notes, "subject": by.seal_subject} if by and notes else {}


def _record_deputy(plan: Plan, deputy: Deputy, action: str, by: User | None) -> None:
    record(
        office=plan.office,
        actor=by,
        action=action,
        target=deputy,
        after=deputy_values(deputy),
    )
