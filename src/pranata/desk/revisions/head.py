"""What the head of a plan's pages offers: years and revisions, files, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pranata.base.paper.queries import paper_gaps
from pranata.desk.revisions.downloads import OFFERED
from pranata.desk.revisions.steps import PlanStep, open_steps, series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Plan


@dataclass(frozen=True)
class PlanHead:
    """``years`` holds one plan a year of the same series, ``revisions`` those of this year, newest first.

    ``current`` is the plan in force beside this one and ``base`` the one it is based on, where there are such;
    ``gaps`` what is blank in the letterhead of its decree.
    """

    years: list[Plan]
    revisions: list[Plan]
    current: Plan | None
    base: Plan | None
    steps: list[PlanStep]
    formats: list[tuple[str, _StrPromise]]
    gaps: list[str]
    has_source: bool


def plan_head(user: User, plan: Plan, siblings: Sequence[Plan]) -> PlanHead:
    """What ``user`` is offered at the head of ``plan``; ``siblings`` are all plans of its office."""
    may_export = user.can("plan.export", plan.office)
    revisions = series(plan, siblings)
    current = next((each for each in revisions if each.is_current), None)
    return PlanHead(
        years=plan_of_each_year(plan, siblings),
        revisions=revisions,
        current=None if current == plan else current,
        base=next((each for each in siblings if each.pk == plan.based_on_id), None),
        steps=open_steps(plan, siblings, user),
        formats=list(OFFERED.items()) if may_export else [],
        gaps=paper_gaps(plan.office) if may_export else [],
        has_source=plan.document.file_id is not None and user.can("documents.view", plan.office),
    )


def plan_of_each_year(plan: Plan, siblings: Sequence[Plan]) -> list[Plan]:
    """Of each year of the same series the plan in force, else the newest; newest year first."""
    chosen: dict[int, Plan] = {}
    for each in sorted(siblings, key=lambda each: (each.is_current, each.revision)):
        if each.agent_id == plan.agent_id:
            chosen[each.year] = each
    return sorted(chosen.values(), key=lambda each: -each.year)
