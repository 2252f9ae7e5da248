"""Writes about what reads an indicator: filled from the files, carried along, suggested; decided by people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.indicators.registry import by_key
from pranata.engines.plan.actions.guards import hold_plan, token
from pranata.engines.plan.bindings import CAPABILITY, binding_files, file_for
from pranata.engines.plan.models import Binding, BindingState, Indicator, Plan, Status
from pranata.engines.plan.suggestions import suggest
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.base.access.models import User
    from pranata.engines.plan.bindings import ShippedBinding

BIND = "plan.assign"
LIVING = (Status.DRAFT, Status.ADOPTED)  # a plan that was replaced or closed stays as it is
SAID = ("measure_key", "state", "capability", "note", "misplaced", "proposed_key")


@transaction.atomic
def bind(
    indicator: Indicator, *, measure_key: str, note: str = "", by: User | None, seen: str | None = None
) -> Binding:
    """Let a measure read the indicator from now on; what is known of it being misplaced stays.

    ``seen`` is the ``binding_token`` of what was shown. Raises ``Forbidden`` without "plan.assign",
    ``ValidationError`` for a measure that does not exist, ``Stale`` for a plan that is closed or replaced, an indicator
    that is gone, and what was not shown.
    """
    if by_key(measure_key) is None:
        raise ValidationError({"measure_key": _("Ukuran ini tidak ada.")})
    said = {"measure_key": measure_key, "capability": "", "note": note.strip(), "state": BindingState.CONFIRMED}
    return _decide(indicator, said, action="plan.indicator_bound", by=by, seen=seen)


@transaction.atomic
def read_by_hand(
    indicator: Indicator, *, capability: str = "", note: str = "", by: User | None, seen: str | None = None
) -> Binding:
    """Let people enter the indicator's value; ``capability`` is the code of the system that will bring it, if known.

    Raises as ``bind``; ``ValidationError`` for a code that cannot be one.
    """
    if capability and not CAPABILITY.fullmatch(capability):
        raise ValidationError({"capability": _("Kode kemampuan ditulis seperti S12.")})
    said = {"measure_key": "", "capability": capability, "note": note.strip(), "state": BindingState.BY_HAND}
    return _decide(indicator, said, action="plan.indicator_by_hand", by=by, seen=seen)


@transaction.atomic
def confirm(binding: Binding, *, by: User | None, seen: str | None = None) -> Binding:
    """Accept the measure that was suggested. Raises as ``bind``; ``Stale`` also when nothing is suggested any more."""
    found = Binding.objects.filter(pk=binding.pk, state=BindingState.SUGGESTED).first()
    if found is None or found.measure_key != binding.measure_key:
        raise Stale("confirm")
    if by_key(found.measure_key) is None:
        raise ValidationError({"measure_key": _("Ukuran ini tidak ada.")})
    return _decide(
        found.indicator, {"state": BindingState.CONFIRMED}, action="plan.binding_confirmed", by=by, seen=seen
    )


@transaction.atomic
def fill_missing(plan: Plan, *, by: User | None) -> int:
    """Give the indicators that have no binding what ``fill`` finds for them; how many got one.

    Raises ``Forbidden`` without "plan.assign", ``Stale`` for a plan that is closed or replaced.
    """
    require(by, BIND, plan.office)
    if hold_plan(plan).status not in LIVING:
        raise Stale("bind")
    return _recorded(plan, fill(plan), by=by)


def binding_token(indicator: Indicator, binding: Binding | None) -> str:
    """The fingerprint of an indicator and what reads it."""
    return token([indicator.pk, indicator.text, _facts(binding) if binding else None])


def _decide(
    indicator: Indicator, said: Mapping[str, str], *, action: str, by: User | None, seen: str | None
) -> Binding:
    plan = indicator.subactivity.plan
    require(by, BIND, plan.office)
    if hold_plan(plan).status not in LIVING:
        raise Stale("bind")
    current = Indicator.objects.filter(pk=indicator.pk).first()
    if current is None:
        raise Stale("bind")
    binding = Binding.objects.filter(indicator=current).first()
    if seen is not None and seen != binding_token(current, binding):
        raise Stale("bind")
    before = _facts(binding) if binding else {}
    binding = binding or Binding(indicator=current)
    for name, value in said.items():
        setattr(binding, name, value)
    binding.confirmed_by, binding.confirmed_at = by, clock.now()
    binding.full_clean(exclude=["indicator", "confirmed_by"])
    binding.save()
    record(office=plan.office, actor=by, action=action, target=binding, before=before, after=_facts(binding))
    return binding


def _facts(binding: Binding) -> dict[str, str]:
    return {name: str(getattr(binding, name)) for name in SAID}


def load_shipped(*, every: bool = False) -> int:
    """Fill what is missing in the plans that the files are for, and renew there what no person has decided; how many
    bindings were written. With ``every`` the other offices' plans too, which get suggestions. Again writes nothing."""
    plans = Plan.objects.exclude(status=Status.SUPERSEDED).select_related("office").order_by("pk")
    if every:
        return sum(_load(plan) for plan in plans)
    return sum(
        _load(plan) for file in binding_files() for plan in plans.filter(office__code=file.office, year=file.year)
    )


