"""What the menus of staff pages list: only what exists today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.org.models import Office
    from pranata.engines.plan.models import Area, Plan
    from pranata.engines.plan.queries import AreaSummary


def navigation(
    office: Office,
    plans: list[Plan],
    *,
    section: str,
    plan: Plan | None = None,
    areas: Iterable[AreaSummary | Area] = (),
) -> dict[str, Any]:
    """The context of ``desk/shell.html``. ``section`` is the page's place in the menu ("desk", "plans", "plan",
    "remarks"), ``plan`` the plan it belongs to, ``areas`` that plan's areas."""
    return {"office": office, "plans": plans, "section": section, "plan": plan, "plan_areas": areas}
