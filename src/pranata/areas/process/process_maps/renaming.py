"""What follows a process whose code, group or parent was changed: the rows that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pranata.areas.process.process_maps.models import MapStep, Process, UnitRelation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.base.access.models import User
    from pranata.engines.registers.models import Entry


def follow(rows: Sequence[Entry], by: User | None) -> None:
    """Rows naming a process by code keep naming it, and what is below it is of its group; part of the deed itself."""
    for row in rows:
        code = row.code  # type: ignore[attr-defined]  # a process
        Process.objects.filter(parent=row).exclude(parent_code=code).update(parent_code=code)
        for model in (UnitRelation, MapStep):
            model.objects.filter(process=row).exclude(process_code=code).update(process_code=code)
        regroup(row)


def regroup(row: Any) -> None:
    """Every process below ``row`` is of its group."""
    above = [row.pk]
    while above:
        below = Process.objects.filter(parent__in=above)
        above = list(below.values_list("pk", flat=True))
        below.exclude(group=row.group).update(group=row.group)