@transaction.atomic
def _load(plan: Plan) -> int:
    if hold_plan(plan).status == Status.SUPERSEDED:
        return 0
    return _recorded(plan, fill(plan) + _renew(plan), by=None)


def _recorded(plan: Plan, count: int, *, by: User | None) -> int:
    if count:
        record(office=plan.office, actor=by, action="plan.bindings_filled", target=plan, after={"bindings": count})
    return count


def fill(plan: Plan) -> int:
    """Give each indicator of ``plan`` that has no binding the one of the row it continues where it says the same, else
    that of the plan's file, else a suggestion; how many got one. A part of what the caller records."""
    rows = Indicator.objects.filter(subactivity__plan=plan).select_related("subactivity")
    bare = list(rows.filter(binding=None).order_by("pk"))
    carried = _carried(bare)
    shipped = _shipped(plan)
    made = [carried.get(each.pk) or _from_file(each, shipped) or _suggested(each) for each in bare]
    return len(Binding.objects.bulk_create(each for each in made if each is not None))


def _carried(bare: Iterable[Indicator]) -> dict[int, Binding]:
    """For indicators by their keys what reads the same indicator of the row that theirs continues."""
    continuing = [each for each in bare if each.subactivity.predecessor_id]
    origins = {each.subactivity.predecessor_id for each in continuing}
    if not origins:
        return {}
    old = Binding.objects.filter(indicator__subactivity__in=origins).select_related("indicator")
    known = {(each.indicator.subactivity_id, each.indicator.text): each for each in old}
    pairs = [(each, known.get((each.subactivity.predecessor_id, each.text))) for each in continuing]
    return {new.pk: _copy(held, new) for new, held in pairs if held is not None}


def _shipped(plan: Plan) -> Mapping[str, ShippedBinding]:
    file = None if plan.agent_id else file_for(plan.office.code, plan.year)
    return file.bindings if file else {}


def _from_file(indicator: Indicator, shipped: Mapping[str, ShippedBinding]) -> Binding | None:
    line = shipped.get(f"{indicator.subactivity.code}#{indicator.position}")
    if line is None or not line.is_of(indicator.text):
        return None
    return Binding(indicator=indicator, **_said(line))


def _said(line: ShippedBinding) -> dict[str, str]:
    """The columns that a line of a file stands for."""
    return {
        "measure_key": line.measure,
        "state": BindingState.SHIPPED if line.measure else BindingState.BY_HAND,
        "capability": line.capability,
        "note": line.note,
        "misplaced": line.misplaced,
        "proposed_key": line.proposed,
    }


def _suggested(indicator: Indicator) -> Binding | None:
    found = suggest(indicator.text)
    if not found:
        return None
    return Binding(indicator=indicator, measure_key=found[0][0], state=BindingState.SUGGESTED)


def _renew(plan: Plan) -> int:
    """What no person has decided becomes what the plan's file says today."""
    shipped = _shipped(plan)
    if not shipped:
        return 0
    as_shipped = (BindingState.SHIPPED, BindingState.BY_HAND)  # one that was reworded waits for a person
    undecided = Binding.objects.filter(indicator__subactivity__plan=plan, confirmed_at=None, state__in=as_shipped)
    changed = []
    for each in undecided.select_related("indicator__subactivity"):
        new = _from_file(each.indicator, shipped)
        if new is not None and _facts(new) != _facts(each):
            for name in SAID:
                setattr(each, name, getattr(new, name))
            changed.append(each)
    Binding.objects.bulk_update(changed, SAID)
    return len(changed)


def carry_bindings(pairs: Mapping[int, Indicator]) -> None:
    """What reads old indicators, by their keys, reads the new ones too where these say the same and have none yet."""
    has_own = set(Binding.objects.filter(indicator__in=pairs.values()).values_list("indicator_id", flat=True))
    Binding.objects.bulk_create(
        _copy(each, pairs[each.indicator_id])
        for each in Binding.objects.filter(indicator__in=pairs).select_related("indicator")
        if pairs[each.indicator_id].text == each.indicator.text and pairs[each.indicator_id].pk not in has_own
    )


def _copy(held: Binding, indicator: Indicator) -> Binding:
    decided = {"confirmed_by": held.confirmed_by, "confirmed_at": held.confirmed_at}
    return Binding(indicator=indicator, **decided, **{name: getattr(held, name) for name in SAID})


def question(indicators: Iterable[Indicator]) -> None:
    """Indicators were reworded: what read them is a suggestion again until somebody confirms it."""
    read = Binding.objects.measured().filter(indicator__in=list(indicators))
    read.update(state=BindingState.SUGGESTED, confirmed_by=None, confirmed_at=None)
