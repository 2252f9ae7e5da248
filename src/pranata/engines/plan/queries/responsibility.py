"""Who is in charge of the rows of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from pranata.engines.plan.models import Deputy, Responsibility

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.plan.models import Plan


@dataclass(frozen=True)
class InCharge:
    """Who is in charge: ``party`` as in addresses ("orang-7", "unit-3", "tim-2"), the name, today's deputy or ""."""

    party: str
    name: str
    deputy: str


def responsibilities(plan: Plan, *, today: date) -> dict[int, InCharge]:
    """Who is in charge of the plan's rows, by sub-activity id, with who stands in ``today``; one query."""
    deputies = Deputy.objects.valid_on(today).filter(responsibility=OuterRef("pk")).order_by("pk")
    rows = (
        Responsibility.objects.filter(subactivity__plan=plan)
        .select_related("person", "unit", "team")
        .annotate(deputy=Subquery(deputies.values("person__name")[:1]))
    )
    return {
        row.subactivity_id: InCharge(party=party_key(row), name=str(row.party), deputy=row.deputy or "")  # type: ignore[attr-defined]
        for row in rows
    }


def party_key(row: Responsibility) -> str:
    """The name in addresses of who is in charge."""
    if row.person_id:
        return f"orang-{row.person_id}"
    return f"unit-{row.unit_id}" if row.unit_id else f"tim-{row.team_id}"
