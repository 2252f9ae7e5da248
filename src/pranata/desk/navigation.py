"""What the menus of staff pages list: only what exists today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pranata.base.ui.menu import menu_context
from pranata.engines.nation.queries import looks_down

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.plan.models import Area, Plan
    from pranata.engines.plan.queries import AreaSummary


# What the menu offers besides the plan, and the permissions one of which it asks for; the key is the page's section.
PLACES = {
    "evidence": ("evidence.view",),
    "reports": ("reports.view",),
    "followups": ("followups.view",),
    "assessments": ("assessments.view",),
    "nation": ("nation.view",),
    "people": ("people.view",),
    "letterhead": ("paper.manage",),
    "administration": ("access.view", "audit.view"),
}


def navigation(
    user: User,
    office: Office,
    plans: Iterable[Plan] = (),
    *,
    section: str,
    plan: Plan | None = None,
    areas: Iterable[AreaSummary | Area] = (),
) -> dict[str, Any]:
    """The context of ``desk/shell.html``.

    ``section`` is the page's place in the menu: "desk", "notices", "dispositions", "plans", "plan", "remarks", a key of
    ``PLACES``, or a section the menu is offered. ``plan`` is the plan it belongs to, ``areas`` that plan's areas. How
    many notices are unread (``unread_count``) only those pages ask that look at them anyway.
    """
    places = {place for place, asked in PLACES.items() if any(user.can(permission, office) for permission in asked)}
    if not looks_down(office):
        places.discard("nation")
    return {
        **menu_context(user, office, section=section),
        "plans": plans,
        "plan": plan,
        "plan_areas": areas,
        "places": places,
    }
